import {
  type DocumentNode,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isLeafType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { keyOf } from '../subgraphs/shared/graphql/nodes.ts'
import { isTold } from './plan/leaf.ts'
import { isObject } from './plan/merge.ts'
import { fragmentsOf } from './plan/selections.ts'

/** Puts something else where an answer has a value, or an object of a type, that the schema does not know. */
export function replaceMisfits(
  schema: GraphQLSchema,
  document: DocumentNode,
  { on, set }: { on: GraphQLNamedType | null | undefined; set: SelectionSetNode },
  answer: unknown,
  replace: (message: string) => unknown,
): unknown {
  const fragments = fragmentsOf(document.definitions)

  const fitted = (value: unknown, type: GraphQLNamedType, inner: SelectionSetNode | undefined): unknown => {
    if (value === null || value === undefined || value instanceof Error) return value
    if (Array.isArray(value)) return value.map((item) => fitted(item, type, inner))
    if (isLeafType(type)) return fitLeaf(value, type)
    return inner ? fitObject(value, type, inner) : value
  }

  const fitLeaf = (value: unknown, type: GraphQLLeafType): unknown => {
    if (isTold(type)(value)) return value
    try {
      type.serialize(value)
      return value
    } catch (error) {
      return replace((error as Error).message)
    }
  }

  const fitObject = (value: unknown, type: GraphQLNamedType, set: SelectionSetNode): unknown => {
    if (!isObject(value)) return replace(`A ${type.name} is no object.`)
    const name = value.__typename
    if (typeof name === 'string' && !schema.getType(name)) return replace(`There is no type ${name} here.`)
    const known = typeof name === 'string' ? schema.getType(name) : undefined
    fitFields(value, isObjectType(known) ? known : type, set)
    return value
  }

  const fitFields = (holder: Record<string, unknown>, type: GraphQLNamedType, { selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection
        const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type
        // Of another type: its fields are not there.
        if (condition === type || !isObjectType(condition)) fitFields(holder, type, fragment.selectionSet)
        continue
      }
      const field = 'getFields' in type ? type.getFields()[selection.name.value] : undefined
      const key = keyOf(selection)
      if (!field || !('args' in field) || !Object.hasOwn(holder, key)) continue
      holder[key] = fitted(holder[key], getNamedType(field.type), selection.selectionSet)
    }
  }

  return on && isCompositeType(on) ? fitted(answer, on, set) : answer
}
