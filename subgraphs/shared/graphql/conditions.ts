import { GraphQLError, Kind, type ValueNode } from 'graphql'
import type { Variables } from './amount.ts'
import { given, type Survey } from './survey.ts'

type Path = readonly (string | number)[]

/** A condition that would hold for everything because its value is missing. */
export function emptyCondition(path: Path = []): GraphQLError {
  const where = path.length > 0 ? `${path.join('.')}: ` : ''
  return new GraphQLError(
    `${where}A condition needs a value: it is not left out by null or by a variable without a value. Leave the condition itself out, or say \`isNull\` where it is offered.`,
    { extensions: { code: 'BAD_USER_INPUT', ...(path.length > 0 && { path }) } },
  )
}

/**
 * Finds in the filters of an operation what was written and came to nothing: null, an empty condition, a variable
 * that nobody gave. GraphQL leaves the field of such a variable out of its object, so that whoever reads the filter
 * later cannot tell it from one that asks for everything: here it can still be told.
 */
export function conditionsOf({ fields, isAsked }: Survey): (variables: Variables) => GraphQLError | undefined {
  const filters = fields.flatMap(({ node, place }) =>
    node.arguments!.filter(({ name }) => name.value === 'filter').map(({ value }) => ({ value, place })),
  )
  if (filters.length === 0) return () => undefined
  return (variables) => {
    const look = new Look(variables)
    for (const { value, place } of filters) {
      const empty = look.filter(value)
      if (empty && isAsked(place, variables)) return emptyCondition(empty)
    }
    return undefined
  }
}

class Look {
  readonly #variables: Variables

  constructor(variables: Variables) {
    this.#variables = variables
  }

  /** Where the filter says nothing; undefined where all of it does. As a whole it may be null, left out or empty. */
  filter(node: ValueNode): Path | undefined {
    if (node.kind !== Kind.VARIABLE) return isNothing(node) ? undefined : this.#literal(node, ['filter'])
    const name = node.name.value
    const value = this.#given(name)
    return isEmpty(value) ? undefined : emptyIn(value, [name])
  }

  /** What was sent, with the defaults of what was not. */
  #given(name: string): unknown {
    return given(this.#variables, name)
  }

  #literal(node: ValueNode, path: Path): Path | undefined {
    if (node.kind === Kind.NULL) return path
    if (node.kind === Kind.VARIABLE) return emptyIn(this.#given(node.name.value), path)
    if (node.kind === Kind.LIST) return first(node.values, (value, index) => this.#literal(value, [...path, index]))
    if (node.kind !== Kind.OBJECT) return undefined
    if (node.fields.length === 0) return path
    return first(node.fields, ({ name, value }) => this.#literal(value, [...path, name.value]))
  }
}

const isNothing = (node: ValueNode): boolean =>
  node.kind === Kind.NULL || (node.kind === Kind.OBJECT && node.fields.length === 0)

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)

function emptyIn(value: unknown, path: Path, depth = 0): Path | undefined {
  if (value === null || value === undefined) return path
  // Only what stands in the place of a scalar can be as deep here, and scalars refuse objects.
  if (typeof value !== 'object' || depth > 50) return undefined
  if (Array.isArray(value)) return first(value, (item, index) => emptyIn(item, [...path, index], depth + 1))
  const entries = Object.entries(value)
  if (entries.length === 0) return path
  return first(entries, ([name, inner]) => emptyIn(inner, [...path, name], depth + 1))
}

function first<Item>(items: readonly Item[], look: (item: Item, index: number) => Path | undefined): Path | undefined {
  for (const [index, item] of items.entries()) {
    const found = look(item, index)
    if (found) return found
  }
  return undefined
}
