import cluster from 'node:cluster'
import { randomUUID } from 'node:crypto'
import { AggregatorRegistry } from 'prom-client'
import type { Answer, Question } from './gather.ts'
import { registry } from './metrics.ts'

const ANSWERS_WITHIN = 6_000

/** The metrics of each worker of the cluster, as a worker sees them; of this process where there is no cluster. */
export async function allMetrics(): Promise<string> {
  if (!cluster.isWorker) return registry.metrics()
  const question: Question = { metrics: 'asked', id: randomUUID() }
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const hear = (message: unknown) => {
    if (!isAnswer(message) || message.id !== question.id) return
    if (message.text === null) reject(new Error('A worker does not tell its metrics.'))
    else resolve(message.text)
  }
  const timer = setTimeout(() => reject(new Error('The primary process does not tell the metrics.')), ANSWERS_WITHIN)
  process.on('message', hear)
  process.send!(question)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    process.off('message', hear)
  }
}

const isAnswer = (message: unknown): message is Answer => (message as Answer | null)?.metrics === 'told'

/**
 * In a worker: lets the primary process have this process' metrics, under its number. Added up over the workers they
 * would fall whenever one of them ends, and Prometheus would take that for requests.
 */
export function offerMetrics(): void {
  if (!cluster.isWorker) return
  registry.setDefaultLabels({ worker: (JSON.parse(process.env.KOPRU_WORKER!) as { number: number }).number })
  AggregatorRegistry.setRegistries(registry)
  // Listens for the primary's question from now on.
  new AggregatorRegistry()
}
