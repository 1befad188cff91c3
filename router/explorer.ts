import { access } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readExamples } from './examples.ts'
import { explorerDirectory } from './graphiql/fingerprint.ts'
import { isFromThisMachine } from './loopback.ts'

export interface ExplorerOptions {
  /** Tokens to lend to whoever is at this machine; null when this is not a demo. */
  session: () => Promise<{ organizations: { name: string; token: string }[] } | null>
  examplesDir: string
  /** The folder of the built page, where it is not the one that belongs to these sources. */
  directory?: string
}

/**
 * Serves the explorer at GET /. To be registered, not called, so that its headers stay on its own
 * routes. Nothing is ever written into the page by the server: what it needs it asks for.
 */
export async function explorer(app: FastifyInstance, options: ExplorerOptions): Promise<void> {
  const directory = options.directory ?? (await explorerDirectory())

  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(PROTECTION)
  })

  await app.register(fastifyStatic, {
    root: join(directory, 'assets'),
    prefix: '/assets/',
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    suppressWarning: true,
  })

  app.get('/', async (_request, reply) => {
    if (await isBuilt(directory)) return sendFresh(reply, 'index.html', directory)
    return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
  })
  app.get('/favicon.svg', (_request, reply) => sendFresh(reply, 'favicon.svg', directory))

  app.get('/explorer.json', async (request, reply) => {
    const [organizations, tabs] = await Promise.all([
      lentOrganizations(request, options.session),
      readExamples(options.examplesDir),
    ])
    return reply.header('cache-control', 'no-store').send({
      endpoint: '/graphql',
      token: organizations[0]?.token ?? null,
      organization: organizations[0]?.name ?? null,
      organizations,
      tabs,
    })
  })
}

/** The page stands without them: where the tokens cannot be had, people can still sign in. */
async function lentOrganizations(request: FastifyRequest, session: ExplorerOptions['session']) {
  if (!isFromThisMachine(request)) return []
  try {
    return (await session())?.organizations ?? []
  } catch (error) {
    request.log.error(error, 'the demo session is not to be had')
    return []
  }
}

const sendFresh = (reply: FastifyReply, file: string, directory: string) =>
  reply.header('cache-control', 'no-cache').sendFile(file, directory, { cacheControl: false })

const isBuilt = (directory: string) =>
  access(join(directory, 'index.html')).then(
    () => true,
    () => false,
  )

const NOT_BUILT = `The explorer is not built yet: node platform/build-explorer.ts builds it.
The API itself answers at /graphql.
`

/** Scripts from this server alone, and connections to it alone. Styles are set by the editor. */
const PROTECTION = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
