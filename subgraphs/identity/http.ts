import type { FastifyInstance } from 'fastify'
import type { Bucket } from '../shared/limits/bucket.ts'
import { forbid, knowsSecret, type SubgraphServerOptions, subgraphServer } from '../shared/server.ts'
import type { IdentitySubgraph } from './subgraph.ts'

/**
 * Identity behind HTTP: its graph, and what those who check tokens ask for. The public keys are for
 * everybody; which tokens are void is for our own processes.
 */
export async function identityServer(
  identity: IdentitySubgraph,
  secret?: string,
  bucket: Bucket | null = null,
  observed: Pick<SubgraphServerOptions, 'log' | 'slowRequestMs' | 'farewell'> = {},
): Promise<FastifyInstance> {
  const app = await subgraphServer(identity, {
    secret,
    bucket,
    strangers: true,
    ...observed,
    admit: (authorization) => identity.identifier.identify(authorization),
  })
  app.get('/.well-known/jwks.json', async (_, reply) =>
    reply
      .header('cache-control', 'public, max-age=300')
      .type('application/jwk-set+json')
      .send(JSON.stringify({ keys: identity.publicKeys })),
  )
  app.get('/auth/state', async (request, reply) => {
    if (!knowsSecret(request, secret)) return forbid(reply, 'This door is for our own processes.')
    return reply.header('cache-control', 'no-store').send(await identity.authState())
  })
  return app
}
