/** A long text is cheaper to work out again than to keep: a megabyte of literals must not fill the memory. */
const LONGEST = 16_384

/** Remembers what was made for a text; forgets what was longest unused once `most` are known. */
export class Memory<T> {
  readonly #known = new Map<string, T>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#known.size
  }

  recall(text: string, make: () => T): T {
    const found = this.#known.get(text) ?? make()
    if (text.length > LONGEST) return found
    this.#known.delete(text)
    this.#known.set(text, found)
    if (this.#known.size > this.#most) this.#known.delete(this.#known.keys().next().value!)
    return found
  }
}
