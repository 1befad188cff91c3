import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql'

/** Whether a value is one of the type as it stands, and may be told; others are left to the type itself. */
export function isTold(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name))
    return (value) => names.has(value)
  }
  if (!isSpecifiedScalarType(type)) return (value) => value !== null && value !== undefined
  switch (type.name) {
    case 'Int':
      return (value) => typeof value === 'number' && (value | 0) === value
    case 'Float':
      return Number.isFinite
    case 'Boolean':
      return (value) => typeof value === 'boolean'
    default:
      return (value) => typeof value === 'string'
  }
}
