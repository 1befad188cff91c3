import type { TransactionSql } from 'postgres'
import { connected, type Database, databases } from '../databases.ts'
import { applyWithin, migrationsOf } from '../migrate.ts'
import { together, told } from './interrupt.ts'
import { migrationsFor, type OpenBackup } from './open-backup.ts'
import type { Proof } from './prove-books.ts'
import { hasRows, rebuild } from './rebuild.ts'
import { refill } from './refill.ts'
import { printAlike } from './snapshots.ts'

export interface RestoreOptions {
  readonly backup: OpenBackup
  /** The databases, as their owner. */
  readonly urls: Record<Database, string>
  /** Whether rows that are there may go. */
  readonly replace?: boolean
  /** Hears how many rows were put back so far. */
  readonly onProgress?: (rows: number) => void
  readonly signal?: AbortSignal
  /** Where the migrations of this Köprü are. */
  readonly folderOf?: (database: Database) => string
}

export interface Restored {
  /** Those that an attempt before this one had restored. */
  readonly already: readonly Database[]
  /** What was proven of the books, when they were restored now. */
  readonly proof: Proof | undefined
}

/**
 * Puts everything in a backup back: the very same rows, with books that hold, or nothing at all. Each database is
 * written in one transaction, and none is committed before all are proven; should the process end between two
 * commits, the next attempt does what is left.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { backup, urls, replace = false, onProgress = () => {}, signal, folderOf = migrationsOf } = options
  const plans = await perDatabase((name) =>
    migrationsFor(name, backup.manifest.databases[name].migrations, folderOf(name)),
  )
  const passed = new Map<string, number>()
  const onRows = (table: string, rows: number) => {
    passed.set(table, rows)
    onProgress([...passed.values()].reduce((sum, each) => sum + each, 0))
  }
  return open(databases, urls, {}, async (transactions) => {
    const already: Database[] = []
    for (const name of databases) {
      const sql = transactions[name]
      if (!(await mayBeFilled(sql, name, backup, replace))) already.push(name)
    }
    const fill = async (name: Database, signal: AbortSignal) => {
      if (already.includes(name)) return undefined
      const sql = transactions[name]
      const { first, later } = plans[name]
      const tables = await rebuild(sql, name, first)
      const saved = backup.manifest.databases[name]
      const proof = await refill({ sql, database: name, path: backup.path, saved, tables, onRows, signal })
      for (const file of later) await applyWithin(sql, file)
      await sql.unsafe(`comment on schema migrations is '${markOf(backup)}'`)
      return proof
    }
    const proofs = await together(
      signal,
      databases.map((name) => (either: AbortSignal) => fill(name, either)),
    )
    return { already, proof: proofs.find((proof) => proof) }
  })
}

type Transactions = Record<Database, TransactionSql>

async function open<T>(
  [name, ...others]: readonly Database[],
  urls: Record<Database, string>,
  opened: Partial<Transactions>,
  task: (transactions: Transactions) => Promise<T>,
): Promise<T> {
  if (!name) return task(opened as Transactions)
  return connected(urls[name], (client) =>
    told(
      (keep) =>
        client.begin((sql) =>
          keep(async () => {
            await printAlike(sql)
            await sql`set local lock_timeout = '10s'`
            await sql`select pg_advisory_xact_lock(hashtext('kopru migrations'))`
            return open(others, urls, { ...opened, [name]: sql }, task)
          }),
        ) as Promise<T>,
    ),
  )
}

/** False when it holds this backup already; throws when it is being served, or holds what would be lost. */
async function mayBeFilled(
  sql: TransactionSql,
  name: Database,
  backup: OpenBackup,
  replace: boolean,
): Promise<boolean> {
  const [place] = await sql`
    select (select count(*) from pg_stat_activity where datname = current_database() and usename = 'kopru_app') as served,
      (select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = 'migrations') as mark`
  if (place!.served !== '0') {
    throw new Error(`Köprü serves the database ${name} (${place!.served} connections): stop it first.`)
  }
  if (replace) return true
  if (!(await hasRows(sql))) return true
  if (place!.mark === markOf(backup)) return false
  throw new Error(`The database ${name} is not empty. To lose what is in all three and have the backup: --replace`)
}

/** Stays in the database, so that an attempt that was cut off can be told from somebody's data. */
const markOf = ({ manifest }: OpenBackup): string => `Restored from the backup ${manifest.id}.`

async function perDatabase<T>(make: (name: Database) => Promise<T>): Promise<Record<Database, T>> {
  const [identity, crm, erp] = await Promise.all([make('identity'), make('crm'), make('erp')])
  return { identity, crm, erp }
}
