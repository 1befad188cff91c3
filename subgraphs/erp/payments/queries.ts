import { and, asc, eq, getTableColumns, lt, sql } from 'drizzle-orm'
import type { Actor } from '../../shared/auth/actor.ts'
import type { Transaction } from '../../shared/db/database.ts'
import { leanStatement, statement } from '../../shared/db/statement.ts'
import { among, mine } from '../../shared/db/tenancy.ts'
import type { Listing, Page } from '../../shared/relay/connection.ts'
import { invoicesOfDeals, lockInvoices } from '../invoicing/queries.ts'
import type { Payable } from './payment.ts'
import { type PaymentRow, paymentApplications, payments } from './tables.ts'

export type PaymentPage = Page<PaymentRow>

const { amountMajor, searchText, ...columns } = getTableColumns(payments)

export const paymentsById = leanStatement('payment:read', { of: 'Payment', by: 'id' }, (select) =>
  select(columns)
    .from(payments)
    .where(and(mine(payments), among(payments.id))),
)

export const applicationsByPayment = leanStatement(
  'payment:read',
  { of: 'PaymentApplication', by: 'paymentId' },
  (select) =>
    select(getTableColumns(paymentApplications))
      .from(paymentApplications)
      .where(and(mine(paymentApplications), among(paymentApplications.paymentId)))
      .orderBy(asc(paymentApplications.paymentId), asc(paymentApplications.position)),
)

export const applicationsByInvoice = leanStatement(
  'payment:read',
  { of: 'PaymentApplication', by: 'invoiceId' },
  (select) =>
    select(getTableColumns(paymentApplications))
      .from(paymentApplications)
      .where(and(mine(paymentApplications), among(paymentApplications.invoiceId)))
      .orderBy(
        asc(paymentApplications.createdAt),
        // Those of one import were recorded in one moment.
        asc(paymentApplications.appliedOn),
        asc(paymentApplications.paymentId),
        asc(paymentApplications.position),
      ),
)

/** What was collected for each deal, by currency. */
export const collectedByDeal = statement('payment:read', (select) => {
  const sold = invoicesOfDeals()
  return select({
    dealId: sold.dealId,
    currency: paymentApplications.currency,
    minor: sql`sum(${paymentApplications.amountMinor})::bigint`.mapWith(BigInt),
  })
    .from(sold)
    .innerJoin(paymentApplications, and(mine(paymentApplications), eq(paymentApplications.invoiceId, sold.id)))
    .groupBy(sold.dealId, paymentApplications.currency)
    .orderBy(asc(sold.dealId), asc(paymentApplications.currency))
})

/** What customers paid that is not applied yet, by currency. */
export const unappliedByCustomer = statement('payment:read', (select) =>
  select({
    customerId: payments.customerId,
    currency: payments.currency,
    minor: sql`sum(${payments.amountMinor} - ${payments.appliedMinor})::bigint`.mapWith(BigInt),
  })
    .from(payments)
    .where(and(mine(payments), among(payments.customerId), lt(payments.appliedMinor, payments.amountMinor)))
    .groupBy(payments.customerId, payments.currency),
)

const applicationState = sql`case when ${payments.appliedMinor} = 0 then 'UNAPPLIED'
  when ${payments.appliedMinor} < ${payments.amountMinor} then 'PARTIALLY_APPLIED' else 'APPLIED' end`

export const paymentListing: Listing<PaymentRow> = {
  name: 'payments',
  of: 'Payment',
  permission: 'payment:read',
  table: payments,
  fields: columns,
  orders: {
    RECEIVED_ON: { by: payments.receivedOn, type: 'date' },
    AMOUNT: { by: amountMajor, type: 'numeric' },
    CREATED_AT: { by: payments.createdAt, type: 'timestamptz' },
  },
  defaultOrder: { field: 'RECEIVED_ON', direction: 'DESC' },
  filters: {
    customerId: { kind: 'id', column: payments.customerId, prefix: 'cust' },
    receivedOn: { kind: 'date', column: payments.receivedOn },
    amount: { kind: 'decimal', column: amountMajor },
    currency: { kind: 'enum', column: payments.currency },
    applicationState: { kind: 'enum', column: applicationState },
    method: { kind: 'enum', column: payments.method },
  },
  search: searchText,
}

/** The invoices somebody wants to pay, by id, held until the transaction ends. */
export async function lockPayables(
  tx: Transaction,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, Payable>> {
  const found = ids.length > 0 ? await lockInvoices(tx, actor, ids) : []
  return new Map(found.map((invoice) => [invoice.id, invoice]))
}

/** The payment, held until the transaction ends; null when the organisation has none of that id. */
export async function lockPayment(tx: Transaction, { organizationId }: Actor, id: string): Promise<PaymentRow | null> {
  const [payment] = await tx
    .select(columns)
    .from(payments)
    .where(and(eq(payments.organizationId, organizationId), eq(payments.id, id)))
    .for('update')
  return payment ?? null
}

/** How many invoices a payment settles. Hold the payment first. */
export const countApplications = (tx: Transaction, { organizationId, id }: PaymentRow): Promise<number> =>
  tx.$count(
    paymentApplications,
    and(eq(paymentApplications.organizationId, organizationId), eq(paymentApplications.paymentId, id)),
  )

export type ImportedPayment = PaymentRow & { readonly invoiceIds: readonly string[] }

/** The payments that were imported under these outside ids, each with the invoices it settles. */
export async function paymentsByReference(
  tx: Transaction,
  { organizationId }: Actor,
  references: readonly { source: string; id: string }[],
): Promise<ImportedPayment[]> {
  const of = and(
    eq(paymentApplications.organizationId, payments.organizationId),
    eq(paymentApplications.paymentId, payments.id),
  )
  return tx
    .select({
      ...columns,
      invoiceIds: sql<
        string[]
      >`array(select ${paymentApplications.invoiceId}::text from ${paymentApplications} where ${of})`,
    })
    .from(payments)
    .where(
      and(
        eq(payments.organizationId, organizationId),
        sql`(${payments.externalSource}, ${payments.externalId}) in
          (select * from jsonb_to_recordset(${JSON.stringify(references)}::text::jsonb) as wanted(source text, id text))`,
      ),
    )
}
