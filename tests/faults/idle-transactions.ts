import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { expect, it } from 'vitest'
import { connect } from '../../subgraphs/shared/db/database.ts'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { ask, health } from './door.ts'
import { startLoad } from './load.ts'
import { BOTH, type Whole } from './sites.ts'
import { ANSWERED_WITHIN, atMost } from './size.ts'
import { countsOf, tell } from './told.ts'

/** S14: transactions of others that do nothing, until there is no connection left. */
export function idleTransactions({ house, stage }: Whole): void {
  it('all connections held by transactions that do nothing: requests are told so, until the server ends them', async (test) => {
    const root = postgres(house().postgres().url('postgres', 'postgres'), { max: 1, onnotice: () => {} })
    const [room] = await root`select current_setting('max_connections')::int
      - current_setting('superuser_reserved_connections')::int - count(*)::int as free
      from pg_stat_activity where backend_type = 'client backend'`
    const free = Number(room!.free)
    // Another program of ours that hangs in the middle of its transactions, and a server that has lost its own connections.
    const stuck = connect(house().postgres().url('erp', 'kopru_app'), { name: 'stuck', max: free + 40, timeout: 1_000 })
    const never = new Promise<void>(() => {})
    let taking = true
    const hang = async () => {
      // The server may end the first of them before the last has come.
      while (taking) {
        await stuck.orm
          .transaction(async (tx) => {
            await tx.execute(sql`select 1`)
            await never
          })
          .catch(() => {})
      }
    }
    const begun = Array.from({ length: free + 40 }, hang)
    await within(60, async () => {
      await root`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name like 'kopru-%' and application_name <> 'kopru-stuck'`
      const [row] =
        await root`select count(*)::int as held from pg_stat_activity where application_name = 'kopru-stuck'`
      return row!.held >= free
    })
    taking = false
    // Not before: a server under load would take back each connection it lost.
    const load = startLoad(house().door, stage(), { clients: 16 })
    const taken = performance.now()
    const refused = await ask(house().door(), BOTH)
    const ready = await health(house().door().url, 'ready')
    // They may do nothing for 6 s (a second for a statement, and five), then the server ends them.
    await within(60, async () => (await ask(house().door(), BOTH)).codes.length === 0)
    const back = performance.now() - taken
    await within(60, async () => load.done() >= 20)
    await Promise.all(begun)
    await stuck.client.end({ timeout: 0 })
    await root.end()
    await load.stop()
    const found = await audit(house().door(), house().inside, stage().wishes)
    tell(test, 'connections used up by idle transactions', `${free} held, 16 clients`, {
      ...countsOf(load, found),
      'a request meanwhile': `${refused.codes.join()} after ${refused.milliseconds} ms`,
      'service back after': `${Math.round(back)} ms`,
    })
    expect(found.violations).toEqual([])
    expect([refused.status, refused.codes.every((code) => code === 'SUBGRAPH_UNAVAILABLE')]).toEqual([200, true])
    expect(refused.codes.length).toBeGreaterThan(0)
    expect(ready).toBe(503)
    expect(Object.keys(load.codes)).toEqual(['SUBGRAPH_UNAVAILABLE'])
    expect(load.slowest()).toBeLessThan(ANSWERED_WITHIN)
    expect(back).toBeLessThan(atMost(15_000))
  }, 150_000)
}
