import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { keyOf } from '../../subgraphs/shared/graphql/nodes.ts'
import type { Data } from './merge.ts'

/** The answer to an operation out of all that was fetched; null where something that must be there is not. */
export type Project = (data: Data) => Data | null

interface State {
  lacking: boolean
}
type Value = (value: unknown, state: State) => unknown

/**
 * Makes a function that picks what was asked out of what was fetched, in the order in which it was asked. Only for
 * operations without interfaces, unions and directives: what those ask for depends on the data and the variables.
 */
export function compileProjection(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Project {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const project = object(schema.getRootType(operation.operation)!, [operation.selectionSet], fragments)
  return (data) => {
    const state: State = { lacking: false }
    const answer = project(data, state) as Data
    return state.lacking ? null : answer
  }
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

function object(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[], fragments: Fragments): Value {
  const fields = [...collect(selectionSets, fragments)].map(([key, { name, inner }]) => {
    if (name === '__typename') return { key, value: () => type.name }
    return { key, value: output(type.getFields()[name]!.type, inner, fragments) }
  })
  return (value, state) => {
    const picked: Data = {}
    for (const field of fields) picked[field.key] = field.value((value as Data)[field.key], state)
    return picked
  }
}

function output(type: GraphQLOutputType, inner: readonly SelectionSetNode[], fragments: Fragments): Value {
  if (isNonNullType(type)) {
    const nullable = output(type.ofType, inner, fragments)
    return (value, state) => {
      if (value === null || value === undefined) state.lacking = true
      return nullable(value, state)
    }
  }
  if (isListType(type)) {
    const item = output(type.ofType, inner, fragments)
    return (value, state) => (Array.isArray(value) ? value.map((one) => item(one, state)) : null)
  }
  if (!isObjectType(type)) return (value) => value ?? null
  const picked = object(type, inner, fragments)
  return (value, state) => (value === null || value === undefined ? null : picked(value, state))
}

interface Collected {
  name: string
  inner: SelectionSetNode[]
}

/**
 * The fields of selection sets, each key once: the selections of fields that share one are merged. A fragment is
 * gone into once, or fragments that spread each other twice would take for ever.
 */
function collect(
  selectionSets: readonly SelectionSetNode[],
  fragments: Fragments,
  into = new Map<string, Collected>(),
  seen = new Set<FragmentDefinitionNode>(),
): Map<string, Collected> {
  for (const { selections } of selectionSets) {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = keyOf(selection)
        const field = into.get(key) ?? { name: selection.name.value, inner: [] }
        if (selection.selectionSet) field.inner.push(selection.selectionSet)
        into.set(key, field)
        continue
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect([selection.selectionSet], fragments, into, seen)
        continue
      }
      const fragment = fragments.get(selection.name.value)!
      if (seen.has(fragment)) continue
      seen.add(fragment)
      collect([fragment.selectionSet], fragments, into, seen)
    }
  }
  return into
}
