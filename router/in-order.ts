import { GraphQLError } from 'graphql'

export interface Order {
  /** How many tasks run at once. */
  readonly atOnce: number
  /** How many tasks of one asker wait at most. */
  readonly waiting: number
}

/** There are as many new operations of this token already as are planned in a second or so. */
export class TooManyNew extends GraphQLError {
  constructor(waiting: number) {
    super(`${waiting} new operations of your token wait to be planned already. Try again in 1 s.`, {
      extensions: { code: 'THROTTLED', retryAfter: 1 },
    })
  }
}

/** Runs a few tasks at once; whoever asked for many waits behind those who asked for few: askers take turns. */
export function inOrder({ atOnce, waiting }: Order): <T>(asker: string, task: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, (() => void)[]>()
  let running = 0

  const next = () => {
    const [first] = queues
    if (running >= atOnce || !first) return
    const [asker, queue] = first
    const begin = queue.shift()!
    // To the end of the turns, or out of them.
    queues.delete(asker)
    if (queue.length > 0) queues.set(asker, queue)
    running += 1
    begin()
  }

  return async (asker, task) => {
    const queue = queues.get(asker) ?? []
    if (queue.length >= waiting) throw new TooManyNew(waiting)
    const turn = Promise.withResolvers<void>()
    queue.push(turn.resolve)
    queues.set(asker, queue)
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
