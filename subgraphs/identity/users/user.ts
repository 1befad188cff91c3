import type { Role } from '../../shared/auth/permissions.ts'
import { Refusal } from '../../shared/refusal.ts'

type Path = readonly (string | number)[]

/** What decides who may do what. */
export interface Standing {
  readonly id: string
  readonly role: Role
  readonly active: boolean
}

// What a browser's own e-mail field accepts, in small letters; other alphabets come as punycode.
const EMAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/

/** An e-mail address as it is kept. Refuses with EMAIL_INVALID. */
export function emailOf(text: string, path: Path): string {
  const email = text.trim().toLowerCase()
  if (email.length <= 254 && EMAIL.test(email)) return email
  throw new Refusal('EMAIL_INVALID', 'This is not an e-mail address.', path)
}

const SHORTEST = 12
const LONGEST = 200

/** A new password as it is hashed. Refuses with PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_IS_EMAIL. */
export function newPasswordOf(text: string, email: string, path: Path): string {
  const password = normalized(text)
  const { length } = [...password]
  if (length < SHORTEST) {
    throw new Refusal('PASSWORD_TOO_SHORT', `A password has at least ${SHORTEST} characters.`, path)
  }
  if (length > LONGEST) throw new Refusal('PASSWORD_TOO_LONG', `A password has at most ${LONGEST} characters.`, path)
  if (password.toLowerCase() === email) {
    throw new Refusal('PASSWORD_IS_EMAIL', 'The password must not be the e-mail address.', path)
  }
  return password
}

/** The same password typed on another keyboard is the same password. */
export const normalized = (password: string): string => password.normalize('NFKC')

/** Refuses with OWNER_ONLY unless an owner asks: only owners make owners, and only they touch one. */
export function checkMayManage(by: Role, roles: readonly Role[], path: Path): void {
  if (by === 'OWNER' || !roles.includes('OWNER')) return
  throw new Refusal('OWNER_ONLY', 'Only an owner may make an owner, or change one.', path)
}

/**
 * Refuses with LAST_OWNER when nobody would be left who may do everything. `owners` are the active
 * ones before the change, by id.
 */
export function checkOwnerRemains(owners: ReadonlySet<string>, { id, role, active }: Standing, path: Path): void {
  const remains = (role === 'OWNER' && active) || !owners.has(id) || owners.size > 1
  if (remains) return
  throw new Refusal('LAST_OWNER', 'An organisation keeps at least one active owner. Make another one first.', path)
}

/** Whether what the user's tokens say of them is no longer true. */
export const voidsTokens = (before: Standing, after: Standing): boolean =>
  before.role !== after.role || (before.active && !after.active)
