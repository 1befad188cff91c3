import { type DocumentNode, type FieldNode, type GraphQLSchema, Kind, type SelectionSetNode } from 'graphql'
import { possibleNames } from './type-condition.ts'

/** The fields that a fetch asks of an object of a type. */
export function askedFields(
  schema: GraphQLSchema,
  typename: string,
  { selections }: SelectionSetNode,
  document: DocumentNode,
): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [selection]
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions.find(
            (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
          )
    if (!fragment || !('selectionSet' in fragment)) return []
    const on = 'typeCondition' in fragment ? fragment.typeCondition?.name.value : undefined
    const isMet = on === undefined || on === typename || possibleNames(schema, [on]).has(typename)
    return isMet ? askedFields(schema, typename, fragment.selectionSet, document) : []
  })
}
