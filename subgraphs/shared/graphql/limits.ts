import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'

export const MAX_TOKENS = 4_000
const MAX_DEPTH = 15
const MAX_ROOT_FIELDS = 20

/** Refuses documents that ask for more than any honest screen does: nested too deep, or too many at once. */
export function limits(context: ValidationContext): ASTVisitor {
  const document: DocumentNode = context.getDocument()
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  return {
    OperationDefinition(operation) {
      const { depth, width } = measure(operation.selectionSet, fragments)
      if (depth > MAX_DEPTH) refuse(context, `The operation nests ${depth} fields deep; ${MAX_DEPTH} is the most.`)
      if (width > MAX_ROOT_FIELDS)
        refuse(context, `The operation has ${width} root fields; ${MAX_ROOT_FIELDS} is the most.`)
      return false
    },
  }
}

interface Size {
  depth: number
  width: number
}

/** Each fragment is measured once, so that fragments of fragments cannot make the measuring itself expensive. */
function measure(
  selectionSet: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
  measured = new Map<string, Size>(),
): Size {
  const size: Size = { depth: 0, width: 0 }
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      const inner = selection.selectionSet ? measure(selection.selectionSet, fragments, measured).depth : 0
      size.depth = Math.max(size.depth, isIntrospection(selection.name.value) ? 1 : inner + 1)
      size.width += 1
      continue
    }
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? measure(selection.selectionSet, fragments, measured)
        : ofFragment(selection.name.value, fragments, measured)
    size.depth = Math.max(size.depth, inner.depth)
    size.width += inner.width
  }
  return size
}

function ofFragment(name: string, fragments: Map<string, FragmentDefinitionNode>, measured: Map<string, Size>): Size {
  const known = measured.get(name)
  if (known) return known
  // Zero while it is being measured: a cycle ends here, and the specified rules refuse it by name.
  measured.set(name, { depth: 0, width: 0 })
  const fragment = fragments.get(name)
  const size = fragment ? measure(fragment.selectionSet, fragments, measured) : { depth: 0, width: 0 }
  measured.set(name, size)
  return size
}

/** Introspection is deep by nature and costs no statement. */
const isIntrospection = (name: string) => name === '__schema' || name === '__type'

const refuse = (context: ValidationContext, message: string) =>
  context.reportError(new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED' } }))
