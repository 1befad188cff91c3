import { GraphQLError } from 'graphql'
import type { Bucket } from './bucket.ts'

/** Takes the price of one operation at the door it came in by. */
export interface Toll {
  /** Before anything runs. Says why not, where there is not as much. */
  charge(cost: number): Promise<GraphQLError | undefined>
  /** When it is done: what it did not cost is given back. A list that was longer than reckoned costs no more. */
  settle(spent: number): Promise<void>
  /** What was charged in the end, for the answer. */
  receipt(): Promise<Receipt>
}

/** `extensions.cost` of an answer. */
export interface Receipt {
  readonly requested: number
  readonly actual: number
  /** Only where there is a bucket. */
  readonly throttleStatus?: {
    readonly maximumAvailable: number
    readonly currentlyAvailable: number
    readonly restoreRate: number
  }
}

/** The toll of one operation, for whoever holds the token; without a bucket it is only counted. */
export function openToll(bucket: Bucket | null, tokenId: string): Toll {
  let requested = 0
  let actual = 0
  let left: number | null = null
  return {
    async charge(cost) {
      requested = cost
      if (!bucket) return undefined
      const { taken, available } = await bucket.take(tokenId, cost)
      left = available
      return taken ? undefined : throttled(Math.max(1, Math.ceil((cost - available) / bucket.restoreRate)))
    },
    async settle(spent) {
      actual = Math.min(spent, requested)
      if (bucket && actual < requested) left = await bucket.giveBack(tokenId, requested - actual)
    },
    async receipt() {
      if (!bucket) return { requested, actual }
      left ??= (await bucket.take(tokenId, 0)).available
      const { maximum: maximumAvailable, restoreRate } = bucket
      const throttleStatus = { maximumAvailable, currentlyAvailable: left, restoreRate }
      return { requested, actual, throttleStatus }
    },
  }
}

/** HTTP 429: there will be as much in so many seconds. */
const throttled = (retryAfter: number) =>
  new GraphQLError(`This costs more than is left for your token. Try again in ${retryAfter} s.`, {
    extensions: { code: 'THROTTLED', retryAfter },
  })

/** How long whoever was throttled should wait, in seconds. */
export const retryAfterOf = (errors: readonly GraphQLError[] | undefined): number | undefined =>
  errors?.find(({ extensions }) => extensions.code === 'THROTTLED')?.extensions.retryAfter as number | undefined
