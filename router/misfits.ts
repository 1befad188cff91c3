import {
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isCompositeType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { fragmentsOf, keyOf } from '../subgraphs/shared/graphql/nodes.ts'
import { isTold } from './plan/leaf.ts'
import { isObject } from './plan/merge.ts'

/** Puts something else where an answer has what the schema does not know: a value, a type, a list; or lacks a field. */
export function replaceMisfits(
  schema: GraphQLSchema,
  document: DocumentNode,
  { on, set }: { on: GraphQLNamedType | null | undefined; set: SelectionSetNode },
  answer: unknown,
  replace: (message: string) => unknown,
): unknown {
  const fragments = fragmentsOf(document.definitions)

  const fitted = (value: unknown, asked: GraphQLOutputType, inner: SelectionSetNode | undefined): unknown => {
    const type = getNullableType(asked)
    if (value === null || value === undefined || value instanceof Error) return value
    if (isListType(type)) {
      return Array.isArray(value)
        ? value.map((item) => fitted(item, type.ofType, inner))
        : replace(`A ${type} is no list.`)
    }
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

  const fitObject = (value: unknown, type: GraphQLCompositeType, set: SelectionSetNode): unknown => {
    if (!isObject(value) || Array.isArray(value)) return replace(`A ${type.name} is no object.`)
    const name = value.__typename
    if (typeof name === 'string' && !schema.getType(name)) return replace(`There is no type ${name} here.`)
    const known = typeof name === 'string' ? schema.getType(name) : undefined
    fitFields(value, isObjectType(known) ? known : type, set)
    return value
  }

  /** What is asked of some types only need not be there. */
  const fitFields = (
    holder: Record<string, unknown>,
    type: GraphQLCompositeType,
    { selections }: SelectionSetNode,
    isOfAll = true,
  ) => {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection
        const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type
        // Of another type: its fields are not there.
        if (condition === type || !isObjectType(condition))
          fitFields(holder, type, fragment.selectionSet, isOfAll && condition === type)
        continue
      }
      const { value: name } = selection.name
      const field = 'getFields' in type ? type.getFields()[name] : undefined
      const key = keyOf(selection)
      if (!Object.hasOwn(holder, key)) {
        if (isOfAll && name !== '__typename')
          holder[key] = replace(`Nothing was fetched for the field ${type}.${name}.`)
      } else if (field) holder[key] = fitted(holder[key], field.type, selection.selectionSet)
    }
  }

  return on && isCompositeType(on) ? fitted(answer, on, set) : answer
}
