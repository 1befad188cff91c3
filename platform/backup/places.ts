import { join } from 'node:path'
import type { Config } from '../config.ts'
import { createDatabases, type Database, databases, perDatabase } from '../databases.ts'
import { runningPostgres, startPostgres } from '../postgres.ts'
import { hasCluster } from '../postgres-cluster.ts'
import { AlreadyRunning } from '../postgres-lock.ts'

/** The three databases, at addresses that may do what is to be done. */
export interface Place {
  readonly urls: Record<Database, string>
  close(): Promise<void>
}

/** Where a backup is taken from: beside a Köprü that runs, or of one that stands still. Throws a sentence when there is nothing. */
export async function openSource(config: Config): Promise<Place> {
  const { dataDir, backupUrls } = config
  if (isOwn(config)) {
    const ways = 'the address of a role that sees every row; npm run databases -- --backup makes kopru_backup'
    return given((name) => backupUrls[name], 'BACKUP_URL', ways)
  }
  if (!(await hasCluster(join(dataDir, 'cluster')))) {
    throw new Error(`There is no database in ${dataDir}: nothing to back up.`)
  }
  const running = await runningPostgres(dataDir)
  const postgres = running ?? (await startPostgres({ dataDir }).catch(asSentence))
  return {
    urls: perDatabase((name) => postgres.url(name, 'postgres')),
    close: async () => {
      if ('stop' in postgres) await (postgres as { stop(): Promise<void> }).stop()
    },
  }
}

/** Where a backup is put back: into databases of your own, or into a data folder that nobody uses. */
export async function openTarget(config: Config): Promise<Place> {
  if (isOwn(config))
    return given((name) => config.migrationUrls[name], 'MIGRATION_URL', "the address of the database's owner")
  const postgres = await startPostgres({ dataDir: config.dataDir }).catch(asSentence)
  try {
    await createDatabases(postgres.url('postgres', 'postgres'), { passwords: postgres.passwords })
  } catch (error) {
    await postgres.stop()
    throw error
  }
  return { urls: perDatabase((name) => postgres.url(name, 'kopru_owner')), close: () => postgres.stop() }
}

/** One address of somebody's own is enough: with the others forgotten, the embedded database is not what was meant. */
const isOwn = ({ databaseUrls, migrationUrls, backupUrls }: Config): boolean =>
  [databaseUrls, migrationUrls, backupUrls].some((urls) => Object.keys(urls).length > 0)

function given(urlOf: (name: Database) => string | undefined, variable: string, what: string): Place {
  const missing = databases.find((name) => !urlOf(name))
  if (missing) throw new Error(`${variable}_${missing.toUpperCase()} is missing: ${what}.`)
  return { urls: perDatabase((name) => urlOf(name)!), close: async () => {} }
}

function asSentence(error: unknown): never {
  if (error instanceof AlreadyRunning) throw new Error(`${error.message} Stop it first, or wait until it has started.`)
  throw error
}
