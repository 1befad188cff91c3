import cluster from 'node:cluster'
import { once } from 'node:events'
import Fastify from 'fastify'
import { metrics } from '../../platform/metrics.ts'
import { gatherMetrics } from '../../subgraphs/shared/telemetry/gather.ts'
import { countRequest } from '../../subgraphs/shared/telemetry/metrics.ts'
import { newTrail } from '../../subgraphs/shared/telemetry/trail.ts'

/** Two workers on one port, the first of which has answered 2 requests and the second 3: prints where they serve. */
if (cluster.isPrimary) {
  gatherMetrics()
  const ports = []
  for (const [number, answered] of [
    [1, '2'],
    [2, '3'],
  ]) {
    const worker = cluster.fork({ ANSWERED: answered, KOPRU_WORKER: JSON.stringify({ number }) })
    const [{ port }] = await once(cluster, 'listening').then(([, address]) => [address])
    ports.push(port)
    worker.on('exit', () => process.exit(1))
  }
  console.log(`http://127.0.0.1:${ports[0]}`)
  process.stdin.resume().on('end', () => process.exit(0))
} else {
  for (let index = 0; index < Number(process.env.ANSWERED); index += 1) {
    countRequest({ ...newTrail(), type: 'query' }, 200, 7)
  }
  const app = Fastify()
  await app.register(metrics, { metricsToken: undefined })
  await app.listen({ port: 0, host: '127.0.0.1' })
}
