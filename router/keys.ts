import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { fragmentsOf } from '../subgraphs/shared/graphql/nodes.ts'
import { type KeyFor, OWN_KEY } from './plan/own-keys.ts'
import { dependsOnType, isRoot } from './plan/selections.ts'

/**
 * A document as the planner gets it: no key that a client chose can meet one of the planner's own. It asks for
 * `__typename` where what is asked depends on what comes, and nowhere else: what an object is, its type says.
 */
export function withOwnKeys(schema: GraphQLSchema, document: DocumentNode, keyFor: KeyFor): DocumentNode {
  const typeInfo = new TypeInfo(schema)
  const fragments = fragmentsOf(document.definitions)
  const own = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        leave(node): FieldNode {
          const { alias: _, ...bare } = node
          const field = typeInfo.getFieldDef()!
          if (field.name === '__typename') return bare
          const key = keyFor(node, field, isRoot(schema, typeInfo.getParentType()))
          return key === field.name ? bare : { ...bare, alias: { kind: Kind.NAME, value: key } }
        },
      },
      SelectionSet: {
        leave(node, _key, parent): SelectionSetNode {
          const type = typeInfo.getParentType()
          const others = node.selections
            .flatMap((selection) => (isRedundant(selection, type) ? selection.selectionSet.selections : [selection]))
            .filter((selection) => !isEmpty(selection) && !isTypename(selection))
          const isNeeded = isAbstractType(type) && dependsOnType(schema, type, [node], fragments)
          const isLeftEmpty = others.length === 0 && !(isInline(parent) && node.selections.length === 0)
          return { ...node, selections: isNeeded || isLeftEmpty ? [...others, TYPENAME] : others }
        },
      },
    }),
  )
  return withOwnFragments(own)
}

/** Planners look for fragments by their names, and where one is called `toString` they may find what objects inherit. */
function withOwnFragments(document: DocumentNode): DocumentNode {
  const isTaken = (name: string) => name in Object.prototype || name.startsWith(OWN_KEY)
  if (![...fragmentsOf(document.definitions).keys()].some(isTaken)) return document
  const called = <Node extends FragmentSpreadNode | FragmentDefinitionNode>(node: Node): Node =>
    isTaken(node.name.value) ? { ...node, name: { ...node.name, value: OWN_KEY + node.name.value } } : node
  return visit(document, { FragmentSpread: { leave: called }, FragmentDefinition: { leave: called } })
}

/** What is asked of the same type in a fragment may as well be asked without one. */
const isRedundant = (
  selection: SelectionNode,
  on: GraphQLNamedType | null | undefined,
): selection is InlineFragmentNode =>
  selection.kind === Kind.INLINE_FRAGMENT && (selection.typeCondition?.name.value ?? on?.name) === on?.name

const isEmpty = (selection: SelectionNode) =>
  selection.kind === Kind.INLINE_FRAGMENT && selection.selectionSet.selections.length === 0

const isInline = (parent: unknown) => (parent as SelectionNode | undefined)?.kind === Kind.INLINE_FRAGMENT

const isTypename = (selection: SelectionNode) => selection.kind === Kind.FIELD && selection.name.value === '__typename'

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const
