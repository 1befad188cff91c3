import { type InferSelectModel, sql } from 'drizzle-orm'
import {
  bigint,
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
import { invoices } from '../invoicing/tables.ts'
import { journalEntries } from '../ledger/tables.ts'

/** Money that came in. Nothing about it changes but `applied_minor`, which a trigger keeps. */
export const payments = pgTable(
  'payments',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    /** Receipts are numbered without a gap within the year the money came in. */
    numberYear: integer('number_year').notNull(),
    numberInYear: integer('number_in_year').notNull(),
    number: text('number')
      .notNull()
      .generatedAlwaysAs(
        sql`'REC-' || number_year || '-' || lpad(number_in_year::text, greatest(5, length(number_in_year::text)), '0')`,
      ),
    /** A customer lives in the CRM's database: an id, and no foreign key. */
    customerId: uuid('customer_id').notNull(),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
    currency: text('currency').notNull(),
    /** What was applied to invoices. Kept by a trigger on payment_applications; never above the amount. */
    appliedMinor: bigint('applied_minor', { mode: 'bigint' }).notNull().default(sql`0`),
    method: text('method', {
      enum: ['BANK_TRANSFER', 'CARD', 'CASH', 'CHEQUE', 'DIRECT_DEBIT', 'OTHER'],
    }).notNull(),
    reference: text('reference'),
    journalEntryId: uuid('journal_entry_id').notNull(),
    externalSource: text('external_source'),
    externalId: text('external_id'),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    /** The amount in its currency's major unit, to compare and order by. */
    amountMajor: numeric('amount_major').notNull().generatedAlwaysAs(sql`kopru_major(amount_minor, currency)`),
    searchText: text('search_text').generatedAlwaysAs(
      sql`kopru_fold('REC-' || number_year || '-' || lpad(number_in_year::text, greatest(5, length(number_in_year::text)), '0') || ' ' || coalesce(reference, ''))`,
    ),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('payments_number').on(table.organizationId, table.numberYear, table.numberInYear),
    unique('payments_external_reference').on(table.organizationId, table.externalSource, table.externalId),
    unique('payments_journal_entry').on(table.organizationId, table.journalEntryId),
    foreignKey({
      name: 'payments_journal_entry_known',
      columns: [table.organizationId, table.journalEntryId],
      foreignColumns: [journalEntries.organizationId, journalEntries.id],
    }),
    index('payments_customer').on(table.organizationId, table.customerId, table.receivedOn, table.id),
    index('payments_received_on').on(table.organizationId, table.receivedOn, table.id),
    index('payments_by_amount').on(table.organizationId, table.amountMajor, table.id),
    index('payments_created').on(table.organizationId, table.createdAt, table.id),
    check(
      'payments_number_of_year',
      sql`${table.numberInYear} >= 1 and ${table.numberYear} = extract(year from ${table.receivedOn})`,
    ),
    check('payments_amount', sql`${table.amountMinor} > 0`),
    check('payments_applied', sql`${table.appliedMinor} between 0 and ${table.amountMinor}`),
    check('payments_currency', sql`${table.currency} ~ '^[A-Z]{3}$'`),
    check(
      'payments_method',
      sql`${table.method} in ('BANK_TRANSFER', 'CARD', 'CASH', 'CHEQUE', 'DIRECT_DEBIT', 'OTHER')`,
    ),
    check('payments_external', sql`(${table.externalSource} is null) = (${table.externalId} is null)`),
    tenantPolicy(),
  ],
)

/** How much of a payment settles how much of an invoice, counted per payment: insert-only. */
export const paymentApplications = pgTable(
  'payment_applications',
  {
    organizationId: organizationId(),
    paymentId: uuid('payment_id').notNull(),
    position: integer('position').notNull(),
    invoiceId: uuid('invoice_id').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
    currency: text('currency').notNull(),
    appliedOn: date('applied_on', { mode: 'string' }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.paymentId, table.position] }),
    foreignKey({
      name: 'payment_applications_payment',
      columns: [table.organizationId, table.paymentId],
      foreignColumns: [payments.organizationId, payments.id],
    }),
    foreignKey({
      name: 'payment_applications_invoice',
      columns: [table.organizationId, table.invoiceId],
      foreignColumns: [invoices.organizationId, invoices.id],
    }),
    index('payment_applications_invoice').on(table.organizationId, table.invoiceId),
    check('payment_applications_position', sql`${table.position} between 1 and 250`),
    check('payment_applications_amount', sql`${table.amountMinor} > 0`),
    tenantPolicy(),
  ],
)

/** The counter behind the numbers of a year, bumped in the transaction that receives. */
export const paymentNumbers = pgTable(
  'payment_numbers',
  {
    organizationId: organizationId(),
    year: integer('year').notNull(),
    next: integer('next').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.year] }),
    check('payment_numbers_next', sql`${table.next} >= 1`),
    tenantPolicy(),
  ],
)

export type PaymentRow = Omit<InferSelectModel<typeof payments>, 'amountMajor' | 'searchText'>
export type PaymentApplicationRow = InferSelectModel<typeof paymentApplications>
