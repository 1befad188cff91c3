/** Runs at most so many tasks at once. Whoever brings many waits longer, and keeps nobody else: each has a queue, and they take turns. */
export class Turns {
  readonly #atOnce: number
  readonly #queues = new Map<string, (() => void)[]>()
  #busy = 0

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  async run<T>(whose: string, task: () => Promise<T>): Promise<T> {
    if (this.#busy < this.#atOnce) this.#busy += 1
    else await new Promise<void>((resolve) => this.#queueOf(whose).push(resolve))
    try {
      return await task()
    } finally {
      this.#next()
    }
  }

  #queueOf(whose: string): (() => void)[] {
    const queue = this.#queues.get(whose) ?? []
    this.#queues.set(whose, queue)
    return queue
  }

  /** The place goes to the first of whoever had none for the longest, or is free. */
  #next(): void {
    const [turn] = this.#queues
    if (!turn) {
      this.#busy -= 1
      return
    }
    const [whose, [first, ...others]] = turn
    this.#queues.delete(whose)
    if (others.length > 0) this.#queues.set(whose, others)
    first!()
  }
}
