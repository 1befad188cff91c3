import { GraphQLError } from 'graphql'

export interface Order {
  /** How many tasks run at once. */
  readonly atOnce: number
  /** How many tasks of one token wait at most, and how many of all tokens of an organisation. */
  readonly waiting: number
  readonly waitingTogether: number
}

export interface Asker {
  readonly token: string
  readonly organization: string
}

/** There are as many new operations of this token, or of its organisation, already as are planned in a second or so. */
export class TooManyNew extends GraphQLError {
  constructor(waiting: number, scope: 'TOKEN' | 'ORGANIZATION') {
    const whose = scope === 'TOKEN' ? 'your token' : 'your organisation'
    super(`${waiting} new operations of ${whose} wait to be planned already. Try again in 1 s.`, {
      extensions: { code: 'THROTTLED', scope, retryAfter: 1 },
    })
  }
}

type Begin = () => void

/**
 * Runs a few tasks at once. Organisations take turns, and within each its tokens: whoever asked for many waits behind
 * those who asked for few.
 */
export function inOrder({ atOnce, waiting, waitingTogether }: Order) {
  const queues = new Map<string, Map<string, Begin[]>>()
  let running = 0

  const next = () => {
    const [first] = queues
    if (running >= atOnce || !first) return
    const [organization, tokens] = first
    const [token, queue] = tokens.entries().next().value!
    const begin = queue.shift()!
    // To the end of the turns, or out of them.
    tokens.delete(token)
    if (queue.length > 0) tokens.set(token, queue)
    queues.delete(organization)
    if (tokens.size > 0) queues.set(organization, tokens)
    running += 1
    begin()
  }

  return async <T>({ token, organization }: Asker, task: () => Promise<T>): Promise<T> => {
    const tokens = queues.get(organization) ?? new Map<string, Begin[]>()
    const queue = tokens.get(token) ?? []
    if (queue.length >= waiting) throw new TooManyNew(waiting, 'TOKEN')
    const together = [...tokens.values()].reduce((sum, { length }) => sum + length, 0)
    if (together >= waitingTogether) throw new TooManyNew(waitingTogether, 'ORGANIZATION')
    const turn = Promise.withResolvers<void>()
    queue.push(turn.resolve)
    tokens.set(token, queue)
    queues.set(organization, tokens)
    next()
    await turn.promise
    try {
      return await task()
    } finally {
      running -= 1
      next()
    }
  }
}
