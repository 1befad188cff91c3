import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type GraphQLSchema,
  Kind,
  type TypeSystemExtensionNode,
  valueFromASTUntyped,
} from 'graphql'

/** How many a list holds, as its `@listSize` says. */
export interface ListSize {
  readonly assumedSize: number
  /** Arguments that say how many are wanted; without any of them it is the assumed size. */
  readonly slicingArguments: readonly string[]
  /** The fields of the page that are the list; empty when the field itself is. */
  readonly sizedFields: readonly string[]
}

/** What a contract declares about how much its parts take, by `Type` or `Type.field`. */
export interface Prices {
  /** `@cost`. */
  readonly weights: ReadonlyMap<string, number>
  /** `@listSize`. */
  readonly sizes: ReadonlyMap<string, ListSize>
  /** `@atMost`: how many items a list in an input may be sent with. */
  readonly longest: ReadonlyMap<string, number>
}

type Definition = DefinitionNode | TypeSystemExtensionNode

/** Reads the prices out of a contract, be it a subgraph's or the composed one. */
export function pricesOf(definitions: Iterable<Definition>): Prices {
  const weights = new Map<string, number>()
  const sizes = new Map<string, ListSize>()
  const longest = new Map<string, number>()
  const read = (place: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    for (const directive of directives ?? []) {
      const given = argumentsOf(directive)
      if (directive.name.value === 'cost') weights.set(place, given.weight as number)
      if (directive.name.value === 'atMost') longest.set(place, given.items as number)
      if (directive.name.value === 'listSize') sizes.set(place, { ...UNSAID, ...given })
    }
  }
  for (const definition of definitions) {
    if (!('fields' in definition) && definition.kind !== Kind.ENUM_TYPE_DEFINITION) continue
    read(definition.name.value, definition.directives)
    if (!('fields' in definition)) continue
    for (const field of definition.fields ?? []) read(`${definition.name.value}.${field.name.value}`, field.directives)
  }
  return { weights, sizes, longest }
}

/** Everything a schema was built from. */
export function* definitionsOf(schema: GraphQLSchema): Iterable<Definition> {
  for (const { astNode, extensionASTNodes } of Object.values(schema.getTypeMap())) {
    if (astNode) yield astNode
    yield* extensionASTNodes
  }
}

/** What a list is taken to hold when nobody says how many. */
export const UNSAID: ListSize = { assumedSize: 10, slicingArguments: [], sizedFields: [] }

const argumentsOf = ({ arguments: given }: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries((given ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]))
