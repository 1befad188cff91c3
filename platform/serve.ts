import type { Logger } from 'pino'
import { explorer } from '../router/explorer.ts'
import type { Router } from '../router/router.ts'
import { createRouterServer } from '../router/server.ts'
import { memoryBucket } from '../subgraphs/shared/limits/bucket.ts'
import { ensureExplorer } from './build-explorer.ts'
import type { Config } from './config.ts'
import { foundDemo, loadDemo } from './demo/load.ts'
import { DEMO } from './demo/organizations.ts'
import { type Graph, openGraph } from './graph.ts'
import type { Openings } from './openings.ts'
import { EXAMPLES } from './places.ts'
import { portTrouble } from './processes.ts'
import { count, openProgress, seconds } from './progress.ts'
import type { Storage } from './storage.ts'
import { type LentToken, welcome } from './welcome.ts'

export interface ServeOptions {
  readonly config: Config
  readonly storage: Storage
  readonly log: Logger
  readonly openings: Openings
  readonly say: (line: string) => void
}

/** Puts the graph and its page on the port, loads the demo, and only then is ready. */
export async function serve({ config, storage, log, openings, say }: ServeOptions): Promise<string> {
  const { urls } = storage
  const graph = await openings.add(() =>
    openGraph({ urls, dataDir: config.dataDir, log, maximumCost: config.maximumCost }),
  )
  if (config.demo) await foundDemo(graph)
  const session = () => lentTokens(config, graph)

  const loading = Promise.withResolvers<void>()
  const app = createRouterServer({
    router: onceLoaded(graph.router, loading.promise),
    identify: (authorization) => graph.identity.identifier.identify(authorization),
    log,
    allowedOrigins: config.allowedOrigins,
    bucket: config.bucket && memoryBucket(config.bucket),
  })
  await app.register(explorer, { session: async () => asSession(await session()), examplesDir: EXAMPLES })
  const server = await openings.add(async () => {
    const address = await app.listen({ port: config.port, host: config.host }).catch(async (error) => {
      await app.close()
      throw portTrouble(error, config.port, config.host)
    })
    return { address, close: () => app.close() }
  })
  const url = server.address.replace('127.0.0.1', 'localhost')
  await storage.announce(url)

  await Promise.all([buildPage(say), config.demo && fillDemo({ config, storage, openings, say }, graph)])
  const greeting = welcome(url, await session())
  loading.resolve()
  return greeting
}

/** Ready only when what was promised can be asked: readiness waits for the demo. */
function onceLoaded(router: Router, loaded: Promise<void>): Router {
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
async function buildPage(say: ServeOptions['say']): Promise<void> {
  await ensureExplorer().catch((error: Error) => say(`GraphiQL is not there, the API is. ${error.message}`))
}

type Filling = Pick<ServeOptions, 'config' | 'storage' | 'openings' | 'say'>

async function fillDemo({ config, storage, openings, say }: Filling, graph: Graph): Promise<void> {
  const bar = await openings.add(async () => {
    const { show, end } = openProgress()
    return { show, end, close: async () => end() }
  })
  let since = Date.now()
  try {
    await loadDemo({
      graph,
      urls: storage.urls,
      dataDir: config.dataDir,
      now: new Date(),
      onProgress(what, done, total) {
        bar.show(what, done, total)
        if (done < total) return
        bar.end()
        say(`${what}: ${count(total)} records after ${seconds(since)}.`)
        since = Date.now()
      },
    })
  } finally {
    bar.end()
  }
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
