import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { organizationId, tenantPolicy } from '../../shared/db/tenancy.ts'

/** A company we sell to. */
export const customers = pgTable(
  'customers',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    website: text('website'),
    industry: text('industry'),
    phone: text('phone'),
    street: text('street'),
    city: text('city'),
    region: text('region'),
    postalCode: text('postal_code'),
    country: text('country'),
    /** A user lives in identity's database: an id, and no foreign key. */
    ownerId: uuid('owner_id'),
    externalSource: text('external_source'),
    externalId: text('external_id'),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    /** Folded copies are what lists are ordered and looked through by. */
    nameFolded: text('name_folded').notNull().generatedAlwaysAs(sql`kopru_fold(name)`),
    industryFolded: text('industry_folded').generatedAlwaysAs(sql`kopru_fold(industry)`),
    countryFolded: text('country_folded').generatedAlwaysAs(sql`kopru_fold(country)`),
    searchText: text('search_text').notNull().generatedAlwaysAs(sql`kopru_fold(name || ' ' || coalesce(city, ''))`),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('customers_reference').on(table.organizationId, table.externalSource, table.externalId),
    check('customers_reference_whole', sql`(${table.externalSource} is null) = (${table.externalId} is null)`),
    index('customers_by_name').on(table.organizationId, table.nameFolded, table.id),
    index('customers_by_creation').on(table.organizationId, table.createdAt, table.id),
    index('customers_by_country').on(table.organizationId, table.countryFolded),
    index('customers_by_industry').on(table.organizationId, table.industryFolded),
    index('customers_by_owner').on(table.organizationId, table.ownerId),
    tenantPolicy(),
  ],
)

/** A person at a customer's. */
export const contacts = pgTable(
  'contacts',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    customerId: uuid('customer_id').notNull(),
    name: text('name').notNull(),
    title: text('title'),
    email: text('email'),
    phone: text('phone'),
    externalSource: text('external_source'),
    externalId: text('external_id'),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    nameFolded: text('name_folded').notNull().generatedAlwaysAs(sql`kopru_fold(name)`),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('contacts_reference').on(table.organizationId, table.externalSource, table.externalId),
    check('contacts_reference_whole', sql`(${table.externalSource} is null) = (${table.externalId} is null)`),
    foreignKey({
      name: 'contacts_customer',
      columns: [table.organizationId, table.customerId],
      foreignColumns: [customers.organizationId, customers.id],
    }),
    index('contacts_of_customer').on(table.organizationId, table.customerId, table.nameFolded, table.id),
    tenantPolicy(),
  ],
)

export type CustomerRow = Omit<
  typeof customers.$inferSelect,
  'nameFolded' | 'industryFolded' | 'countryFolded' | 'searchText'
>
export type ContactRow = Omit<typeof contacts.$inferSelect, 'nameFolded'>
