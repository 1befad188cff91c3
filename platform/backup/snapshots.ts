import type { Sql, TransactionSql } from 'postgres'
import { connected, type Database } from '../databases.ts'
import { told } from './interrupt.ts'
import { type Table, tablesOf } from './tables.ts'

/** A database as it stood at one moment, for as long as it takes to read it. */
export interface Snapshot {
  readonly sql: TransactionSql
  readonly at: Date
  readonly tables: readonly Table[]
}

export type Snapshots = Record<Database, Snapshot>

/**
 * Each is taken after the ones that refer to it: whatever the ERP says of a customer or a user, that customer or
 * user was written before, and is in the snapshot that is taken a moment later.
 */
const ORDER: readonly Database[] = ['erp', 'crm', 'identity']

/** Hands on the three databases, each as it stood at one moment, moments that are milliseconds apart. */
export const withSnapshots = <T>(
  urls: Record<Database, string>,
  task: (snapshots: Snapshots) => Promise<T>,
): Promise<T> => open(ORDER, urls, {}, task)

async function open<T>(
  [name, ...others]: readonly Database[],
  urls: Record<Database, string>,
  taken: Partial<Snapshots>,
  task: (snapshots: Snapshots) => Promise<T>,
): Promise<T> {
  if (!name) return task(taken as Snapshots)
  return connected(urls[name], async (client) => {
    await requireSight(client, name)
    const tables = await tablesOf(client)
    if (tables.length === 0) throw new Error(`The database ${name} has no tables yet: there is nothing to back up.`)
    return told(
      (keep) =>
        client.begin('isolation level repeatable read read only', (sql) =>
          keep(async () => {
            await printAlike(sql)
            await sql`set local row_security = off`
            // Before the first look, so that no migration changes a table between the look and the copying.
            await sql.unsafe(`lock table ${tables.map(({ quoted }) => quoted).join(', ')} in access share mode`)
            const [moment] = await sql`select clock_timestamp() as at`
            const seen = await tablesOf(sql)
            if (JSON.stringify(seen.map(shapeOf)) !== JSON.stringify(tables.map(shapeOf))) {
              throw new Error(`The database ${name} is being migrated. Try again in a moment.`)
            }
            return open(others, urls, { ...taken, [name]: { sql, at: moment!.at, tables: seen } }, task)
          }),
        ) as Promise<T>,
    )
  })
}

/** Values are printed one way, however the server happens to be set up, and as slowly as it takes. */
export async function printAlike(sql: TransactionSql): Promise<void> {
  for (const setting of SETTINGS) await sql.unsafe(`set local ${setting}`)
}

const SETTINGS = [
  "datestyle = 'ISO'",
  "intervalstyle = 'postgres'",
  "timezone = 'UTC'",
  "bytea_output = 'hex'",
  'extra_float_digits = 1',
  'statement_timeout = 0',
  'idle_in_transaction_session_timeout = 0',
  'transaction_timeout = 0',
]

const shapeOf = ({ name, columns }: Table) => [name, columns]

/** Row-level security is forced on every table: who is under it would read nothing, and take it for everything. */
export async function requireSight(sql: Sql, name: Database): Promise<void> {
  const [role] = await sql`
    select current_user as name, rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user`
  if (role?.sees) return
  throw new Error(
    `${role?.name} does not see every row of the database ${name}: row-level security holds for it. ` +
      `Give BACKUP_URL_${name.toUpperCase()}, of a role for which it does not; npm run databases -- --backup makes it.`,
  )
}
