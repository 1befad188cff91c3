import { type GraphQLSchema, isAbstractType } from 'graphql'

/** The names of the object types that a condition on these types lets through. */
export function possibleNames(schema: GraphQLSchema, conditions: readonly string[]): ReadonlySet<string> {
  const types = conditions.map((name) => schema.getType(name))
  const possible = types.flatMap((type) => (isAbstractType(type) ? schema.getPossibleTypes(type) : []))
  return new Set([...conditions, ...possible.map(({ name }) => name)])
}
