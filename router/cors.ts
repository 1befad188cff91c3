import type { FastifyReply, FastifyRequest } from 'fastify'

const HEADERS = [
  'authorization',
  'content-type',
  'x-request-id',
  'traceparent',
  'apollo-require-preflight',
  'x-apollo-operation-name',
]

/** Tells browsers that pages of this origin may read the answer. Credentials are never allowed: there are no cookies. */
export function allowOrigin(request: FastifyRequest, reply: FastifyReply, allowed: readonly string[]): void {
  if (allowed.length === 0) return
  reply.header('vary', 'origin')
  const { origin } = request.headers
  if (!origin || !(allowed.includes(origin) || allowed.includes('*'))) return
  reply.headers({
    'access-control-allow-origin': allowed.includes('*') ? '*' : origin,
    'access-control-expose-headers': 'x-request-id',
  })
  if (request.method !== 'OPTIONS') return
  reply.headers({
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': HEADERS.join(', '),
    'access-control-max-age': '600',
  })
}
