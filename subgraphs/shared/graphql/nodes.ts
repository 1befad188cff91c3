import { type ASTNode, BREAK, type FieldNode, type FragmentDefinitionNode, Kind, visit } from 'graphql'

/** The name under which a field is answered. */
export const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** The fragments among the definitions of a document, by their names. */
export function fragmentsOf(definitions: readonly { kind: Kind }[]): Fragments {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of definitions as readonly FragmentDefinitionNode[]) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  return fragments
}

/** Whether there is a node of that kind in it of which that holds. */
export function contains(root: ASTNode, kind: Kind, holds: (node: ASTNode) => boolean = () => true): boolean {
  let found = false
  visit(root, {
    [kind](node: ASTNode) {
      if (!holds(node)) return undefined
      found = true
      return BREAK
    },
  })
  return found
}
