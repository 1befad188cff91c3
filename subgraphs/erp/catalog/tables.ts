import { type InferSelectModel, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { organizationId, tenantPolicy } from '../../shared/db/tenancy.ts'
import { accounts } from '../ledger/tables.ts'

export const taxRates = pgTable(
  'tax_rates',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    category: text('category', { enum: ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'] }).notNull(),
    /** Percent with up to four digits, not basis points: New York charges 8.875 %. */
    ratePercent: numeric('rate_percent', { precision: 7, scale: 4 }).notNull(),
    active: boolean('active').notNull().default(true),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('tax_rates_name').on(table.organizationId, table.name),
    check('tax_rates_category', sql`${table.category} in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')`),
    check(
      'tax_rates_rate',
      sql`${table.ratePercent} between 0 and 100 and (${table.category} = 'S') = (${table.ratePercent} > 0)`,
    ),
    tenantPolicy(),
  ],
)

export const products = pgTable(
  'products',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    sku: text('sku').notNull(),
    name: text('name').notNull(),
    unit: text('unit'),
    unitPriceMinor: bigint('unit_price_minor', { mode: 'bigint' }).notNull(),
    currency: text('currency').notNull(),
    revenueAccountId: uuid('revenue_account_id').notNull(),
    taxRateId: uuid('tax_rate_id'),
    active: boolean('active').notNull().default(true),
    category: text('category'),
    externalSource: text('external_source'),
    externalId: text('external_id'),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    /** Folded copies are what lists are ordered and looked through by. */
    skuFolded: text('sku_folded').notNull().generatedAlwaysAs(sql`kopru_fold(sku)`),
    nameFolded: text('name_folded').notNull().generatedAlwaysAs(sql`kopru_fold(name)`),
    categoryFolded: text('category_folded').generatedAlwaysAs(sql`kopru_fold(category)`),
    /** The price in its currency's major unit, to compare and order by. */
    unitPriceMajor: numeric('unit_price_major')
      .notNull()
      .generatedAlwaysAs(sql`kopru_major(unit_price_minor, currency)`),
    searchText: text('search_text').generatedAlwaysAs(
      sql`kopru_fold(sku || ' ' || name || ' ' || coalesce(category, ''))`,
    ),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('products_sku').on(table.organizationId, table.sku),
    unique('products_external_reference').on(table.organizationId, table.externalSource, table.externalId),
    foreignKey({
      name: 'products_revenue_account',
      columns: [table.organizationId, table.revenueAccountId],
      foreignColumns: [accounts.organizationId, accounts.id],
    }),
    foreignKey({
      name: 'products_tax_rate',
      columns: [table.organizationId, table.taxRateId],
      foreignColumns: [taxRates.organizationId, taxRates.id],
    }),
    index('products_by_name').on(table.organizationId, table.nameFolded, table.id),
    index('products_by_price').on(table.organizationId, table.unitPriceMajor, table.id),
    index('products_by_creation').on(table.organizationId, table.createdAt, table.id),
    index('products_by_sku').on(table.organizationId, table.skuFolded),
    index('products_by_category').on(table.organizationId, table.categoryFolded),
    check('products_price', sql`${table.unitPriceMinor} >= 0 and ${table.currency} ~ '^[A-Z]{3}$'`),
    check('products_external', sql`(${table.externalSource} is null) = (${table.externalId} is null)`),
    tenantPolicy(),
  ],
)

export type TaxRateRow = InferSelectModel<typeof taxRates>
export type ProductRow = Omit<
  InferSelectModel<typeof products>,
  'skuFolded' | 'nameFolded' | 'categoryFolded' | 'unitPriceMajor' | 'searchText'
>
