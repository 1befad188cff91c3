import cluster, { type Worker } from 'node:cluster'
import { randomUUID } from 'node:crypto'
import { AggregatorRegistry } from 'prom-client'
import { registry } from './metrics.ts'

interface Question {
  readonly kopru: 'metrics?'
  readonly id: string
}

interface Answer {
  readonly kopru: 'metrics'
  readonly id: string
  readonly text: string | null
}

const isQuestion = (message: unknown): message is Question => (message as Question | null)?.kopru === 'metrics?'
const isAnswer = (message: unknown): message is Answer => (message as Answer | null)?.kopru === 'metrics'

/** In the primary process of a cluster: gathers the metrics of all workers for whichever of them is asked. */
export function gatherMetrics(): void {
  const gathering = new AggregatorRegistry()
  cluster.on('message', async (worker: Worker, message: unknown) => {
    if (!isQuestion(message)) return
    const text = await gathering.clusterMetrics().catch(() => null)
    const answer: Answer = { kopru: 'metrics', id: message.id, text }
    if (worker.isConnected()) worker.send(answer)
  })
}

const ANSWERS_WITHIN = 6_000

/** The metrics of all workers of the cluster, as a worker sees them; of this process where there is no cluster. */
export async function allMetrics(): Promise<string> {
  if (!cluster.isWorker) return registry.metrics()
  const id = randomUUID()
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const hear = (message: unknown) => {
    if (!isAnswer(message) || message.id !== id) return
    if (message.text === null) reject(new Error('A worker does not tell its metrics.'))
    else resolve(message.text)
  }
  const timer = setTimeout(() => reject(new Error('The primary process does not tell the metrics.')), ANSWERS_WITHIN)
  process.on('message', hear)
  process.send!({ kopru: 'metrics?', id } satisfies Question)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    process.off('message', hear)
  }
}

/** In a worker: lets the primary process have this process' metrics. */
export function offerMetrics(): void {
  if (!cluster.isWorker) return
  AggregatorRegistry.setRegistries(registry)
  // Listens for the primary's question from now on.
  new AggregatorRegistry()
}
