import { type FieldNode, Kind, type ValueNode } from 'graphql'
import { type Amount, amountOf, sum } from './amount.ts'
import { given, isAsked } from './conditions.ts'

/**
 * What looking through rows takes, in points, at 5 µs of the database's time each, measured on 10,000 rows: no index
 * helps it (row-level security lets none be searched for a part of a text), so each row is looked at, by each condition.
 */
const SCAN = 1_000
const CONDITION = 300
/** To count all of a list, for which an index is enough. */
const COUNT = 300
const MOST_WORDS = 8

/**
 * What a list costs besides its rows, once for all parents that it is asked of, since one statement answers them all. Its
 * rows are looked through for its filter and its words, and a second time to be counted.
 */
export function lookingThrough(nodes: readonly FieldNode[], isCounted: boolean): Amount {
  const [node] = nodes
  const amounts = (node!.arguments ?? []).flatMap(({ name, value }) =>
    name.value === 'filter' ? conditionsIn(value) : name.value === 'search' ? wordsIn(value) : [],
  )
  const price = priceOf(sum(amounts), isCounted)
  const isOpen = nodes.every(({ directives = [] }) => directives.length > 0)
  if (!isOpen || price === 0) return price
  return (variables) =>
    nodes.some(({ directives = [] }) => isAsked(directives, variables)) ? amountOf(price, variables) : 0
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

function conditionsOf(value: unknown): number {
  if (value === null || value === undefined) return 0
  if (typeof value !== 'object') return 1
  if (Array.isArray(value) && typeof value[0] !== 'object') return 1
  return Object.values(value).reduce((total, inner) => total + conditionsOf(inner), 0)
}

function wordsIn(node: ValueNode): Amount {
  if (node.kind === Kind.STRING) return wordsOf(node.value)
  if (node.kind !== Kind.VARIABLE) return 0
  const { value: name } = node.name
  return (variables) => wordsOf(given(variables, name))
}

const wordsOf = (text: unknown): number =>
  typeof text === 'string' ? Math.min(MOST_WORDS, text.split(/\s+/).filter(Boolean).length) : 0
