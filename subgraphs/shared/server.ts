import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { ApolloServer, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { Unauthenticated } from './auth/identify.ts'
import { MAX_TOKENS } from './graphql/limits.ts'
import { isSignIn, STRANGERS_BYTES } from './graphql/sign-in.ts'
import type { Envelope, Operation, Subgraph } from './graphql/subgraph.ts'
import type { Bucket } from './limits/bucket.ts'
import { openToll, retryAfterOf, type Toll } from './limits/toll.ts'

const ONE_MEGABYTE = 1_048_576

/** How long a client may take to say what it wants. Node looks every half a minute otherwise, and lets headers take a whole one. */
export const PATIENCE = {
  requestTimeout: 30_000,
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
}

export interface SubgraphServerOptions {
  /** What the router must send in `x-router-secret`; without one the server must stay on loopback. */
  secret?: string | undefined
  /** Throws Unauthenticated when this request may not even be read. */
  admit: (authorization: string | undefined) => Promise<{ readonly tokenId: string }>
  /** Whether a short request without a token is read, for the one thing that needs none: signing in. */
  strangers?: boolean
  /** What each token may cost here, whichever router asks for it; as much as it likes without one. */
  bucket?: Bucket | null
}

/** A subgraph behind HTTP, for a router in another process. It reads requests; `subgraph.execute` answers them. */
export async function subgraphServer(
  subgraph: Subgraph,
  { secret, admit, strangers = false, bucket = null }: SubgraphServerOptions,
): Promise<FastifyInstance> {
  const app = fastify({ ...PATIENCE, bodyLimit: ONE_MEGABYTE, forceCloseConnections: 'idle', logger: false })
  const apollo = await apolloServer(subgraph)
  app.addHook('onClose', () => apollo.stop())
  endConnectionsOnClose(app)

  app.decorateRequest('toll', null)

  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_, reply) => {
    const ready = await subgraph.ready().then(
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
      try {
        const { tokenId } = await admit(request.headers.authorization)
        request.setDecorator('toll', openToll(bucket, tokenId))
      } catch (error) {
        if (!(error instanceof Unauthenticated)) throw error
        return refuse(reply, error.message)
      }
    },
    // Before anything is validated, so that a stranger learns nothing of the schema.
    preHandler: async (request, reply) => {
      if (!strangers || request.headers.authorization !== undefined) return
      if (isSignIn((request.body as Operation | null)?.query)) return
      return refuse(reply, 'A token is missing: send the header "Authorization: Bearer <token>".')
    },
    handler: fastifyApolloHandler(apollo, { context: async (request, reply) => envelope(request, reply.raw) }),
  })
  return app
}

/** A connection that is kept alive would keep a process that is asked to stop waiting. */
export function endConnectionsOnClose(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
}

/** Apollo Server speaks GraphQL over HTTP; execution is ours, through the door it has for gateways. */
async function apolloServer(subgraph: Subgraph): Promise<ApolloServer<Envelope>> {
  const server = new ApolloServer<Envelope>({
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
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled()],
  })
  await server.start()
  return server
}

async function run(subgraph: Subgraph, request: Operation, envelope: Envelope) {
  try {
    const result = await subgraph.execute(request, envelope)
    const retryAfter = retryAfterOf(result.errors)
    if (retryAfter === undefined) return result
    const { message, extensions } = result.errors![0]!
    throw withStatus(429, message, extensions, [['retry-after', String(retryAfter)]])
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
  const { authorization, 'x-request-id': requestId } = request.headers
  return {
    authorization,
    requestId: typeof requestId === 'string' ? requestId.slice(0, 100) : randomUUID(),
    signal: gone.signal,
    toll: request.getDecorator<Toll | null>('toll') ?? undefined,
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

/** HTTP 401, in the words of GraphQL: the token is not good. */
export const refuse = (reply: Reply, message: string) =>
  reply.code(401).send({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] })

/** HTTP 403: it is not the client's token that is wrong, but the router's secret. */
export const forbid = (reply: Reply, message: string) =>
  reply.code(403).send({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] })
