import { readFile } from 'node:fs/promises'
import { ensureExplorer } from '../platform/build-explorer.ts'
import { type Config, readConfig, runCommand } from '../platform/config.ts'
import { metrics } from '../platform/metrics.ts'
import { EXAMPLES, SUPERGRAPH } from '../platform/places.ts'
import { openLog, portTrouble, stopOnSignal } from '../platform/processes.ts'
import { followAuthState, httpAuthState } from '../subgraphs/shared/auth/follow.ts'
import { Identifier } from '../subgraphs/shared/auth/identify.ts'
import { memoryBucket } from '../subgraphs/shared/limits/bucket.ts'
import { openTracing } from '../subgraphs/shared/telemetry/tracing.ts'
import { explorer } from './explorer.ts'
import { createRouter } from './router.ts'
import { createRouterServer } from './server.ts'

/** The embedded router in a process of its own, before subgraphs that answer over HTTP. */
await runCommand(() => start(readConfig('router')))

async function start(config: Config): Promise<void> {
  const { port, host, subgraphUrls, routerSecret: secret } = config
  const log = openLog('router', config.logLevel)
  const tracing = await openTracing('router')
  const identifier = new Identifier()
  const following = await followAuthState(httpAuthState(subgraphUrls.identity, secret), identifier, {
    onError: (err) => log.warn({ err }, 'identity is away; the last known state of tokens holds'),
  })
  const router = await createRouter({
    supergraph: await readFile(SUPERGRAPH, 'utf8'),
    subgraphs: (['identity', 'crm', 'erp'] as const).map((name) => ({
      name,
      url: new URL('/graphql', subgraphUrls[name]).href,
      secret,
    })),
    log,
    maximumCost: config.maximumCost,
  })
  const app = createRouterServer({
    router,
    identify: (authorization) => identifier.identify(authorization),
    log,
    allowedOrigins: config.allowedOrigins,
    bucket: config.bucket && memoryBucket(config.bucket),
    slowRequestMs: config.slowRequestMs,
  })
  await app.register(metrics, { metricsToken: config.metricsToken })
  await app.register(explorer, { session: async () => null, examplesDir: EXAMPLES })
  stopOnSignal(async () => {
    await app.close()
    following.close()
    await router.close()
    await tracing.close()
  })
  const address = await app.listen({ port, host }).catch(async (error) => {
    await router.close()
    throw portTrouble(error, port, host, 'npm run start:router')
  })
  log.info({ address }, 'the router answers')
  await ensureExplorer().catch((err) => log.warn({ err }, 'the explorer is not there, the API is'))
}
