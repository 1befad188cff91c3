import { type AnyColumn, Column, fillPlaceholders, is, Placeholder, SQL, type SQLWrapper, sql } from 'drizzle-orm'
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
/** Fields by themselves, and some gathered in an object of their own. */
export type Shape = Record<string, Field | Fields>

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

/** The same out of SQL written by hand, whose select list is the fields of `shape` in their order. */
export function compile<Row>(permission: Permission, query: SQLWrapper, shape: Shape): Statement<Row> {
  const { sql: text, params } = dialect.sqlToQuery(query.getSQL())
  return { permission, text, parameters: filling(params), toRow: rowMaker<Row>(shape) }
}

/**
 * Written as one object literal: objects that get their fields one by one take ten times as long.
 * The code is made of names and positions only, and the names are those of our own fields.
 */
function rowMaker<Row>(shape: Shape): Statement<Row>['toRow'] {
  const decoders: Decode[] = []
  let column = 0
  const value = (field: Field) => {
    const decode = decoder(field)
    const text = `values[${column++}]`
    return decode ? `${text} === null ? null : decoders[${decoders.push(decode) - 1}](${text})` : text
  }
  const literal = (fields: Shape): string => {
    const parts = Object.entries(fields).map(
      ([name, field]) => `${JSON.stringify(name)}: ${isField(field) ? value(field) : literal(field)}`,
    )
    return `{ ${parts.join(', ')} }`
  }
  return new Function('decoders', `return (values) => (${literal(shape)})`)(decoders)
}

const isField = (field: Field | Fields): field is Field => is(field, Column) || is(field, SQL) || is(field, SQL.Aliased)

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
type Decoding = { decoder: { mapFromDriverValue: Decode } }

const untouched = sql`` as unknown as Decoding

/** Null where a value needs none. */
function decoder(field: Field): Decode | null {
  if (is(field, Column)) {
    if (field.mapFromDriverValue === Column.prototype.mapFromDriverValue) return null
    return (value) => field.mapFromDriverValue(value)
  }
  const inner = is(field, SQL) ? field : field.sql
  const { decoder } = inner as unknown as Decoding
  return decoder === untouched.decoder ? null : (value) => decoder.mapFromDriverValue(value)
}
