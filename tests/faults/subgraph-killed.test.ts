import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { ask } from './door.ts'
import { startLoad } from './load.ts'
import { openParted, type Parted } from './parted.ts'
import { atMost, LONG, times } from './size.ts'
import { type Stage, setStage } from './stage.ts'
import { countsOf, spread, tell } from './told.ts'

let parted: Parted
let stage: Stage

beforeAll(async () => {
  parted = await openParted()
  stage = await setStage(parted.door, LONG ? 2_000 : 300)
}, 300_000)
afterAll(() => parted?.close())

const SOLD = '{ customers(first: 1) { nodes { name } } }'
const BOTH = '{ customers(first: 1) { nodes { name receivable { outstanding { amount } } } } }'

/** Asks one thing again and again, a few times a second, until it is stopped. */
function watch(query: string) {
  const seen = { whole: 0, other: 0 }
  let stopped = false
  const watching = (async () => {
    while (!stopped) {
      seen[(await ask(parted.door, query)).codes.length === 0 ? 'whole' : 'other'] += 1
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

describe('a subgraph under load', () => {
  it('killed: the other half answers, says what is missing, and nothing is done twice', async (test) => {
    const rounds = times(15, 1)
    const load = startLoad(() => parted.door, stage, { rest: 20 })
    const half = watch(SOLD)
    const [starts, back]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      const before = load.done()
      await within(60, async () => load.done() >= before + 30)
      await parted.copies.erp[0]!.end('SIGKILL')
      const { data, errors, codes } = await ask(parted.door, BOTH)
      expect(data.customers.nodes).toEqual([{ name: 'Ege Lojistik A.Ş.', receivable: null }])
      expect(errors.map(({ path }) => path)).toEqual([['customers', 'nodes', 0, 'receivable']])
      expect(codes).toEqual(['SUBGRAPH_UNAVAILABLE'])
      const ended = performance.now()
      await parted.restart('erp')
      const serves = performance.now()
      starts.push(serves - ended)
      await within(60, async () => (await ask(parted.door, BOTH)).codes.length === 0)
      back.push(performance.now() - serves)
    }
    await Promise.all([load.stop(), half.stop()])
    const found = await audit(parted.door, parted.inside, stage.wishes)
    const { whole, other } = half.seen
    tell(test, 'the ERP killed with -9', `${rounds} kills, 16 clients`, {
      ...countsOf(load, found),
      'answers of the CRM alone': `${whole} of ${whole + other}`,
      'start of the process': spread(starts),
      'service back after it': spread(back),
    })
    expect(found.violations).toEqual([])
    expect(Object.keys(load.codes)).toEqual(['SUBGRAPH_UNAVAILABLE'])
    expect(load.reads.partial).toBeGreaterThan(0)
    expect(other).toBe(0)
    expect(Math.max(...back)).toBeLessThan(atMost(3_000))
  }, 300_000)

  it.skipIf(!LONG)(
    'killed on the other side: the ERP’s changes go on',
    async (test) => {
      const load = startLoad(() => parted.door, stage, { clients: 8, rest: 20 })
      await within(60, async () => load.done() >= 20)
      await parted.copies.crm[0]!.end('SIGKILL')
      const before = load.wishes.filter(({ fate }) => fate === 'acknowledged').length
      await within(60, async () => load.wishes.filter(({ fate }) => fate === 'acknowledged').length >= before + 20)
      await parted.restart('crm')
      await within(60, async () => (await ask(parted.door, BOTH)).codes.length === 0)
      await load.stop()
      const found = await audit(parted.door, parted.inside, stage.wishes)
      tell(test, 'the CRM killed with -9', '1 kill, 8 clients', countsOf(load, found))
      expect(found).toEqual({ retried: 0, violations: [] })
    },
    120_000,
  )
})
