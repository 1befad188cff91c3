import { type AnyColumn, eq, type SQL, sql } from 'drizzle-orm'
import { pgPolicy, uuid } from 'drizzle-orm/pg-core'

/** The first column of every table, and of every key that can carry it. */
export const organizationId = () => uuid('organization_id').notNull()

const theirs = sql`organization_id = nullif(current_setting('app.organization', true), '')::uuid`

/** Rows are seen and written only inside a transaction of their own organisation; outside any, none are. */
export const tenantPolicy = () => pgPolicy('tenant', { using: theirs, withCheck: theirs })

/** The organisation's own rows, in a prepared statement: RLS is the net below, this is the index above. */
export const mine = (table: { organizationId: AnyColumn }): SQL =>
  eq(table.organizationId, sql.placeholder('organization'))

/** `column = any($ids)`: one statement text, however many ids. */
export const among = (column: AnyColumn, placeholder = 'ids'): SQL =>
  sql`${column} = any(${sql.placeholder(placeholder)}::uuid[])`
