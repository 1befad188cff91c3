import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  separateOperations,
} from 'graphql'
import { keyOf } from '../subgraphs/shared/graphql/nodes.ts'
import type { Fetched } from './planner.ts'

/** What is planned and run by itself, before whatever comes after it. */
export interface Turn {
  readonly document: DocumentNode
  /** Without which nothing comes after it. */
  readonly required: string | null
}

/**
 * An operation in the turns in which it runs. The planner lets a change begin while other subgraphs are still asked
 * about the one before, and would tell of that one what the next one made of it: each change has a turn of its own.
 */
export function turnsOf(schema: GraphQLSchema, document: DocumentNode): Turn[] {
  const operation = getOperationAST(document)!
  const fields = rootFields(document, operation.selectionSet)
  if (fields.every(({ name }) => name === '__typename')) return []
  if (operation.operation !== 'mutation') return [{ document, required: null }]
  const changes = new Map<string, RootField[]>()
  for (const field of fields) {
    if (field.name !== '__typename') changes.set(field.key, [...(changes.get(field.key) ?? []), field])
  }
  return [...changes].map(([key, fields]) => ({
    document: alone(document, operation, { kind: Kind.SELECTION_SET, selections: fields.map(({ around }) => around) }),
    required: isNonNullType(schema.getMutationType()!.getFields()[fields[0]!.name]!.type) ? key : null,
  }))
}

/** Runs the turns of an operation. As GraphQL wants it, the first null where none may be is the last. */
export async function inTurn(turns: readonly Turn[], fetched: Fetched, run: (document: DocumentNode) => Promise<void>) {
  for (const { document, required } of turns) {
    await run(document)
    if (required !== null && (fetched.data[required] ?? null) === null) break
  }
}

function alone(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
): DocumentNode {
  const definitions = document.definitions.map((one) => (one === operation ? { ...one, selectionSet } : one))
  // Without the fragments of the others.
  return separateOperations({ ...document, definitions })[operation.name?.value ?? '']!
}

/** A field at the root of an operation. */
interface RootField {
  readonly name: string
  readonly key: string
  /** The field, in the fragments that it stands in. */
  readonly around: SelectionNode
}

/** The fields at the root of an operation, but for those that its own words leave out. */
export function rootFields(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  surround: (selection: SelectionNode) => SelectionNode = (selection) => selection,
): RootField[] {
  return selections.flatMap((selection) => {
    if (selection.directives?.some(leavesOut)) return []
    if (selection.kind === Kind.FIELD) {
      return [{ name: selection.name.value, key: keyOf(selection), around: surround(selection) }]
    }
    const { typeCondition, selectionSet } =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(document, selection.name.value)
    return rootFields(document, selectionSet, (inner) =>
      surround({
        kind: Kind.INLINE_FRAGMENT,
        ...(typeCondition && { typeCondition }),
        ...(selection.directives && { directives: selection.directives }),
        selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] },
      }),
    )
  })
}

const fragmentOf = (document: DocumentNode, name: string) =>
  document.definitions.find(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  ) as FragmentDefinitionNode

const leavesOut = ({ name, arguments: given }: DirectiveNode): boolean => {
  const condition = given?.[0]?.value
  return condition?.kind === Kind.BOOLEAN && condition.value === (name.value === 'skip')
}
