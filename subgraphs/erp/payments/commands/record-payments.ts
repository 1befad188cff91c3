import { sql } from 'drizzle-orm'
import type { Actor } from '../../../shared/auth/actor.ts'
import { insertRows } from '../../../shared/db/bulk.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { newId } from '../../../shared/relay/id.ts'
import type { Chart } from '../../ledger/chart.ts'
import { record } from '../../ledger/commands.ts'
import { type Application, book, numberOf, type Receipt, yearOf } from '../payment.ts'
import { type PaymentRow, paymentApplications, paymentNumbers, payments } from '../tables.ts'

/** A payment that was decided on. */
export interface Decided extends Receipt {
  readonly applications: readonly Application[]
  readonly method: PaymentRow['method']
  readonly reference: string | null
  readonly externalReference?: { source: string; id: string }
}

/** Numbers payments in their order, puts them into the books, and writes down what they settle. Returns their ids. */
export async function recordPayments(
  tx: Transaction,
  actor: Actor,
  { BANK: bank, RECEIVABLES: receivables }: Chart,
  decided: readonly Decided[],
): Promise<string[]> {
  const { organizationId } = actor
  const numbers = await takeNumbers(tx, actor, decided)
  const rows = decided.map((payment, index) => ({ id: newId(), payment, number: numbers[index]! }))
  const entryIds = await record(
    tx,
    actor,
    rows.map(({ id, payment, number }) =>
      book(payment, { id, number: numberOf(number.year, number.inYear) }, { bank, receivables }),
    ),
  )
  await insertRows(
    tx,
    payments,
    rows.map(({ id, payment, number }, index) => ({
      organizationId,
      id,
      numberYear: number.year,
      numberInYear: number.inYear,
      customerId: payment.customerId,
      receivedOn: payment.receivedOn,
      amountMinor: payment.amount.minor,
      currency: payment.amount.currency,
      method: payment.method,
      reference: payment.reference,
      journalEntryId: entryIds[index]!,
      externalSource: payment.externalReference?.source ?? null,
      externalId: payment.externalReference?.id ?? null,
    })),
  )
  await recordApplications(
    tx,
    actor,
    rows.flatMap(({ id, payment }) =>
      payment.applications.map((application, index) => ({ ...application, paymentId: id, position: index + 1 })),
    ),
  )
  return rows.map(({ id }) => id)
}

/** Writes down what settles what. The database adds it to what is applied of both, and refuses more than there is. */
export async function recordApplications(
  tx: Transaction,
  { organizationId }: Actor,
  applications: readonly (Application & { paymentId: string; position: number })[],
): Promise<void> {
  await insertRows(
    tx,
    paymentApplications,
    applications.map(({ paymentId, position, invoiceId, amount, appliedOn }) => ({
      organizationId,
      paymentId,
      position,
      invoiceId,
      amountMinor: amount.minor,
      currency: amount.currency,
      appliedOn,
    })),
  )
}

/** The next numbers of each year, the years in one order for everybody. */
async function takeNumbers(
  tx: Transaction,
  { organizationId }: Actor,
  decided: readonly Decided[],
): Promise<{ year: number; inYear: number }[]> {
  if (decided.length === 0) return []
  const byYear = Map.groupBy(decided, ({ receivedOn }) => yearOf(receivedOn))
  const taken = await tx
    .insert(paymentNumbers)
    .values(
      [...byYear].sort(([a], [b]) => a - b).map(([year, { length }]) => ({ organizationId, year, next: 1 + length })),
    )
    .onConflictDoUpdate({
      target: [paymentNumbers.organizationId, paymentNumbers.year],
      set: { next: sql`${paymentNumbers.next} + excluded.next - 1` },
    })
    .returning({ year: paymentNumbers.year, after: paymentNumbers.next })
  const next = new Map(taken.map(({ year, after }) => [year, after - byYear.get(year)!.length]))
  return decided.map(({ receivedOn }) => {
    const year = yearOf(receivedOn)
    const inYear = next.get(year)!
    next.set(year, inYear + 1)
    return { year, inYear }
  })
}
