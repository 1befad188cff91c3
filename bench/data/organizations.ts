import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readConfig } from '../../platform/config.ts'
import { closeToPublic, connected, createDatabases, type Database, databases, urlOf } from '../../platform/databases.ts'
import { generate } from '../../platform/demo/generate.ts'
import { migrate, migrationsOf } from '../../platform/migrate.ts'
import { openSigningKeys } from '../../subgraphs/identity/signing-keys.ts'
import { issueToken } from '../../subgraphs/identity/tokens/commands/issue-token.ts'
import { connect } from '../../subgraphs/shared/db/database.ts'
import { decodeId } from '../../subgraphs/shared/relay/id.ts'
import { addDays, today } from '../../subgraphs/shared/time/date.ts'
import { CACHE, type Cluster } from './cluster.ts'

/** A generated organisation: kept as it was made, or copied for a run that writes. */
export interface Organization {
  readonly customers: number
  readonly organizationId: string
  /** The day its story ends. */
  readonly asOf: string
  readonly urls: Readonly<Record<Database, string>>
}

export type OnProgress = (done: number, total: number) => void

/** The organisation of that many customers; generated the first time, which takes a while. */
export async function organizationOf(
  cluster: Cluster,
  customers: number,
  onProgress: OnProgress,
): Promise<Organization> {
  const known = await readKnown()
  const prefix = prefixOf(customers)
  const urls = urlsOf(cluster, prefix)
  const found = known[customers]
  if (found) return { customers, urls, ...found }

  await dropDatabases(cluster, prefix)
  await createDatabases(cluster.superuserUrl, { prefix, passwords: cluster.passwords })
  for (const name of databases) await migrate(cluster.url(prefix + name, 'kopru_owner'), migrationsOf(name))
  const { id } = await generate({ config: configFor(urls), name: `Studio of ${customers}`, customers, onProgress })
  for (const name of databases) {
    // As autovacuum would do it, but not in the middle of a measurement.
    await connected(urlOf(cluster.superuserUrl, prefix + name), (sql) => sql`vacuum (analyze, freeze)`)
  }
  const made = { organizationId: decodeId('org', id)!, asOf: addDays(today('Europe/Istanbul', new Date()), -1) }
  await mkdir(CACHE, { recursive: true })
  await writeFile(knownFile, JSON.stringify({ ...known, [customers]: made }, null, 2))
  return { customers, urls, ...made }
}

/** The same on databases of its own, so that what a run writes is gone with it. */
export async function copyOf(cluster: Cluster, organization: Organization): Promise<Organization> {
  const from = prefixOf(organization.customers)
  await dropDatabases(cluster, RUN)
  await connected(cluster.superuserUrl, async (sql) => {
    for (const name of databases) {
      const copy = sql(RUN + name)
      await sql`create database ${copy} template ${sql(from + name)} owner kopru_owner strategy file_copy`
      await closeToPublic(sql, RUN + name)
    }
    await sql`checkpoint`
  })
  return { ...organization, urls: urlsOf(cluster, RUN) }
}

/** Takes away what `copyOf` made. */
export const dropCopy = (cluster: Cluster): Promise<void> => dropDatabases(cluster, RUN)

/** A token of the organisation's owner, good for a day. */
export async function tokenFor({ urls, organizationId }: Organization): Promise<string> {
  const database = connect(urls.identity, { name: 'bench', max: 1 })
  try {
    const issued = await issueToken(database, await openSigningKeys({ dataDir: CACHE }), {
      organizationId,
      seconds: 86_400,
    })
    return issued!.token
  } finally {
    await database.close()
  }
}

/** What a token may cost is counted as always, and never used up: none may ask as much as a bench does. */
export const UNBOUNDED = { COST_BUCKET: '999999999999', COST_RESTORE_RATE: '999999999999' }

/** The settings a process of ours needs to serve the organisation. */
export const environmentOf = (urls: Organization['urls']): Record<string, string> => ({
  KOPRU_DATA_DIR: CACHE,
  KOPRU_DEMO: 'off',
  LOG_LEVEL: 'warn',
  ...UNBOUNDED,
  DATABASE_URL_IDENTITY: urls.identity,
  DATABASE_URL_CRM: urls.crm,
  DATABASE_URL_ERP: urls.erp,
})

const configFor = (urls: Organization['urls']) => readConfig('all', environmentOf(urls))

const RUN = 'run_'

const prefixOf = (customers: number) => `of_${customers}_`

const urlsOf = (cluster: Cluster, prefix: string): Organization['urls'] => ({
  identity: cluster.url(`${prefix}identity`, 'kopru_app'),
  crm: cluster.url(`${prefix}crm`, 'kopru_app'),
  erp: cluster.url(`${prefix}erp`, 'kopru_app'),
})

const knownFile = join(CACHE, 'organizations.json')

const readKnown = async (): Promise<Record<number, Pick<Organization, 'organizationId' | 'asOf'>>> =>
  JSON.parse(await readFile(knownFile, 'utf8').catch(() => '{}'))

const dropDatabases = (cluster: Cluster, prefix: string): Promise<void> =>
  connected(cluster.superuserUrl, async (sql) => {
    for (const name of databases) await sql`drop database if exists ${sql(prefix + name)} with (force)`
  })
