import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Sql, TransactionSql } from 'postgres'
import { readConfig, runCommand } from './config.ts'
import { connected, type Database, databases } from './databases.ts'

/** The migrations of this Köprü for one database, as drizzle-kit wrote them. */
export const migrationsOf = (database: Database) => fileURLToPath(new URL(`../drizzle/${database}`, import.meta.url))

/**
 * Brings a database up to the last file of a folder, in the order of its journal, each file in its
 * own transaction; returns what it applied. A second runner waits. Refuses when a file that was
 * applied has changed since, or when the database knows files that the folder does not have.
 */
export async function migrate(url: string, folder: string): Promise<string[]> {
  const files = await readMigrations(folder)
  return connected(url, async (sql) => {
    await sql`select pg_advisory_lock(hashtext('kopru migrations'))`
    const pending = compare(files, await readHistory(sql), folder)
    for (const file of pending) await patiently(() => apply(sql, file))
    return pending.map(({ tag }) => tag)
  })
}

/** One file, as it is applied. */
export interface Migration {
  readonly tag: string
  readonly checksum: string
  readonly statements: readonly string[]
}

/** The files of a folder, in the order of its journal. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const journal = await readFile(join(folder, 'meta', '_journal.json'), 'utf8').catch((error) => {
    throw new Error(`${folder} holds no migrations: ${error.message}`)
  })
  const { entries } = JSON.parse(journal) as { entries: { idx: number; tag: string }[] }
  return Promise.all(
    entries
      .toSorted((a, b) => a.idx - b.idx)
      .map(async ({ tag }) => {
        const text = await readFile(join(folder, `${tag}.sql`), 'utf8')
        const source = text.replaceAll('\r\n', '\n')
        const checksum = createHash('sha256').update(source).digest('hex')
        const statements = source.split('--> statement-breakpoint').filter((part) => part.trim())
        return { tag, checksum, statements }
      }),
  )
}

/** What a database says was applied to it, and the checksums; it gets the place to say so. */
export async function readHistory(sql: Sql | TransactionSql): Promise<Map<string, string>> {
  await sql`create schema if not exists migrations`
  await sql`
    create table if not exists migrations.kopru_migrations (
      tag text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`
  const rows = await sql<{ tag: string; checksum: string }[]>`
    select tag, checksum from migrations.kopru_migrations`
  return new Map(rows.map(({ tag, checksum }) => [tag, checksum]))
}

function compare(files: Migration[], applied: Map<string, string>, folder: string): Migration[] {
  const known = new Set(files.map(({ tag }) => tag))
  const unknown = [...applied.keys()].find((tag) => !known.has(tag))
  if (unknown) {
    throw new Error(`The database has migration ${unknown}, which ${folder} has not: a newer Köprü was here.`)
  }
  const changed = files.find(({ tag, checksum }) => (applied.get(tag) ?? checksum) !== checksum)
  if (changed) {
    throw new Error(
      `${join(folder, changed.tag)}.sql was applied and has changed since: ` +
        'put it back as it was, and write the change as a new migration.',
    )
  }
  return files.filter(({ tag }) => !applied.has(tag))
}

/** Waits at most two seconds for a lock, so that it never makes the traffic behind it wait longer. */
async function apply(sql: Sql, file: Migration): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local lock_timeout = '2s'`
    await applyWithin(tx, file)
  })
}

/** Applies a file in a transaction that somebody else ends. */
export async function applyWithin(tx: TransactionSql, { tag, checksum, statements }: Migration): Promise<void> {
  for (const [index, statement] of statements.entries()) {
    await tx.unsafe(statement).catch((error) => {
      const message = `Migration ${tag}, statement ${index + 1}: ${error.message}`
      throw Object.assign(new Error(message, { cause: error }), { code: error.code })
    })
  }
  await tx`insert into migrations.kopru_migrations (tag, checksum) values (${tag}, ${checksum})`
}

const lockNotAvailable = '55P03'

/** A table that is busy now may be free in a moment: nothing was changed, so it can be tried again. */
async function patiently(task: () => Promise<void>, attempts = 5): Promise<void> {
  try {
    await task()
  } catch (error) {
    if ((error as { code?: string }).code !== lockNotAvailable || attempts <= 1) throw error
    await sleep(1_000)
    await patiently(task, attempts - 1)
  }
}

const help = `Applies the migrations in drizzle/<database> that a database does not have yet.

  MIGRATION_URL_CRM=postgres://kopru_owner:secret@host:5432/crm node platform/migrate.ts

It reads MIGRATION_URL_IDENTITY, MIGRATION_URL_CRM and MIGRATION_URL_ERP and migrates those that
are given. Running it again changes nothing; two at once wait for each other.`

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } })
  if (values.help) return console.log(help)

  const { migrationUrls } = readConfig('router')
  const given = databases.filter((database) => migrationUrls[database])
  if (given.length === 0) {
    throw new Error('Give MIGRATION_URL_IDENTITY, MIGRATION_URL_CRM or MIGRATION_URL_ERP.')
  }
  for (const database of given) {
    const applied = await migrate(migrationUrls[database] as string, migrationsOf(database))
    console.log(`${database}: ${applied.length > 0 ? `applied ${applied.join(', ')}` : 'up to date'}`)
  }
}

if (import.meta.main) await runCommand(main)
