/** What all memories of a process hold together at most, in bytes as they are reckoned. */
const MOST_BYTES = 64 * 2 ** 20
/** What would take more of it than this is cheaper to work out again than to keep. */
const LARGEST_PART = 1 / 16
/** Of what is not worth its room, whatever it takes. */
export const NOT_KEPT = Number.POSITIVE_INFINITY

interface Entry {
  readonly owner: string
  readonly bytes: number
  forget(): void
}

/**
 * The room that memories share. When it is full, whoever holds most of it (an organisation) loses what was longest
 * unused of theirs: nobody makes what others need forgotten by bringing much.
 */
export class Room {
  readonly #most: number
  readonly #shares = new Map<string, { bytes: number; readonly entries: Set<Entry> }>()
  #held = 0

  constructor(most: number = MOST_BYTES) {
    this.#most = most
  }

  get held(): number {
    return this.#held
  }

  fits(bytes: number): boolean {
    return bytes <= this.#most * LARGEST_PART
  }

  /** Those that are added last are forgotten last. */
  add(entry: Entry): void {
    const share = this.#shares.get(entry.owner) ?? { bytes: 0, entries: new Set() }
    this.#shares.set(entry.owner, share)
    share.entries.add(entry)
    share.bytes += entry.bytes
    this.#held += entry.bytes
    while (this.#held > this.#most) this.#makeRoom()
  }

  use(entry: Entry): void {
    const { entries } = this.#shares.get(entry.owner)!
    entries.delete(entry)
    entries.add(entry)
  }

  #makeRoom(): void {
    let [owner, largest] = this.#shares.entries().next().value!
    for (const [other, share] of this.#shares) if (share.bytes > largest.bytes) [owner, largest] = [other, share]
    const [oldest] = largest.entries
    largest.entries.delete(oldest!)
    if (largest.entries.size === 0) this.#shares.delete(owner)
    largest.bytes -= oldest!.bytes
    this.#held -= oldest!.bytes
    oldest!.forget()
  }
}

const shared = new Room()

/** Remembers what was made for a text, as long as there is room. */
export class Memory<T> {
  readonly #known = new Map<string, Entry & { readonly value: T }>()
  readonly #bytesOf: (made: T) => number
  readonly #room: Room
  #hits = 0
  #misses = 0

  /** `bytesOf` reckons what something takes. */
  constructor(bytesOf: (made: T) => number, room: Room = shared) {
    this.#bytesOf = bytesOf
    this.#room = room
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

  /** What was made for a text; undefined where there is nothing, or not any more. */
  known(text: string): T | undefined {
    const known = this.#known.get(text)
    if (!known) return undefined
    this.#hits += 1
    this.#room.use(known)
    return known.value
  }

  /** What is made is of the share of the `owner` who needs it first. */
  recall(text: string, owner: string, make: () => T): T {
    const known = this.known(text)
    if (known !== undefined) return known
    this.#misses += 1
    const value = make()
    const bytes = this.#bytesOf(value)
    if (!this.#room.fits(bytes)) return value
    const entry = { owner, bytes, value, forget: () => this.#known.delete(text) }
    this.#known.set(text, entry)
    this.#room.add(entry)
    return value
  }
}

interface Chosen {
  readonly query: string
  readonly operationName?: string | null | undefined
}

/**
 * Remembers by the text of a document and the operation chosen in it. Those with a name are kept apart: put
 * together in one key, a name and a text could be made to look like another text.
 */
export class OperationMemory<T> {
  readonly #alone: Memory<T>
  readonly #named: Memory<T>

  constructor(bytesOf: (made: T) => number, room: Room = shared) {
    this.#alone = new Memory(bytesOf, room)
    this.#named = new Memory(bytesOf, room)
  }

  get size(): number {
    return this.#alone.size + this.#named.size
  }

  get hits(): number {
    return this.#alone.hits + this.#named.hits
  }

  get misses(): number {
    return this.#alone.misses + this.#named.misses
  }

  known(operation: Chosen): T | undefined {
    const [memory, key] = this.#placeOf(operation)
    return memory.known(key)
  }

  recall(operation: Chosen, owner: string, make: () => T): T {
    const [memory, key] = this.#placeOf(operation)
    return memory.recall(key, owner, make)
  }

  #placeOf({ query, operationName }: Chosen): [Memory<T>, string] {
    if (operationName === null || operationName === undefined) return [this.#alone, query]
    return [this.#named, JSON.stringify([operationName, query])]
  }
}
