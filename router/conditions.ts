import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  separateOperations,
  visit,
} from 'graphql'

const isCondition = ({ name }: DirectiveNode) => name.value === 'skip' || name.value === 'include'

/** The variables that its conditions hang on; null where it has no conditions. */
export function conditionsOf(document: DocumentNode): string[] | null {
  const names = new Set<string>()
  let isConditional = false
  visit(document, {
    Directive(node) {
      if (!isCondition(node)) return
      isConditional = true
      const value = node.arguments?.[0]?.value
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return isConditional ? [...names] : null
}

/**
 * An operation whose @skip and @include are decided, which no planner has to understand then, and of which nothing is
 * fetched that is left out. Selections may be empty.
 */
export function decide(document: DocumentNode, variables: Readonly<Record<string, unknown>>): DocumentNode {
  const isOut = ({ directives = [] }: SelectionNode) =>
    directives.filter(isCondition).some(({ name, arguments: given }) => {
      const value = given![0]!.value
      const holds = value.kind === Kind.VARIABLE ? variables[value.name.value] : 'value' in value && value.value
      return holds === (name.value === 'skip')
    })
  const left = visit(document, {
    SelectionSet: (node): SelectionSetNode => ({
      ...node,
      selections: node.selections.filter((selection) => !isOut(selection)),
    }),
    Directive: (node) => (isCondition(node) ? null : undefined),
  })
  // What only the others used would be asked for in vain.
  const [operation] = Object.values(separateOperations(left))
  return withoutUnused(operation!)
}

function withoutUnused(document: DocumentNode): DocumentNode {
  const used = new Set<string>()
  visit(document, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) })
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? false : null),
  })
}
