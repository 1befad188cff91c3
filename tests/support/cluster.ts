/*
 * One PostgreSQL per test run, one fresh database per test file.
 * In vitest.config.ts:  globalSetup: ['tests/support/cluster.ts']
 * In a test file:       const crm = await freshDatabase('crm')   // migrated and empty
 *                       afterAll(() => crm.drop())
 * `crm.appUrl` is the application (kopru_app, under row-level security), `crm.ownerUrl` its owner.
 * It works in every worker and child process: the connection travels in the environment.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  closeToPublic,
  connected,
  createDatabases,
  type Database,
  type DatabaseRole,
  databases,
  urlOf,
} from '../../platform/databases.ts'
import { migrate, migrationsOf } from '../../platform/migrate.ts'
import { startPostgres } from '../../platform/postgres.ts'

export interface FreshDatabase {
  readonly appUrl: string
  readonly ownerUrl: string
  drop(): Promise<void>
}

export interface TestCluster {
  stop(): Promise<void>
}

/** Starts the run's PostgreSQL with one migrated template per subgraph; nothing of it remains. */
export async function startCluster(folderOf = migrationsOf): Promise<TestCluster> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kopru-test-'))
  const farewell = endWithThisProcess(dataDir)
  const postgres = await startPostgres({ dataDir, fsync: false })
  const superuser = postgres.url('postgres', 'postgres')
  await createDatabases(superuser, { prefix, passwords: postgres.passwords })
  for (const database of databases) {
    const folder = folderOf(database)
    const written = existsSync(join(folder, 'meta', '_journal.json'))
    if (written) await migrate(postgres.url(prefix + database, 'kopru_owner'), folder)
  }

  const { kopru_app, kopru_owner } = postgres.passwords
  const connection: Connection = { superuser, passwords: { kopru_app, kopru_owner } }
  const outer = process.env[variable]
  process.env[variable] = JSON.stringify(connection)
  return {
    stop: async () => {
      if (outer) process.env[variable] = outer
      else delete process.env[variable]
      await postgres.stop()
      farewell()
    },
  }
}

/** A copy of the migrated template, for one test file alone. */
export const freshDatabase = (kind: Database): Promise<FreshDatabase> => copyOf(prefix + kind, kind)

/** One that nobody has migrated yet. */
export async function emptyDatabase(kind: Database): Promise<FreshDatabase> {
  const { superuser, passwords } = connection()
  await createDatabases(superuser, { prefix: 'empty_', passwords })
  return copyOf(`empty_${kind}`, kind)
}

async function copyOf(template: string, kind: Database): Promise<FreshDatabase> {
  const { superuser } = connection()
  const name = `${kind}_${randomBytes(6).toString('hex')}`
  await connected(superuser, async (sql) => {
    await sql`create database ${sql(name)} template ${sql(template)} owner kopru_owner`
    await closeToPublic(sql, name)
  })
  return named(name)
}

function named(name: string): FreshDatabase {
  const { superuser, passwords } = connection()
  return {
    appUrl: urlOf(superuser, name, 'kopru_app', passwords.kopru_app),
    ownerUrl: urlOf(superuser, name, 'kopru_owner', passwords.kopru_owner),
    drop: () =>
      connected(superuser, async (sql) => {
        await sql`drop database if exists ${sql(name)} with (force)`
      }),
  }
}

/** The same database as its superuser: past row-level security, with every organisation's rows. */
export const asSuperuser = (url: string): string => urlOf(connection().superuser, new URL(url).pathname.slice(1))

/** The same database for whom nothing holds: only to see that Köprü refuses to work as them. */
export const superuserOf = ({ appUrl }: FreshDatabase): string =>
  urlOf(connection().superuser, new URL(appUrl).pathname.slice(1))

/** vitest's global setup. */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await startCluster()
  return cluster.stop
}

const prefix = 'template_'
const variable = 'KOPRU_TEST_CLUSTER'

interface Connection {
  readonly superuser: string
  readonly passwords: Record<DatabaseRole, string>
}

function connection(): Connection {
  const text = process.env[variable]
  if (!text) throw new Error('No test cluster runs: vitest.config.ts needs globalSetup, see tests/support/cluster.ts.')
  return JSON.parse(text) as Connection
}

/** A server outlives a killed test run; this shell waits for the end of our pipe and clears up. */
function endWithThisProcess(dataDir: string): () => void {
  const script = `cat > /dev/null
    pid=$(head -n 1 "$0/cluster/postmaster.pid" 2> /dev/null) && kill -INT "$pid"
    while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
    rm -rf "$0"`
  const watcher = spawn('/bin/sh', ['-c', script, dataDir], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  watcher.unref()
  const pipe = watcher.stdin as Socket
  pipe.unref()
  return () => pipe.end()
}
