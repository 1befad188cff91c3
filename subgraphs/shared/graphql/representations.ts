import { type GraphQLSchema, isScalarType, isUnionType, Kind, valueFromASTUntyped } from 'graphql'
import { BadInput } from './errors.ts'
import { contains } from './nodes.ts'

/**
 * Makes a schema refuse what is no representation of an entity of its own, as any other bad input: before
 * anything is looked for. What is said besides the type and the key is nowhere read.
 */
export function readRepresentations(schema: GraphQLSchema): GraphQLSchema {
  const [any, entity] = [schema.getType('_Any'), schema.getType('_Entity')]
  if (!isScalarType(any) || !isUnionType(entity)) return schema
  const names = new Set(entity.getTypes().map(({ name }) => name))
  const read = (value: unknown): unknown => {
    if (isRepresentation(value, names)) return value
    throw new BadInput('A representation names a type of this subgraph and its key.')
  }
  any.parseValue = read
  any.parseLiteral = (node, variables) => {
    const value = valueFromASTUntyped(node, variables)
    // A document is validated before anybody knows its variables.
    return !variables && contains(node, Kind.VARIABLE) ? value : read(value)
  }
  return schema
}

function isRepresentation(value: unknown, names: ReadonlySet<string>): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { __typename, id, nodeId } = value as Record<string, unknown>
  return typeof __typename === 'string' && names.has(__typename) && typeof (id ?? nodeId) === 'string'
}
