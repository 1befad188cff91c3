import { type AnyColumn, getTableColumns, type InferInsertModel, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { insertRows } from '../db/bulk.ts'
import type { Transaction } from '../db/database.ts'
import type { Verdict } from './import.ts'

type Referenced = PgTable & Record<'organizationId' | 'id' | 'externalSource' | 'externalId' | 'version', AnyColumn>

/** What an import may bring: everything but what identifies the row. */
const IDENTITY = ['organizationId', 'id', 'externalSource', 'externalId']

/**
 * Inserts rows or, where their external reference is known, changes what they bring anew: what a row has
 * null stays as it is. Two statements, however many rows; says what became of each, in their order.
 */
export async function upsertRows<Table extends Referenced>(
  tx: Transaction,
  table: Table,
  rows: readonly (InferInsertModel<Table> & { externalSource: string; externalId: string })[],
): Promise<Verdict[]> {
  if (rows.length === 0) return []
  const written = await insertRows(tx, table, rows, whereNew(table, rows[0]!))
  const outcomes = new Map(written.map(({ id, made }) => [id as string, made ? 'CREATED' : 'UPDATED'] as const))
  const ids = await idsByReference(tx, table, rows)
  return rows.map(({ externalSource, externalId }) => {
    const id = ids.get(key(externalSource, externalId))!
    return { id, outcome: outcomes.get(id) ?? 'UNCHANGED' }
  })
}

function whereNew(table: Referenced, row: object): SQL {
  const brought = Object.entries<AnyColumn>(getTableColumns(table))
    .filter(([name]) => name in row && !IDENTITY.includes(name))
    .map(([, column]) => ({
      name: sql.identifier(column.name),
      value: sql`coalesce(excluded.${sql.identifier(column.name)}, ${column})`,
      kept: sql`${column}`,
    }))
  const list = (parts: SQL[]) => sql.join(parts, sql`, `)
  return sql`on conflict (organization_id, external_source, external_id) do update
    set ${list(brought.map(({ name, value }) => sql`${name} = ${value}`))}, version = ${table.version} + 1, updated_at = now()
    where (${list(brought.map(({ value }) => value))}) is distinct from (${list(brought.map(({ kept }) => kept))})
    returning new.id, old.id is null as made`
}

async function idsByReference(
  tx: Transaction,
  table: Referenced,
  rows: readonly { externalSource: string; externalId: string }[],
): Promise<Map<string, string>> {
  const { organizationId } = rows[0] as unknown as { organizationId: string }
  const references = JSON.stringify(rows.map(({ externalSource: source, externalId: id }) => ({ source, id })))
  const found = await tx.execute<{ id: string; external_source: string; external_id: string }>(sql`
    select id, external_source, external_id from ${table} where organization_id = ${organizationId}
      and (external_source, external_id) in (select wanted.source, wanted.id from ${referenceList(references)})`)
  return new Map(found.map((row) => [key(row.external_source, row.external_id), row.id]))
}

/** As a function's columns, not as expressions over them: under row-level security only those may use an index. */
export const referenceList = (references: string): SQL =>
  sql`jsonb_to_recordset(${references}::text::jsonb) as wanted(source text, id text)`

const key = (source: string, id: string) => JSON.stringify([source, id])
