import type { Config } from './config.ts'
import { type Database, databases } from './databases.ts'
import { runningPostgres } from './postgres.ts'
import { announcedUrl } from './postgres-lock.ts'

/** The databases to work on beside a Köprü that runs: its own, or those that were given. Throws a sentence when there are none. */
export async function runningDatabases({ embedded, databaseUrls, dataDir }: Config): Promise<Record<Database, string>> {
  const running = embedded ? await runningPostgres(dataDir) : undefined
  if (running && !(await announcedUrl(dataDir))) throw new Error(STARTING)
  const [identity, crm, erp] = databases.map((name) => running?.url(name, 'kopru_app') ?? databaseUrls[name])
  if (!identity || !crm || !erp) throw new Error('Köprü is not running. Start it first: npm start')
  return { identity, crm, erp }
}

/** Where the API of the Köprü on this machine answers. */
export async function apiUrl({ dataDir, port, embedded }: Config): Promise<string> {
  const announced = embedded ? await announcedUrl(dataDir) : undefined
  return `${announced ?? `http://localhost:${port}`}/graphql`
}

/** What a database says that is there, but not filled yet, in words for whoever was too fast. */
export function unlessStarting(error: unknown): unknown {
  const { code } = ((error as Error).cause ?? error) as { code?: string }
  if (!NOT_YET.has(code ?? '')) return error
  return new Error(STARTING, { cause: error })
}

const STARTING = 'Köprü is still starting. Try again in a moment.'

/** No such role, password or database yet; no tables; not accepting connections. */
const NOT_YET = new Set(['28P01', '28000', '3D000', '42P01', '42501', '57P03', 'ECONNREFUSED'])
