import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { ask, mustAsk } from './door.ts'
import { startLoad } from './load.ts'
import { type Parted, residentMegabytes } from './parted.ts'
import { BOTH, type Parts, SOLD } from './sites.ts'
import { ANSWERED_WITHIN, atMost, LONG } from './size.ts'
import { countsOf, spread, tell } from './told.ts'

const RENAME = `mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { customer { id } } }`

/** The most a part may grow while many wait for what does not come. */
const MOST_MEGABYTES = 150
const SECONDS = LONG ? 22 : 17

/** S8: a subgraph of two that takes its time. */
export function slowSubgraph({ parted, stage }: Parts): void {
  it.each([100, 2_000])(
    'a subgraph slow by %i ms: everything is answered in full, and the rest is not slower',
    async (late) => {
      await mustAsk(parted().door, BOTH)
      parted().ways.erp.be({ late })
      const [slow, quick] = await Promise.all([ask(parted().door, BOTH), ask(parted().door, SOLD)])
      parted().ways.erp.be('open')
      expect([slow.codes, quick.codes]).toEqual([[], []])
      expect(slow.milliseconds).toBeGreaterThan(late - 1)
      if (late === 2_000) expect(quick.milliseconds).toBeLessThan(late)
    },
    30_000,
  )

  it.for(LONG ? (['silent', 'trickling'] as const) : (['silent'] as const))(
    'a subgraph %s under load: each gives up before the one that waits for it, and nobody else notices',
    { timeout: 150_000 },
    async (manner, test) => {
      const [router] = parted().copies.router
      const before = await residentMegabytes(router!)
      const load = startLoad(() => parted().door, stage(), { clients: 24 })
      await within(60, async () => load.done() >= 30)
      // Somebody holds the customers' rows and does not let go: the statement of whoever wants to change one waits.
      const { held, release } = holdCustomers(parted())
      await held
      parted().ways.erp.be(manner)
      const until = performance.now() + SECONDS * 1_000
      const input = { id: stage().customerId, expectedVersion: 1, name: 'Another' }
      const patience = Promise.all([ask(parted().door, RENAME, { input }), ask(parted().door, BOTH)])
      const quick: number[] = []
      while (performance.now() < until) {
        const { codes, milliseconds } = await ask(parted().door, SOLD)
        expect(codes).toEqual([])
        quick.push(milliseconds)
        await sleep(100)
      }
      const [statement, subgraph] = await patience
      await release()
      const grown = (await residentMegabytes(router!)) - before
      parted().ways.erp.be('open')
      const healed = performance.now()
      await within(60, async () => (await ask(parted().door, BOTH)).codes.length === 0)
      const back = performance.now() - healed
      await load.stop()
      const found = await audit(parted().door, parted().inside, stage().wishes)
      tell(test, `a subgraph ${manner}`, `${SECONDS} s, 24 clients`, {
        ...countsOf(load, found),
        'given up for a lock (9.5 s)': `${statement.milliseconds} ms`,
        'given up for the subgraph (15 s)': `${subgraph.milliseconds} ms`,
        'answers of the CRM alone': spread(quick),
        'router grew by': `${grown} MB`,
        'service back after': `${Math.round(back)} ms`,
      })
      expect([statement.codes, subgraph.codes]).toEqual([['SUBGRAPH_UNAVAILABLE'], ['SUBGRAPH_UNAVAILABLE']])
      expect(subgraph.data.customers.nodes).toEqual([{ name: 'Ege Lojistik A.Ş.', receivable: null }])
      expect(statement.milliseconds).toBeGreaterThan(9_400)
      expect(statement.milliseconds).toBeLessThan(LONG ? 14_500 : ANSWERED_WITHIN)
      expect(subgraph.milliseconds).toBeGreaterThan(14_900)
      expect(subgraph.milliseconds).toBeLessThan(ANSWERED_WITHIN)
      expect(found.violations).toEqual([])
      expect(Object.keys(load.codes)).toEqual(['SUBGRAPH_UNAVAILABLE'])
      expect(load.slowest()).toBeLessThan(ANSWERED_WITHIN)
      expect(load.reads.partial).toBeGreaterThan(0)
      expect(grown).toBeLessThan(MOST_MEGABYTES)
      expect(back).toBeLessThan(atMost(5_000))
    },
  )

  it.skipIf(!LONG)(
    'subgraphs slow at each of three steps, one after the other: the router’s own time ends them',
    async (test) => {
      const id = stage().open[0]!
      for (const name of ['crm', 'erp'] as const) parted().ways[name].be({ late: 12_000 })
      const query =
        'query ($id: ID!) { invoice(id: $id) { number customer { name receivable { outstanding { amount } } } } }'
      const steps = await ask(
        parted().door,
        'query ($id: ID!) { invoice(id: $id) { number customer { name deals { nodes { title project { name } } } } } }',
        { id },
      )
      const answer = await ask(parted().door, query, { id })
      for (const name of ['crm', 'erp'] as const) parted().ways[name].be('open')
      tell(test, 'the router’s own time', 'each step 12 s late', { answered: `${answer.milliseconds} ms` })
      for (const { milliseconds, status } of [steps, answer]) {
        expect(status).toBe(200)
        expect(milliseconds).toBeLessThan(31_500)
      }
    },
    90_000,
  )
}

/** Holds every customer of the company until it is told to let go. */
function holdCustomers({ graph, company }: Parted) {
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const holding = graph.inside('crm', company.organizationId, async (sql) => {
    await sql`select id from customers for update`
    held.resolve()
    await released.promise
  })
  return {
    held: held.promise,
    release: () => {
      released.resolve()
      return holding
    },
  }
}
