import type { TransactionSql } from 'postgres'
import { connected, type Database, databases } from '../databases.ts'
import { applyWithin, migrationsOf } from '../migrate.ts'
import { type Commits, openCommits } from './commits.ts'
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
  /** Whether all tokens that its users were given so far are void in it. */
  readonly voidTokens?: boolean
  /** What belongs to it besides the databases; it is done after them, and the restore is unfinished without it. */
  readonly putFiles?: () => Promise<void>
  /** Hears how many rows were put back so far. */
  readonly onProgress?: (rows: number) => void
  readonly signal?: AbortSignal
  /** Where the migrations of this Köprü are. */
  readonly folderOf?: (database: Database) => string
}

/**
 * Puts everything in a backup back: the very same rows, with books that hold, or nothing at all. Each database is
 * written in one transaction, and none is committed before all are proven. Should it end between two commits, that
 * is written down: no Köprü starts until the same backup was restored again.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Proof> {
  const { backup, urls, replace = false, putFiles = async () => {}, onProgress = () => {}, signal } = options
  const { folderOf = migrationsOf, voidTokens = false } = options
  const plans = await perDatabase((name) =>
    migrationsFor(name, backup.manifest.databases[name].migrations, folderOf(name)),
  )
  const passed = new Map<string, number>()
  const onRows = (table: string, rows: number) => {
    passed.set(table, rows)
    onProgress([...passed.values()].reduce((sum, each) => sum + each, 0))
  }
  const fill = async (name: Database, sql: TransactionSql, either: AbortSignal) => {
    const { first, later } = plans[name]
    const tables = await rebuild(sql, name, first)
    const saved = backup.manifest.databases[name]
    const proof = await refill({
      sql,
      database: name,
      path: backup.path,
      saved,
      tables,
      voidTokens,
      onRows,
      signal: either,
    })
    for (const file of later) await applyWithin(sql, file)
    return proof
  }
  const commits = await openCommits(urls.identity, backup)
  try {
    const proof = await open(databases, { urls, commits }, {}, async (transactions) => {
      for (const name of databases) await requireUnused(transactions[name], name)
      if (!replace && !commits.resumed) for (const name of databases) await requireEmpty(transactions[name], name)
      const proofs = await together(
        signal,
        databases.map((name) => (either: AbortSignal) => fill(name, transactions[name], either)),
      )
      await commits.begin()
      return proofs.find((each) => each)!
    })
    await putFiles()
    await commits.end()
    return proof
  } catch (error) {
    throw await commits.failed(error as Error)
  }
}

type Transactions = Record<Database, TransactionSql>

interface Opening {
  readonly urls: Record<Database, string>
  readonly commits: Commits
}

/** One transaction in the other: the last to be opened is the first to be committed. */
async function open<T>(
  [name, ...others]: readonly Database[],
  opening: Opening,
  opened: Partial<Transactions>,
  task: (transactions: Transactions) => Promise<T>,
): Promise<T> {
  if (!name) return task(opened as Transactions)
  return connected(opening.urls[name], async (client) => {
    const result = await told<T>(
      (keep) =>
        client.begin((sql) =>
          keep(async () => {
            await printAlike(sql)
            await sql`set local lock_timeout = '10s'`
            await sql`select pg_advisory_xact_lock(hashtext('kopru migrations'))`
            return open(others, opening, { ...opened, [name]: sql }, task)
          }),
        ) as Promise<T>,
    )
    opening.commits.done(name)
    return result
  })
}

async function requireUnused(sql: TransactionSql, name: Database): Promise<void> {
  const [place] = await sql`
    select count(*) as served from pg_stat_activity where datname = current_database() and usename = 'kopru_app'`
  if (place!.served === '0') return
  throw new Error(`Köprü serves the database ${name} (${place!.served} connections): stop it first.`)
}

async function requireEmpty(sql: TransactionSql, name: Database): Promise<void> {
  if (!(await hasRows(sql))) return
  throw new Error(`The database ${name} is not empty. To lose what is in all three and have the backup: --replace`)
}

async function perDatabase<T>(make: (name: Database) => Promise<T>): Promise<Record<Database, T>> {
  const [identity, crm, erp] = await Promise.all([make('identity'), make('crm'), make('erp')])
  return { identity, crm, erp }
}
