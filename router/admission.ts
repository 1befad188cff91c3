import type { FastifyRequest } from 'fastify'
import { Unauthenticated } from '../subgraphs/shared/auth/identify.ts'
import { STRANGERS_BYTES } from '../subgraphs/shared/graphql/sign-in.ts'
import type { Bearer } from '../subgraphs/shared/limits/bucket.ts'

/** Who sends `authorization`; throws Unauthenticated for whatever is not a valid token. */
export type Identify = (authorization: string) => Promise<Bearer>

/**
 * Lets in who shows a valid token, before anything of the request is read. Without a token a short
 * POST may go on, because it may be a sign-in: `isSignIn` must say so before it is executed.
 */
export async function admit(request: FastifyRequest, identify: Identify): Promise<Bearer | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    if (sentTwice(request)) throw new Unauthenticated('Send one Authorization header.')
    return identify(authorization)
  }
  // A length that is not announced could be any length.
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  if (request.method === 'POST' && length <= STRANGERS_BYTES) return null
  throw new Unauthenticated(MISSING)
}

export const MISSING = 'A token is missing: send the header "Authorization: Bearer <token>".'

/** Node keeps the first of two, a proxy in front may have checked the second. */
const sentTwice = ({ raw }: FastifyRequest) =>
  raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'authorization').length > 1
