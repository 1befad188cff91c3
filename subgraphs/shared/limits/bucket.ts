import { RateLimiterMemory } from 'rate-limiter-flexible'

/** How much a token may cost at once, and how fast that comes back. */
export interface BucketOptions {
  readonly maximum: number
  /** Points a second. */
  readonly restoreRate: number
}

/** What has been taken by whom. Every process of a service may have its own, or all share one. */
export interface Bucket extends BucketOptions {
  /** Takes so much where there is as much, and nothing where there is not; says what is left. */
  take(key: string, cost: number): Promise<{ taken: boolean; available: number }>
  /** Gives back what was taken and not needed; says what is left. */
  giveBack(key: string, cost: number): Promise<number>
}

/** The library keeps whole numbers: without parts of a point, what comes back between two requests would be lost. */
const PARTS = 1_000

/**
 * Buckets that fill again all the time. The library's own windows open at once when their time is up; here it keeps
 * what was taken and when, and forgets whoever has had the time to get all of it back.
 */
export function memoryBucket({ maximum, restoreRate }: BucketOptions): Bucket {
  const seconds = Math.ceil(maximum / restoreRate)
  const store = new RateLimiterMemory({ points: maximum * PARTS, duration: seconds })
  // One after the other: between reading and writing nobody else may take.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const turn = last.then(step)
    last = turn.catch(() => {})
    return turn
  }

  const taken = async (key: string): Promise<number> => {
    const kept = await store.get(key)
    if (!kept) return 0
    const since = seconds - kept.msBeforeNext / 1_000
    return Math.max(0, kept.consumedPoints / PARTS - restoreRate * since)
  }
  const keep = (key: string, used: number) => store.set(key, Math.ceil(used * PARTS), seconds)
  const available = (used: number) => Math.floor(maximum - used)

  return {
    maximum,
    restoreRate,
    take: (key, cost) =>
      inTurn(async () => {
        const used = await taken(key)
        if (used + cost > maximum) return { taken: false, available: available(used) }
        if (cost > 0) await keep(key, used + cost)
        return { taken: true, available: available(used + cost) }
      }),
    giveBack: (key, cost) =>
      inTurn(async () => {
        const used = Math.max(0, (await taken(key)) - cost)
        await keep(key, used)
        return available(used)
      }),
  }
}
