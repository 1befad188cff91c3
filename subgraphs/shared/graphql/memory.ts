/** A long text is cheaper to work out again than to keep. */
const LONGEST = 16_384
/** What is made of an operation takes about a hundred times the room of its text: this much is some 25 MB. */
const MOST_CHARACTERS = 250_000
/** What even the shortest text takes beside its characters. */
const OVERHEAD = 100

/** Remembers what was made for a text; forgets what was longest unused when all the texts together grow too long. */
export class Memory<T> {
  readonly #known = new Map<string, T>()
  readonly #most: number
  #held = 0
  #hits = 0
  #misses = 0

  constructor(most: number = MOST_CHARACTERS) {
    this.#most = most
  }

  get size(): number {
    return this.#known.size
  }

  get hits(): number {
    return this.#hits
  }

  get misses(): number {
    return this.#misses
  }

  recall(text: string, make: () => T): T {
    const known = this.#known.get(text)
    if (known === undefined) this.#misses += 1
    else this.#hits += 1
    const found = known ?? make()
    if (text.length > LONGEST) return found
    if (known !== undefined) this.#forget(text)
    this.#known.set(text, found)
    this.#held += text.length + OVERHEAD
    while (this.#held > this.#most) this.#forget(this.#known.keys().next().value!)
    return found
  }

  #forget(text: string): void {
    this.#known.delete(text)
    this.#held -= text.length + OVERHEAD
  }
}

/**
 * Remembers by the text of a document and the operation chosen in it. Those with a name are kept apart: put
 * together in one key, a name and a text could be made to look like another text.
 */
export class OperationMemory<T> {
  readonly #alone = new Memory<T>()
  readonly #named = new Memory<T>()

  get size(): number {
    return this.#alone.size + this.#named.size
  }

  get hits(): number {
    return this.#alone.hits + this.#named.hits
  }

  get misses(): number {
    return this.#alone.misses + this.#named.misses
  }

  recall({ query, operationName }: { query: string; operationName?: string | null | undefined }, make: () => T): T {
    if (operationName === null || operationName === undefined) return this.#alone.recall(query, make)
    return this.#named.recall(JSON.stringify([operationName, query]), make)
  }
}
