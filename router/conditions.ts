import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  separateOperations,
  visit,
} from 'graphql'

/**
 * What is left of an operation when its @skip and @include are decided: a planner that cannot read them together, or
 * mistakes one selection of a field for another, has nothing to mistake then. Documents stay the same objects for the
 * same decisions, because plans hang on them.
 */
export function decider(): (document: DocumentNode, variables: Readonly<Record<string, unknown>>) => DocumentNode {
  const known = new WeakMap<DocumentNode, { names: readonly string[]; decided: Map<string, DocumentNode> }>()
  return (document, variables) => {
    const ofDocument = known.get(document) ?? { names: conditionsOf(document), decided: new Map() }
    known.set(document, ofDocument)
    const { names, decided } = ofDocument
    const key = names.map((name) => (variables[name] === true ? '1' : '0')).join('')
    const found = decided.get(key) ?? decide(document, variables)
    if (decided.size >= MOST_DECISIONS) decided.clear()
    decided.set(key, found)
    return found
  }
}

/** Of one document: a client that tries all of many conditions has them decided anew. */
const MOST_DECISIONS = 16

const isCondition = ({ name }: DirectiveNode) => name.value === 'skip' || name.value === 'include'

function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(node) {
      const value = isCondition(node) && node.arguments?.[0]?.value
      if (value && value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}

function decide(document: DocumentNode, variables: Readonly<Record<string, unknown>>): DocumentNode {
  const isOut = ({ directives = [] }: SelectionNode) =>
    directives.filter(isCondition).some(({ name, arguments: given }) => {
      const value = given![0]!.value
      const holds = value.kind === Kind.VARIABLE ? variables[value.name.value] : 'value' in value && value.value
      return holds === (name.value === 'skip')
    })
  const left = visit(document, {
    SelectionSet(node): SelectionSetNode {
      const selections = node.selections.filter((selection) => !isOut(selection))
      return { ...node, selections: selections.length > 0 ? selections : [TYPENAME] }
    },
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

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const
