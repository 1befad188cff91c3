import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import { ApolloServer, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { Unauthenticated } from './auth/identify.ts'
import type { Envelope, Operation, Subgraph } from './graphql/subgraph.ts'

const ONE_MEGABYTE = 1_048_576

export interface SubgraphServerOptions {
  /** What the router must send in `x-router-secret`; without one the server must stay on loopback. */
  secret?: string | undefined
  /** Throws Unauthenticated when this request may not even be read. */
  admit: (authorization: string | undefined) => Promise<void>
}

/** A subgraph behind HTTP, for a router in another process. It reads requests; `subgraph.execute` answers them. */
export async function subgraphServer(
  subgraph: Subgraph,
  { secret, admit }: SubgraphServerOptions,
): Promise<FastifyInstance> {
  const app = fastify({ bodyLimit: ONE_MEGABYTE, requestTimeout: 30_000, forceCloseConnections: 'idle', logger: false })
  const apollo = await apolloServer(subgraph)
  app.addHook('onClose', () => apollo.stop())

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
      if (!knowsSecret(request, secret)) return refuse(reply, 'This door is for the router.')
      try {
        await admit(request.headers.authorization)
      } catch (error) {
        if (!(error instanceof Unauthenticated)) throw error
        return refuse(reply, error.message)
      }
    },
    handler: fastifyApolloHandler(apollo, { context: async (request) => envelope(request) }),
  })
  return app
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
    return await subgraph.execute(request, envelope)
  } catch (error) {
    if (!(error instanceof Unauthenticated)) throw error
    const http = { status: 401, headers: new HeaderMap() }
    throw new GraphQLError(error.message, { extensions: { code: 'UNAUTHENTICATED', http } })
  }
}

const envelope = ({ headers }: FastifyRequest): Envelope => ({
  authorization: headers.authorization,
  requestId: typeof headers['x-request-id'] === 'string' ? headers['x-request-id'].slice(0, 100) : randomUUID(),
})

function knowsSecret({ headers }: FastifyRequest, secret: string | undefined): boolean {
  if (secret === undefined) return true
  const said = headers['x-router-secret']
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return typeof said === 'string' && timingSafeEqual(digest(said), digest(secret))
}

const refuse = (reply: { code(status: number): { send(body: unknown): unknown } }, message: string) =>
  reply.code(401).send({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] })
