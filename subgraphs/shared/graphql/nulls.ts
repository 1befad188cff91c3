import {
  GraphQLError,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
  type VariableNode,
} from 'graphql'
import type { Variables } from './amount.ts'
import type { Survey } from './survey.ts'

/**
 * What is null where nothing may be. A variable that may be null is allowed in such a place where it or the place has
 * a default (GraphQL, section 5.8.5), and whoever then sends null has made a mistake that only the request shows.
 */
export function nullsOf(
  { variables: used, isAsked }: Survey,
  { variableDefinitions = [] }: OperationDefinitionNode,
): (variables: Variables) => GraphQLError | undefined {
  const nullable = new Set(variableDefinitions.filter(mayBeNull).map(({ variable }) => variable.name.value))
  const places = used.filter(({ node, type }) => nullable.has(node.name.value) && isNonNullType(type))
  return (variables) => {
    for (const { node, place } of places) {
      const name = node.name.value
      if (Object.hasOwn(variables, name) && variables[name] === null && isAsked(place, variables))
        return refusal(name, node)
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
