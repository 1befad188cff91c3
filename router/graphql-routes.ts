import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Unauthenticated } from '../subgraphs/shared/auth/identify.ts'
import { readUtf8 } from '../subgraphs/shared/encoding.ts'
import { isSignIn } from '../subgraphs/shared/graphql/sign-in.ts'
import type { Bearer, Bucket } from '../subgraphs/shared/limits/bucket.ts'
import { openToll, retryAfterOf } from '../subgraphs/shared/limits/toll.ts'
import { askingOf, noteOrganization } from '../subgraphs/shared/telemetry/requests.ts'
import { noteCost, noteErrors } from '../subgraphs/shared/telemetry/trail.ts'
import { admit, type Identify, MISSING } from './admission.ts'
import { allowOrigin } from './cors.ts'
import { negotiate, statusOf } from './media-type.ts'
import { operationOfBody, operationOfQuery } from './parameters.ts'
import { HttpRefusal } from './refusal.ts'
import type { Router, RouterEnvelope } from './router.ts'

export interface GraphqlRoutesOptions {
  readonly router: Router
  readonly identify: Identify
  readonly allowedOrigins: readonly string[]
  /** What each token, and each organisation, may cost; null for as much as they like. */
  readonly bucket: Bucket | null
}

/** For answers that are data and never a page. */
const PROTECTION = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/**
 * GraphQL over HTTP, at /graphql.
 *
 * Forgery across sites cannot happen here: no cookie and no other credential that a browser adds by
 * itself is ever read. A GET without the Authorization header is a 401, and that header is one that
 * no page can send to another site unless a preflight allowed it; a POST must be `application/json`,
 * which needs a preflight too. So headers such as `apollo-require-preflight` are welcome and needless.
 */
export const graphqlRoutes =
  ({ router, identify, allowedOrigins, bucket }: GraphqlRoutesOptions) =>
  async (app: FastifyInstance): Promise<void> => {
    readUtf8(app)
    app.decorateRequest('bearer', null)

    app.addHook('onRequest', async (request, reply) => {
      reply.headers(PROTECTION)
      allowOrigin(request, reply, allowedOrigins)
      if (request.method === 'OPTIONS') return
      const bearer = await admit(request, identify)
      request.setDecorator('bearer', bearer)
      noteOrganization(request, bearer?.organizationId ?? null)
    })
    app.setErrorHandler<FastifyError>((error, request) => {
      // Whoever has no token learns nothing from how a request is refused.
      const anonymous = request.headers.authorization === undefined && (error.statusCode ?? 500) < 500
      throw anonymous ? new Unauthenticated(MISSING) : error
    })

    app.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      exposeHeadRoute: false,
      handler: (request, reply) => answer(router, bucket, request, reply),
    })
    app.options('/graphql', (_request, reply) => reply.code(204).send())
    app.route({
      method: ['DELETE', 'HEAD', 'PATCH', 'PUT'],
      url: '/graphql',
      handler: (_request, reply) => {
        reply.header('allow', 'GET, POST')
        throw new HttpRefusal(405, 'Send GraphQL by POST, or queries by GET.')
      },
    })
  }

async function answer(
  router: Router,
  bucket: Bucket | null,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const mediaType = negotiate(request.headers.accept)
  if (!mediaType) throw new HttpRefusal(406, 'Answers are application/graphql-response+json or application/json.')
  const operation = request.method === 'GET' ? operationOfQuery(request.query) : operationOfBody(request.body)
  if (request.headers.authorization === undefined && !isSignIn(operation.query)) throw new Unauthenticated(MISSING)
  const bearer = request.getDecorator<Bearer | null>('bearer')
  const toll = openToll(bucket, bearer)
  const envelope = envelopeOf(request, reply)
  const result = await router.execute(operation, { ...envelope, toll })
  const cost = await toll.receipt()
  noteErrors(envelope.trail, result.errors)
  noteCost(envelope.trail, cost)
  const status = statusOf(result, mediaType)
  if (status === 405) reply.header('allow', 'POST')
  if (status === 429) reply.header('retry-after', retryAfterOf(result.errors))
  const answered = JSON.stringify({ ...result, extensions: { cost } })
  return reply.code(status).type(`${mediaType.name}; charset=utf-8`).send(answered)
}

/** What goes on to the subgraphs: this, and no header besides. */
function envelopeOf(request: FastifyRequest, { raw }: FastifyReply): RouterEnvelope {
  const gone = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort()
  })
  return {
    authorization: request.headers.authorization,
    requestId: request.id,
    ...askingOf(request),
    signal: gone.signal,
    // Whoever has a token is known by it.
    peer: request.headers.authorization === undefined ? request.ip : undefined,
    readOnly: request.method === 'GET',
  }
}
