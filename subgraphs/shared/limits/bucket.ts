import { RateLimiterMemory } from 'rate-limiter-flexible'

/** How much may be taken at once, and how much of it comes back each second, in points. */
export interface Rate {
  readonly maximum: number
  readonly restoreRate: number
}

/** What each token may take, and above it all tokens of an organisation together; null for as much as they like. */
export interface BucketOptions {
  readonly token: Rate | null
  readonly organization: Rate | null
}

/** Who takes: as a verified token says, and nothing else. */
export interface Bearer {
  readonly organizationId: string
  readonly tokenId: string
}

/** What is left, and of which of the two it is. */
export interface Level extends Rate {
  readonly scope: 'TOKEN' | 'ORGANIZATION'
  readonly available: number
}

/** What has been taken by whom. Every process of a service may have its own, or all share one. */
export interface Bucket {
  /** The most that anybody can have in it. */
  readonly maximum: number
  /**
   * Takes so much of the token and of its organisation, where both have as much, and nothing where one has not. Says
   * what is left where there is least; when nothing was taken, where it takes longest until there is as much.
   */
  take(bearer: Bearer, cost: number): Promise<{ readonly taken: boolean; readonly level: Level }>
  /** Gives back to both what was taken and not needed; says what is left where there is least. */
  giveBack(bearer: Bearer, cost: number): Promise<Level>
}

/** The buckets of all who come to this process; null where nothing is limited. */
export function memoryBucket({ token, organization }: BucketOptions): Bucket | null {
  const vessels = [
    ...(token ? [vessel('TOKEN', token, ({ tokenId }) => tokenId)] : []),
    ...(organization ? [vessel('ORGANIZATION', organization, ({ organizationId }) => organizationId)] : []),
  ]
  if (vessels.length === 0) return null
  // One after the other: between reading and writing nobody else may take.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const turn = last.then(step)
    last = turn.catch(() => {})
    return turn
  }

  return {
    maximum: mostOf({ token, organization }),
    take: (bearer, cost) =>
      inTurn(async () => {
        const found = await Promise.all(vessels.map((one) => one.look(bearer)))
        const lacking = found.filter(({ used, maximum }) => used + cost > maximum)
        if (lacking.length > 0)
          return { taken: false, level: greatest(lacking, (one) => waitFor(one.level(), cost)).level() }
        if (cost > 0) await Promise.all(found.map((one) => one.keep(one.used + cost)))
        return { taken: true, level: greatest(found, (one) => one.used - one.maximum).level(cost) }
      }),
    giveBack: (bearer, cost) =>
      inTurn(async () => {
        const found = await Promise.all(vessels.map((one) => one.look(bearer)))
        await Promise.all(found.map((one) => one.keep(Math.max(0, one.used - cost))))
        return greatest(found, (one) => Math.max(0, one.used - cost) - one.maximum).level(-cost)
      }),
  }
}

/** What both of them hold when they are full. */
export const mostOf = ({ token, organization }: BucketOptions): number =>
  Math.min(token?.maximum ?? Number.POSITIVE_INFINITY, organization?.maximum ?? Number.POSITIVE_INFINITY)

/** Seconds until there is as much as something costs. */
export const waitFor = ({ available, restoreRate }: Level, cost: number): number =>
  Math.max(1, Math.ceil((cost - available) / restoreRate))

/** The library keeps whole numbers: without parts of a point, what comes back between two requests would be lost. */
const PARTS = 1_000

/**
 * Buckets that fill again all the time. The library's own windows open at once when their time is up; here it keeps
 * what was taken and when, and forgets whoever has had the time to get all of it back.
 */
function vessel(scope: Level['scope'], { maximum, restoreRate }: Rate, keyOf: (bearer: Bearer) => string) {
  const seconds = Math.ceil(maximum / restoreRate)
  const store = new RateLimiterMemory({ points: maximum * PARTS, duration: seconds })
  const usedOf = async (key: string): Promise<number> => {
    const kept = await store.get(key)
    if (!kept) return 0
    const since = seconds - kept.msBeforeNext / 1_000
    return Math.max(0, kept.consumedPoints / PARTS - restoreRate * since)
  }
  return {
    async look(bearer: Bearer) {
      const key = keyOf(bearer)
      const used = await usedOf(key)
      return {
        used,
        maximum,
        keep: (now: number) => store.set(key, Math.ceil(now * PARTS), seconds),
        level: (more = 0): Level => ({
          scope,
          maximum,
          restoreRate,
          available: Math.floor(maximum - Math.max(0, used + more)),
        }),
      }
    },
  }
}

/** The first of those that have the most of something. */
const greatest = <T>(all: readonly T[], of: (one: T) => number): T =>
  all.reduce((best, one) => (of(one) > of(best) ? one : best))
