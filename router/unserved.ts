import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
  visit,
} from 'graphql'

/** What composes, but one of the planners answers wrongly, or does not load: one sentence for each. */
export function unserved(supergraph: DocumentNode): string[] {
  const found: string[] = []
  const types = new Map<string, Composite>()
  for (const node of supergraph.definitions) if (isComposite(node)) types.set(node.name.value, node)
  for (const type of types.values()) {
    const { value: name } = type.name
    if (saidBy(type, 'context').length > 0) found.push(`@context, as on ${name}, is not served: no planner obeys it.`)
    for (const key of saidBy(type, 'join__type').flatMap((join) => textOf(join, 'key') ?? [])) {
      const nullable = nullableIn(types, type, parse(`{ ${key} }`))
      if (nullable) found.push(`${nullable} may be null, and is in the key "${key}" of ${name}: a key may not be null.`)
    }
    for (const field of type.fields ?? []) found.push(...unservedIn(`${name}.${field.name.value}`, field))
  }
  visit(supergraph, {
    OperationTypeDefinition({ operation }) {
      if (operation === 'subscription') found.push('Subscriptions are not served: the router answers once.')
    },
  })
  return [...new Set(found)]
}

function unservedIn(name: string, field: FieldDefinitionNode): string[] {
  const joins = saidBy(field, 'join__field')
  const says = (argument: string) =>
    joins.some((join) => join.arguments?.some(({ name: { value } }) => value === argument))
  return [
    ...(says('requires')
      ? [
          `@requires, as on ${name}, is not served: the JavaScript planner does not tell a subgraph what it requires where a change answers.`,
        ]
      : []),
    ...(says('overrideLabel')
      ? [`@override with a label, as on ${name}, is not served: the planners do not agree on whom it leaves.`]
      : []),
    ...(says('contextArguments') ? [`@fromContext, as in ${name}, is not served: no planner obeys it.`] : []),
  ]
}

/** Types and fields that are called like what every object inherits, where a planner would find that instead. */
export function inherited({ definitions }: DocumentNode): string[] {
  const found: string[] = []
  const look = (name: string, where: string) => {
    if (name in Object.prototype) found.push(`${where} is called like what every object in JavaScript inherits.`)
  }
  for (const node of definitions) {
    if ('name' in node && node.name && node.kind !== Kind.DIRECTIVE_DEFINITION) look(node.name.value, node.name.value)
    if (!isComposite(node) && node.kind !== Kind.OBJECT_TYPE_EXTENSION && node.kind !== Kind.INTERFACE_TYPE_EXTENSION)
      continue
    for (const { name } of node.fields ?? []) look(name.value, `${node.name.value}.${name.value}`)
  }
  return found
}

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode

const isComposite = (node: { kind: Kind }): node is Composite =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION

const saidBy = ({ directives = [] }: Pick<FieldDefinitionNode, 'directives'>, name: string): ConstDirectiveNode[] =>
  directives.filter((directive) => directive.name.value === name)

function textOf({ arguments: given }: ConstDirectiveNode, name: string): string | undefined {
  const value = given?.find((argument) => argument.name.value === name)?.value
  return value?.kind === Kind.STRING ? value.value : undefined
}

/** The first field of a key that may be null, as `Type.field`. */
function nullableIn(types: ReadonlyMap<string, Composite>, type: Composite, key: DocumentNode): string | undefined {
  const look = (on: Composite | undefined, { selections }: SelectionSetNode): string | undefined => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue
      const field =
        selection.kind === Kind.FIELD ? on?.fields?.find(({ name }) => name.value === selection.name.value) : undefined
      if (field && field.type.kind !== Kind.NON_NULL_TYPE) return `${on!.name.value}.${field.name.value}`
      const inner =
        selection.kind === Kind.FIELD
          ? field && nameOf(field.type)
          : (selection.typeCondition?.name.value ?? on?.name.value)
      const found = selection.selectionSet && look(types.get(inner ?? ''), selection.selectionSet)
      if (found) return found
    }
    return undefined
  }
  const [operation] = key.definitions
  return operation?.kind === Kind.OPERATION_DEFINITION ? look(type, operation.selectionSet) : undefined
}

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type))
