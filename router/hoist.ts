import {
  type ArgumentNode,
  type ConstValueNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  Kind,
  parseType,
  print,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  type VariableNode,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** A document in the shape that all documents differing only in literals share. */
export interface Hoisted {
  readonly document: DocumentNode
  /** The literals, by the variable that took their place. */
  readonly literals: Readonly<Record<string, unknown>>
  /** The names that variables have here instead of their own, which planners use for themselves. */
  readonly renamed: ReadonlyMap<string, string>
}

/** Makes variables of the literals of a valid document with one operation: one shape, one plan. */
export function hoist(schema: GraphQLSchema, document: DocumentNode): Hoisted {
  const typeInfo = new TypeInfo(schema)
  const taken = variableNames(document)
  const definitions = new Map<string, VariableDefinitionNode>()
  const literals: Record<string, unknown> = {}
  const renamed = new Map([...taken].filter(isReserved).map((name) => [name, freeName(taken)]))

  const hoisted = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Argument(node) {
        const type = typeInfo.getArgument()?.type
        if (!type || typeInfo.getDirective() || !isLiteral(node.value)) return undefined
        const value = plain(node.value, type)
        if (value === undefined) return undefined
        // The same literal keeps one variable, or fields that could be merged would conflict.
        const same = `${type} ${print(node.value)}`
        let definition = definitions.get(same)
        if (!definition) {
          definition = declare(freeName(taken), type)
          definitions.set(same, definition)
          literals[definition.variable.name.value] = value
        }
        return { ...node, value: definition.variable } satisfies ArgumentNode
      },
      Variable({ kind, name }) {
        const value = renamed.get(name.value)
        return value === undefined ? undefined : ({ kind, name: { ...name, value } } satisfies VariableNode)
      },
    }),
  )
  return { document: declaring(hoisted, [...definitions.values()]), literals, renamed }
}

/** The value as it would be sent in JSON; undefined where that could lose a digit or a meaning. */
function plain(node: ConstValueNode, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return plain(node, type.ofType)
  if (node.kind === Kind.NULL) return null
  if (isListType(type)) {
    return node.kind === Kind.LIST ? all(node.values.map((item) => plain(item, type.ofType))) : plain(node, type.ofType)
  }
  if (isInputObjectType(type)) {
    if (node.kind !== Kind.OBJECT) return undefined
    const fields = type.getFields()
    const values = all(node.fields.map((field) => plain(field.value, fields[field.name.value]!.type)))
    return values && Object.fromEntries(node.fields.map((field, i) => [field.name.value, values[i]]))
  }
  if (isEnumType(type)) return node.kind === Kind.ENUM ? node.value : undefined
  if (isSpecifiedScalarType(type)) return type.parseLiteral(node)
  return node.kind === Kind.STRING || node.kind === Kind.BOOLEAN ? node.value : undefined
}

const all = (values: unknown[]) => (values.includes(undefined) ? undefined : values)

function isLiteral(node: ValueNode): node is ConstValueNode {
  if (node.kind === Kind.VARIABLE) return false
  if (node.kind === Kind.LIST) return node.values.every(isLiteral)
  if (node.kind === Kind.OBJECT) return node.fields.every(({ value }) => isLiteral(value))
  return true
}

function variableNames(document: DocumentNode): Set<string> {
  const names = new Set<string>()
  visit(document, { VariableDefinition: ({ variable }) => void names.add(variable.name.value) })
  return names
}

/** What planners call the lists of the entities they ask about. */
const isReserved = (name: string) => name === 'representations' || name.startsWith('__')

function freeName(taken: Set<string>): string {
  let number = 1
  while (taken.has(`_${number}`)) number += 1
  taken.add(`_${number}`)
  return `_${number}`
}

const declare = (name: string, type: GraphQLInputType): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
  type: parseType(String(type)),
})

const declaring = (document: DocumentNode, added: VariableDefinitionNode[]): DocumentNode => ({
  ...document,
  definitions: document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? { ...definition, variableDefinitions: [...(definition.variableDefinitions ?? []), ...added] }
      : definition,
  ),
})
