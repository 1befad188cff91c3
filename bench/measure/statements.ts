import type { Sql } from 'postgres'
import { connected } from '../../platform/databases.ts'

/** Statements PostgreSQL ran while something was done. */
export interface Statements {
  /** All but those that open and close transactions. */
  readonly count: number
  readonly transactions: number
  /** Their texts in the form that is the same for the same statement, whoever wrote it. */
  readonly texts: ReadonlySet<string>
}

/** Counts what PostgreSQL runs during the task; counting costs, so it is off otherwise. */
export function statementsOf(superuserUrl: string, task: () => Promise<unknown>): Promise<Statements> {
  return connected(superuserUrl, async (sql) => {
    await sql`create extension if not exists pg_stat_statements`
    await track(sql, 'top')
    try {
      await sql`select pg_stat_statements_reset()`
      await task()
      const rows = await sql<{ calls: number; query: string }[]>`
        select calls::int, query from pg_stat_statements
        join pg_database on pg_database.oid = dbid where datname like 'run\\_%'`
      const own = rows.filter(({ query }) => !BESIDE.test(query))
      const [bounds, inside] = [own.filter(isBound), own.filter((row) => !isBound(row))]
      return {
        count: calls(inside),
        transactions: calls(bounds.filter(opens)),
        texts: new Set(inside.map(({ query }) => normal(query))),
      }
    } finally {
      await track(sql, 'none')
    }
  })
}

/** The text without what names make of it: aliases, qualifiers, quotes, brackets, numbers of parameters. */
export const normal = (text: string): string =>
  text
    .replaceAll('"', '')
    .replace(/\b\w+\.(?=\w)/g, '')
    .replace(/ as \w+/gi, '')
    .replace(/\$\d+|\bnull\b/gi, '?')
    .replace(/[()\s]+/g, ' ')
    .replaceAll(' ::', '::')
    .trim()

/** What a driver asks of the catalogue on a new connection, and what those who check tokens ask beside requests. */
const BESIDE = /pg_catalog\.|kopru_void_tokens/

async function track(sql: Sql, what: 'top' | 'none'): Promise<void> {
  await sql.unsafe(`alter system set pg_stat_statements.track = '${what}'`)
  await sql`select pg_reload_conf()`
  // A connection hears of it before its next statement.
  await new Promise((resolve) => setTimeout(resolve, 200))
}

const isBound = ({ query }: { query: string }) => /^(begin|start transaction|commit|rollback)\b/i.test(query)
const opens = ({ query }: { query: string }) => /^(begin|start transaction)\b/i.test(query)
const calls = (rows: readonly { calls: number }[]) => rows.reduce((total, { calls }) => total + calls, 0)
