import { readConfig } from '../../platform/config.ts'
import { metrics } from '../../platform/metrics.ts'
import { openLog, portTrouble, stopOnSignal } from '../../platform/processes.ts'
import { followAuthState, httpAuthState } from './auth/follow.ts'
import { Identifier } from './auth/identify.ts'
import type { ExecutorOptions, Subgraph } from './graphql/subgraph.ts'
import { memoryBucket } from './limits/bucket.ts'
import { subgraphServer } from './server.ts'
import { openTracing } from './telemetry/tracing.ts'

interface Opening {
  readonly databaseUrl: string
  readonly identify: (authorization: string | undefined) => ReturnType<Identifier['identify']>
  readonly maximumCost: number
  readonly report: ExecutorOptions<{ close(): Promise<void> }>['report']
}

/** A subgraph in a process of its own, until that is asked to end. It follows identity's keys and revocations from afar. */
export async function runSubgraph(part: 'crm' | 'erp', open: (opening: Opening) => Promise<Subgraph>): Promise<void> {
  const config = readConfig(part)
  const { port, host, databaseUrls, routerSecret, logLevel, slowRequestMs, metricsToken, subgraphUrls } = config
  const { maximumCost, bucket } = config
  const log = openLog(part, logLevel)
  const tracing = await openTracing(part)
  const identifier = new Identifier()
  const subgraph = await open({
    databaseUrl: databaseUrls[part]!,
    maximumCost,
    identify: (authorization) => identifier.identify(authorization),
    report: (err, { requestId }) => log.error({ err, requestId }, 'a request failed'),
  })
  const following = await followAuthState(httpAuthState(subgraphUrls.identity, routerSecret), identifier, {
    onError: (err) => log.warn({ err }, 'identity does not answer: what was last heard of tokens holds'),
  }).catch(async (error) => {
    await subgraph.close()
    throw error
  })
  const app = await subgraphServer(subgraph, {
    secret: routerSecret,
    bucket: bucket && memoryBucket(bucket),
    admit: (authorization) => identifier.identify(authorization),
    ...{ log, slowRequestMs },
  })
  await app.register(metrics, { metricsToken })
  const url = await app.listen({ port, host }).catch(async (error) => {
    await subgraph.close()
    throw portTrouble(error, port, host, `npm run start:${part}`)
  })
  stopOnSignal(async () => {
    following.close()
    await app.close()
    await subgraph.close()
    await tracing.close()
  })
  log.info({ url }, `${part} serves`)
}
