import { and, eq, lt, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { apiTokens, endedSessions } from '../tables.ts'
import { LONGEST_SESSION_SECONDS } from '../token.ts'

/** Makes the token in use void, here at once and everywhere within seconds. Everybody may. */
export async function signOut(ctx: Context): Promise<void> {
  const { organizationId, tokenId } = ctx.actor
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
    const expiresAt = sql`now() + make_interval(secs => ${LONGEST_SESSION_SECONDS})`
    await tx.insert(endedSessions).values({ organizationId, tokenId, expiresAt }).onConflictDoNothing()
  })
  await ctx.desk.authChanged()
}
