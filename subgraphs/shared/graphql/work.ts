import { type FieldNode, Kind, type ValueNode } from 'graphql'
import { type Amount, amountOf, product, sum } from './amount.ts'
import { given, isAsked } from './survey.ts'

/**
 * What looking through rows takes, in points, at 5 µs of the database's time each, measured on 10,000 rows: no index
 * helps it (row-level security lets none be searched for a part of a text), so each row is looked at, by each condition.
 */
const SCAN = 1_000
const CONDITION = 300
/** To count all of a list, for which an index is enough. */
const COUNT = 300
const MOST_WORDS = 8
/** What nests deeper is refused by whoever reads it, and may be deeper than the stack. */
const DEEPEST = 25
/** To check and write one of many, as an import does. */
const ROW = 40

/**
 * What a list costs besides its rows, once for all parents that it is asked of, since one statement answers them all. Its
 * rows are looked through for its filter and its words, and a second time to be counted.
 */
export function lookingThrough({ arguments: all = [] }: FieldNode, isCounted: boolean): Amount {
  const amounts = all.flatMap(({ name, value }) =>
    name.value === 'filter' ? conditionsIn(value) : name.value === 'search' ? wordsIn(value) : [],
  )
  return priceOf(sum(amounts), isCounted)
}

/** A price that is none where variables leave out the field that asks for it. */
export function whereAsked(nodes: readonly FieldNode[], price: Amount): Amount {
  const isOpen = nodes.every(({ directives = [] }) => directives.length > 0)
  if (!isOpen || price === 0) return price
  return (variables) =>
    nodes.some(({ directives = [] }) => isAsked(directives, variables)) ? amountOf(price, variables) : 0
}

/** What a change costs for each object in a list of its input: the rows of an import, and the lines of each of them. */
export const writing = ({ arguments: all = [] }: FieldNode): Amount =>
  product(ROW, sum(all.map(({ value }) => rowsIn(value))))

function rowsIn(node: ValueNode, inList = false): Amount {
  if (node.kind === Kind.VARIABLE) {
    const { value: name } = node.name
    return (variables) => rowsOf(given(variables, name), inList)
  }
  if (node.kind === Kind.LIST) return sum(node.values.map((value) => rowsIn(value, true)))
  if (node.kind !== Kind.OBJECT) return 0
  return sum([inList ? 1 : 0, ...node.fields.map(({ value }) => rowsIn(value))])
}

function rowsOf(value: unknown, inList = false, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return 0
  const isList = Array.isArray(value)
  let rows = inList && !isList ? 1 : 0
  for (const inner of Object.values(value)) rows += rowsOf(inner, isList, depth + 1)
  return rows
}

function priceOf(conditions: Amount, isCounted: boolean): Amount {
  if (typeof conditions !== 'number') return (variables) => priceOf(conditions(variables), isCounted) as number
  if (conditions === 0) return isCounted ? COUNT : 0
  return (SCAN + conditions * CONDITION) * (isCounted ? 2 : 1)
}

/** How many values a filter compares with; a list of values is one. */
function conditionsIn(node: ValueNode): Amount {
  if (node.kind === Kind.VARIABLE) {
    const { value: name } = node.name
    return (variables) => conditionsOf(given(variables, name))
  }
  if (node.kind === Kind.OBJECT) return sum(node.fields.map(({ value }) => conditionsIn(value)))
  if (node.kind !== Kind.LIST) return node.kind === Kind.NULL ? 0 : 1
  const nested = node.values.filter(({ kind }) => kind === Kind.OBJECT || kind === Kind.VARIABLE)
  return nested.length > 0 ? sum(nested.map(conditionsIn)) : 1
}

function conditionsOf(value: unknown, depth = 0): number {
  if (value === null || value === undefined || depth > DEEPEST) return 0
  if (typeof value !== 'object') return 1
  if (Array.isArray(value) && typeof value[0] !== 'object') return 1
  return Object.values(value).reduce((total, inner) => total + conditionsOf(inner, depth + 1), 0)
}

function wordsIn(node: ValueNode): Amount {
  if (node.kind === Kind.STRING) return wordsOf(node.value)
  if (node.kind !== Kind.VARIABLE) return 0
  const { value: name } = node.name
  return (variables) => wordsOf(given(variables, name))
}

const wordsOf = (text: unknown): number =>
  typeof text === 'string' ? Math.min(MOST_WORDS, text.split(/\s+/).filter(Boolean).length) : 0
