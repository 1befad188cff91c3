import type { Logger } from 'pino'
import { explorer } from '../router/explorer.ts'
import type { Router } from '../router/router.ts'
import { createRouterServer } from '../router/server.ts'
import { type Bucket, memoryBucket } from '../subgraphs/shared/limits/bucket.ts'
import { openTracing } from '../subgraphs/shared/telemetry/tracing.ts'
import { ensureExplorer } from './build-explorer.ts'
import type { Config } from './config.ts'
import type { Database } from './databases.ts'
import { foundDemo, loadDemo } from './demo/load.ts'
import { DEMO } from './demo/organizations.ts'
import { type Graph, openGraph } from './graph.ts'
import type { Openings } from './openings.ts'
import { listen } from './part.ts'
import { EXAMPLES } from './places.ts'
import { connectionsPerPool } from './pools.ts'
import { type Loading, showLoading } from './progress.ts'
import type { Storage } from './storage.ts'
import { type LentToken, welcome } from './welcome.ts'

export interface ServeOptions {
  readonly config: Config
  readonly storage: Storage
  readonly log: Logger
  readonly openings: Openings
  readonly say: (line: string) => void
}

/** Puts the graph and its page on the port of this process, loads the demo, and only then is ready. */
export async function serve({ config, storage, log, openings, say }: ServeOptions): Promise<string> {
  const { urls } = storage
  const loaded = Promise.withResolvers<void>()
  const served = await openServer({
    ...{ config, urls, log, openings, founding: true, loaded: loaded.promise },
    bucket: memoryBucket(config.bucket),
  })
  await storage.announce(served.url)
  const greeting = await prepare({ config, urls, served, say, loading: await showLoading(openings, say) })
  loaded.resolve()
  return greeting
}

export interface ServerOptions {
  readonly config: Config
  readonly urls: Record<Database, string>
  readonly log: Logger
  readonly openings: Openings
  /** Whether the demo organisations are founded before anybody can ask for their tokens. */
  readonly founding: boolean
  /** What each token, and each organisation, may cost; as much as they like without one. */
  readonly bucket: Bucket | null
  /** Until it resolves, the server answers but is not ready. */
  readonly loaded: Promise<unknown>
}

export interface Served {
  readonly graph: Graph
  readonly url: string
}

/** The graph and its page behind the port, in this process. */
export async function openServer({
  config,
  urls,
  log,
  openings,
  founding,
  bucket,
  loaded,
}: ServerOptions): Promise<Served> {
  await openings.add(() => openTracing('all'))
  const connections = connectionsPerPool(config.workers)
  const graph = await openings.add(() =>
    openGraph({ urls, dataDir: config.dataDir, log, connections, maximumCost: config.maximumCost }),
  )
  if (config.demo && founding) await foundDemo(graph)

  const app = createRouterServer({
    router: onceLoaded(graph.router, loaded),
    identify: (authorization) => graph.identity.identifier.identify(authorization),
    log,
    allowedOrigins: config.allowedOrigins,
    trustedProxies: config.trustedProxies,
    bucket,
    slowRequestMs: config.slowRequestMs,
  })
  const session = async () => asSession(await lentTokens(config, graph))
  await app.register(explorer, { session, examplesDir: EXAMPLES })
  const { url } = await openings.add(() => listen(app, config))
  return { graph, url: url.replace('127.0.0.1', 'localhost') }
}

export interface PrepareOptions {
  readonly config: Config
  readonly urls: Record<Database, string>
  readonly served: Served
  readonly say: (line: string) => void
  readonly loading: Loading
}

/** Builds the page and loads the demo, where that was not done before; answers what a person is told then. */
export async function prepare({ config, urls, served, say, loading }: PrepareOptions): Promise<string> {
  const { graph, url } = served
  const { dataDir } = config
  const filling = config.demo && loadDemo({ graph, urls, dataDir, now: new Date(), onProgress: loading })
  await Promise.all([buildPage(say), filling])
  return welcome(url, await lentTokens(config, graph))
}

/** Ready only when what was promised can be asked: readiness waits for the demo. */
function onceLoaded(router: Router, loaded: Promise<unknown>): Router {
  let loading = true
  loaded.then(() => {
    loading = false
  })
  return {
    ...router,
    async ready() {
      if (loading) throw new Error('the demo is being loaded')
      await router.ready()
    },
  }
}

/** The API is of use without its page, where the page can neither be found nor written. */
async function buildPage(say: PrepareOptions['say']): Promise<void> {
  await ensureExplorer().catch((error: Error) => say(`GraphiQL is not there, the API is. ${error.message}`))
}

/** Tokens for whoever sits at this machine; none without a demo. */
async function lentTokens({ demo }: Config, { identity }: Graph): Promise<LentToken[]> {
  if (!demo) return []
  const issued = await Promise.all(
    DEMO.map(async ({ id, name }) => ({ name, issued: await identity.issueToken({ organizationId: id }) })),
  )
  return issued.flatMap(({ name, issued }) => (issued ? [{ name, token: issued.token }] : []))
}

const asSession = (organizations: LentToken[]) => (organizations.length > 0 ? { organizations } : null)
