import type { GraphQLError } from 'graphql'
import { readingPrice } from './planning.ts'
import type { Toll } from './toll.ts'

/** Takes the price of reading one operation, of which in the end only whoever is refused pays. */
export interface Reading {
  /** Before it is read. Says why it is not to be. */
  pay(): Promise<GraphQLError | undefined>
  /** It is refused, be it that it was read now or is remembered: says so, or that there are no points for that. */
  refuse<Result>(say: () => Result): Promise<Result | { errors: readonly GraphQLError[] }>
  /** It was not read, or has a price of its own. */
  cancel(): Promise<void>
}

export function readingOf(text: string, toll: Toll | undefined): Reading {
  let isPaid = false
  const pay = async () => {
    const throttled = await toll?.charge(0, readingPrice(text.length))
    isPaid = !throttled
    return throttled
  }
  return {
    pay,
    async refuse(say) {
      const throttled = isPaid ? undefined : await pay()
      return throttled ? { errors: [throttled] } : say()
    },
    async cancel() {
      if (isPaid) await toll?.cancel()
    },
  }
}
