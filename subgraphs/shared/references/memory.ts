/** Remembers what it is told for a while: at most so many things, the latest of them. */
export class ShortMemory<T> {
  readonly #kept = new Map<string, { readonly value: T; readonly until: number }>()
  readonly #milliseconds: number
  readonly #most: number

  constructor(milliseconds: number, most: number) {
    this.#milliseconds = milliseconds
    this.#most = most
  }

  get size(): number {
    return this.#kept.size
  }

  /** What was told under that key and is not too old at `now`, in milliseconds. */
  recall(key: string, now: number): T | undefined {
    const kept = this.#kept.get(key)
    return kept && now < kept.until ? kept.value : undefined
  }

  keep(key: string, value: T, now: number): void {
    this.#kept.delete(key)
    this.#kept.set(key, { value, until: now + this.#milliseconds })
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!)
  }
}
