import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { type Fragments, keyOf } from '../../subgraphs/shared/graphql/nodes.ts'

/** A selection set, and the type that it is written on. */
export interface Selected {
  readonly on: GraphQLCompositeType
  readonly set: SelectionSetNode
}

/** What is asked under one key. */
export interface Asked {
  readonly node: FieldNode
  /** The type whose field it is: the object's, or where that does not matter the one it is asked of. */
  readonly on: GraphQLCompositeType
  readonly inner: SelectionSetNode[]
}

/**
 * The fields that are asked of an object of a type, each key once: the selections of fields that share one are merged.
 * A fragment is gone into once, or fragments that spread each other twice would take for ever.
 */
export function collect(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  selected: readonly Selected[],
  fragments: Fragments,
  into = new Map<string, Asked>(),
  seen = new Set<FragmentDefinitionNode>(),
): ReadonlyMap<string, Asked> {
  for (const { on, set } of selected) {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = keyOf(selection)
        const asked = into.get(key) ?? { node: selection, on: isAbstractType(type) ? on : type, inner: [] }
        if (selection.selectionSet) asked.inner.push(selection.selectionSet)
        into.set(key, asked)
        continue
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection
      if (fragment.kind === Kind.FRAGMENT_DEFINITION) {
        if (seen.has(fragment)) continue
        seen.add(fragment)
      }
      const condition = conditionOf(schema, fragment, on)
      if (covers(schema, condition, type))
        collect(schema, type, [{ on: condition, set: fragment.selectionSet }], fragments, into, seen)
    }
  }
  return into
}

/** Whether what is asked of an interface or union depends on what came. */
export function dependsOnType(
  schema: GraphQLSchema,
  type: GraphQLAbstractType,
  sets: readonly SelectionSetNode[],
  fragments: Fragments,
  seen = new Set<FragmentDefinitionNode>(),
): boolean {
  return sets.some(({ selections }) =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === '__typename'
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection
      if (fragment.kind === Kind.FRAGMENT_DEFINITION) {
        if (seen.has(fragment)) return false
        seen.add(fragment)
      }
      if (!covers(schema, conditionOf(schema, fragment, type), type)) return true
      return dependsOnType(schema, type, [fragment.selectionSet], fragments, seen)
    }),
  )
}

type Conditional = Pick<FragmentDefinitionNode, 'selectionSet'> & {
  readonly typeCondition?: FragmentDefinitionNode['typeCondition'] | undefined
}

const conditionOf = (schema: GraphQLSchema, { typeCondition }: Conditional, on: GraphQLCompositeType) =>
  typeCondition ? (schema.getType(typeCondition.name.value) as GraphQLCompositeType) : on

/** Whether every object of a type meets a condition. */
function covers(schema: GraphQLSchema, condition: GraphQLCompositeType, type: GraphQLCompositeType): boolean {
  if (condition === type) return true
  if (!isAbstractType(type)) return isAbstractType(condition) && schema.isSubType(condition, type)
  return schema
    .getPossibleTypes(type)
    .every(
      (one) =>
        condition === (one as GraphQLNamedType) || (isAbstractType(condition) && schema.isSubType(condition, one)),
    )
}

export const isRoot = (schema: GraphQLSchema, type: GraphQLNamedType | null | undefined): boolean =>
  type === schema.getQueryType() || type === schema.getMutationType()
