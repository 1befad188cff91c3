import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type VariableDefinitionNode,
  type VariableNode,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Variables } from './amount.ts'

/**
 * What is null where nothing may be. A variable that may be null is allowed in such a place where it or the place has
 * a default (GraphQL, section 5.8.5), and whoever then sends null has made a mistake that only the request shows.
 */
export function nullsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
): (variables: Variables) => GraphQLError | undefined {
  const nullable = new Set(variableDefinitions.filter(mayBeNull).map(({ variable }) => variable.name.value))
  if (nullable.size === 0) return () => undefined
  const places = new Map<string, VariableNode>()
  const typeInfo = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      VariableDefinition: () => false,
      Variable(node) {
        const name = node.name.value
        if (nullable.has(name) && isNonNullType(typeInfo.getInputType()) && !places.has(name)) places.set(name, node)
      },
    }),
  )
  return (variables) => {
    for (const [name, node] of places) {
      if (Object.hasOwn(variables, name) && variables[name] === null) return refusal(name, node)
    }
    return undefined
  }
}

const mayBeNull = ({ type }: VariableDefinitionNode) => type.kind !== Kind.NON_NULL_TYPE

const refusal = (name: string, node: VariableNode) =>
  new GraphQLError(`${name}: This must not be null where the operation uses it. Leave it out to get its default.`, {
    nodes: node,
    extensions: { code: 'BAD_USER_INPUT', path: [name] },
  })
