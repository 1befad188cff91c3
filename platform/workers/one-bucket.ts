import cluster, { type Worker } from 'node:cluster'
import { type Bucket, type BucketOptions, memoryBucket } from '../../subgraphs/shared/limits/bucket.ts'

/** A worker's request, and the primary's answer to it. */
interface Asked {
  readonly bucket: 'asked'
  readonly id: number
  readonly step: 'take' | 'giveBack'
  readonly key: string
  readonly cost: number
}

interface Told {
  readonly bucket: 'told'
  readonly id: number
  readonly result: unknown
}

/** In the primary: keeps what all workers together have taken, so that a token has one bucket and not one in each. */
export function keepBucket(options: BucketOptions): void {
  const bucket = memoryBucket(options)
  cluster.on('message', async (worker: Worker, message: unknown) => {
    if (!isAsked(message)) return
    const { id, step, key, cost } = message
    const told: Told = { bucket: 'told', id, result: await bucket[step](key, cost) }
    if (worker.isConnected()) worker.send(told, () => {})
  })
}

/** In a worker: the bucket that the primary keeps. It answers as long as this worker lives, which ends with it. */
export function primaryBucket({ maximum, restoreRate }: BucketOptions): Bucket {
  const waiting = new Map<number, (result: never) => void>()
  let last = 0
  process.on('message', (message: unknown) => {
    if (!isTold(message)) return
    waiting.get(message.id)?.(message.result as never)
    waiting.delete(message.id)
  })
  const ask = <Result>(step: Asked['step'], key: string, cost: number): Promise<Result> =>
    new Promise((resolve) => {
      last += 1
      waiting.set(last, resolve)
      const asked: Asked = { bucket: 'asked', id: last, step, key, cost }
      process.send!(asked)
    })
  return {
    maximum,
    restoreRate,
    take: (key, cost) => ask('take', key, cost),
    giveBack: (key, cost) => ask('giveBack', key, cost),
  }
}

const isAsked = (message: unknown): message is Asked => (message as Asked | null)?.bucket === 'asked'
const isTold = (message: unknown): message is Told => (message as Told | null)?.bucket === 'told'
