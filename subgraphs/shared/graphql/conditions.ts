import { GraphQLError, type GraphQLInputType, getNamedType, isInputObjectType, Kind, type ValueNode } from 'graphql'
import { sought } from '../relay/words.ts'
import { fold } from '../text/fold.ts'
import type { Variables } from './amount.ts'
import { given, type Survey } from './survey.ts'

type Path = readonly (string | number)[]

/** A condition that would hold for everything because its value is missing. */
export const emptyCondition = (path: Path = []): GraphQLError =>
  refusal(
    path,
    'A condition needs a value: it is not left out by null or by a variable without a value. Leave the condition itself out, or say `isNull` where it is offered.',
  )

/** Conditions that are none: all of none hold, and one of none does not. */
export const emptyConditions = (path: Path): GraphQLError =>
  refusal(path, 'A list of conditions needs one at least. Leave the list itself out.')

/** A part of a text that every text has. Undefined when it is one that can be looked for. */
export const emptyText = (text: string, path: Path = []): GraphQLError | undefined =>
  fold(text) === ''
    ? refusal(path, 'There is nothing in this text to look for: accents and what has no width do not count.')
    : undefined

function refusal(path: Path, message: string): GraphQLError {
  const where = path.length > 0 ? `${path.join('.')}: ` : ''
  return new GraphQLError(`${where}${message}`, {
    extensions: { code: 'BAD_USER_INPUT', ...(path.length > 0 && { path }) },
  })
}

/**
 * Finds in the filters of an operation what was written and came to nothing: null, an empty condition, a variable
 * that nobody gave, a text of nothing. GraphQL leaves the field of such a variable out of its object, so that whoever reads
 * the filter later cannot tell it from one that asks for everything: here it can still be told.
 */
export function conditionsOf({ fields, isAsked }: Survey): (variables: Variables) => GraphQLError | undefined {
  const filters = fields.flatMap(({ node, field, place }) => {
    const value = node.arguments!.find(({ name }) => name.value === 'filter')?.value
    const type = field.args.find(({ name }) => name === 'filter')?.type
    return value ? [{ value, type, place }] : []
  })
  if (filters.length === 0) return () => undefined
  return (variables) => {
    const look = new Look(variables)
    for (const { value, type, place } of filters) {
      const empty = look.filter(value, type)
      if (empty && isAsked(place, variables)) return empty
    }
    return undefined
  }
}

/** A place in a filter. */
interface At {
  readonly path: Path
  readonly type: GraphQLInputType | undefined
}

class Look {
  readonly #variables: Variables

  constructor(variables: Variables) {
    this.#variables = variables
  }

  /** Where the filter says nothing; undefined where all of it does. As a whole it may be null, left out or empty. */
  filter(node: ValueNode, type: GraphQLInputType | undefined): GraphQLError | undefined {
    if (node.kind !== Kind.VARIABLE)
      return isNothing(node) ? undefined : this.#literal(node, { path: ['filter'], type })
    const name = node.name.value
    const value = this.#given(name)
    return isEmpty(value) ? undefined : emptyIn(value, { path: [name], type })
  }

  /** What was sent, with the defaults of what was not. */
  #given(name: string): unknown {
    return given(this.#variables, name)
  }

  #literal(node: ValueNode, at: At): GraphQLError | undefined {
    if (node.kind === Kind.NULL) return emptyCondition(at.path)
    if (node.kind === Kind.VARIABLE) return emptyIn(this.#given(node.name.value), at)
    if (node.kind === Kind.STRING) return inText(node.value, at)
    if (node.kind === Kind.LIST)
      return inList(node.values, at) ?? first(node.values, (value, index) => this.#literal(value, below(at, index)))
    if (node.kind !== Kind.OBJECT) return undefined
    if (node.fields.length === 0) return emptyCondition(at.path)
    return first(node.fields, ({ name, value }) => this.#literal(value, below(at, name.value)))
  }
}

const isNothing = (node: ValueNode): boolean =>
  node.kind === Kind.NULL || (node.kind === Kind.OBJECT && node.fields.length === 0)

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)

function emptyIn(value: unknown, at: At, depth = 0): GraphQLError | undefined {
  if (value === null || value === undefined) return emptyCondition(at.path)
  if (typeof value === 'string') return inText(value, at)
  // Only what stands in the place of a scalar can be as deep here, and scalars refuse objects.
  if (typeof value !== 'object' || depth > 50) return undefined
  if (Array.isArray(value))
    return inList(value, at) ?? first(value, (item, index) => emptyIn(item, below(at, index), depth + 1))
  const entries = Object.entries(value)
  if (entries.length === 0) return emptyCondition(at.path)
  return first(entries, ([name, inner]) => emptyIn(inner, below(at, name), depth + 1))
}

/** A list of values may be empty: nothing is one of them. */
const inList = (list: readonly unknown[], { path, type }: At): GraphQLError | undefined =>
  list.length === 0 && isInputObjectType(getNamedType(type)) ? emptyConditions(path) : undefined

function inText(text: string, { path, type }: At): GraphQLError | undefined {
  if (getNamedType(type)?.name !== 'String') return undefined
  try {
    sought(text)
  } catch (error) {
    if (error instanceof GraphQLError) return refusal(path, error.message)
    throw error
  }
  return path.at(-1) === 'contains' ? emptyText(text, path) : undefined
}

function below({ path, type }: At, key: string | number): At {
  const named = getNamedType(type)
  // An item is told by the type of its list.
  const inner = typeof key === 'string' && isInputObjectType(named) ? named.getFields()[key]?.type : type
  return { path: [...path, key], type: inner }
}

function first<Item>(
  items: readonly Item[],
  look: (item: Item, index: number) => GraphQLError | undefined,
): GraphQLError | undefined {
  for (const [index, item] of items.entries()) {
    const found = look(item, index)
    if (found) return found
  }
  return undefined
}
