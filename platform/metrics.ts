import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isFromThisMachine } from '../router/loopback.ts'
import { allMetrics, offerMetrics } from '../subgraphs/shared/telemetry/cluster.ts'
import { registry, watchProcess } from '../subgraphs/shared/telemetry/metrics.ts'

export interface MetricsOptions {
  /** What another machine must show as its bearer token; without one, only this machine may read. */
  readonly metricsToken: string | undefined
}

/**
 * Serves the metrics at GET /metrics, in Prometheus' text; a worker of a cluster serves those of all workers.
 * For all others there is no such route.
 */
export async function metrics(app: FastifyInstance, { metricsToken }: MetricsOptions): Promise<void> {
  watchProcess()
  offerMetrics()
  app.get('/metrics', { exposeHeadRoute: false }, async (request, reply) => {
    if (!isFromThisMachine(request) && !shows(request, metricsToken)) return reply.callNotFound()
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await allMetrics())
  })
}

function shows({ headers }: FastifyRequest, token: string | undefined): boolean {
  const shown = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  return token !== undefined && shown !== undefined && timingSafeEqual(digest(shown), digest(token))
}

/** Of one length, so that not even that is told. */
const digest = (text: string) => createHash('sha256').update(text).digest()
