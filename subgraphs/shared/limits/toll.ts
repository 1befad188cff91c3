import { GraphQLError } from 'graphql'
import { type Bearer, type Bucket, type Level, waitFor } from './bucket.ts'

/** Takes the price of one operation at the door it came in by. */
export interface Toll {
  /**
   * Before anything runs. Says why not, where there is not as much. `planning` is what it costs that nobody has asked
   * the like lately, as far as a full bucket holds it beside `cost`, so that whatever may be asked can be.
   */
  charge(cost: number, planning?: number): Promise<GraphQLError | undefined>
  /** When it is done: what it did not cost is given back. A list that was longer than reckoned costs no more. */
  settle(spent: number): Promise<void>
  /** When nothing was done, not even planned: all of it is given back. */
  cancel(): Promise<void>
  /** What was charged in the end, for the answer. */
  receipt(): Promise<Receipt>
}

/** `extensions.cost` of an answer. */
export interface Receipt {
  readonly requested: number
  readonly actual: number
  /** What planning it costs besides; only where nothing was known of its shape. */
  readonly planning?: number
  /** Of the token's bucket or its organisation's, where there is less; only where there is one. */
  readonly throttleStatus?: {
    readonly scope: Level['scope']
    readonly maximumAvailable: number
    readonly currentlyAvailable: number
    readonly restoreRate: number
  }
}

/** The toll of one operation, for whoever brings the token; without a bucket, or a token, it is only counted. */
export function openToll(bucket: Bucket | null, bearer: Bearer | null): Toll {
  let requested = 0
  let actual = 0
  let planned = 0
  let level: Level | null = null
  const charged = bucket && bearer && { bucket, bearer }
  return {
    async charge(cost, planning = 0) {
      requested = cost
      planned = charged ? Math.min(planning, Math.max(0, charged.bucket.maximum - cost)) : planning
      if (!charged) return undefined
      const result = await charged.bucket.take(charged.bearer, cost + planned)
      level = result.level
      return result.taken ? undefined : throttled(level, waitFor(level, cost + planned))
    },
    async settle(spent) {
      actual = Math.min(spent, requested)
      if (charged && actual < requested) level = await charged.bucket.giveBack(charged.bearer, requested - actual)
    },
    async cancel() {
      if (charged) level = await charged.bucket.giveBack(charged.bearer, requested + planned)
      planned = 0
    },
    async receipt() {
      const planning = planned > 0 ? { planning: planned } : {}
      if (!charged) return { requested, actual, ...planning }
      level ??= (await charged.bucket.take(charged.bearer, 0)).level
      const { scope, maximum: maximumAvailable, available: currentlyAvailable, restoreRate } = level
      const throttleStatus = { scope, maximumAvailable, currentlyAvailable, restoreRate }
      return { requested, actual, ...planning, throttleStatus }
    },
  }
}

const OF = { TOKEN: 'your token', ORGANIZATION: 'your organisation' }

/** HTTP 429: there will be as much in so many seconds. */
const throttled = ({ scope }: Level, retryAfter: number) =>
  new GraphQLError(`This costs more than is left for ${OF[scope]}. Try again in ${retryAfter} s.`, {
    extensions: { code: 'THROTTLED', scope, retryAfter },
  })

/** How long whoever was throttled should wait, in seconds. */
export const retryAfterOf = (errors: readonly GraphQLError[] | undefined): number | undefined =>
  errors?.find(({ extensions }) => extensions.code === 'THROTTLED')?.extensions.retryAfter as number | undefined
