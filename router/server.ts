import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from 'fastify'
import { Unauthenticated } from '../subgraphs/shared/auth/identify.ts'
import type { Bucket } from '../subgraphs/shared/limits/bucket.ts'
import { endConnectionsOnClose, PATIENCE } from '../subgraphs/shared/server.ts'
import type { Identify } from './admission.ts'
import { graphqlRoutes } from './graphql-routes.ts'
import { codeOf } from './refusal.ts'
import type { Router } from './router.ts'

const ONE_MEGABYTE = 1_048_576

export interface RouterServerOptions {
  readonly router: Router
  readonly identify: Identify
  readonly log: FastifyBaseLogger
  /** Origins whose pages may read answers, as in `https://dashboards.example.com`; `*` for all. None by default. */
  readonly allowedOrigins?: readonly string[]
  /** What each token may cost; as much as it likes without one. */
  readonly bucket?: Bucket | null
}

/** The graph behind HTTP: /graphql and /health. What else the port serves is registered by its owner. */
export function createRouterServer({
  router,
  identify,
  log,
  allowedOrigins = [],
  bucket = null,
}: RouterServerOptions): FastifyInstance {
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestId,
    ...PATIENCE,
    bodyLimit: ONE_MEGABYTE,
    forceCloseConnections: 'idle',
  })
  endConnectionsOnClose(app)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error instanceof Unauthenticated ? 401 : (error.statusCode ?? 500)
    if (status === 401) reply.header('www-authenticate', 'Bearer')
    if (status < 500) return reply.code(status).send(refusal(error.message, { code: codeOf(status) }))
    request.log.error({ err: error }, 'a request failed')
    const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: request.id }
    return reply.code(500).send(refusal('Something went wrong on our side. Please tell us the request id.', extensions))
  })

  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (request, reply) => {
    try {
      await router.ready()
      return { status: 'ready' }
    } catch (error) {
      request.log.debug({ err: error }, 'not ready')
      return reply.code(503).send({ status: 'unavailable' })
    }
  })
  app.register(graphqlRoutes({ router, identify, allowedOrigins, bucket }))
  return app
}

/** The client's own id where it is harmless in a log, so that both sides speak of the same request. */
function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
}

const refusal = (message: string, extensions: object) => ({ errors: [{ message, extensions }] })
