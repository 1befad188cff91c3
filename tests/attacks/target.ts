import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { openGraph } from '../../platform/graph.ts'
import { metrics } from '../../platform/metrics.ts'
import { EXAMPLES } from '../../platform/places.ts'
import { openLog } from '../../platform/processes.ts'
import { explorer } from '../../router/explorer.ts'
import { createRouterServer } from '../../router/server.ts'
import { openCrmSubgraph } from '../../subgraphs/crm/subgraph.ts'
import { openErpSubgraph } from '../../subgraphs/erp/subgraph.ts'
import { identityServer } from '../../subgraphs/identity/http.ts'
import type { Envelope } from '../../subgraphs/shared/graphql/subgraph.ts'
import { subgraphServer } from '../../subgraphs/shared/server.ts'
import type { Cost, Doors, Setting } from './target-process.ts'

/*
 * What is attacked: the router with everything behind it, and each subgraph at a door of its own, in one process.
 * Whoever started it asks by message what it spent since it was last asked, and reads its log.
 */
const { urls, dataDir, secret, metricsToken, organizations, examplesDir } = JSON.parse(process.env.ATTACKED!) as Setting
const log = openLog('attacked', 'info', pino.destination({ dest: 2, sync: true }))

let statements: string[] = []
/** It is asked for every two seconds, whoever calls. */
const onStatement = (text: string) => {
  if (!text.includes('kopru_void_tokens')) statements.push(text)
}

const graph = await openGraph({ urls, dataDir, log, onStatement: (_, text) => onStatement(text) })
const { identity, router } = graph
const identify = (authorization: string | undefined) => identity.identifier.identify(authorization)
const report = (err: unknown, { requestId }: Envelope) => log.error({ err, requestId }, 'a request failed')
const crm = await openCrmSubgraph({ databaseUrl: urls.crm, identify, report, onStatement, owners: { identity } })
const erp = await openErpSubgraph({ databaseUrl: urls.erp, identify, report, onStatement, owners: { identity, crm } })

const app = createRouterServer({ router, identify, log, allowedOrigins: ['https://dashboards.example'] })
await app.register(explorer, {
  session: async () => ({ organizations }),
  examplesDir: examplesDir ?? EXAMPLES,
})

const served: Record<keyof Doors, FastifyInstance> = {
  router: app,
  identity: await identityServer(identity, secret, null, { log }),
  crm: await subgraphServer(crm, { secret, admit: identify, log }),
  erp: await subgraphServer(erp, { secret, admit: identify, log }),
}
const doors: Partial<Record<keyof Doors, number>> = {}
for (const [name, server] of Object.entries(served) as [keyof Doors, FastifyInstance][]) {
  await server.register(metrics, { metricsToken })
  doors[name] = Number(new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port)
}

let spent = process.cpuUsage()
const known = new Set(Object.keys(globalThis))
process.on('message', () => {
  const { user, system } = process.cpuUsage(spent)
  const milliseconds = (user + system) / 1_000
  const cost: Cost = { milliseconds, statements, memory: process.memoryUsage.rss(), evaluated: newGlobals() }
  process.send!(cost)
  statements = []
  spent = process.cpuUsage()
})
process.on('disconnect', () => process.exit(0))
process.send!(doors)

/** What no code of ours makes, so that whoever got some of theirs to run, or reached a prototype, is seen; gone when told. */
function newGlobals(): string[] {
  const found = [globalThis, Object.prototype].flatMap((holder) =>
    Object.keys(holder)
      .filter((name) => !known.has(name))
      .map((name) => ({ holder, name })),
  )
  for (const { holder, name } of found) Reflect.deleteProperty(holder, name)
  return found.map(({ name }) => name)
}
