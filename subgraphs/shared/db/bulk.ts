import { getTableColumns, type InferInsertModel, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Transaction } from './database.ts'

/**
 * Inserts any number of rows in one statement with one parameter: bound one by one, their values
 * would soon be more than the 65,535 that Postgres takes. All rows have the fields of the first.
 * `ending` is what follows: `on conflict …`, `returning …`.
 */
export async function insertRows<Table extends PgTable>(
  tx: Transaction,
  table: Table,
  rows: readonly InferInsertModel<Table>[],
  ending: SQL = sql``,
): Promise<Record<string, unknown>[]> {
  if (rows.length === 0) return []
  const columns = columnsOf(table, rows[0]!)
  const names = list(columns.map(({ name }) => sql.identifier(name)))
  return tx.execute(
    sql`insert into ${table} (${names}) select ${names} from ${recordset(table, columns, rows)} ${ending}`,
  )
}

/**
 * Updates any number of rows in one statement, with what is in them and what they have in common
 * (`version = kept.version + 1`); a row is found by its organisation and id.
 */
export async function updateRows<Table extends PgTable>(
  tx: Transaction,
  table: Table,
  rows: readonly (Partial<InferInsertModel<Table>> & { organizationId: string; id: string })[],
  ...common: SQL[]
): Promise<void> {
  if (rows.length === 0) return
  const columns = columnsOf(table, rows[0]!)
  const changes = columns
    .filter(({ name }) => name !== 'organization_id' && name !== 'id')
    .map(({ name }) => sql`${sql.identifier(name)} = changed.${sql.identifier(name)}`)
  await tx.execute(sql`update ${table} as kept set ${list([...changes, ...common])} from ${recordset(table, columns, rows)} as changed
    where kept.organization_id = changed.organization_id and kept.id = changed.id`)
}

type Named = { key: string; name: string }

const columnsOf = (table: PgTable, row: object): Named[] =>
  Object.entries<PgColumn>(getTableColumns(table)).flatMap(([key, { name }]) => (key in row ? { key, name } : []))

const list = (parts: SQL[] | ReturnType<typeof sql.identifier>[]): SQL => sql.join(parts, sql`, `)

function recordset(table: PgTable, columns: Named[], rows: readonly object[]): SQL {
  const records = rows.map((row) =>
    Object.fromEntries(columns.map(({ key, name }) => [name, (row as Record<string, unknown>)[key]])),
  )
  const json = JSON.stringify(records, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
  return sql`jsonb_populate_recordset(null::${table}, ${json}::text::jsonb)`
}
