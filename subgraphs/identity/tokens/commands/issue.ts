import { sql } from 'drizzle-orm'
import type { Permission } from '../../../shared/auth/permissions.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { organizationOf } from '../../organizations/queries.ts'
import type { SigningKeys } from '../../signing-keys.ts'
import { holdUser } from '../../users/queries.ts'
import type { UserRow } from '../../users/tables.ts'

export interface Issue {
  readonly organizationId: string
  readonly userId: string
  readonly tokenId: string
  /** Without scopes the token may do all that its user may. */
  readonly scopes?: readonly Permission[]
  /** Whole seconds, or how many after now. */
  readonly expires: Date | number
}

export interface IssuedToken {
  readonly token: string
  readonly issuedAt: Date
  readonly expiresAt: Date
  readonly user: UserRow
}

/**
 * Signs a token that says what its user is at this moment; null when they are not active. The user is
 * held while the clock is read, so that a change of role comes wholly before the token or voids it. The
 * clock is the database's, which all processes share, to the microsecond.
 */
export async function issue(
  tx: Transaction,
  keys: SigningKeys,
  { organizationId, userId, tokenId, scopes, expires }: Issue,
): Promise<IssuedToken | null> {
  const user = await holdUser(tx, { organizationId }, userId)
  const organization = await organizationOf(tx, organizationId)
  if (!user?.active || !organization) return null
  const iat = await clock(tx)
  const exp = typeof expires === 'number' ? Math.floor(iat) + expires : expires.getTime() / 1_000
  const token = await keys.sign({
    sub: userId,
    org: organizationId,
    role: user.role,
    jti: tokenId,
    cur: organization.currency,
    tz: organization.timeZone,
    ...(scopes && { scope: scopes.join(' ') }),
    iat,
    exp,
  })
  return { token, issuedAt: new Date(iat * 1_000), expiresAt: new Date(exp * 1_000), user }
}

async function clock(tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ second: number }>(
    sql`select extract(epoch from clock_timestamp())::float8 as second`,
  )
  return row!.second
}
