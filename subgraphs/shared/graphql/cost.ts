import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { type Amount, amountOf, most, product, sum, type Variables } from './amount.ts'
import { keyOf } from './nodes.ts'
import { type ListSize, type Prices, UNSAID } from './prices.ts'
import { sizeOf } from './size.ts'
import { lookingThrough, whereAsked, writing } from './work.ts'

/** What a change costs besides what it answers: it is a transaction of its own. */
const MUTATION = 10

/**
 * What questions about the schema cost: they run no statement, but all that they may ask of the whole of it, and of
 * its largest type, takes about as long as operations of these prices.
 */
const INTROSPECTION: Readonly<Record<string, number>> = { __schema: 50_000, __type: 5_000 }

/** How much an operation can take. */
export interface Cost {
  /**
   * By `@cost` and `@listSize`: every object 1, or what its type or field says, times the sizes of the lists it is in.
   * And once for each list, what it takes to look through its rows, and for each change, what it takes to write its own.
   * What `@cost` says of a field of the root is such work, too.
   */
  readonly requested: Amount
  /** How many items all lists may hold together. */
  readonly nodes: Amount
  /** The same price for what an answer really holds; what was looked through was, whatever was found. */
  actual(data: unknown, variables: Variables): number
}

/** Works out the price of an operation once; what depends on variables is left for each request. */
export function costOf(
  schema: GraphQLSchema,
  prices: Prices,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Cost {
  const pricing = new Pricing(schema, prices, operation, fragments)
  const root = schema.getRootType(operation.operation)!
  const { requested, once, nodes, steps } = pricing.below(root, [operation.selectionSet])
  return {
    requested: sum([requested, once]),
    nodes,
    actual: (data, variables) => spent(steps, data as Answer) + amountOf(once, variables),
  }
}

interface Below {
  readonly requested: Amount
  /** What is not more for more parents. */
  readonly once: Amount
  readonly nodes: Amount
  readonly steps: readonly Step[]
}

/** Something in an answer that costs, or holds what does. */
interface Step {
  readonly key: string
  readonly weight: number
  readonly steps: readonly Step[]
}

type Answer = { readonly [key: string]: unknown } | null | undefined

const EMPTY: Below = { requested: 0, once: 0, nodes: 0, steps: [] }

class Pricing {
  readonly #schema: GraphQLSchema
  readonly #prices: Prices
  readonly #operation: OperationDefinitionNode
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>

  constructor(
    schema: GraphQLSchema,
    prices: Prices,
    operation: OperationDefinitionNode,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {
    this.#schema = schema
    this.#prices = prices
    this.#operation = operation
    this.#fragments = fragments
  }

  /** Everything asked below one object; of an interface or union, of whichever type costs most. */
  below(
    type: GraphQLOutputType,
    asked: readonly SelectionSetNode[],
    size: ListSize = UNSAID,
    count: Amount = 1,
  ): Below {
    if (isAbstractType(type)) {
      const each = this.#schema.getPossibleTypes(type).map((possible) => this.below(possible, asked))
      return {
        requested: most(each.map(({ requested }) => requested)),
        once: most(each.map(({ once }) => once)),
        nodes: most(each.map(({ nodes }) => nodes)),
        steps: together(each.flatMap(({ steps }) => steps)),
      }
    }
    if (!isObjectType(type)) return EMPTY
    const fields = this.#collect(type, asked)
    const each = [...fields].map(([key, nodes]) => this.#field(type, key, nodes, size, count))
    return {
      requested: sum(each.map(({ requested }) => requested)),
      once: sum(each.map(({ once }) => once)),
      nodes: sum(each.map(({ nodes }) => nodes)),
      steps: each.flatMap(({ steps }) => steps),
    }
  }

  #field(parent: GraphQLObjectType, key: string, nodes: FieldNode[], page: ListSize, count: Amount): Below {
    const name = nodes[0]!.name.value
    const field = parent.getFields()[name]
    if (!field) {
      const weight = INTROSPECTION[name]
      return weight ? { ...EMPTY, requested: weight, steps: [{ key, weight, steps: [] }] } : EMPTY
    }
    const size = this.#prices.sizes.get(`${parent.name}.${name}`)
    const type = getNamedType(field.type)
    const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    const isPage = size !== undefined && size.sizedFields.length > 0
    const below = isPage
      ? this.below(type, inner, size, sizeOf(this.#operation, field, nodes[0]!, size))
      : this.below(type, inner)
    const weight = this.#weight(parent, field)
    const isWork = this.#isWork(parent, name)
    const found = isWork ? 0 : weight
    const one = sum([found, below.requested])
    const steps = found > 0 || below.steps.length > 0 ? [{ key, weight: found, steps: below.steps }] : []
    const isList = isListType(getNullableType(field.type))
    const items = !isList
      ? 1
      : page.sizedFields.includes(name)
        ? count
        : sizeOf(this.#operation, field, nodes[0]!, size ?? UNSAID)
    const work = sum([
      isWork ? product(weight, items) : 0,
      isPage ? lookingThrough(nodes[0]!, this.#isCounted(type, inner)) : 0,
      parent === this.#schema.getMutationType() ? writing(nodes[0]!) : 0,
    ])
    const once = sum([below.once, whereAsked(nodes, work)])
    if (!isList) return { requested: one, once, nodes: below.nodes, steps }
    return {
      requested: product(items, one),
      once,
      nodes: product(items, sum([weight > 0 ? 1 : 0, below.nodes])),
      steps,
    }
  }

  /** Whether what the field costs is for what it does, as a report or an import, and not for what comes of it. */
  #isWork(parent: GraphQLObjectType, name: string): boolean {
    const isRoot = parent === this.#schema.getQueryType() || parent === this.#schema.getMutationType()
    return isRoot && this.#prices.weights.has(`${parent.name}.${name}`)
  }

  #isCounted(connection: GraphQLOutputType, asked: readonly SelectionSetNode[]): boolean {
    if (!isObjectType(connection)) return false
    return [...this.#collect(connection, asked).values()].some(([node]) => node!.name.value === 'totalCount')
  }

  #weight(parent: GraphQLObjectType, { name, type }: GraphQLField<unknown, unknown>): number {
    const { weights } = this.#prices
    const named = getNamedType(type)
    const own = weights.get(`${parent.name}.${name}`)
    if (own !== undefined) return own
    const weight = weights.get(named.name) ?? (isCompositeType(named) ? 1 : 0)
    return parent === this.#schema.getMutationType() ? weight + MUTATION : weight
  }

  /** The fields asked of an object of this type, those of one name together. */
  #collect(type: GraphQLObjectType, asked: readonly SelectionSetNode[]): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>()
    const seen = new Set<string>()
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const key = keyOf(selection)
          const same = fields.get(key)
          if (same) same.push(selection)
          else fields.set(key, [selection])
          continue
        }
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          if (this.#holds(selection.typeCondition?.name.value, type)) collect(selection.selectionSet)
          continue
        }
        const { value: name } = selection.name
        const fragment = this.#fragments.get(name)
        if (!fragment || seen.has(name)) continue
        seen.add(name)
        if (this.#holds(fragment.typeCondition.name.value, type)) collect(fragment.selectionSet)
      }
    }
    asked.forEach(collect)
    return fields
  }

  #holds(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true
    const on = this.#schema.getType(condition)
    return isAbstractType(on) && this.#schema.isSubType(on, type)
  }
}

/** An answer holds only what its own type was asked for: one list of steps serves all types. */
function together(steps: readonly Step[]): Step[] {
  const byKey = new Map<string, Step>()
  for (const { key, weight, steps: inner } of steps) {
    const same = byKey.get(key)
    byKey.set(key, {
      key,
      weight: Math.max(weight, same?.weight ?? 0),
      steps: same ? together([...same.steps, ...inner]) : inner,
    })
  }
  return [...byKey.values()]
}

function spent(steps: readonly Step[], data: Answer): number {
  if (!data) return 0
  let total = 0
  for (const { key, weight, steps: inner } of steps) {
    // Of another type it has no such key, but may inherit one.
    const value = Object.hasOwn(data, key) ? data[key] : null
    if (value === null || value === undefined) continue
    if (!Array.isArray(value)) {
      total += weight
      if (inner.length > 0) total += spent(inner, value as Answer)
      continue
    }
    total += weight * value.length
    if (inner.length === 0) continue
    for (const item of value) total += spent(inner, item as Answer)
  }
  return total
}
