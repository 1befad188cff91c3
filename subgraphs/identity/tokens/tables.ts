import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { organizationId, tenantPolicy } from '../../shared/db/tenancy.ts'
import { users } from '../users/tables.ts'

/** What is known of a token that was handed out for a program. The token itself is not kept. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    organizationId: organizationId(),
    /** The token's `jti`. */
    id: uuid('id').notNull(),
    /** Whoever made it: it acts in their name. */
    userId: uuid('user_id').notNull(),
    name: text('name').notNull(),
    scopes: text('scopes').array().notNull(),
    last4: text('last4').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
    nameFolded: text('name_folded').notNull().generatedAlwaysAs(sql`kopru_fold(name)`),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({ columns: [table.organizationId, table.userId], foreignColumns: [users.organizationId, users.id] }),
    index('api_tokens_by_name').on(table.organizationId, table.nameFolded, table.id),
    index('api_tokens_by_creation').on(table.organizationId, table.createdAt, table.id),
    index('api_tokens_by_expiry').on(table.organizationId, table.expiresAt, table.id),
    index('api_tokens_by_user').on(table.organizationId, table.userId),
    index('api_tokens_revoked').on(table.expiresAt).where(sql`${table.revokedAt} is not null`),
    check('api_tokens_expire', sql`${table.expiresAt} > ${table.createdAt}`),
    tenantPolicy(),
  ],
)

export type ApiTokenRow = Omit<typeof apiTokens.$inferSelect, 'nameFolded'>

/** Sessions that were ended before their token expires; a session that was not is written down nowhere. */
export const endedSessions = pgTable(
  'ended_sessions',
  {
    organizationId: organizationId(),
    /** The token's `jti`. */
    tokenId: uuid('token_id').notNull(),
    /** After this nobody accepts the token anyway. */
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.tokenId] }),
    index('ended_sessions_over').on(table.expiresAt),
    tenantPolicy(),
  ],
)
