import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codeOf } from '../answer-errors.ts'
import { countRequest } from './metrics.ts'
import { type RequestSpan, spans } from './tracing.ts'
import { newTrail, note, outcomeOf, type Trail } from './trail.ts'

export interface ObserveOptions {
  /** Hears one line of each answered GraphQL request, and of each that is refused. */
  readonly log: FastifyBaseLogger
  /** Milliseconds from which on an answer is worth a warning. */
  readonly slowRequestMs?: number
}

interface Observed {
  readonly trail: Trail
  readonly span: RequestSpan | undefined
}

declare module 'fastify' {
  interface FastifyRequest {
    observed: Observed | null
  }
}

const GRAPHQL = '/graphql'

/** Counts, logs and traces every request of a server, when it is answered. */
export function observeRequests(app: FastifyInstance, { log, slowRequestMs = 1_000 }: ObserveOptions): void {
  app.decorateRequest('observed', null)
  app.addHook('onRequest', (request, _reply, done) => {
    // Of other routes there is something to tell only when they refuse.
    if (request.routeOptions.url === GRAPHQL) {
      const span = spans?.request(request.method, GRAPHQL, traceparentOf(request))
      request.observed = { trail: newTrail(), span }
    }
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    answered(request, reply)
    done()
  })

  const answered = (request: FastifyRequest, reply: FastifyReply) => {
    const { statusCode: status, elapsedTime } = reply
    const { observed } = request
    if (!observed && (status < 400 || status >= 500)) return
    const { trail, span } = observed ?? { trail: newTrail() }
    if (status >= 400 && trail.codes.length === 0) note(trail, status < 500 ? codeOf(status) : 'INTERNAL_SERVER_ERROR')
    if (observed && request.method !== 'OPTIONS') countRequest(trail, status, elapsedTime)
    span?.answered(trail, outcomeOf(trail, status), status)

    const slow = elapsedTime >= slowRequestMs
    log[slow ? 'warn' : 'info'](lineOf(request.id, trail, status, elapsedTime), slow ? 'answered slowly' : 'answered')
  }
}

/** What a request brought along, and what becomes of it, for whoever answers it. */
export const askingOf = (request: FastifyRequest): { trail?: Trail; traceparent: string | undefined } => ({
  ...(request.observed && { trail: request.observed.trail }),
  traceparent: request.observed?.span?.traceparent ?? traceparentOf(request),
})

/** Says whose request it is, once that is known. */
export function noteOrganization({ observed }: FastifyRequest, organizationId: string | null): void {
  if (observed) observed.trail.organizationId = organizationId
}

const TRACEPARENT = /^00-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/

function traceparentOf({ headers }: FastifyRequest): string | undefined {
  const { traceparent } = headers
  return typeof traceparent === 'string' && TRACEPARENT.test(traceparent) ? traceparent : undefined
}

function lineOf(requestId: string, trail: Trail, status: number, elapsed: number) {
  const { organizationId, operation, type, codes, statements, cost } = trail
  return {
    requestId,
    organizationId,
    operation,
    type,
    status,
    milliseconds: Math.round(elapsed * 10) / 10,
    statements,
    ...(cost !== null && { cost }),
    ...(codes.length > 0 && { codes }),
  }
}
