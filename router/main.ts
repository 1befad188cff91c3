import { readFile } from 'node:fs/promises'
import { ensureExplorer } from '../platform/build-explorer.ts'
import { runCommand } from '../platform/config.ts'
import { follow, type PartProcess, runPart } from '../platform/part.ts'
import { EXAMPLES, SUPERGRAPH } from '../platform/places.ts'
import { Identifier } from '../subgraphs/shared/auth/identify.ts'
import { FAREWELL } from '../subgraphs/shared/door.ts'
import { explorer } from './explorer.ts'
import { createRouter } from './router.ts'
import { createRouterServer } from './server.ts'

/** The embedded router in a process of its own, before subgraphs that answer over HTTP. */
await runCommand(() => runPart('router', open))

async function open(process: PartProcess) {
  const { config, log, bucket, openings } = process
  const { subgraphUrls, routerSecret: secret, allowedOrigins, trustedProxies, slowRequestMs, maximumCost } = config
  const identifier = new Identifier()
  await follow(process, identifier)
  const router = await openings.add(async () =>
    createRouter({
      supergraph: await readFile(SUPERGRAPH, 'utf8'),
      subgraphs: (['identity', 'crm', 'erp'] as const).map((name) => ({
        name,
        url: new URL('/graphql', subgraphUrls[name]).href,
        secret,
      })),
      log,
      maximumCost,
    }),
  )
  const identify = (authorization: string) => identifier.identify(authorization)
  const app = createRouterServer({
    ...{ router, identify, log, allowedOrigins, trustedProxies, bucket, slowRequestMs, farewell: FAREWELL },
  })
  await app.register(explorer, { session: async () => null, examplesDir: EXAMPLES })
  // The API need not wait for its page.
  app.addHook('onListen', (done) => {
    ensureExplorer().catch((err) => log.warn({ err }, 'the explorer is not there, the API is'))
    done()
  })
  return app
}
