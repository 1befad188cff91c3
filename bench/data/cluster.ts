import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Sql } from 'postgres'
import { connected, urlOf } from '../../platform/databases.ts'
import { type Postgres, startPostgres } from '../../platform/postgres.ts'

/** Where the bench keeps its PostgreSQL, its organisations and its logs between runs; it may be deleted at any time. */
export const CACHE = fileURLToPath(new URL('../.cache', import.meta.url))

/** The bench's PostgreSQL: the embedded one, on data of its own, and able to count statements. */
export interface Cluster {
  readonly superuserUrl: string
  /** The address of a database as the application's role, or as its owner. */
  url(database: string, role: 'kopru_app' | 'kopru_owner'): string
  readonly passwords: Postgres['passwords']
  /** The postmaster, whose children the other processes are. */
  readonly pid: number
  stop(): Promise<void>
}

/** Brings up the bench's PostgreSQL; `fresh` forgets all that was generated before. */
export async function openCluster(fresh: boolean): Promise<Cluster> {
  if (fresh) await rm(CACHE, { recursive: true, force: true })
  const first = await startPostgres({ dataDir: CACHE })
  if (await countsStatements(first)) return cluster(first)
  await connected(first.url('postgres', 'postgres'), async (sql) => {
    await sql`alter system set shared_preload_libraries = 'pg_stat_statements'`
    await sql`alter system set pg_stat_statements.track = 'none'`
  })
  await first.stop()
  return cluster(await startPostgres({ dataDir: CACHE }))
}

async function cluster(postgres: Postgres): Promise<Cluster> {
  const superuserUrl = postgres.url('postgres', 'postgres')
  const pidFile = await readFile(join(CACHE, 'cluster', 'postmaster.pid'), 'utf8')
  return {
    superuserUrl,
    url: (database, role) => urlOf(superuserUrl, database, role, postgres.passwords[role]),
    passwords: postgres.passwords,
    pid: Number(pidFile.split('\n')[0]),
    stop: () => postgres.stop(),
  }
}

const countsStatements = (postgres: Postgres): Promise<boolean> =>
  connected(postgres.url('postgres', 'postgres'), async (sql: Sql) => {
    const [row] = await sql`select current_setting('shared_preload_libraries') like '%pg_stat_statements%' as loaded`
    return row!.loaded as boolean
  })
