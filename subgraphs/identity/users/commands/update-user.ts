import { and, eq, sql } from 'drizzle-orm'
import { authorize } from '../../../shared/auth/actor.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { idOf, optionalTextOf, textOf } from '../../../shared/relay/input.ts'
import { checkVersion } from '../../../shared/version.ts'
import type { Context } from '../../context.ts'
import type { UpdateUserInput } from '../../generated/graphql.ts'
import { lockWithOwners, userColumns } from '../queries.ts'
import { type UserRow, users } from '../tables.ts'
import { checkOwnerRemains, emailOf, voidsTokens } from '../user.ts'
import { unlessTaken } from './insert-user.ts'
import { checkManages } from './manage.ts'

/**
 * Changes what is said about a user; another role, or none any more, voids their tokens at once.
 * Refuses with USER_NOT_FOUND, VERSION_CONFLICT, EMAIL_TAKEN, OWNER_ONLY, LAST_OWNER, and as inputs do.
 */
export async function updateUser(ctx: Context, input: UpdateUserInput): Promise<UserRow> {
  authorize(ctx.actor, 'user:write')
  const id = idOf('user', input.id, ['id'])
  const changes = {
    ...(input.email != null && { email: emailOf(input.email, ['email']) }),
    ...(input.name != null && { name: textOf(input.name, ['name']) }),
    ...(input.title !== undefined && { title: optionalTextOf(input.title, ['title']) }),
    ...(input.role != null && { role: input.role }),
    ...(input.active != null && { active: input.active }),
  }
  const { user, voided } = await unlessTaken(() =>
    ctx.write(async (tx) => {
      const before = await lockUser(tx, ctx, id, input.expectedVersion)
      const after = { ...before.user, ...changes }
      checkManages(ctx.actor, [before.user.role, after.role], input.role == null ? ['id'] : ['role'])
      checkOwnerRemains(before.owners, after, [input.active === false ? 'active' : 'role'])
      const voided = voidsTokens(before.user, after)
      return { user: await change(tx, before.user, changes, voided), voided }
    }),
  )
  if (voided) await ctx.desk.authChanged()
  return user
}

async function lockUser(tx: Transaction, { actor }: Context, id: string, expectedVersion: number) {
  const held = await lockWithOwners(tx, actor, eq(users.id, id))
  const user = held.find((row) => row.id === id)
  if (!user) throw new Refusal('USER_NOT_FOUND', 'There is no such user.', ['id'])
  checkVersion(user.version, expectedVersion)
  const owners = new Set(held.filter(({ role, active }) => role === 'OWNER' && active).map((row) => row.id))
  return { user, owners }
}

async function change(
  tx: Transaction,
  { organizationId, id }: UserRow,
  changes: Partial<UserRow>,
  voided: boolean,
): Promise<UserRow> {
  const [user] = await tx
    .update(users)
    .set({
      ...changes,
      // The lock is held by now: a token signed before it has an earlier moment, one signed after it the new role.
      ...(voided && { tokensVoidBefore: sql`clock_timestamp()` }),
      version: sql`${users.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(users.organizationId, organizationId), eq(users.id, id)))
    .returning(userColumns)
  return user!
}
