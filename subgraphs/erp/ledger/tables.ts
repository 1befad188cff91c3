import { type InferSelectModel, sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  date,
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
import { exactMoment } from '../../shared/db/moment.ts'
import { organizationId, tenantPolicy } from '../../shared/db/tenancy.ts'

export const accounts = pgTable(
  'accounts',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    type: text('type', { enum: ['ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE'] }).notNull(),
    /** What Köprü itself posts here; null for an account that only people use. It never changes. */
    role: text('role', {
      enum: ['BANK', 'RECEIVABLES', 'TAX_PAYABLE', 'SERVICE_REVENUE', 'PRODUCT_REVENUE', 'OTHER_INCOME'],
    }),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('accounts_code').on(table.organizationId, table.code),
    unique('accounts_role').on(table.organizationId, table.role),
    check('accounts_type', sql`${table.type} in ('ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE')`),
    check(
      'accounts_role_known',
      sql`${table.role} in ('BANK', 'RECEIVABLES', 'TAX_PAYABLE', 'SERVICE_REVENUE', 'PRODUCT_REVENUE', 'OTHER_INCOME')`,
    ),
    tenantPolicy(),
  ],
)

export const journals = pgTable(
  'journals',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    code: text('code', { enum: ['SAL', 'BNK', 'GEN'] }).notNull(),
    name: text('name').notNull(),
    /** Bumped in the transaction that posts, so that numbers have no gaps. */
    nextNumber: integer('next_number').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('journals_code').on(table.organizationId, table.code),
    check('journals_code_known', sql`${table.code} in ('SAL', 'BNK', 'GEN')`),
    check('journals_next_number', sql`${table.nextNumber} >= 1`),
    tenantPolicy(),
  ],
)

/** Insert-only. An entry is in one currency, and its lines cannot be in another: their foreign key carries it. */
export const journalEntries = pgTable(
  'journal_entries',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    journalId: uuid('journal_id').notNull(),
    number: integer('number').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    currency: text('currency').notNull(),
    description: text('description').notNull(),
    /** The kind of document this entry was drawn up from, and which: never two entries from one. */
    source: text('source', { enum: ['INVOICE', 'PAYMENT'] }).notNull(),
    sourceId: uuid('source_id').notNull(),
    /** With every digit that is hashed. */
    postedAt: exactMoment('posted_at').notNull().default(sql`now()`),
    /** A user lives in identity's database: an id, and no foreign key. */
    postedBy: uuid('posted_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('journal_entries_number').on(table.organizationId, table.journalId, table.number),
    unique('journal_entries_source').on(table.organizationId, table.source, table.sourceId),
    unique('journal_entries_currency').on(table.organizationId, table.id, table.currency),
    foreignKey({
      name: 'journal_entries_journal',
      columns: [table.organizationId, table.journalId],
      foreignColumns: [journals.organizationId, journals.id],
    }),
    index('journal_entries_by_number').on(table.organizationId, table.number, table.id),
    index('journal_entries_date').on(table.organizationId, table.date, table.id),
    check('journal_entries_number_positive', sql`${table.number} >= 1`),
    check('journal_entries_currency_code', sql`${table.currency} ~ '^[A-Z]{3}$'`),
    check('journal_entries_source_known', sql`${table.source} in ('INVOICE', 'PAYMENT')`),
    tenantPolicy(),
  ],
)

/** Insert-only. */
export const journalLines = pgTable(
  'journal_lines',
  {
    organizationId: organizationId(),
    entryId: uuid('entry_id').notNull(),
    position: integer('position').notNull(),
    accountId: uuid('account_id').notNull(),
    currency: text('currency').notNull(),
    debitMinor: bigint('debit_minor', { mode: 'bigint' }).notNull(),
    creditMinor: bigint('credit_minor', { mode: 'bigint' }).notNull(),
    description: text('description'),
    /** Customers and deals live in the CRM's database, projects upstairs: ids, and no foreign keys. */
    customerId: uuid('customer_id'),
    dealId: uuid('deal_id'),
    projectId: uuid('project_id'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.entryId, table.position] }),
    foreignKey({
      name: 'journal_lines_entry',
      columns: [table.organizationId, table.entryId, table.currency],
      foreignColumns: [journalEntries.organizationId, journalEntries.id, journalEntries.currency],
    }),
    foreignKey({
      name: 'journal_lines_account',
      columns: [table.organizationId, table.accountId],
      foreignColumns: [accounts.organizationId, accounts.id],
    }),
    index('journal_lines_account_entry').on(table.organizationId, table.accountId, table.entryId),
    index('journal_lines_customer').on(table.organizationId, table.customerId, table.entryId),
    check(
      'journal_lines_one_side',
      sql`${table.debitMinor} >= 0 and ${table.creditMinor} >= 0 and (${table.debitMinor} = 0) <> (${table.creditMinor} = 0)`,
    ),
    check('journal_lines_position', sql`${table.position} >= 1`),
    tenantPolicy(),
  ],
)

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** The hash chain of an organisation's entries, in the order they were committed. Written by the database alone. */
export const journalSeals = pgTable(
  'journal_seals',
  {
    organizationId: organizationId(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    entryId: uuid('entry_id').notNull(),
    previousHash: bytes('previous_hash').notNull(),
    hash: bytes('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.sequence] }),
    unique('journal_seals_entry').on(table.organizationId, table.entryId),
    foreignKey({
      name: 'journal_seals_entry_known',
      columns: [table.organizationId, table.entryId],
      foreignColumns: [journalEntries.organizationId, journalEntries.id],
    }),
    tenantPolicy(),
  ],
)

export type AccountRow = InferSelectModel<typeof accounts>
export type JournalRow = InferSelectModel<typeof journals>
export type JournalEntryRow = InferSelectModel<typeof journalEntries>
export type JournalLineRow = InferSelectModel<typeof journalLines>
export type JournalSealRow = InferSelectModel<typeof journalSeals>
