import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { type Fault, IMPORT } from '../bulk/malformed-row.ts'
import type { Variables } from './amount.ts'
import type { Prices } from './prices.ts'

const LONGEST_LIST = 250
/** As many as a subgraph takes at once. */
export const MOST_REPRESENTATIONS = 1_000
const LONGEST_TEXT = 10_240
const DEEPEST = 25

/** What is too long in the variables of a request, too deep, or no text; nothing when nothing is. */
export type Inspect = (variables: Variables) => GraphQLError | undefined

/**
 * Looks through the arguments of an operation once: literals are judged then, and remembered are the places that
 * variables take. A list may be as long as the place it is sent to allows, whatever its variable is called.
 */
export function inputsOf(
  schema: GraphQLSchema,
  prices: Prices,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Inspect {
  const inspector = new Inspector(prices)
  const typeInfo = new TypeInfo(schema)
  const visitor = visitWithTypeInfo(typeInfo, {
    Field({ arguments: given }: FieldNode) {
      for (const { name, value } of given ?? []) {
        const type = typeInfo.getFieldDef()?.args.find((arg) => arg.name === name.value)?.type
        const longest = name.value === 'representations' ? MOST_REPRESENTATIONS : LONGEST_LIST
        if (type) inspector.literal(value, { type, longest }, { key: name.value, depth: 0 })
      }
    },
  })
  const inLiterals = refusalOf(() => {
    for (const definition of [operation, ...fragments.values()]) visit(definition, visitor)
  })
  if (inLiterals) return () => inLiterals
  const places = [...inspector.places.values()]
  return (variables) =>
    places.length === 0 || !holdsMore(variables)
      ? undefined
      : refusalOf(() => {
          for (const { variable, ...slot } of places) {
            inspector.value(variables[variable], slot, { key: variable, depth: 0 })
          }
        })
}

/** What is too much in a row of that type, and where in it; nothing when nothing is. */
export type InspectRow = (row: unknown, type: GraphQLInputType) => Fault | undefined

/** Looks through the rows of imports, each by itself: what is too much in one is no fault of the others. */
export function rowsInspected(prices: Prices): InspectRow {
  const inspector = new Inspector(prices)
  return (row, type) => excessOf(() => inspector.row(row, type))
}

/** Where a value goes, and how many it may hold there. */
interface Slot {
  readonly type: GraphQLInputType
  readonly longest: number
  /** The type of the row of an import that it is, or is in: rows are refused one by one by whoever reads them. */
  readonly row?: GraphQLNamedType | undefined
}

/** Where in the input something stands. */
interface Path {
  readonly key: string | number
  readonly depth: number
  readonly up?: Path
}

class Inspector {
  readonly places = new Map<string, Slot & { variable: string }>()
  readonly #prices: Prices

  constructor(prices: Prices) {
    this.#prices = prices
  }

  literal(node: ValueNode, slot: Slot, path: Path): void {
    if (path.depth > DEEPEST) refuse(path, 'This nests too deep.')
    if (node.kind === Kind.VARIABLE) {
      const variable = node.name.value
      this.places.set(`${variable} ${slot.type} ${slot.longest} ${slot.row}`, { variable, ...slot })
    } else if (node.kind === Kind.LIST) {
      checkLength(node.values.length, slot, path)
      for (const [index, item] of node.values.entries()) this.literal(item, itemOf(slot), below(path, index))
    } else if (node.kind === Kind.OBJECT) {
      for (const { name, value } of node.fields) {
        const inner = this.#fieldOf(slot, name.value)
        if (inner) this.literal(value, inner, below(path, name.value))
      }
    } else if (node.kind === Kind.STRING) checkText(node.value, slot, path)
  }

  value(value: unknown, slot: Slot, path: Path): void {
    if (typeof value === 'string') checkText(value, slot, path)
    if (typeof value !== 'object' || value === null) return
    if (path.depth > DEEPEST) refuse(path, 'This nests too deep.')
    if (Array.isArray(value)) {
      checkLength(value.length, slot, path)
      if (isRow(slot)) return
      const inner = itemOf(slot)
      if (isLeafType(getNullableType(inner.type)) && value.every((item) => typeof item !== 'string' || isText(item)))
        return
      for (let index = 0; index < value.length; index += 1) this.value(value[index], inner, below(path, index))
      return
    }
    // A scalar reads its own objects, as the representation of an entity is one.
    if (!isRow(slot) && !isLeafType(getNamedType(slot.type))) this.#fields(value, slot, path)
  }

  row(value: unknown, type: GraphQLInputType): void {
    if (typeof value !== 'object' || value === null) return
    this.#fields(value, { type, longest: LONGEST_LIST, row: getNamedType(type) })
  }

  #fields(value: object, slot: Slot, path?: Path): void {
    for (const name in value) {
      const inner = this.#fieldOf(slot, name)
      if (inner) this.value((value as Record<string, unknown>)[name], inner, below(path, name))
    }
  }

  /** One value stands for a list of it, too. */
  #fieldOf(slot: Slot, name: string): Slot | undefined {
    const type = getNamedType(slot.type)
    const field = isInputObjectType(type) ? type.getFields()[name] : undefined
    if (!field) return undefined
    const row = name === 'rows' && IMPORT.test(type.name) ? getNamedType(field.type) : slot.row
    return { type: field.type, longest: this.#prices.longest.get(`${type.name}.${name}`) ?? LONGEST_LIST, row }
  }
}

function itemOf({ type: given, row }: Slot): Slot {
  const type = getNullableType(given)
  return { type: isListType(type) ? type.ofType : type, longest: LONGEST_LIST, row }
}

/** Whether it is a row of an import, or the list of them. */
const isRow = ({ type, row }: Slot): boolean => row !== undefined && getNamedType(type) === row

const below = (up: Path | undefined, key: string | number): Path =>
  up ? { key, depth: up.depth + 1, up } : { key, depth: 0 }

/** Numbers and flags cannot be too long, and most texts are none: most requests have no other variables. */
function holdsMore(variables: Variables): boolean {
  for (const name in variables) {
    const value = variables[name]
    if (typeof value === 'object' ? value !== null : typeof value === 'string' && !isText(value)) return true
  }
  return false
}

function checkLength(length: number, { longest }: Slot, path: Path): void {
  if (length > longest) refuse(path, `This list has ${length} items; ${longest} is the most.`)
}

/** Half of a pair of surrogates, which `"\ud800"` in JSON is, stands for no character: no database keeps it. */
const isText = (text: string): boolean => text.length <= LONGEST_TEXT && text.isWellFormed()

function checkText(text: string, { row }: Slot, path: Path): void {
  if (text.length > LONGEST_TEXT) refuse(path, `This text has ${text.length} characters; ${LONGEST_TEXT} is the most.`)
  if (!row && !text.isWellFormed())
    refuse(path, 'This text holds half a character, a surrogate without its other half.')
}

/** What ends the looking. */
class Excess extends Error {
  readonly path: Fault['path']

  constructor(path: Fault['path'], message: string) {
    super(message)
    this.path = path
  }
}

function refuse(path: Path, message: string): never {
  const where: (string | number)[] = []
  for (let step: Path | undefined = path; step; step = step.up) where.unshift(step.key)
  throw new Excess(where, message)
}

function excessOf(look: () => void): Fault | undefined {
  try {
    look()
    return undefined
  } catch (error) {
    if (error instanceof Excess) return { path: error.path, message: error.message }
    throw error
  }
}

function refusalOf(look: () => void): GraphQLError | undefined {
  const excess = excessOf(look)
  if (!excess) return undefined
  const { path, message } = excess
  return new GraphQLError(`${path.join('.')}: ${message}`, { extensions: { code: 'BAD_USER_INPUT', path } })
}
