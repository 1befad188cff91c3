import type { Actor } from '../auth/actor.ts'
import type { Columns } from '../db/columns.ts'
import { type Database, type Transaction, write } from '../db/database.ts'
import { Snapshot } from '../db/snapshot.ts'
import type { Trail } from '../telemetry/trail.ts'
import type { Envelope } from './subgraph.ts'

/** What a request carries through one subgraph. It opens and authorises; a `tx` joins and trusts. */
export class RequestContext<Loaders> {
  readonly actor: Actor
  readonly requestId: string
  readonly now: Date
  readonly database: Database
  readonly #envelope: Envelope
  readonly #makeLoaders: (snapshot: Snapshot, actor: Actor) => Loaders
  #snapshot: Snapshot
  #loaders: Loaders | null = null

  constructor(
    database: Database,
    actor: Actor,
    envelope: Envelope,
    makeLoaders: (snapshot: Snapshot, actor: Actor) => Loaders,
    columns?: Columns,
    now: Date = new Date(),
  ) {
    this.database = database
    this.actor = actor
    this.requestId = envelope.requestId
    this.#envelope = envelope
    this.now = now
    this.#makeLoaders = makeLoaders
    this.#snapshot = new Snapshot(database, actor, now, envelope, columns)
  }

  /** What the request leaves behind, where somebody keeps it. */
  get trail(): Trail | undefined {
    return this.#envelope.trail
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
    return write(this.database, this.actor, change, this.#envelope)
  }

  /** Forgets what was read, before and after a change: what follows sees a later moment. */
  async reset(): Promise<void> {
    const old = this.#snapshot
    this.#snapshot = new Snapshot(this.database, this.actor, this.now, this.#envelope, this.#snapshot.columns)
    this.#loaders = null
    await old.close()
  }

  /** The end of the request. */
  async close(): Promise<void> {
    await this.#snapshot.close()
  }
}
