import cluster, { type Worker } from 'node:cluster'

/** A worker's question for the metrics of all, and the primary's answer: null when they are not to be had. */
export interface Question {
  readonly metrics: 'asked'
  readonly id: string
}

export interface Answer {
  readonly metrics: 'told'
  readonly id: string
  readonly text: string | null
}

/** In the primary process of a cluster: gathers the metrics of all workers for whichever of them is asked. */
export function gatherMetrics(): void {
  cluster.on('message', async (worker: Worker, message: unknown) => {
    if (!isQuestion(message)) return
    const text = await gathered().catch(() => null)
    const answer: Answer = { metrics: 'told', id: message.id, text }
    if (worker.isConnected()) worker.send(answer, () => {})
  })
}

const isQuestion = (message: unknown): message is Question => (message as Question | null)?.metrics === 'asked'

let gathering: Promise<{ clusterMetrics(): Promise<string> }> | null = null

/** The primary has nothing to count: it loads what it needs when somebody asks. */
async function gathered(): Promise<string> {
  gathering ??= import('prom-client').then(({ AggregatorRegistry }) => new AggregatorRegistry())
  return (await gathering).clusterMetrics()
}
