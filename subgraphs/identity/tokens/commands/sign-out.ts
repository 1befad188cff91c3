import { and, eq, lt, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { remembered } from '../queries.ts'
import { apiTokens, endedSessions } from '../tables.ts'
import { checkEndedSessions, LONGEST_SESSION_SECONDS } from '../token.ts'

/** Makes the token in use void, here at once and everywhere within seconds. Everybody may. Refuses with TOO_MANY_SIGN_OUTS. */
export async function signOut(ctx: Context): Promise<void> {
  const { organizationId, tokenId, tokenExpiresAt } = ctx.actor
  await ctx.write(async (tx) => {
    const revoked = await tx
      .update(apiTokens)
      .set({ revokedAt: sql`coalesce(${apiTokens.revokedAt}, clock_timestamp())` })
      .where(and(eq(apiTokens.organizationId, organizationId), eq(apiTokens.id, tokenId)))
      .returning({ id: apiTokens.id })
    if (revoked.length > 0) return
    await tx
      .delete(endedSessions)
      .where(
        and(
          eq(endedSessions.organizationId, organizationId),
          lt(endedSessions.expiresAt, sql`now() - interval '1 day'`),
        ),
      )
    checkEndedSessions(await remembered(tx, ctx.actor, endedSessions))
    const expiresAt = tokenExpiresAt ?? sql`now() + make_interval(secs => ${LONGEST_SESSION_SECONDS})`
    await tx.insert(endedSessions).values({ organizationId, tokenId, expiresAt }).onConflictDoNothing()
  })
  await ctx.desk.authChanged()
}
