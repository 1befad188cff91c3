import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { postmasterPid } from '../platform/support.ts'
import { killTree } from '../start/support.ts'
import { mustAsk } from './door.ts'
import type { Whole } from './sites.ts'
import { times } from './size.ts'
import { passes, survives } from './surviving.ts'
import { tell } from './told.ts'

/** S5: PostgreSQL ends, in each of the ways it can. */
export function postgresKilled({ house, stage }: Whole): void {
  it('PostgreSQL killed with its backends: nothing acknowledged is lost, nobody is left waiting', async (test) => {
    const rounds = times(20, 1)
    const outcome = await survives(house(), stage(), rounds, () => killTree(postmasterPid(house().dataDir)))
    tell(test, 'PostgreSQL killed with -9', `${rounds} kills, 16 clients`, outcome.counts)
    passes(outcome)
    expect(await readFile(join(house().dataDir, 'postgres.log'), 'utf8')).toContain('automatic recovery in progress')
  }, 400_000)

  it('PostgreSQL stopped at once, as by pg_ctl stop -m immediate', async (test) => {
    const rounds = times(5, 1)
    const outcome = await survives(house(), stage(), rounds, async () => {
      process.kill(await postmasterPid(house().dataDir), 'SIGQUIT')
      await sleep(20)
    })
    tell(test, 'PostgreSQL stopped at once (immediate)', `${rounds} stops, 16 clients`, outcome.counts)
    passes(outcome)
  }, 200_000)

  it('PostgreSQL with all its connections terminated', async (test) => {
    const rounds = times(10, 2)
    const superuser = house().postgres().url('postgres', 'postgres')
    const outcome = await survives(house(), stage(), rounds, () =>
      connected(superuser, async (sql) => {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'kopru-%'`
      }),
    )
    tell(test, 'all connections terminated', `${rounds} times, 16 clients`, outcome.counts)
    passes(outcome)
  }, 200_000)

  it('PostgreSQL is ready again afterwards, and its books verify', async () => {
    const { verifyLedger } = await mustAsk(house().door(), '{ verifyLedger { valid entries } }')
    expect(verifyLedger.valid).toBe(true)
  })
}
