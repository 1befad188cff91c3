import type { FastifyRequest } from 'fastify'
import { Kind, parse } from 'graphql'
import { Unauthenticated } from '../subgraphs/shared/auth/identify.ts'

/** Who sends `authorization`; throws Unauthenticated for whatever is not a valid token. */
export type Identify = (authorization: string) => Promise<{ readonly organizationId: string }>

const LONGEST_SIGN_IN = 4_096
const MOST_TOKENS = 200

/**
 * Lets in who shows a valid token, before anything of the request is read. Without a token a short
 * POST may go on, because it may be a sign-in: `isSignIn` must say so before it is executed.
 */
export async function admit(request: FastifyRequest, identify: Identify): Promise<{ organizationId: string | null }> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    if (sentTwice(request)) throw new Unauthenticated('Send one Authorization header.')
    return identify(authorization)
  }
  // A length that is not announced could be any length.
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  if (request.method === 'POST' && length <= LONGEST_SIGN_IN) return { organizationId: null }
  throw new Unauthenticated(MISSING)
}

export const MISSING = 'A token is missing: send the header "Authorization: Bearer <token>".'

/** Whether the document is the `signIn` mutation and nothing besides. */
export function isSignIn(query: string): boolean {
  try {
    const [operation, ...others] = parse(query, { maxTokens: MOST_TOKENS, noLocation: true }).definitions
    if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return false
    const [field, ...more] = operation.selectionSet.selections
    return (
      operation.operation === 'mutation' &&
      more.length === 0 &&
      field?.kind === Kind.FIELD &&
      field.name.value === 'signIn'
    )
  } catch {
    return false
  }
}

/** Node keeps the first of two, a proxy in front may have checked the second. */
const sentTwice = ({ raw }: FastifyRequest) =>
  raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'authorization').length > 1
