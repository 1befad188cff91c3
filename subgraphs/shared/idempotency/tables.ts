import { jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { organizationId, tenantPolicy } from '../db/tenancy.ts'

/** What was done under which key: written in the transaction that did it, so one never stands without the other. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    organizationId: organizationId(),
    key: text('key').notNull(),
    operation: text('operation').notNull(),
    /** SHA-256 of the input, to tell a repetition from another wish under the same key. */
    inputHash: text('input_hash').notNull(),
    /** Enough to give the first answer again: ids. */
    result: jsonb('result').$type<unknown>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.key] }), tenantPolicy()],
)
