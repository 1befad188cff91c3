import { parseArgs } from 'node:util'
import cliProgress from 'cli-progress'
import { explorer } from '../router/explorer.ts'
import type { Router } from '../router/router.ts'
import { createRouterServer } from '../router/server.ts'
import { ensureExplorer } from './build-explorer.ts'
import { type Config, readConfig, runCommand } from './config.ts'
import { foundDemo, loadDemo } from './demo/load.ts'
import { DEMO } from './demo/organizations.ts'
import { type Graph, openGraph } from './graph.ts'
import { EXAMPLES } from './places.ts'
import { openLog, portTrouble, stopOnSignal } from './processes.ts'
import { openStorage } from './storage.ts'

const HELP = `Starts Köprü: the databases, the three subgraphs, the router and GraphiQL, on one port.

  npm start

Settings are environment variables:
  PORT              the port to answer on (4000)
  HOST              the address to listen on (127.0.0.1: this machine only)
  KOPRU_DATA_DIR    where the embedded PostgreSQL and the keys are kept (./data)
  KOPRU_DEMO        on or off: load and serve the demo organisations (on, unless DATABASE_URL_* is given)
  DATABASE_URL_IDENTITY, DATABASE_URL_CRM, DATABASE_URL_ERP
                    your own PostgreSQL, as the application's role; the embedded one stays off
  MIGRATION_URL_IDENTITY, …   the same databases as their owner, to migrate them at the start
  ALLOWED_ORIGINS   pages that may call the API from a browser, separated by commas (none)
  LOG_LEVEL         fatal, error, warn, info, debug (warn here)`

async function start(config: Config): Promise<void> {
  const begun = Date.now()
  const log = openLog('köprü', process.env.LOG_LEVEL ? config.logLevel : 'warn')
  const say = (line: string) => console.log(`  ${line}`)
  console.log('Köprü is starting.')

  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  stopOnSignal(async () => {
    console.log('\nKöprü is stopping.')
    await close()
  })
  try {
    const storage = await openStorage(config, say)
    closers.push(() => storage.close())
    const graph = await openGraph({ urls: storage.urls, dataDir: config.dataDir, log })
    closers.push(() => graph.close())

    const loading = Promise.withResolvers<void>()
    const app = createRouterServer({
      router: onceLoaded(graph.router, loading.promise),
      identify: (authorization) => graph.identity.identifier.identify(authorization),
      log,
      allowedOrigins: config.allowedOrigins,
    })
    const page = ensureExplorer()
    page.catch(() => {})
    await app.register(explorer, { session: () => session(config, graph), examplesDir: EXAMPLES })
    const address = await app.listen({ port: config.port, host: config.host }).catch((error) => {
      throw portTrouble(error, config.port, config.host)
    })
    closers.push(() => app.close())
    const url = address.replace('127.0.0.1', 'localhost')
    await storage.announce(url)

    if (config.demo) await demo(config, graph, storage.urls)
    await page
    loading.resolve()
    await welcome(config, graph, url, begun)
  } catch (error) {
    await close()
    throw error
  }
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

async function demo(config: Config, graph: Graph, urls: Parameters<typeof loadDemo>[0]['urls']): Promise<void> {
  const bar = new cliProgress.SingleBar({
    format: '  {bar} {percentage}% {what}: {value}/{total}',
    clearOnComplete: true,
    hideCursor: true,
  })
  await foundDemo(graph)
  let current = ''
  try {
    await loadDemo({
      graph,
      urls,
      dataDir: config.dataDir,
      now: new Date(),
      onProgress(what, done, total) {
        if (what !== current) bar.start(total, 0, { what })
        current = what
        bar.update(done, { what })
      },
    })
  } finally {
    bar.stop()
  }
}

/** Tokens that the page may lend to whoever sits at this machine; none without a demo. */
async function session(config: Config, graph: Graph) {
  if (!config.demo) return null
  const organizations = await Promise.all(
    DEMO.map(async ({ id, name }) => {
      const issued = await graph.identity.issueToken({ organizationId: id })
      return issued ? [{ name, token: issued.token }] : []
    }),
  )
  return { organizations: organizations.flat() }
}

const EXAMPLE = '{ customers(first: 3) { nodes { name receivable { outstanding { formatted } } } } }'

async function welcome(config: Config, graph: Graph, url: string, begun: number): Promise<void> {
  const lent = await session(config, graph)
  const seconds = ((Date.now() - begun) / 1000).toFixed(1)
  console.log(`\nKöprü is ready after ${seconds} s.\n\n  GraphiQL  ${url}/\n  API       ${url}/graphql`)
  const [first, ...others] = lent?.organizations ?? []
  if (!first) return console.log('\nSign in there, or found an organisation: npm run organization -- --help')
  console.log(
    `\nA token for ${first.name}, good for an hour (npm run --silent token prints a new one):\n\n${first.token}\n`,
  )
  console.log(`An example:\n
  curl -s ${url}/graphql -H "authorization: Bearer $(npm run --silent token)" \\
    -H 'content-type: application/json' -d '{"query":"${EXAMPLE}"}'\n`)
  for (const { name } of others)
    console.log(`There is also ${name}: npm run --silent token -- --organization "${name}"`)
  console.log('Ctrl-C stops it.')
}

await runCommand(async () => {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } })
  if (values.help) return console.log(HELP)
  await start(readConfig('all'))
})
