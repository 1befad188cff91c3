import { type AnyColumn, Column, fillPlaceholders, is, Placeholder, SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { PgDialect, type PgSelectBuilder, QueryBuilder, type SelectedFields } from 'drizzle-orm/pg-core'
import type { Permission } from '../auth/permissions.ts'
import { Memory } from '../graphql/memory.ts'
import { watchCache } from '../telemetry/caches.ts'
import { type Columns, guardOf } from './columns.ts'

/** A read that is built once for each choice of columns and prepared by Postgres (drizzle 0.45 prepares nothing by itself). */
export interface Statement<Row> {
  /** What the actor must be allowed to do to run it, on whatever path they came. */
  readonly permission: Permission
  readonly text: string
  parameters(values: Record<string, unknown>): unknown[]
  toRow(values: readonly unknown[]): Row
  /** The same for an operation that does not need all columns, where its rows have a type. */
  lean?(columns: Columns, organizationId: string): Statement<Row>
}

export type Field = AnyColumn | SQL.Aliased | SQL
export type Fields = Record<string, Field>
/** Fields by themselves, and some gathered in an object of their own. */
export type Shape = Record<string, Field | Fields>

interface Selection {
  readonly _: { readonly selectedFields: object; readonly result: readonly unknown[] }
  getSQL(): SQL
}

type RowOf<Query extends Selection> = Query['_']['result'][number]

/** Begins a drizzle select of these fields. */
type Select = <Chosen extends SelectedFields>(fields: Chosen) => PgSelectBuilder<Chosen, 'qb'>

/**
 * A statement out of a drizzle select. Placeholders are named; `organization` is filled in by the
 * snapshot. The select must be flat: columns and SQL, no nested tables.
 */
export const statement = <Query extends Selection>(
  permission: Permission,
  build: (select: Select) => Query,
): Statement<RowOf<Query>> => selecting(permission, build, (fields) => fields)

/** Whose rows a statement reads: a type of the graph, and the column they are found by, which is always read. */
export interface RowsOf {
  readonly of: string
  readonly by: string
}

/** The same, reading only the columns that an operation needs. */
export function leanStatement<Query extends Selection>(
  permission: Permission,
  rows: RowsOf,
  build: (select: Select) => Query,
): Statement<RowOf<Query>> {
  let all: Fields = {}
  leanStatements += 1
  const shape = `lean ${leanStatements}`
  const whole = selecting(permission, build, (fields) => {
    all = fields
    return fields
  })
  const make = (fields: Fields) => selecting(permission, build, () => fields)
  return {
    ...whole,
    lean: (columns, organizationId) => leanly(shape, all, rows, columns, organizationId, make) ?? whole,
  }
}

let leanStatements = 0

const guards = new WeakMap<Fields, object>()

/** What makes rows takes about this, in bytes, whatever the length of the text. */
const OF_ROWS = 8_000

/** Statements that clients shape: by their filters and orders, and by what they ask of each row. */
const known = watchCache('statements', new Memory<Statement<unknown>>(({ text }) => OF_ROWS + 2 * text.length))

/** A statement that is made once for its shape and the organisation that asked first, as long as there is room. */
export const remembered = <Row>(shape: string, organizationId: string, make: () => Statement<Row>): Statement<Row> =>
  known.recall(shape, organizationId, make) as Statement<Row>

/**
 * What is made of those of the fields that an operation needs, once for `shape` and them; whoever looks for another field
 * in such a row is told that it was not read. Null where all may be needed.
 */
export function leanly<Row>(
  shape: string,
  fields: Fields,
  { of, by }: RowsOf,
  columns: Columns,
  organizationId: string,
  make: (fields: Fields) => Statement<Row>,
): Statement<Row> | null {
  const wanted = columns(of)
  if (!wanted) return null
  const taken = Object.keys(fields).filter((name) => wanted.has(name) || name === by)
  return remembered(`${shape} ${taken.join(' ')}`, organizationId, () => {
    const lean = Object.fromEntries(taken.map((name) => [name, fields[name]!]))
    const left = Object.keys(fields).filter((name) => !taken.includes(name))
    guards.set(lean, guardOf(left, of))
    return make(lean)
  })
}

function selecting<Query extends Selection>(
  permission: Permission,
  build: (select: Select) => Query,
  choose: (fields: Fields) => Fields,
): Statement<RowOf<Query>> {
  const query = build((fields) => new QueryBuilder().select(choose(fields as Fields) as typeof fields))
  return compile(permission, query, query._.selectedFields as Fields)
}

const dialect = new PgDialect()

/** The same out of SQL written by hand, whose select list is the fields of `shape` in their order. */
export function compile<Row>(permission: Permission, query: SQLWrapper, shape: Shape): Statement<Row> {
  const { sql: text, params } = dialect.sqlToQuery(query.getSQL())
  return { permission, text, parameters: filling(params), toRow: rowMaker<Row>(shape) }
}

/**
 * A constructor of its own for each shape: objects that get their fields in a loop take ten times as long.
 * The code is made of names and positions only, and the names are those of our own fields.
 */
function rowMaker<Row>(shape: Shape): Statement<Row>['toRow'] {
  const decoders: Decode[] = []
  const prototypes: object[] = []
  const constructors: string[] = []
  let column = 0
  const value = (field: Field) => {
    const decode = decoder(field)
    const text = `values[${column++}]`
    return decode ? `${text} === null ? null : decoders[${decoders.push(decode) - 1}](${text})` : text
  }
  const made = (fields: Shape): string => {
    const n = prototypes.push(guards.get(fields as Fields) ?? Object.prototype) - 1
    const body = Object.entries(fields).map(
      ([name, field]) => `this[${JSON.stringify(name)}] = ${isField(field) ? value(field) : made(field)}`,
    )
    constructors.push(`function Row${n}(values) { ${body.join('; ')} }`, `Row${n}.prototype = prototypes[${n}]`)
    return `new Row${n}(values)`
  }
  const code = `return (values) => ${made(shape)}`
  return new Function('decoders', 'prototypes', [...constructors, code].join('\n'))(decoders, prototypes)
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
