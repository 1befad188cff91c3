import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { TransactionSql } from 'postgres'
import type { Database } from '../databases.ts'
import { type CopyOptions, copyIn, copyOut } from './copy.ts'
import { withoutGuards } from './guards.ts'
import { type Content, type SavedDatabase, tableFile } from './manifest.ts'
import { type Proof, proveBooks } from './prove-books.ts'
import { inOrderOfKeys, type Table } from './tables.ts'

export interface Refilling {
  readonly sql: TransactionSql
  readonly database: Database
  /** The folder of the backup, and what it says of this database. */
  readonly path: string
  readonly saved: SavedDatabase
  /** The empty tables. */
  readonly tables: readonly Table[]
  /** Whether users keep none of their tokens. */
  readonly voidTokens: boolean
  readonly onRows: (table: string, rows: number) => void
  readonly signal: AbortSignal
}

/** Fills the tables of a database, reads them again, and proves that all is as it was; of the books, more than that. */
export async function refill({ sql, tables, ...filling }: Refilling): Promise<Proof | undefined> {
  const { database, path, saved, voidTokens, onRows, signal } = filling
  requireSameTables(database, tables, saved)
  return withoutGuards(sql, tables, async () => {
    for (const table of await inOrderOfKeys(sql, tables)) {
      const options: CopyOptions = { onRows: (rows) => onRows(`${database}.${table.name}`, rows), signal }
      const file = tableFile(database, table.name)
      const written = await copyIn(sql, table, [createReadStream(join(path, file)), createGunzip()], options)
      requireSame(file, saved.tables[table.name]!, written)
    }
    for (const table of tables) {
      const found = await copyOut(sql, table, [], { signal })
      requireSame(tableFile(database, table.name), saved.tables[table.name]!, found)
    }
    for (const [name, last] of Object.entries(saved.sequences)) {
      await sql`select setval(format('public.%I', ${name}::text)::regclass, ${last}::bigint)`
    }
    if (database === 'identity' && voidTokens) await sql`update users set tokens_void_before = clock_timestamp()`
    return database === 'erp' ? proveBooks(sql) : undefined
  })
}

function requireSameTables(database: Database, tables: readonly Table[], saved: SavedDatabase): void {
  const listed = (entries: [string, readonly string[]][]) =>
    JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  const here = listed(tables.map(({ name, columns }) => [name, columns]))
  const there = listed(Object.entries(saved.tables).map(([name, { columns }]) => [name, columns]))
  if (here === there) return
  throw new Error(`The backup does not fit this Köprü: the tables of the database ${database} are others here.`)
}

function requireSame(file: string, saved: Content, found: Content): void {
  if (found.rows === saved.rows && found.sha256 === saved.sha256) return
  throw new Error(`${file} holds other rows than the backup says: ${found.rows} of ${saved.rows} rows, or others.`)
}
