import { sql } from 'drizzle-orm'
import { check, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { organizationId, tenantPolicy } from '../../shared/db/tenancy.ts'

/** An organisation is its own tenant: its id is the `organization_id` of everything it has. */
export const organizations = pgTable(
  'organizations',
  {
    organizationId: organizationId().primaryKey(),
    name: text('name').notNull(),
    currency: text('currency').notNull(),
    timeZone: text('time_zone').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check('organizations_currency', sql`${table.currency} ~ '^[A-Z]{3}$'`),
    // Whoever is not signed in yet acts in the organisation of all zeros: nobody may found it.
    check('organizations_somebody', sql`${table.organizationId} <> '00000000-0000-0000-0000-000000000000'`),
    tenantPolicy(),
  ],
)

export type OrganizationRow = typeof organizations.$inferSelect
