import type { Role } from '../../shared/auth/permissions.ts'
import { Refusal } from '../../shared/refusal.ts'
import { checkOwnerRemains, type Standing, voidsTokens } from './user.ts'

/** What an import says of a user. */
export interface UserFacts {
  readonly email: string
  readonly name: string
  readonly title: string | null
  readonly role: Role
  readonly externalSource: string | null
  readonly externalId: string | null
}

/** Refuses, as changing one user does, unless whoever imports may make and change users of these roles. */
export type MayManage = (roles: readonly Role[], path: readonly (string | number)[]) => void

type ImportedUser = UserFacts & { readonly path: readonly (string | number)[] }

export type ImportDecision<Known> =
  | { readonly outcome: 'CREATED' }
  | { readonly outcome: 'UPDATED'; readonly before: Known; readonly voidsTokens: boolean }
  | { readonly outcome: 'UNCHANGED'; readonly before: Known }
  | Refusal

/**
 * Decides what becomes of each row, in their order. `known` are those the rows are about, those who have
 * an address that a row wants, and all active owners. Refuses rows with EMAIL_TAKEN, LAST_OWNER, and as `mayManage` does.
 */
export function decideImport<Known extends UserFacts & Standing>(
  mayManage: MayManage,
  known: readonly Known[],
  rows: readonly ImportedUser[],
): ImportDecision<Known>[] {
  const byReference = new Map(known.map((user) => [referenceOf(user), user]))
  const owners = new Set(known.filter(({ role, active }) => role === 'OWNER' && active).map(({ id }) => id))
  // An address that a row gives up stays taken for the rest of the import: the order of writing must not matter.
  const holders = new Map<string, object>(known.map((user) => [user.email, user]))
  return rows.map((row) => {
    const before = byReference.get(referenceOf(row))
    const decision = decide(mayManage, owners, holders, row, before)
    if (decision instanceof Refusal) return decision
    holders.set(row.email, before ?? row)
    if (row.role !== 'OWNER') owners.delete(before?.id ?? '')
    else if (before?.active !== false) owners.add(before?.id ?? referenceOf(row))
    return decision
  })
}

function decide<Known extends UserFacts & Standing>(
  mayManage: MayManage,
  owners: ReadonlySet<string>,
  holders: ReadonlyMap<string, object>,
  row: ImportedUser,
  before: Known | undefined,
): ImportDecision<Known> {
  try {
    const holder = holders.get(row.email)
    if (holder && holder !== before) throw emailTaken([...row.path, 'email'])
    if (!before) {
      mayManage([row.role], [...row.path, 'role'])
      return { outcome: 'CREATED' }
    }
    if (isSame(before, row)) return { outcome: 'UNCHANGED', before }
    mayManage([before.role, row.role], [...row.path, 'role'])
    const after = { id: before.id, active: before.active, role: row.role }
    checkOwnerRemains(owners, after, [...row.path, 'role'])
    return { outcome: 'UPDATED', before, voidsTokens: voidsTokens(before, after) }
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

export const emailTaken = (path: readonly (string | number)[]): Refusal =>
  new Refusal('EMAIL_TAKEN', 'Another user of the organisation has this e-mail address.', path)

const referenceOf = ({ externalSource, externalId }: UserFacts) => JSON.stringify([externalSource, externalId])

const isSame = (a: UserFacts, b: UserFacts) =>
  a.email === b.email && a.name === b.name && a.title === b.title && a.role === b.role
