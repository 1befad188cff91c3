import { type AnyColumn, and, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { emptyCondition, emptyConditions, emptyText } from '../graphql/conditions.ts'
import { BadInput } from '../graphql/errors.ts'
import { decodeId, type IdPrefix } from './id.ts'
import { sought } from './words.ts'

/** What a field of a filter input means. */
export type Condition =
  | { kind: 'id'; column: AnyColumn; prefix: IdPrefix }
  /** Something of the row has one of the ids: `holds` says so, given them as a uuid[]. */
  | { kind: 'related'; holds: (ids: SQL) => SQL; prefix: IdPrefix }
  /** Something derived is one of the values: `holds` says so, given them as a text[]. */
  | { kind: 'derived'; holds: (values: SQL) => SQL }
  /** A stored column that `kopru_fold` has folded: folding costs forty times what looking does. */
  | { kind: 'text'; column: SQLWrapper }
  | { kind: 'enum'; column: SQLWrapper }
  /** `absent` where the column stands for one that may be null. */
  | { kind: 'date'; column: SQLWrapper; absent?: SQL }
  | { kind: 'decimal'; column: SQLWrapper }
  | { kind: 'boolean'; column: SQLWrapper }

export type Conditions = Record<string, Condition>

/** Gives a value to the statement and returns its placeholder. */
export type Bind = (value: unknown) => SQLWrapper

const DEEPEST = 5
const LONGEST = 250
/** Ten thousand, in a quarter of a megabyte, keep Postgres planning for longer than a statement may take. */
const MOST = 250

/**
 * The SQL of a filter input: all its fields hold, `and`/`or`/`not` nest. Undefined when it asks nothing, which only
 * the whole filter may: a condition that is null or empty is refused, because it would silently find everything.
 */
export function filterSql(
  conditions: Conditions,
  filter: object | null | undefined,
  bind: Bind,
  depth = 0,
  size = { count: 0 },
): SQL | undefined {
  if (!filter) return undefined
  if (depth > DEEPEST) throw new BadInput(`A filter nests at most ${DEEPEST} deep.`)
  const inner = (value: unknown) => {
    if (isEmpty(value)) throw emptyCondition()
    return filterSql(conditions, value as object, bind, depth + 1, size)
  }
  size.count += 1
  const parts = Object.entries(filter).map(([field, value]): SQL | undefined => {
    size.count += 1
    if (size.count > MOST) throw new BadInput(`A filter has at most ${MOST} conditions.`)
    if (value === null || value === undefined) throw emptyCondition([field])
    if ((field === 'and' || field === 'or') && isEmpty(value)) throw emptyConditions([field])
    if (field === 'and') return and(...bounded(value).map(inner))
    if (field === 'or') return or(...bounded(value).map(inner))
    if (field === 'not') return negated(inner(value))
    return conditionSql(conditions[field]!, field, value as Record<string, unknown>, bind)
  })
  return and(...parts)
}

/** A row about which a condition says nothing (null) does not fulfil it, so it fulfils its contrary. */
const negated = (part: SQL | undefined) => (part ? sql`(${part}) is not true` : sql`false`)

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)

function conditionSql(
  condition: Condition,
  field: string,
  value: Record<string, unknown>,
  bind: Bind,
): SQL | undefined {
  if (condition.kind === 'boolean') return sql`${condition.column} = ${bind(value)}::boolean`
  if (isEmpty(value)) throw emptyCondition([field])
  const parts = Object.entries(value).map(([operator, operand]) => {
    if (operand === null || operand === undefined) throw emptyCondition([field, operator])
    return operatorSql(condition, operator, operand, bind)
  })
  return and(...parts)
}

function operatorSql(condition: Condition, operator: string, operand: unknown, bind: Bind): SQL {
  if (condition.kind === 'related') return condition.holds(sql`${bind(uuids(operand, condition.prefix))}::uuid[]`)
  if (condition.kind === 'derived') return condition.holds(sql`${bind(bounded(operand))}::text[]`)
  const { column } = condition
  if (operator === 'isNull') {
    const absent = ('absent' in condition && condition.absent) || sql`${column} is null`
    return sql`(${absent}) = ${bind(operand)}::boolean`
  }
  switch (condition.kind) {
    case 'id':
      return sql`${column} = any(${bind(uuids(operand, condition.prefix))}::uuid[])`
    case 'text':
      return matches(column, operator, operand, bind)
    case 'date':
      return compare(column, operator, sql`${bind(operand)}::date`)
    case 'decimal':
      return compare(column, operator, sql`${bind(operand)}::numeric`)
    default:
      return sql`${column} = any(${bind(bounded(operand))}::text[])`
  }
}

function matches(folded: SQLWrapper, operator: string, operand: unknown, bind: Bind): SQL {
  if (operator === 'eq') return sql`${folded} = (select kopru_fold(${bind(sought(String(operand)))}))`
  const empty = emptyText(String(operand))
  if (empty) throw empty
  return sql`${folded} like ${contains(operand, bind)}`
}

const compare = (column: SQLWrapper, operator: string, value: SQL): SQL =>
  ({ eq: sql`${column} = ${value}`, gte: sql`${column} >= ${value}`, lte: sql`${column} <= ${value}` })[operator]!

/** An id of another type, or none at all, matches nothing: as if it did not exist. */
const uuids = (operand: unknown, prefix: IdPrefix): string[] =>
  bounded(operand).flatMap((id) => decodeId(prefix, String(id)) ?? [])

/**
 * A LIKE pattern in which only our own percent signs are special; selected, to be made once and not for every row. What is
 * special is told after folding: a full-width percent sign is one, too.
 */
export const contains = (operand: unknown, bind: Bind): SQL =>
  sql`(select '%' || regexp_replace(kopru_fold(${bind(sought(String(operand)))}), '[\\\\%_]', '\\\\\\&', 'g') || '%')`

function bounded(operand: unknown): unknown[] {
  const list = Array.isArray(operand) ? operand : [operand]
  if (list.includes(null)) throw emptyCondition()
  if (list.length > LONGEST) throw new BadInput(`A list in a filter has at most ${LONGEST} entries.`)
  return list
}
