import { type AnyColumn, Column, fillPlaceholders, is, Placeholder, SQL, type SQLWrapper } from 'drizzle-orm'
import { PgDialect, QueryBuilder } from 'drizzle-orm/pg-core'
import type { Permission } from '../auth/permissions.ts'

/** A read that is built once and prepared by Postgres once per connection (0.45 prepares nothing by itself). */
export interface Statement<Row> {
  /** What the actor must be allowed to do to run it, on whatever path they came. */
  readonly permission: Permission
  readonly text: string
  /** Set where a shape is too rare to be worth preparing. */
  readonly once?: boolean
  parameters(values: Record<string, unknown>): unknown[]
  toRow(values: readonly unknown[]): Row
}

export type Field = AnyColumn | SQL.Aliased | SQL
export type Fields = Record<string, Field>

interface Selection {
  readonly _: { readonly selectedFields: object; readonly result: readonly unknown[] }
  getSQL(): SQL
}

/**
 * A statement out of a drizzle select. Placeholders are named; `organization` is filled in by the
 * snapshot. The select must be flat: columns and SQL, no nested tables.
 */
export function statement<Query extends Selection>(
  permission: Permission,
  build: (select: QueryBuilder) => Query,
): Statement<Query['_']['result'][number]> {
  const query = build(new QueryBuilder())
  return compile(permission, query, query._.selectedFields as Fields)
}

const dialect = new PgDialect()

/** The same out of SQL written by hand, whose select list is `fields` in their order. */
export function compile<Row>(permission: Permission, query: SQLWrapper, fields: Fields): Statement<Row> {
  const { sql: text, params } = dialect.sqlToQuery(query.getSQL())
  const columns = Object.entries(fields).map(([name, field]) => ({ name, decode: decoder(field) }))
  return {
    permission,
    text,
    parameters: filling(params),
    toRow(values) {
      const row: Record<string, unknown> = {}
      for (let index = 0; index < columns.length; index += 1) {
        const { name, decode } = columns[index]!
        const value = values[index]
        row[name] = value === null || decode === null ? value : decode(value)
      }
      return row as Row
    },
  }
}

/** Looked through once: most parameters are nothing but a value with a name. */
function filling(params: readonly unknown[]): Statement<unknown>['parameters'] {
  const names = params.map((param) => (is(param, Placeholder) ? param.name : null))
  if (names.includes(null)) return (values) => fillPlaceholders([...params], values)
  return (values) =>
    names.map((name) => {
      if (!(name! in values)) throw new Error(`No value was given for the placeholder "${name}".`)
      return values[name!]
    })
}

type Decode = (value: unknown) => unknown

/** Null where a value needs none. */
function decoder(field: Field): Decode | null {
  if (is(field, Column)) {
    if (field.mapFromDriverValue === Column.prototype.mapFromDriverValue) return null
    return (value) => field.mapFromDriverValue(value)
  }
  const inner = is(field, SQL) ? field : field.sql
  const { decoder } = inner as unknown as { decoder: { mapFromDriverValue: Decode } }
  return (value) => decoder.mapFromDriverValue(value)
}
