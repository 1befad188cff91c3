import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { ask, mustAsk } from './door.ts'
import { startLoad } from './load.ts'
import { openParted, type Parted, residentMegabytes } from './parted.ts'
import { atMost, LONG } from './size.ts'
import { type Stage, setStage } from './stage.ts'
import { countsOf, spread, tell } from './told.ts'

let parted: Parted
let stage: Stage

beforeAll(async () => {
  parted = await openParted()
  stage = await setStage(parted.door, 300)
}, 300_000)
afterEach(() => parted.ways.erp.be('open'))
afterAll(() => parted?.close())

const BOTH = '{ customers(first: 1) { nodes { name receivable { outstanding { amount } } } } }'
const SOLD = '{ customers(first: 1) { nodes { name } } }'
const RENAME = `mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { customer { id } } }`

/** The most a part may grow while many wait for what does not come. */
const MOST_MEGABYTES = 150

describe('a subgraph that is slow', () => {
  it.each([100, 2_000])(
    'by %i ms: everything is answered in full, and the rest is not slower',
    async (late) => {
      await mustAsk(parted.door, BOTH)
      parted.ways.erp.be({ late })
      const [slow, quick] = await Promise.all([ask(parted.door, BOTH), ask(parted.door, SOLD)])
      expect([slow.codes, quick.codes]).toEqual([[], []])
      expect(slow.milliseconds).toBeGreaterThan(late - 1)
      if (late === 2_000) expect(quick.milliseconds).toBeLessThan(late)
    },
    30_000,
  )

  it('beyond every patience: each gives up before the one that waits for it', async (test) => {
    const { customerId } = stage
    // Somebody holds the customer's row and does not let go: the statement of whoever wants to change it waits.
    const { held, release } = holdCustomers()
    await held
    parted.ways.erp.be('silent')
    const [statement, subgraph, rest] = await Promise.all([
      ask(parted.door, RENAME, { input: { id: customerId, expectedVersion: 1, name: 'Another' } }),
      ask(parted.door, BOTH),
      ask(parted.door, SOLD),
    ])
    await release()
    const told = [statement, subgraph].map(({ milliseconds }) => `${milliseconds} ms`)
    tell(test, 'timeouts in their order', 'a lock that is held, a subgraph that is silent', {
      ...{ 'statement (10 s)': told[0]!, 'subgraph (15 s)': told[1]! },
    })
    expect([statement.codes, subgraph.codes, rest.codes]).toEqual([
      ['SUBGRAPH_UNAVAILABLE'],
      ['SUBGRAPH_UNAVAILABLE'],
      [],
    ])
    expect(subgraph.data.customers.nodes).toEqual([{ name: 'Ege Lojistik A.Ş.', receivable: null }])
    expect(statement.milliseconds).toBeGreaterThan(9_900)
    expect(statement.milliseconds).toBeLessThan(atMost(14_500))
    expect(subgraph.milliseconds).toBeGreaterThan(14_900)
    expect(subgraph.milliseconds).toBeLessThan(atMost(20_000))
  }, 60_000)

  it.skipIf(!LONG)(
    'at each of three steps, one after the other: the router’s own time ends them',
    async (test) => {
      const invoice = stage.open[0]!
      for (const name of ['crm', 'erp'] as const) parted.ways[name].be({ late: 12_000 })
      const query =
        'query ($id: ID!) { invoice(id: $id) { number customer { name receivable { outstanding { amount } } } } }'
      const steps = await ask(
        parted.door,
        'query ($id: ID!) { invoice(id: $id) { number customer { name deals { nodes { title project { name } } } } } }',
        { id: invoice },
      )
      const answer = await ask(parted.door, query, { id: invoice })
      for (const name of ['crm', 'erp'] as const) parted.ways[name].be('open')
      tell(test, 'the router’s own time', 'each step 12 s late', { answered: `${answer.milliseconds} ms` })
      for (const { milliseconds, status } of [steps, answer]) {
        expect(status).toBe(200)
        expect(milliseconds).toBeLessThan(31_500)
      }
    },
    90_000,
  )
})

describe.each(LONG ? (['silent', 'trickling'] as const) : (['silent'] as const))(
  'a subgraph that is %s under load',
  (manner) => {
    it('takes nobody with it: halves are answered, memory stays, and all is well when it speaks again', async (test) => {
      const [router] = parted.copies.router
      const before = await residentMegabytes(router!)
      const load = startLoad(() => parted.door, stage, { clients: 24 })
      await within(60, async () => load.done() >= 30)
      parted.ways.erp.be(manner)
      const quick: number[] = []
      const until = performance.now() + (LONG ? 35_000 : 17_000)
      while (performance.now() < until) {
        const { codes, milliseconds } = await ask(parted.door, SOLD)
        expect(codes).toEqual([])
        quick.push(milliseconds)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      const during = await residentMegabytes(router!)
      parted.ways.erp.be('open')
      const healed = performance.now()
      await within(60, async () => (await ask(parted.door, BOTH)).codes.length === 0)
      const back = performance.now() - healed
      await load.stop()
      const found = await audit(parted.door, parted.inside, stage.wishes)
      const grown = before === null || during === null ? 0 : during - before
      tell(test, `a subgraph ${manner}`, `${LONG ? 35 : 17} s, 24 clients`, {
        ...countsOf(load, found),
        'answers of the CRM alone': spread(quick),
        'router grew by': `${grown} MB`,
        'service back after': `${Math.round(back)} ms`,
      })
      expect(found.violations).toEqual([])
      expect(Object.keys(load.codes)).toEqual(['SUBGRAPH_UNAVAILABLE'])
      expect(load.slowest()).toBeLessThan(atMost(20_000))
      expect(load.reads.partial).toBeGreaterThan(0)
      expect(grown).toBeLessThan(MOST_MEGABYTES)
      expect(back).toBeLessThan(atMost(5_000))
    }, 150_000)
  },
)

/** Holds every customer of the company until it is told to let go. */
function holdCustomers() {
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const holding = parted.graph.inside('crm', parted.company.organizationId, async (sql) => {
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
