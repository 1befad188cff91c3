import { type InferSelectModel, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
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
import { products, taxRates } from '../catalog/tables.ts'
import { accounts, journalEntries } from '../ledger/tables.ts'
import { projects } from '../projects/tables.ts'

/** Once posted, nothing but `applied_minor` (and the version) changes: a trigger sees to it. */
export const invoices = pgTable(
  'invoices',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    state: text('state', { enum: ['DRAFT', 'POSTED'] })
      .notNull()
      .default('DRAFT'),
    /** Numbers run without a gap within a year; a draft has none. */
    numberYear: integer('number_year'),
    numberInYear: integer('number_in_year'),
    number: text('number').generatedAlwaysAs(
      sql`'INV-' || number_year || '-' || lpad(number_in_year::text, greatest(5, length(number_in_year::text)), '0')`,
    ),
    /** Year and place in one, as the number's text does not order them (99999 before 100000); drafts before all. */
    numberOrder: bigint('number_order', { mode: 'bigint' })
      .notNull()
      .generatedAlwaysAs(sql`coalesce(number_year::bigint * 10000000000 + number_in_year, 0)`),
    /** Customers and deals live in the CRM's database: ids, and no foreign keys. */
    customerId: uuid('customer_id').notNull(),
    dealId: uuid('deal_id'),
    projectId: uuid('project_id'),
    currency: text('currency').notNull(),
    issueDate: date('issue_date', { mode: 'string' }).notNull(),
    dueDate: date('due_date', { mode: 'string' }).notNull(),
    pricesIncludeTax: boolean('prices_include_tax').notNull().default(false),
    netMinor: bigint('net_minor', { mode: 'bigint' }).notNull(),
    taxMinor: bigint('tax_minor', { mode: 'bigint' }).notNull(),
    grossMinor: bigint('gross_minor', { mode: 'bigint' }).notNull(),
    /** What payments were applied to it. Kept by a trigger on payment_applications; never above the gross. */
    appliedMinor: bigint('applied_minor', { mode: 'bigint' }).notNull().default(sql`0`),
    /** Null while a draft, and where the total is zero: there is nothing to put into the books then. */
    journalEntryId: uuid('journal_entry_id'),
    externalSource: text('external_source'),
    externalId: text('external_id'),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    postedAt: timestamp('posted_at', { withTimezone: true, mode: 'date' }),
    /** The total in its currency's major unit, to compare and order by. */
    grossMajor: numeric('gross_major').notNull().generatedAlwaysAs(sql`kopru_major(gross_minor, currency)`),
    searchText: text('search_text').generatedAlwaysAs(
      sql`kopru_fold(coalesce('INV-' || number_year || '-' || lpad(number_in_year::text, greatest(5, length(number_in_year::text)), '0'), '')
        || ' ' || coalesce(external_id, ''))`,
    ),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('invoices_number').on(table.organizationId, table.numberYear, table.numberInYear),
    unique('invoices_external_reference').on(table.organizationId, table.externalSource, table.externalId),
    unique('invoices_journal_entry').on(table.organizationId, table.journalEntryId),
    foreignKey({
      name: 'invoices_journal_entry_known',
      columns: [table.organizationId, table.journalEntryId],
      foreignColumns: [journalEntries.organizationId, journalEntries.id],
    }),
    foreignKey({
      name: 'invoices_project_of_customer',
      columns: [table.organizationId, table.projectId, table.customerId],
      foreignColumns: [projects.organizationId, projects.id, projects.customerId],
    }),
    index('invoices_customer').on(table.organizationId, table.customerId, table.issueDate, table.id),
    index('invoices_deal').on(table.organizationId, table.dealId, table.issueDate, table.id),
    index('invoices_project').on(table.organizationId, table.projectId, table.issueDate, table.id),
    index('invoices_issue_date').on(table.organizationId, table.issueDate, table.id),
    index('invoices_due_date').on(table.organizationId, table.dueDate, table.id),
    index('invoices_by_number').on(table.organizationId, table.numberOrder, table.id),
    index('invoices_by_total').on(table.organizationId, table.grossMajor, table.id),
    check('invoices_state', sql`${table.state} in ('DRAFT', 'POSTED')`),
    check('invoices_currency', sql`${table.currency} ~ '^[A-Z]{3}$'`),
    check('invoices_due', sql`${table.dueDate} >= ${table.issueDate}`),
    check(
      'invoices_totals',
      sql`${table.netMinor} >= 0 and ${table.taxMinor} >= 0 and ${table.grossMinor} = ${table.netMinor} + ${table.taxMinor}`,
    ),
    check('invoices_applied', sql`${table.appliedMinor} between 0 and ${table.grossMinor}`),
    check(
      'invoices_posted',
      sql`case when ${table.state} = 'POSTED'
        then ${table.numberYear} is not null and ${table.numberYear} = extract(year from ${table.issueDate})
          and ${table.numberInYear} is not null and ${table.numberInYear} >= 1 and ${table.postedAt} is not null
          and (${table.journalEntryId} is null) = (${table.grossMinor} = 0)
        else ${table.numberYear} is null and ${table.numberInYear} is null and ${table.postedAt} is null
          and ${table.journalEntryId} is null and ${table.appliedMinor} = 0 end`,
    ),
    check('invoices_external', sql`(${table.externalSource} is null) = (${table.externalId} is null)`),
    tenantPolicy(),
  ],
)

export const invoiceLines = pgTable(
  'invoice_lines',
  {
    organizationId: organizationId(),
    invoiceId: uuid('invoice_id').notNull(),
    position: integer('position').notNull(),
    productId: uuid('product_id'),
    description: text('description').notNull(),
    quantity: numeric('quantity', { precision: 18, scale: 6 }).notNull(),
    unitPrice: numeric('unit_price', { precision: 24, scale: 6 }).notNull(),
    discountPercent: numeric('discount_percent', { precision: 7, scale: 4 }).notNull(),
    /** The rate as it was: a copy, so that the invoice says for ever what it said. */
    taxRateId: uuid('tax_rate_id'),
    taxCategory: text('tax_category').notNull(),
    taxPercent: numeric('tax_percent', { precision: 7, scale: 4 }).notNull(),
    revenueAccountId: uuid('revenue_account_id').notNull(),
    /** After discount, as priced: with tax where the prices include it. */
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
    netMinor: bigint('net_minor', { mode: 'bigint' }).notNull(),
    currency: text('currency').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.invoiceId, table.position] }),
    foreignKey({
      name: 'invoice_lines_invoice',
      columns: [table.organizationId, table.invoiceId],
      foreignColumns: [invoices.organizationId, invoices.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'invoice_lines_product',
      columns: [table.organizationId, table.productId],
      foreignColumns: [products.organizationId, products.id],
    }),
    foreignKey({
      name: 'invoice_lines_tax_rate',
      columns: [table.organizationId, table.taxRateId],
      foreignColumns: [taxRates.organizationId, taxRates.id],
    }),
    foreignKey({
      name: 'invoice_lines_revenue_account',
      columns: [table.organizationId, table.revenueAccountId],
      foreignColumns: [accounts.organizationId, accounts.id],
    }),
    check(
      'invoice_lines_amounts',
      sql`${table.quantity} > 0 and ${table.unitPrice} >= 0 and ${table.discountPercent} between 0 and 100
        and ${table.netMinor} >= 0 and ${table.amountMinor} >= ${table.netMinor}`,
    ),
    tenantPolicy(),
  ],
)

export const invoiceTaxes = pgTable(
  'invoice_taxes',
  {
    organizationId: organizationId(),
    invoiceId: uuid('invoice_id').notNull(),
    category: text('category').notNull(),
    ratePercent: numeric('rate_percent', { precision: 7, scale: 4 }).notNull(),
    taxableMinor: bigint('taxable_minor', { mode: 'bigint' }).notNull(),
    taxMinor: bigint('tax_minor', { mode: 'bigint' }).notNull(),
    currency: text('currency').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.invoiceId, table.category, table.ratePercent] }),
    foreignKey({
      name: 'invoice_taxes_invoice',
      columns: [table.organizationId, table.invoiceId],
      foreignColumns: [invoices.organizationId, invoices.id],
    }).onDelete('cascade'),
    check('invoice_taxes_amounts', sql`${table.taxableMinor} >= 0 and ${table.taxMinor} >= 0`),
    tenantPolicy(),
  ],
)

/** The counter behind the numbers of a year, bumped in the transaction that posts. */
export const invoiceNumbers = pgTable(
  'invoice_numbers',
  {
    organizationId: organizationId(),
    year: integer('year').notNull(),
    next: integer('next').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.year] }),
    check('invoice_numbers_next', sql`${table.next} >= 1`),
    tenantPolicy(),
  ],
)

export type InvoiceRow = Omit<InferSelectModel<typeof invoices>, 'grossMajor' | 'searchText' | 'numberOrder'>
export type InvoiceLineRow = InferSelectModel<typeof invoiceLines>
export type InvoiceTaxRow = InferSelectModel<typeof invoiceTaxes>
