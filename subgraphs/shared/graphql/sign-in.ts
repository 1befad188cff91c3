import { type DocumentNode, Kind, OperationTypeNode, parse } from 'graphql'

/** The most a stranger may send, in bytes of a body and in characters of a query. */
export const STRANGERS_BYTES = 4_096
const STRANGERS_TOKENS = 200

/**
 * Whether a document is the one thing that may be asked without a token: a single mutation whose single
 * root field is `signIn`. Fragments are refused, wherever they would hide another field.
 */
export function isSignIn(query: unknown): boolean {
  if (typeof query !== 'string' || query.length > STRANGERS_BYTES) return false
  const [operation, ...others] = parsed(query)?.definitions ?? []
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return false
  const [field, ...more] = operation.selectionSet.selections
  return (
    operation.operation === OperationTypeNode.MUTATION &&
    more.length === 0 &&
    field?.kind === Kind.FIELD &&
    field.name.value === 'signIn'
  )
}

function parsed(query: string): DocumentNode | null {
  try {
    return parse(query, { maxTokens: STRANGERS_TOKENS, noLocation: true })
  } catch {
    return null
  }
}
