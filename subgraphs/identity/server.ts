import { readConfig, runCommand } from '../../platform/config.ts'
import { metrics } from '../../platform/metrics.ts'
import { openLog, portTrouble, stopOnSignal } from '../../platform/processes.ts'
import { memoryBucket } from '../shared/limits/bucket.ts'
import { openTracing } from '../shared/telemetry/tracing.ts'
import { identityServer } from './http.ts'
import { openSigningKeys } from './signing-keys.ts'
import { openIdentitySubgraph } from './subgraph.ts'

/** Identity in a process of its own. */
async function main(): Promise<void> {
  const {
    port,
    host,
    dataDir,
    databaseUrls,
    routerSecret,
    logLevel,
    slowRequestMs,
    metricsToken,
    maximumCost,
    bucket,
  } = readConfig('identity')
  const log = openLog('identity', logLevel)
  const tracing = await openTracing('identity')
  const identity = await openIdentitySubgraph({
    databaseUrl: databaseUrls.identity!,
    signingKeys: await openSigningKeys({ dataDir, given: process.env.SIGNING_KEY }),
    report: (err, { requestId }) => log.error({ err, requestId }, 'a request failed'),
    log,
    maximumCost,
  })
  const app = await identityServer(identity, routerSecret, bucket && memoryBucket(bucket), { log, slowRequestMs })
  await app.register(metrics, { metricsToken })
  const url = await app.listen({ port, host }).catch(async (error) => {
    await identity.close()
    throw portTrouble(error, port, host, 'npm run start:identity')
  })
  stopOnSignal(async () => {
    await app.close()
    await identity.close()
    await tracing.close()
  })
  log.info({ url }, 'identity serves')
}

if (import.meta.main) await runCommand(main)
