import { and, eq, sql } from 'drizzle-orm'
import { authorize } from '../../../shared/auth/actor.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { form } from '../../../shared/relay/form.ts'
import { newId } from '../../../shared/relay/id.ts'
import { idOf, textOf } from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import type { CreateApiTokenInput, RevokeApiTokenInput } from '../../generated/graphql.ts'
import { apiTokenColumns, remembered } from '../queries.ts'
import { type ApiTokenRow, apiTokens } from '../tables.ts'
import { checkExpiry, checkTokens, expiryOf, scopesOf } from '../token.ts'
import { issue } from './issue.ts'

/** Makes a token for a program; it is answered once and not kept. Refuses with FORBIDDEN_SCOPE, EXPIRY_TOO_FAR, TOO_MANY_TOKENS and others. */
export async function createApiToken(
  ctx: Context,
  input: CreateApiTokenInput,
): Promise<{ apiToken: ApiTokenRow; token: string }> {
  const { actor, desk } = ctx
  authorize(actor, 'token:write')
  const { name, scopes, expires } = form({
    name: () => textOf(input.name, ['name'], 100),
    scopes: () => scopesOf(input.scopes, actor.permissions),
    expires: () => expiryOf(String(input.expiresAt), ctx.now),
  })
  const { organizationId, userId } = actor
  const id = newId()
  return ctx.write(async (tx) => {
    checkTokens(await remembered(tx, actor, apiTokens))
    const issued = await issue(tx, desk.signingKeys, { organizationId, userId, tokenId: id, scopes, expires })
    if (!issued) throw new Refusal('USER_NOT_ACTIVE', 'You have become inactive: no token can act in your name.')
    const { token, issuedAt, expiresAt } = issued
    // Once more by the clock of the database, which may be ahead of ours.
    checkExpiry(expiresAt, issuedAt)
    const values = { organizationId, id, userId, name, scopes, last4: token.slice(-4), createdAt: issuedAt, expiresAt }
    const [apiToken] = await tx.insert(apiTokens).values(values).returning(apiTokenColumns)
    return { apiToken: apiToken!, token }
  })
}

/** Makes a token void, here at once and everywhere within seconds; one that is void stays so. Refuses with TOKEN_NOT_FOUND. */
export async function revokeApiToken(ctx: Context, input: RevokeApiTokenInput): Promise<ApiTokenRow> {
  const { actor, desk } = ctx
  authorize(actor, 'token:write')
  const id = idOf('tok', input.id, ['id'])
  const [revoked] = await ctx.write((tx) =>
    tx
      .update(apiTokens)
      .set({ revokedAt: sql`coalesce(${apiTokens.revokedAt}, clock_timestamp())` })
      .where(and(eq(apiTokens.organizationId, actor.organizationId), eq(apiTokens.id, id)))
      .returning(apiTokenColumns),
  )
  if (!revoked) throw new Refusal('TOKEN_NOT_FOUND', 'There is no such token.', ['id'])
  await desk.authChanged()
  return revoked
}
