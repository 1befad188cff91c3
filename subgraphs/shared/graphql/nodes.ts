import { type ASTNode, BREAK, type FieldNode, type Kind, visit } from 'graphql'

/** The name under which a field is answered. */
export const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value

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
