import { expect, it } from 'vitest'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { startLoad } from './load.ts'
import type { Whole } from './sites.ts'
import { times } from './size.ts'
import { countsOf, spread, tell } from './told.ts'

/** S18: an orderly stop while there is work to do. */
export function stopping({ house, stage }: Whole): void {
  it('SIGTERM to the whole of Köprü under load: it answers all it has taken; what it did not take was refused before it was sent', async (test) => {
    const rounds = times(3, 1)
    const load = startLoad(house().door, stage(), { rest: 2_000 })
    const [stops, exits]: [number[], (number | null)[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      const before = load.done()
      await within(60, async () => load.done() >= before + 30)
      const { code, seconds } = await house().kopru().stop()
      exits.push(code)
      stops.push(seconds * 1000)
      await house().restart()
    }
    await load.stop()
    const found = await audit(house().door(), house().inside, stage().wishes)
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
}
