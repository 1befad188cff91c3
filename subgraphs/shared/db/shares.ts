import { Abandoned } from '../graphql/errors.ts'

/** So many of a pool's connections one organisation may hold; the rest is there for the others. */
export const shareOf = (connections: number): number => Math.max(1, Math.floor(connections * 0.75))

/** Gives the place back. */
export type Leave = () => void

interface Line {
  inside: number
  readonly waiting: Set<() => void>
}

/**
 * Lets so many of each organisation in at once, and their others in the order they came: however much one asks, and
 * however long that takes, the others find connections. Whoever is inside asks for no second place before leaving.
 */
export class Shares {
  readonly #most: number
  readonly #lines = new Map<string, Line>()

  constructor(most: number) {
    this.#most = most
  }

  /** Waits for a place. Throws Abandoned when nobody waits for the answer any more. */
  async enter(organizationId: string, signal?: AbortSignal): Promise<Leave> {
    const line = this.#lines.get(organizationId) ?? { inside: 0, waiting: new Set() }
    this.#lines.set(organizationId, line)
    if (line.inside < this.#most) line.inside += 1
    else await turn(line, signal)
    return () => {
      const [next] = line.waiting
      if (next) return next()
      line.inside -= 1
      if (line.inside === 0) this.#lines.delete(organizationId)
    }
  }
}

/** The place of whoever leaves. */
function turn({ waiting }: Line, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const done = () => {
    waiting.delete(called)
    signal?.removeEventListener('abort', abandoned)
  }
  const called = () => {
    done()
    resolve()
  }
  const abandoned = () => {
    done()
    reject(new Abandoned())
  }
  waiting.add(called)
  if (signal?.aborted) abandoned()
  else signal?.addEventListener('abort', abandoned)
  return promise
}
