import type { Config } from './config.ts'
import { createDatabases, type Database, databases, perDatabase } from './databases.ts'
import { migrate, migrationsOf } from './migrate.ts'
import { startPostgres } from './postgres.ts'

/** The three databases, ready to be worked on. */
export interface Storage {
  readonly urls: Record<Database, string>
  /** Tells a second start where this one serves. */
  announce(url: string): Promise<void>
  close(): Promise<void>
}

/** Brings up the embedded PostgreSQL, or takes the databases that were given, and migrates them. */
export async function openStorage(config: Config, say: (line: string) => void, signal?: AbortSignal): Promise<Storage> {
  if (!config.embedded) return givenStorage(config, say)
  const postgres = await startPostgres({ dataDir: config.dataDir, onLog: say, signal })
  try {
    await createDatabases(postgres.url('postgres', 'postgres'), { passwords: postgres.passwords })
    await migrateThose((name) => postgres.url(name, 'kopru_owner'), say)
  } catch (error) {
    await postgres.stop()
    throw error
  }
  return {
    urls: perDatabase((name) => postgres.url(name, 'kopru_app')),
    announce: (url) => postgres.announce(url),
    close: () => postgres.stop(),
  }
}

/** Own databases are migrated where an owner's address is given; otherwise `npm run migrate` did it. */
async function givenStorage({ databaseUrls, migrationUrls }: Config, say: (line: string) => void): Promise<Storage> {
  await migrateThose((name) => migrationUrls[name], say)
  return { urls: perDatabase((name) => databaseUrls[name]!), announce: async () => {}, close: async () => {} }
}

async function migrateThose(urlOf: (name: Database) => string | undefined, say: (line: string) => void): Promise<void> {
  const applied = await Promise.all(
    databases.map(async (name) => {
      const url = urlOf(name)
      return url ? (await migrate(url, migrationsOf(name))).length : 0
    }),
  )
  const told = databases.flatMap((name, index) => (applied[index]! > 0 ? [`${name} ${applied[index]}`] : []))
  if (told.length > 0) say(`Migrations applied: ${told.join(', ')}.`)
}
