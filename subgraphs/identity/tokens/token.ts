import type { Permission } from '../../shared/auth/permissions.ts'
import { Refusal } from '../../shared/refusal.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const MOST_DAYS = 366
const MOST_SCOPES = 50
const MOST_TOKENS = 1_000
const MOST_ENDED_SESSIONS = 10_000

/** A session lasts an hour; one that the platform opens, a day at most. */
export const SESSION_SECONDS = 3_600
export const LONGEST_SESSION_SECONDS = 24 * SESSION_SECONDS

/**
 * What a token for a program may do, each permission once. Refuses with SCOPES_EMPTY, TOO_MANY_SCOPES, and
 * FORBIDDEN_SCOPE for what its maker may not do: nobody hands on more than they have.
 */
export function scopesOf(scopes: readonly string[], permissions: ReadonlySet<Permission>): Permission[] {
  if (scopes.length === 0) throw new Refusal('SCOPES_EMPTY', 'A token needs at least one scope.', ['scopes'])
  if (scopes.length > MOST_SCOPES) {
    throw new Refusal('TOO_MANY_SCOPES', `A token has at most ${MOST_SCOPES} scopes.`, ['scopes'])
  }
  const held: ReadonlySet<string> = permissions
  Refusal.all(
    scopes.flatMap((scope, index) =>
      held.has(scope)
        ? []
        : new Refusal('FORBIDDEN_SCOPE', 'You cannot give a permission that you do not have.', ['scopes', index]),
    ),
  )
  return [...new Set(scopes)] as Permission[]
}

/** When a token for a program ends, in whole seconds. Refuses with EXPIRY_PAST, and EXPIRY_TOO_FAR beyond a year. */
export function expiryOf(moment: string, now: Date): Date {
  const expiry = new Date(Math.floor(Date.parse(moment) / 1_000) * 1_000)
  checkExpiry(expiry, now)
  const days = (expiry.getTime() - now.getTime()) / DAY_MS
  if (days > MOST_DAYS) throw new Refusal('EXPIRY_TOO_FAR', 'A token ends within a year.', ['expiresAt'])
  return expiry
}

/** Refuses with EXPIRY_PAST what ends no later than now: it would be void before anybody saw it. */
export function checkExpiry(expiry: Date, now: Date): void {
  if (expiry <= now) throw new Refusal('EXPIRY_PAST', 'A token must end in the future.', ['expiresAt'])
}

/** What an organisation has of something that whoever checks tokens must know of until it ends. */
export interface Remembered {
  readonly count: number
  /** When the first of them ends. */
  readonly firstEnd: Date | null
}

/**
 * Refuses with TOO_MANY_TOKENS where an organisation has all the tokens it may, revoked ones among them: everybody
 * who checks tokens is told of those every two seconds until they end, and must go on hearing of the others'.
 */
export function checkTokens({ count, firstEnd }: Remembered): void {
  if (count < MOST_TOKENS) return
  const until = `the first place is free at ${firstEnd?.toISOString()}`
  const most = MOST_TOKENS.toLocaleString('en')
  throw new Refusal(
    'TOO_MANY_TOKENS',
    `An organisation has at most ${most} tokens that have not ended, revoked ones among them: ${until}.`,
  )
}

/** Refuses with TOO_MANY_SIGN_OUTS, for the same reason; the session ends by itself within the hour. */
export function checkEndedSessions({ count }: Remembered): void {
  if (count < MOST_ENDED_SESSIONS) return
  throw new Refusal(
    'TOO_MANY_SIGN_OUTS',
    'Too many sessions of the organisation were ended lately. Yours ends by itself; a new password with voidTokens ends it now.',
  )
}

export type TokenStatus = 'ACTIVE' | 'EXPIRED' | 'REVOKED'

interface Token {
  readonly expiresAt: Date
  readonly revokedAt: Date | null
}

/** The status is never stored: the moments say it. */
export function statusOf({ expiresAt, revokedAt }: Token, now: Date): TokenStatus {
  if (revokedAt) return 'REVOKED'
  return expiresAt <= now ? 'EXPIRED' : 'ACTIVE'
}
