import cluster, { type Worker } from 'node:cluster'
import {
  type Bearer,
  type Bucket,
  type BucketOptions,
  memoryBucket,
  mostOf,
} from '../../subgraphs/shared/limits/bucket.ts'

/** A worker's request, and the primary's answer to it. */
interface Asked {
  readonly bucket: 'asked'
  readonly id: number
  readonly step: 'take' | 'giveBack'
  readonly bearer: Bearer
  readonly cost: number
}

interface Told {
  readonly bucket: 'told'
  readonly id: number
  readonly result: unknown
}

/** In the primary: keeps what all workers together have taken, so that whoever has a bucket has one and not one in each. */
export function keepBucket(options: BucketOptions): void {
  const bucket = memoryBucket(options)
  if (!bucket) return
  cluster.on('message', async (worker: Worker, message: unknown) => {
    if (!isAsked(message)) return
    const { id, step, bearer, cost } = message
    const told: Told = { bucket: 'told', id, result: await bucket[step](bearer, cost) }
    if (worker.isConnected()) worker.send(told, () => {})
  })
}

/** In a worker: the bucket that the primary keeps, where it keeps one. It answers as long as this worker lives, which ends with it. */
export function primaryBucket({ token, organization }: BucketOptions): Bucket | null {
  if (!token && !organization) return null
  const waiting = new Map<number, (result: never) => void>()
  let last = 0
  process.on('message', (message: unknown) => {
    if (!isTold(message)) return
    waiting.get(message.id)?.(message.result as never)
    waiting.delete(message.id)
  })
  const ask = <Result>(step: Asked['step'], bearer: Bearer, cost: number): Promise<Result> =>
    new Promise((resolve) => {
      last += 1
      waiting.set(last, resolve)
      const asked: Asked = { bucket: 'asked', id: last, step, bearer, cost }
      process.send!(asked)
    })
  return {
    maximum: mostOf({ token, organization }),
    take: (bearer, cost) => ask('take', bearer, cost),
    giveBack: (bearer, cost) => ask('giveBack', bearer, cost),
  }
}

const isAsked = (message: unknown): message is Asked => (message as Asked | null)?.bucket === 'asked'
const isTold = (message: unknown): message is Told => (message as Told | null)?.bucket === 'told'
