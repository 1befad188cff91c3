import type { Actor } from '../auth/actor.ts'
import { type Database, type Transaction, write } from '../db/database.ts'
import { Snapshot } from '../db/snapshot.ts'

/** What a request carries through one subgraph. It opens and authorises; a `tx` joins and trusts. */
export class RequestContext<Loaders> {
  readonly actor: Actor
  readonly requestId: string
  readonly now: Date
  readonly database: Database
  readonly #makeLoaders: (snapshot: Snapshot, actor: Actor) => Loaders
  readonly #signal: AbortSignal | undefined
  #snapshot: Snapshot
  #loaders: Loaders | null = null

  constructor(
    database: Database,
    actor: Actor,
    requestId: string,
    makeLoaders: (snapshot: Snapshot, actor: Actor) => Loaders,
    now: Date = new Date(),
    signal?: AbortSignal,
  ) {
    this.database = database
    this.actor = actor
    this.requestId = requestId
    this.now = now
    this.#makeLoaders = makeLoaders
    this.#signal = signal
    this.#snapshot = new Snapshot(database, actor, now, signal)
  }

  get snapshot(): Snapshot {
    return this.#snapshot
  }

  get loaders(): Loaders {
    this.#loaders ??= this.#makeLoaders(this.#snapshot, this.actor)
    return this.#loaders
  }

  /** One transaction of the actor's organisation. */
  write<T>(change: (tx: Transaction) => Promise<T>): Promise<T> {
    return write(this.database, this.actor, change)
  }

  /** Forgets what was read, before and after a change: what follows sees a later moment. */
  async reset(): Promise<void> {
    const old = this.#snapshot
    this.#snapshot = new Snapshot(this.database, this.actor, this.now, this.#signal)
    this.#loaders = null
    await old.close()
  }

  /** The end of the request. */
  async close(): Promise<void> {
    await this.#snapshot.close()
  }
}
