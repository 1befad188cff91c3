import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { Sql } from '../erp/invariants.ts'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { startLoad } from './load.ts'
import type { Parts } from './sites.ts'
import { LONG } from './size.ts'
import { countsOf, tell } from './told.ts'

const SHIFTED = fileURLToPath(new URL('shifted-clock.ts', import.meta.url))
const HOUR = 3_600_000

/** S10: the clock of the ERP is wrong, while everybody else's is right, and then jumps back. */
export function wrongClock({ parted, stage }: Parts): void {
  it.skipIf(!LONG).for([
    // A token is good for an hour.
    ['half an hour ahead', HOUR / 2],
    ['an hour behind', -HOUR],
  ] as const)(
    'a clock that is %s: numbers and the chain follow the books, and tokens are as good as they were',
    { timeout: 240_000 },
    async ([name, ahead], test) => {
      const work = async () => {
        const load = startLoad(() => parted().door, stage())
        await within(60, async () => load.done() >= 100)
        await load.stop()
        expect(load.codes).toEqual({})
        return load
      }
      const again = async (environment: Record<string, string>) => {
        await parted().copies.erp[0]!.end()
        await parted().restart('erp', 0, environment)
      }
      await work()
      await again({ CLOCK_AHEAD: String(ahead), NODE_OPTIONS: `--import ${SHIFTED}` })
      const load = await work()
      const drift = await parted().inside(driftOfTheLatest)
      await again({})
      await work()
      const found = await audit(parted().door, parted().inside, stage().wishes)
      tell(test, `the clock of the ERP ${name}`, '300 changes and reads', {
        ...countsOf(load, found),
        'ids ahead of the database by': `${Math.round(drift / 60_000)} min`,
      })
      expect(Math.abs(drift - ahead)).toBeLessThan(60_000)
      expect(found).toEqual({ retried: 0, violations: [] })
    },
  )
}

/** How far the moment in the id of the latest payment, which is of the ERP's clock, is ahead of the database's own. */
async function driftOfTheLatest(sql: Sql): Promise<number> {
  const [row] =
    await sql`select id, extract(epoch from created_at) * 1000 as at from payments order by created_at desc limit 1`
  return Number.parseInt(row!.id.replaceAll('-', '').slice(0, 12), 16) - Number(row!.at)
}
