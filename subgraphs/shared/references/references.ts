import type { Actor } from '../auth/actor.ts'
import type { Envelope } from '../graphql/subgraph.ts'
import { Refusal } from '../refusal.ts'
import { watchCache } from '../telemetry/caches.ts'
import { askOwner, type Owner } from './ask.ts'
import { KINDS, type KindName, type OwnerName } from './kinds.ts'
import { ShortMemory } from './memory.ts'
import { checkReference, type Known, type Named, needsAnswer, Unverified } from './reference.ts'

/** How long an owner has for its answer: a request that waits for it still has time to be carried out. */
const PATIENCE = 3_000
/** That an entity is there is believed this long, and of this many entities, which takes some 3 MB. */
const REMEMBERED_FOR = 60_000
const MOST_REMEMBERED = 10_000

export interface OwnersOptions {
  /** Hears why an owner's answer is none. */
  readonly report?: (error: unknown, envelope: Envelope) => void
  /** How long an owner has for its answer, in milliseconds. */
  readonly patience?: number
}

/** The owners of what a subgraph refers to, and what they said lately of entities that are there. */
export class Owners {
  readonly patience: number
  readonly report: NonNullable<OwnersOptions['report']>
  readonly #owners: Partial<Record<OwnerName, Owner>>
  readonly #remembered = new ShortMemory<Known>(REMEMBERED_FOR, MOST_REMEMBERED)
  hits = 0
  misses = 0

  constructor(
    owners: Partial<Record<OwnerName, Owner>>,
    { report = () => {}, patience = PATIENCE }: OwnersOptions = {},
  ) {
    this.#owners = owners
    this.report = report
    this.patience = patience
    watchCache('references', this)
  }

  get size(): number {
    return this.#remembered.size
  }

  of(kind: KindName): Owner {
    const owner = this.#owners[KINDS[kind].owner]
    if (!owner) throw new Error(`Nobody was named who owns a ${kind}.`)
    return owner
  }

  recall(actor: Actor, named: Named): Known | undefined {
    const known = this.#remembered.recall(keyFor(actor, named), Date.now())
    if (known) this.hits += 1
    else this.misses += 1
    return known
  }

  remember(actor: Actor, named: Named, known: Known): void {
    this.#remembered.keep(keyFor(actor, named), known, Date.now())
  }
}

/** What was told to one token is told to no other: who may know what is for the owner to say. */
const keyFor = ({ organizationId, tokenId }: Actor, named: Named): string =>
  JSON.stringify([organizationId, tokenId, named.kind, named.id])

/** What one request knows of the entities of other subgraphs that it refers to. */
export class References {
  readonly #owners: Owners
  readonly #actor: Actor
  readonly #envelope: Envelope
  readonly #answers = new Map<string, Known | null>()

  constructor(owners: Owners, actor: Actor, envelope: Envelope) {
    this.#owners = owners
    this.#actor = actor
    this.#envelope = envelope
  }

  /** Refuses all that must not be referred to; throws Unverified where that is not known. */
  check(named: readonly Named[]): void {
    this.#require(named)
    Refusal.all(named.map((one) => this.#judge(one)).filter((refusal) => refusal !== null))
  }

  /** The same before a transaction begins, where nothing has to be looked at first: asks where it is not known. */
  async verify(named: readonly Named[]): Promise<void> {
    try {
      this.check(named)
    } catch (error) {
      if (!(error instanceof Unverified)) throw error
      await this.ask(error.named)
      this.check(named)
    }
  }

  /** The same of many rows, so that each owner is asked once; what it answers refuses the row of an index. */
  checkEach(rows: readonly (readonly Named[])[]): (index: number) => void {
    this.#require(rows.flat())
    return (index) => this.check(rows[index]!)
  }

  #judge(named: Named): Refusal | null {
    try {
      checkReference(named, this.#actor, this.#answers.get(keyOf(named)) ?? null)
      return null
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
  }

  /** Throws Unverified with all those, each once, whose owners have to be asked first. */
  #require(named: readonly Named[]): void {
    const unknown = new Map<string, Named>()
    for (const one of named) {
      const key = keyOf(one)
      if (this.#answers.has(key) || unknown.has(key) || !needsAnswer(one, this.#actor)) continue
      const remembered = this.#owners.recall(this.#actor, one)
      if (remembered) this.#answers.set(key, remembered)
      else unknown.set(key, one)
    }
    if (unknown.size > 0) throw new Unverified([...unknown.values()])
  }

  /** Asks the owners, each once. Refuses with REFERENCE_UNVERIFIED where one does not answer. */
  async ask(named: readonly Named[]): Promise<void> {
    const byOwner = Map.groupBy(named, ({ kind }) => this.#owners.of(kind))
    const refusals = await Promise.all([...byOwner].map(([owner, wanted]) => this.#askOne(owner, wanted)))
    Refusal.all(refusals.filter((refusal) => refusal !== null))
  }

  async #askOne(owner: Owner, wanted: readonly Named[]): Promise<Refusal | null> {
    try {
      const answers = await askOwner(owner, wanted, this.#envelope, this.#owners.patience)
      for (const [index, named] of wanted.entries()) {
        const known = answers[index]!
        this.#answers.set(keyOf(named), known)
        // That there is none is asked again: it may be made at any moment.
        if (known) this.#owners.remember(this.#actor, named, known)
      }
      return null
    } catch (error) {
      this.#owners.report(error, this.#envelope)
      return new Refusal(
        'REFERENCE_UNVERIFIED',
        `Whether this exists cannot be told at the moment (${owner.name} does not answer). Nothing was written; please try again.`,
        wanted[0]!.path,
      )
    }
  }
}

const keyOf = ({ kind, id }: Named): string => `${kind} ${id}`
