import type { Actor } from '../shared/auth/actor.ts'
import type { Database } from '../shared/db/database.ts'
import type { Snapshot } from '../shared/db/snapshot.ts'
import { RequestContext } from '../shared/graphql/context.ts'
import type { Envelope } from '../shared/graphql/subgraph.ts'
import { peerOf } from '../shared/peer.ts'
import { organizationLoaders } from './organizations/loaders.ts'
import type { SigningKeys } from './signing-keys.ts'
import { STRANGER } from './stranger.ts'
import { apiTokenLoaders } from './tokens/loaders.ts'
import type { PasswordGate } from './users/commands/gate.ts'
import { userLoaders } from './users/loaders.ts'

/** The part of a pino logger that identity uses. */
export interface Log {
  info(details: object, message: string): void
  warn(details: object, message: string): void
}

/** What outlives a request: the things behind identity's desk. */
export interface Desk {
  readonly database: Database
  readonly signingKeys: SigningKeys
  readonly gate: PasswordGate
  readonly log: Log
  /** Makes this process see at once what a change did to tokens; the others see it within seconds. */
  authChanged(): Promise<void>
}

const loaders = (snapshot: Snapshot) => ({
  ...organizationLoaders(snapshot),
  ...userLoaders(snapshot),
  ...apiTokenLoaders(snapshot),
})

/** What a request to identity carries. */
export class Context extends RequestContext<ReturnType<typeof loaders>> {
  readonly desk: Desk
  /** By whom places and turns are shared out: organisations, and the addresses of those who have none yet. */
  readonly whose: string

  constructor(desk: Desk, actor: Actor, envelope: Envelope) {
    super(desk.database, actor, envelope, loaders)
    this.desk = desk
    this.whose = actor === STRANGER ? peerOf(envelope.peer) : actor.organizationId
  }
}
