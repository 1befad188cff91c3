import { type Actor, authorize } from '../auth/actor.ts'
import { Refusal } from '../refusal.ts'
import { KINDS, type KindName } from './kinds.ts'

/** An entity of another subgraph that an input names. */
export interface Named {
  readonly kind: KindName
  /** Its uuid. */
  readonly id: string
  /** Where in the mutation's input. */
  readonly path: readonly (string | number)[]
  /** The customer, by uuid, whose deal it must be. */
  readonly of?: string
}

type Path = Named['path']

/** What an input names where it names something: none, or one. */
export const namedUser = (id: string | null | undefined, path: Path): Named[] =>
  id == null ? [] : [{ kind: 'User', id, path }]

export const namedCustomer = (id: string, path: Path): Named[] => [{ kind: 'Customer', id, path }]

/** A deal of that customer. */
export const namedDeal = (id: string | null | undefined, of: string, path: Path): Named[] =>
  id == null ? [] : [{ kind: 'Deal', id, of, path }]

/** What its owner says of an entity that is there. */
export interface Known {
  /** The uuid of the customer whose deal it is. */
  readonly customerId?: string
}

/** What is referred to was never asked for: the transaction ends here, and runs again when its owners have answered. */
export class Unverified extends Error {
  readonly named: readonly Named[]

  constructor(named: readonly Named[]) {
    super('An entity of another subgraph has to be asked for before it is referred to.')
    this.named = named
  }
}

/** Whoever asks is there: their token says so. */
const isActor = ({ kind, id }: Named, { userId }: Actor): boolean => kind === 'User' && id === userId

/** Whether only the owner can say if it is there, to somebody who may know. */
export const needsAnswer = (named: Named, actor: Actor): boolean =>
  !isActor(named, actor) && KINDS[named.kind].permissions.every((permission) => actor.permissions.has(permission))

/**
 * Decides whether an actor may refer to an entity. Refuses with FORBIDDEN whoever may not read such entities, whether
 * or not this one is there; and with CUSTOMER_NOT_FOUND, DEAL_NOT_FOUND, USER_NOT_FOUND, DEAL_OF_ANOTHER_CUSTOMER.
 */
export function checkReference(named: Named, actor: Actor, answer: Known | null): void {
  if (isActor(named, actor)) return
  const { permissions, notFound } = KINDS[named.kind]
  for (const permission of permissions) authorize(actor, permission, named.path)
  if (!answer) throw new Refusal(notFound.code, notFound.message, named.path)
  if (named.of !== undefined && answer.customerId !== named.of) {
    throw new Refusal('DEAL_OF_ANOTHER_CUSTOMER', 'This deal is with another customer.', named.path)
  }
}
