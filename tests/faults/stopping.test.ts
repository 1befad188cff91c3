import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { type House, openHouse } from './house.ts'
import { startLoad } from './load.ts'
import { openParted, type Parted } from './parted.ts'
import { LONG, times } from './size.ts'
import { type Stage, setStage } from './stage.ts'
import { countsOf, spread, tell } from './told.ts'

describe('SIGTERM to the whole of Köprü under load', () => {
  let house: House
  let stage: Stage

  beforeAll(async () => {
    house = await openHouse()
    stage = await setStage(house.door(), 500)
  }, 300_000)
  afterAll(() => house?.close())

  it('answers all it has taken; what it did not take was refused before it was sent', async (test) => {
    const rounds = times(10, 2)
    const load = startLoad(house.door, stage, { rest: 100 })
    const [stops, exits]: [number[], (number | null)[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      const before = load.done()
      await within(60, async () => load.done() >= before + 30)
      const { code, seconds } = await house.kopru().stop()
      exits.push(code)
      stops.push(seconds * 1000)
      await house.restart()
    }
    await load.stop()
    const found = await audit(house.door(), house.inside, stage.wishes)
    const refused = load.codes['no answer: ECONNREFUSED'] ?? 0
    tell(test, 'SIGTERM to one process', `${rounds} stops, 16 clients`, {
      ...countsOf(load, found),
      'not taken any more': refused,
      'stopped within': spread(stops),
    })
    expect(found.violations).toEqual([])
    expect(exits).toEqual(Array(rounds).fill(0))
    expect(Object.keys(load.codes)).toEqual(['no answer: ECONNREFUSED'])
  }, 300_000)
})

describe.skipIf(!LONG)('SIGTERM to one copy after the other', () => {
  let parted: Parted
  let stage: Stage

  beforeAll(async () => {
    parted = await openParted(2)
    stage = await setStage(parted.door, 500)
  }, 300_000)
  afterAll(() => parted?.close())

  it('is nothing that a client would see', async (test) => {
    const rounds = times(3, 1)
    const load = startLoad(() => parted.door, stage)
    const exits: (number | null)[] = []
    for (let round = 0; round < rounds; round += 1) {
      for (const name of ['erp', 'crm', 'identity', 'router'] as const) {
        for (const index of [0, 1]) {
          const before = load.done()
          await within(60, async () => load.done() >= before + 10)
          exits.push(await parted.copies[name][index]!.end())
          await parted.restart(name, index)
        }
      }
    }
    await load.stop()
    const found = await audit(parted.door, parted.inside, stage.wishes)
    tell(test, 'rolling restart of two copies each', `${rounds * 8} restarts, 16 clients`, {
      ...countsOf(load, found),
      'failed requests': Object.values(load.codes).reduce((sum, count) => sum + count, 0),
    })
    expect(found).toEqual({ retried: 0, violations: [] })
    expect(exits).toEqual(Array(rounds * 8).fill(0))
    expect(load.codes).toEqual({})
  }, 300_000)
})
