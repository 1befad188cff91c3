import { createHash, timingSafeEqual } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { ApolloServer, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import pino from 'pino'
import { answerErrors } from './answer-errors.ts'
import { Unauthenticated } from './auth/identify.ts'
import { doorOptions, endConnectionsOnClose, FAREWELL, inTime } from './door.ts'
import { readUtf8 } from './encoding.ts'
import { MAX_TOKENS } from './graphql/limits.ts'
import { isSignIn, STRANGERS_BYTES } from './graphql/sign-in.ts'
import type { Envelope, Operation, Subgraph } from './graphql/subgraph.ts'
import type { Bearer, Bucket } from './limits/bucket.ts'
import { openToll, retryAfterOf, type Toll } from './limits/toll.ts'
import { lastForwarded } from './peer.ts'
import { trailPlugin } from './telemetry/apollo.ts'
import { askingOf, noteOrganization, observeRequests } from './telemetry/requests.ts'
import { noteCost } from './telemetry/trail.ts'

const SILENT = pino({ level: 'silent' })

export interface SubgraphServerOptions {
  /** What the router must send in `x-router-secret`; without one the server must stay on loopback. */
  secret?: string | undefined
  /** Throws Unauthenticated when this request may not even be read. */
  admit: (authorization: string | undefined) => Promise<Bearer>
  /** Whether a short request without a token is read, for the one thing that needs none: signing in. */
  strangers?: boolean
  /** What each token, and each organisation, may cost here, whichever router asks; as much as they like without one. */
  bucket?: Bucket | null
  /** Hears one line of each request, and a warning of those that take so many milliseconds. */
  log?: FastifyBaseLogger | undefined
  slowRequestMs?: number | undefined
  /** How long, at a stop, connections have to end, in milliseconds. */
  farewell?: number | undefined
}

/** A subgraph behind HTTP, for a router in another process. It reads requests; `subgraph.execute` answers them. */
export async function subgraphServer(
  subgraph: Subgraph,
  {
    secret,
    admit,
    strangers = false,
    bucket = null,
    log = SILENT,
    slowRequestMs = 1_000,
    farewell,
  }: SubgraphServerOptions,
): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({ ...doorOptions(log), logger: false })
  const apollo = await apolloServer(subgraph, log)
  app.addHook('onClose', () => apollo.stop())
  // The router's client leaves two seconds before that (undici); other routers do not heed it.
  endConnectionsOnClose(app, { moment: farewell, told: FAREWELL })
  observeRequests(app, { log, slowRequestMs })
  answerErrors(app, log)
  readUtf8(app)

  app.decorateRequest('toll', null)

  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_, reply) => {
    const ready = await inTime(subgraph.ready()).then(
      () => true,
      () => false,
    )
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'unavailable' })
  })
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request, reply) => {
      if (!knowsSecret(request, secret)) return forbid(reply, 'This door is for the router.')
      if (strangers && isShortAndAnonymous(request)) return
      const bearer = await admit(request.headers.authorization)
      request.setDecorator('toll', openToll(bucket, bearer))
      noteOrganization(request, bearer.organizationId)
    },
    // Before anything is validated, so that a stranger learns nothing of the schema.
    preHandler: async (request) => {
      if (!strangers || request.headers.authorization !== undefined) return
      if (isSignIn((request.body as Operation | null)?.query)) return
      throw new Unauthenticated('A token is missing: send the header "Authorization: Bearer <token>".')
    },
    handler: fastifyApolloHandler(apollo, { context: async (request, reply) => envelope(request, reply.raw) }),
  })
  return app
}

/** Apollo Server speaks GraphQL over HTTP; execution is ours, through the door it has for gateways. */
async function apolloServer(subgraph: Subgraph, logger: FastifyBaseLogger): Promise<ApolloServer<Envelope>> {
  const server = new ApolloServer<Envelope>({
    logger,
    formatError: maskIn(logger),
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: subgraph.schema, coreSupergraphSdl: '' })
        return () => {}
      },
      load: async () => ({
        executor: ({ request, context }) => run(subgraph, request as Operation, context as Envelope),
      }),
      stop: async () => {},
    },
    introspection: true,
    // Apollo parses before we are asked: what our limits refuse must not cost more until then.
    parseOptions: { maxTokens: MAX_TOKENS },
    // `execute` validates, after its limits: what is made to keep a validator busy must not meet one before them.
    dangerouslyDisableValidation: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    plugins: [trailPlugin, ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled()],
  })
  await server.start()
  return server
}

/** `execute` has masked what went wrong there, and left the request's id in it: whatever else did, nobody has heard of. */
const maskIn =
  (log: FastifyBaseLogger) =>
  (formatted: GraphQLFormattedError, err: unknown): GraphQLFormattedError => {
    const { code, requestId } = formatted.extensions ?? {}
    if (code !== 'INTERNAL_SERVER_ERROR' || requestId !== undefined) return formatted
    log.error({ err }, 'a request failed')
    return { message: 'Something went wrong on our side.', extensions: { code } }
  }

/** Of what was not carried out, by its code; everything else is for the client to mend, and Apollo's 400. */
const STATUS: Record<string, number> = { THROTTLED: 429, INTERNAL_SERVER_ERROR: 500, SUBGRAPH_UNAVAILABLE: 503 }

async function run(subgraph: Subgraph, request: Operation, envelope: Envelope) {
  try {
    const result = await subgraph.execute(request, envelope)
    if (envelope.toll) noteCost(envelope.trail, await envelope.toll.receipt())
    const refusal = result.data === undefined ? result.errors?.[0] : undefined
    const status = STATUS[String(refusal?.extensions.code)]
    if (!refusal || !status) return result
    const retryAfter = retryAfterOf([refusal])
    const headers: [string, string][] = retryAfter === undefined ? [] : [['retry-after', String(retryAfter)]]
    throw withStatus(status, refusal.message, refusal.extensions, headers)
  } catch (error) {
    if (!(error instanceof Unauthenticated)) throw error
    throw withStatus(401, error.message, { code: 'UNAUTHENTICATED' })
  }
}

/** Apollo and Hive both declare what `http` is, and differ; it is Apollo that reads it here. */
function withStatus(status: number, message: string, extensions: object, headers: [string, string][] = []) {
  const http = { status, headers: new HeaderMap(headers) } as never
  return new GraphQLError(message, { extensions: { ...extensions, http } })
}

function envelope(request: FastifyRequest, response: ServerResponse): Envelope {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return {
    authorization: request.headers.authorization,
    requestId: request.id,
    ...askingOf(request),
    signal: gone.signal,
    // The router says who asked it.
    peer: lastForwarded(request.headers['x-forwarded-for']) ?? request.ip,
    toll: request.getDecorator<Toll | null>('toll') ?? openToll(null, null),
  }
}

/** A length that is not announced could be any length. */
const isShortAndAnonymous = ({ method, headers }: FastifyRequest) =>
  headers.authorization === undefined && method === 'POST' && Number(headers['content-length']) <= STRANGERS_BYTES

/** Whether the request comes from the router, as far as there is a secret to tell by. */
export function knowsSecret({ headers }: FastifyRequest, secret: string | undefined): boolean {
  if (secret === undefined) return true
  const said = headers['x-router-secret']
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return typeof said === 'string' && timingSafeEqual(digest(said), digest(secret))
}

interface Reply {
  code(status: number): { send(body: unknown): unknown }
}

/** HTTP 403: it is not the client's token that is wrong, but the router's secret. */
export const forbid = (reply: Reply, message: string) =>
  reply.code(403).send({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] })
