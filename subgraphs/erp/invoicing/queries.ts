import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { QueryBuilder } from 'drizzle-orm/pg-core'
import type { Actor } from '../../shared/auth/actor.ts'
import type { Transaction } from '../../shared/db/database.ts'
import { leanStatement, statement } from '../../shared/db/statement.ts'
import { among, mine } from '../../shared/db/tenancy.ts'
import type { Listing, Page } from '../../shared/relay/connection.ts'
import { type InvoiceLineRow, type InvoiceRow, invoiceLines, invoices, invoiceTaxes } from './tables.ts'

export type InvoicePage = Page<InvoiceRow>

const { grossMajor, searchText, numberOrder, ...columns } = getTableColumns(invoices)

/** What an invoice is read as. */
export const invoiceColumns = columns

export const invoicesById = leanStatement('invoice:read', { of: 'Invoice', by: 'id' }, (select) =>
  select(columns)
    .from(invoices)
    .where(and(mine(invoices), among(invoices.id))),
)

export const linesByInvoice = leanStatement('invoice:read', { of: 'InvoiceLine', by: 'invoiceId' }, (select) =>
  select(getTableColumns(invoiceLines))
    .from(invoiceLines)
    .where(and(mine(invoiceLines), among(invoiceLines.invoiceId)))
    .orderBy(asc(invoiceLines.invoiceId), asc(invoiceLines.position)),
)

export const taxesByInvoice = leanStatement('invoice:read', { of: 'InvoiceTax', by: 'invoiceId' }, (select) =>
  select(getTableColumns(invoiceTaxes))
    .from(invoiceTaxes)
    .where(and(mine(invoiceTaxes), among(invoiceTaxes.invoiceId)))
    .orderBy(asc(invoiceTaxes.invoiceId), asc(invoiceTaxes.category), asc(invoiceTaxes.ratePercent)),
)

const open = sql`${invoices.state} = 'POSTED' and ${invoices.appliedMinor} < ${invoices.grossMinor}`
const late = sql`${invoices.dueDate} < ${sql.placeholder('today')}::date`
const owed = sql`${invoices.grossMinor} - ${invoices.appliedMinor}`

/** What customers owe in each currency in which they have an open invoice, and how much of it is late. */
export const receivablesByCustomer = statement('invoice:read', (select) =>
  select({
    customerId: invoices.customerId,
    currency: invoices.currency,
    outstandingMinor: sql`sum(${owed})::bigint`.mapWith(BigInt),
    overdueMinor: sql`coalesce(sum(${owed}) filter (where ${late}), 0)::bigint`.mapWith(BigInt),
  })
    .from(invoices)
    .where(and(mine(invoices), among(invoices.customerId), open))
    .groupBy(invoices.customerId, invoices.currency)
    .orderBy(asc(invoices.customerId), asc(invoices.currency)),
)

/** Which invoices belong to which of the deals, for the statement of a room above to build on. */
export const invoicesOfDeals = () =>
  new QueryBuilder()
    .select({ id: invoices.id, dealId: invoices.dealId })
    .from(invoices)
    .where(and(mine(invoices), among(invoices.dealId)))
    .as('invoices_of_deals')

/** The same as `paymentState`, where rows are chosen. */
const paymentState = sql`case when ${invoices.state} = 'POSTED' and ${invoices.appliedMinor} >= ${invoices.grossMinor} then 'PAID'
  when ${invoices.appliedMinor} > 0 then 'PARTIAL' else 'UNPAID' end`

export const invoiceListing: Listing<InvoiceRow> = {
  name: 'invoices',
  of: 'Invoice',
  permission: 'invoice:read',
  table: invoices,
  fields: columns,
  orders: {
    ISSUE_DATE: { by: invoices.issueDate, type: 'date' },
    DUE_DATE: { by: invoices.dueDate, type: 'date' },
    NUMBER: { by: invoices.numberOrder, type: 'bigint' },
    TOTAL: { by: grossMajor, type: 'numeric' },
  },
  defaultOrder: { field: 'ISSUE_DATE', direction: 'DESC' },
  filters: {
    state: { kind: 'enum', column: invoices.state },
    paymentState: { kind: 'enum', column: paymentState },
    customerId: { kind: 'id', column: invoices.customerId, prefix: 'cust' },
    dealId: { kind: 'id', column: invoices.dealId, prefix: 'deal' },
    projectId: { kind: 'id', column: invoices.projectId, prefix: 'proj' },
    issueDate: { kind: 'date', column: invoices.issueDate },
    dueDate: { kind: 'date', column: invoices.dueDate },
    total: { kind: 'decimal', column: grossMajor },
    currency: { kind: 'enum', column: invoices.currency },
    overdue: { kind: 'boolean', column: sql`(${open} and ${late})` },
  },
  search: searchText,
}

/** The invoices, held until the transaction ends, in the order of their ids: no two holders wait for each other. */
export async function lockInvoices(
  tx: Transaction,
  { organizationId }: Actor,
  ids: readonly string[],
): Promise<InvoiceRow[]> {
  return tx
    .select(columns)
    .from(invoices)
    .where(and(eq(invoices.organizationId, organizationId), sql`${invoices.id} = any(${sql.param(ids)}::uuid[])`))
    .orderBy(asc(invoices.id))
    .for('update')
}

/** The invoices with one of the outside ids, held likewise. */
export async function lockInvoicesByReference(
  tx: Transaction,
  { organizationId }: Actor,
  references: readonly { source: string; id: string }[],
): Promise<InvoiceRow[]> {
  const sources = sql.param(references.map(({ source }) => source))
  const ids = sql.param(references.map(({ id }) => id))
  return tx
    .select(columns)
    .from(invoices)
    .where(
      and(
        eq(invoices.organizationId, organizationId),
        sql`(${invoices.externalSource}, ${invoices.externalId}) in (select * from unnest(${sources}::text[], ${ids}::text[]))`,
      ),
    )
    .orderBy(asc(invoices.id))
    .for('update')
}

/** The lines of invoices that are held, by invoice and in their order. */
export async function linesOf(
  tx: Transaction,
  { organizationId }: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, InvoiceLineRow[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(invoiceLines)
    .where(
      and(
        eq(invoiceLines.organizationId, organizationId),
        sql`${invoiceLines.invoiceId} = any(${sql.param(ids)}::uuid[])`,
      ),
    )
    .orderBy(asc(invoiceLines.invoiceId), asc(invoiceLines.position))
  return Map.groupBy(rows, ({ invoiceId }) => invoiceId)
}
