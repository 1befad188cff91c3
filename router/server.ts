import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { answerErrors } from '../subgraphs/shared/answer-errors.ts'
import { doorOptions, endConnectionsOnClose, inTime } from '../subgraphs/shared/door.ts'
import type { Bucket } from '../subgraphs/shared/limits/bucket.ts'
import { observeRequests } from '../subgraphs/shared/telemetry/requests.ts'
import type { Identify } from './admission.ts'
import { graphqlRoutes } from './graphql-routes.ts'
import type { Router } from './router.ts'

export interface RouterServerOptions {
  readonly router: Router
  readonly identify: Identify
  readonly log: FastifyBaseLogger
  /** Origins whose pages may read answers, as in `https://dashboards.example.com`; `*` for all. None by default. */
  readonly allowedOrigins?: readonly string[]
  /** Addresses and ranges of the proxies in front, whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[] | undefined
  /** What each token, and each organisation, may cost; as much as they like without one. */
  readonly bucket?: Bucket | null
  /** Milliseconds from which on an answer is logged as a warning. */
  readonly slowRequestMs?: number | undefined
  /** How long, at a stop, connections have to end, in milliseconds. */
  readonly farewell?: number | undefined
}

/** The graph behind HTTP: /graphql and /health. What else the port serves is registered by its owner. */
export function createRouterServer({
  router,
  identify,
  log,
  allowedOrigins = [],
  trustedProxies = [],
  bucket = null,
  slowRequestMs = 1_000,
  farewell,
}: RouterServerOptions): FastifyInstance {
  const app: FastifyInstance = fastify({
    ...doorOptions(log),
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
  })
  endConnectionsOnClose(app, { moment: farewell })
  observeRequests(app, { log, slowRequestMs })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  answerErrors(app, log)

  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (request, reply) => {
    try {
      await inTime(router.ready())
      return { status: 'ready' }
    } catch (error) {
      request.log.debug({ err: error }, 'not ready')
      return reply.code(503).send({ status: 'unavailable' })
    }
  })
  app.register(graphqlRoutes({ router, identify, allowedOrigins, bucket }))
  return app
}
