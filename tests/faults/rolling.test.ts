import { describe, expect, it } from 'vitest'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { startLoad } from './load.ts'
import { openParted } from './parted.ts'
import { LONG, times } from './size.ts'
import { staged } from './staged.ts'
import { countsOf, tell } from './told.ts'

describe.skipIf(!LONG)('SIGTERM to one copy after the other', () => {
  const { site, stage } = staged(() => openParted(2), 500)

  it('is nothing that a client would see', async (test) => {
    const parted = site()
    const rounds = times(1, 1)
    const load = startLoad(() => parted.door, stage())
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
    const found = await audit(parted.door, parted.inside, stage().wishes)
    tell(test, 'rolling restart of two copies each', `${rounds * 8} restarts, 16 clients`, {
      ...countsOf(load, found),
      'failed requests': Object.values(load.codes).reduce((sum, count) => sum + count, 0),
    })
    expect(found).toEqual({ retried: 0, violations: [] })
    expect(exits).toEqual(Array(rounds * 8).fill(0))
    expect(load.codes).toEqual({})
  }, 300_000)
})
