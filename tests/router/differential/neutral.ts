import {
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** The same question without anything that could mislead a router, and the way back to what was asked. */
export interface Neutral {
  readonly query: string
  /** What the question itself should have been answered. */
  back(answer: ExecutionResult): ExecutionResult
}

type Fields = Record<string, unknown>

/**
 * Metamorphic testing: the same operation with keys that nobody else uses instead of its aliases, and with its
 * conditions decided. It must be of literals, and have no named fragments.
 */
export function neutral(query: string): Neutral {
  const keys = new Map<string, string | null>()
  const unused = (stands: string | null) => {
    const key = `k${keys.size}k`
    keys.set(key, stands)
    return { kind: Kind.NAME as const, value: key }
  }
  const set = (node: SelectionSetNode): SelectionSetNode => {
    const selections = node.selections.filter(isAsked).map(selection)
    const nothing: FieldNode = {
      kind: Kind.FIELD,
      alias: unused(null),
      name: { kind: Kind.NAME, value: '__typename' },
    }
    return { ...node, selections: selections.length > 0 ? selections : [nothing] }
  }
  const selection = (node: SelectionNode): SelectionNode => {
    if (node.kind === Kind.FRAGMENT_SPREAD) throw new Error('A named fragment is not understood here.')
    const plain = { ...node, directives: [], ...(node.selectionSet && { selectionSet: set(node.selectionSet) }) }
    return plain.kind === Kind.FIELD && plain.alias ? { ...plain, alias: unused(plain.alias.value) } : plain
  }
  const stands = (key: string) => (keys.has(key) ? keys.get(key)! : key)
  const back = ({ selections }: SelectionSetNode, data: Fields): Fields =>
    selections.reduce<Fields>((made, node) => {
      if (node.kind === Kind.INLINE_FRAGMENT) return merged(made, back(node.selectionSet, data)) as Fields
      const { alias, name, selectionSet } = node as FieldNode
      const key = alias?.value ?? name.value
      if (!Object.hasOwn(data, key) || keys.get(key) === null) return made
      const value = selectionSet ? each(data[key], (object) => back(selectionSet, object)) : data[key]
      return merged(made, { [stands(key)]: value }) as Fields
    }, {})

  const operation = parse(query).definitions[0] as OperationDefinitionNode
  const asked = { ...operation, selectionSet: set(operation.selectionSet) }
  return {
    query: print(asked),
    back: ({ data, errors }) => ({
      data: data ? back(asked.selectionSet, data) : null,
      ...(errors && {
        errors: errors.map(
          ({ message, path }) =>
            new GraphQLError(message, {
              path: path?.map((step) => (typeof step === 'string' ? stands(step) : step)) ?? null,
            }),
        ),
      }),
    }),
  }
}

const isAsked = ({ directives }: SelectionNode): boolean =>
  (directives ?? []).every(({ name, arguments: given }) => {
    const value = given![0]!.value
    if (value.kind !== Kind.BOOLEAN) throw new Error('A condition must be a literal here.')
    return value.value === (name.value === 'include')
  })

const each = (value: unknown, change: (object: Fields) => Fields): unknown => {
  if (Array.isArray(value)) return value.map((item) => each(item, change))
  return value === null ? null : change(value as Fields)
}

/** Of one thing that was asked for at two places; null climbs from either. */
function merged(one: unknown, other: unknown): unknown {
  if (one === undefined || other === null) return other
  if (other === undefined || one === null) return one
  if (Array.isArray(one)) return one.map((item, index) => merged(item, (other as unknown[])[index]))
  if (typeof one !== 'object') return other
  // A key of the client may be any name, also one that every object inherits.
  const both = Object.entries(other as Fields).map(([key, value]) => [
    key,
    Object.hasOwn(one, key) ? merged((one as Fields)[key], value) : value,
  ])
  return { ...one, ...Object.fromEntries(both) }
}
