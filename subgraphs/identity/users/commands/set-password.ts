import { and, eq, sql } from 'drizzle-orm'
import { authorize, authorizeRole } from '../../../shared/auth/actor.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { optionalIdOf } from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import type { SetPasswordInput } from '../../generated/graphql.ts'
import { holdUser, passwordHash } from '../queries.ts'
import { passwords, type UserRow, users } from '../tables.ts'
import { checkMayManage, newPasswordOf, normalized } from '../user.ts'
import { hashPassword, isPassword } from './password.ts'

/**
 * Sets one's own password, knowing the current one, or somebody else's with `user:write`. Refuses with
 * USER_NOT_FOUND, OWNER_ONLY, CURRENT_PASSWORD_WRONG, SIGN_IN_THROTTLED, PASSWORDS_THROTTLED, and as new passwords are refused.
 */
export async function setPassword(ctx: Context, input: SetPasswordInput): Promise<UserRow> {
  const id = optionalIdOf('user', input.userId, ['userId']) ?? ctx.actor.userId
  const own = id === ctx.actor.userId
  if (!own) authorize(ctx.actor, 'user:write')
  const { user, known } = await ctx.write(async (tx) => ({
    user: await holdUser(tx, ctx.actor, id),
    known: await passwordHash(tx, ctx.actor, id),
  }))
  if (!user) throw new Refusal('USER_NOT_FOUND', 'There is no such user.', ['userId'])
  if (!own) checkMayManage(ctx.actor.role, [user.role], ['userId'])

  const password = newPasswordOf(input.newPassword, user.email, ['newPassword'])
  const first = known === null && ctx.actor.permissions.has('user:write')
  // Whoever sets a password without knowing one could sign in with it.
  if (!own || first) authorizeRole(ctx.actor, user.role)
  if (own && !first) await checkCurrent(ctx, user, known, input.currentPassword ?? '')
  await keep(ctx, user, await hashPassword(password, ctx.whose), input.voidTokens === true)
  if (!own) await ctx.desk.gate.reset(user.email, user.organizationId)
  if (input.voidTokens === true) await ctx.desk.authChanged()
  return user
}

/** Counted like signing in: whoever found an open screen cannot try passwords there without end. */
async function checkCurrent(ctx: Context, user: UserRow, known: string | null, current: string): Promise<void> {
  const { whose } = ctx
  const open = await ctx.desk.gate.try(
    { ...user, whose },
    async () => [user],
    async (doors) => ((await isPassword(normalized(current), known, whose)) ? doors : []),
  )
  if (open.length === 0) {
    throw new Refusal('CURRENT_PASSWORD_WRONG', 'This is not your current password.', ['currentPassword'])
  }
}

const keep = (ctx: Context, { organizationId, id }: UserRow, hash: string, voidTokens: boolean): Promise<void> =>
  ctx.write(async (tx) => {
    await tx
      .insert(passwords)
      .values({ organizationId, userId: id, hash })
      .onConflictDoUpdate({
        target: [passwords.organizationId, passwords.userId],
        set: { hash, changedAt: sql`now()` },
      })
    if (!voidTokens) return
    await tx
      .update(users)
      .set({ tokensVoidBefore: sql`clock_timestamp()` })
      .where(and(eq(users.organizationId, organizationId), eq(users.id, id)))
  })
