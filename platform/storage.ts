import type { Config } from './config.ts'
import { createDatabases, type Database, databases } from './databases.ts'
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
export async function openStorage(config: Config, say: (line: string) => void): Promise<Storage> {
  if (!config.embedded) return givenStorage(config, say)
  const postgres = await startPostgres({ dataDir: config.dataDir })
  try {
    await createDatabases(postgres.url('postgres', 'postgres'), { passwords: postgres.passwords })
    await migrateAll((name) => postgres.url(name, 'kopru_owner'), say)
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
  for (const name of databases) {
    const url = migrationUrls[name]
    if (url) tell(name, await migrate(url, migrationsOf(name)), say)
  }
  return { urls: perDatabase((name) => databaseUrls[name]!), announce: async () => {}, close: async () => {} }
}

async function migrateAll(urlOf: (name: Database) => string, say: (line: string) => void): Promise<void> {
  const applied = await Promise.all(databases.map((name) => migrate(urlOf(name), migrationsOf(name))))
  databases.forEach((name, index) => {
    tell(name, applied[index]!, say)
  })
}

function tell(name: Database, applied: string[], say: (line: string) => void): void {
  if (applied.length > 0) say(`${name}: ${applied.length} migrations applied`)
}

const perDatabase = (urlOf: (name: Database) => string): Record<Database, string> => ({
  identity: urlOf('identity'),
  crm: urlOf('crm'),
  erp: urlOf('erp'),
})
