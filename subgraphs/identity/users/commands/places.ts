import { Refusal } from '../../../shared/refusal.ts'

const MOST_WAITING = 200
/** A fifth of them, for one address or one organisation. */
const MOST_OF_ONE = 40

/** Those who wait for something to be done to a password: so many in all, and nobody more than their share. */
export class Places {
  readonly #code: string
  readonly #taken = new Map<string, number>()
  #all = 0

  /** `code` is what they are refused with for whom there is no place. */
  constructor(code: string) {
    this.#code = code
  }

  async hold<T>(whose: string, task: () => Promise<T>): Promise<T> {
    const taken = this.#taken.get(whose) ?? 0
    if (taken >= MOST_OF_ONE)
      throw this.#full('Too many passwords of your network or organisation are being looked at.')
    if (this.#all >= MOST_WAITING) throw this.#full('Too many passwords are being looked at.')
    this.#all += 1
    this.#taken.set(whose, taken + 1)
    try {
      return await task()
    } finally {
      this.#all -= 1
      const left = this.#taken.get(whose)! - 1
      if (left > 0) this.#taken.set(whose, left)
      else this.#taken.delete(whose)
    }
  }

  #full(why: string): Refusal {
    return new Refusal(this.#code, `${why} Try again in a minute.`)
  }
}
