import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { ask, type Door } from './door.ts'
import { startLoad } from './load.ts'
import { BOTH, type Parts, SOLD } from './sites.ts'
import { ANSWERED_WITHIN, atMost, LONG, times } from './size.ts'
import { countsOf, spread, tell } from './told.ts'

/** S4: a subgraph of two ends. */
export function subgraphKilled({ parted, stage }: Parts): void {
  it('a subgraph killed: the other half answers, says what is missing, and nothing is done twice', async (test) => {
    const rounds = times(6, 1)
    const load = startLoad(() => parted().door, stage(), { rest: 1_000 })
    const half = watch(parted().door, SOLD)
    const [starts, back]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      const before = load.done()
      await within(60, async () => load.done() >= before + 30)
      await parted().copies.erp[0]!.end('SIGKILL')
      const { data, errors, codes } = await ask(parted().door, BOTH)
      expect(data.customers.nodes).toEqual([{ name: 'Ege Lojistik A.Ş.', receivable: null }])
      expect(errors.map(({ path }) => path)).toEqual([['customers', 'nodes', 0, 'receivable']])
      expect(codes).toEqual(['SUBGRAPH_UNAVAILABLE'])
      // This test is the supervisor: what it takes to start again counts.
      const ended = performance.now()
      await parted().restart('erp')
      starts.push(performance.now() - ended)
      await within(60, async () => (await ask(parted().door, BOTH)).codes.length === 0)
      back.push(performance.now() - ended)
    }
    await Promise.all([load.stop(), half.stop()])
    const found = await audit(parted().door, parted().inside, stage().wishes)
    const { whole, other } = half.seen
    tell(test, 'the ERP killed with -9', `${rounds} kills, 16 clients`, {
      ...countsOf(load, found),
      'answers of the CRM alone': `${whole} of ${whole + other}`,
      'start of the process': spread(starts),
      'service back, its start included': spread(back),
    })
    expect(found.violations).toEqual([])
    expect(Object.keys(load.codes)).toEqual(['SUBGRAPH_UNAVAILABLE'])
    expect(load.reads.partial).toBeGreaterThan(0)
    expect(other).toBe(0)
    expect(load.slowest()).toBeLessThan(ANSWERED_WITHIN)
    expect(Math.max(...back)).toBeLessThan(atMost(5_000))
  }, 300_000)

  it.skipIf(!LONG)(
    'a subgraph killed on the other side: the ERP’s changes go on',
    async (test) => {
      const load = startLoad(() => parted().door, stage(), { clients: 8, rest: 20 })
      await within(60, async () => load.done() >= 20)
      await parted().copies.crm[0]!.end('SIGKILL')
      const before = load.wishes.filter(({ fate }) => fate === 'acknowledged').length
      await within(60, async () => load.wishes.filter(({ fate }) => fate === 'acknowledged').length >= before + 20)
      await parted().restart('crm')
      await within(60, async () => (await ask(parted().door, BOTH)).codes.length === 0)
      await load.stop()
      const found = await audit(parted().door, parted().inside, stage().wishes)
      tell(test, 'the CRM killed with -9', '1 kill, 8 clients', countsOf(load, found))
      expect(found).toEqual({ retried: 0, violations: [] })
    },
    120_000,
  )
}

/** Asks one thing again and again, a few times a second, until it is stopped. */
function watch(door: Door, query: string) {
  const seen = { whole: 0, other: 0 }
  let stopped = false
  const watching = (async () => {
    while (!stopped) {
      seen[(await ask(door, query)).codes.length === 0 ? 'whole' : 'other'] += 1
      await sleep(20)
    }
  })()
  return {
    seen,
    stop: async () => {
      stopped = true
      await watching
    },
  }
}
