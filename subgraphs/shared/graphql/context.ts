import type { Actor } from '../auth/actor.ts'
import type { Columns } from '../db/columns.ts'
import { type Database, type Transaction, write } from '../db/database.ts'
import { Snapshot } from '../db/snapshot.ts'
import { Unverified } from '../references/reference.ts'
import { Owners, References } from '../references/references.ts'
import type { Trail } from '../telemetry/trail.ts'
import type { Envelope } from './subgraph.ts'

/** The owners of what a subgraph refers to, where it refers to nothing. */
const NOBODY = new Owners({})

/** What a request carries through one subgraph. It opens and authorises; a `tx` joins and trusts. */
export class RequestContext<Loaders> {
  readonly actor: Actor
  readonly requestId: string
  readonly now: Date
  readonly database: Database
  /** What is known of the entities of other subgraphs that the request refers to. */
  readonly references: References
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
    owners: Owners = NOBODY,
    now: Date = new Date(),
  ) {
    this.database = database
    this.actor = actor
    this.requestId = envelope.requestId
    this.#envelope = envelope
    this.now = now
    this.#makeLoaders = makeLoaders
    this.references = new References(owners, actor, envelope)
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

  /**
   * One transaction of the actor's organisation. Where the change comes upon references that are not verified, it is
   * undone, their owners are asked while no transaction is open, and it begins anew.
   */
  async write<T>(change: (tx: Transaction) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await write(this.database, this.actor, change, this.#envelope)
      } catch (error) {
        if (!(error instanceof Unverified)) throw error
        await this.references.ask(error.named)
      }
    }
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
