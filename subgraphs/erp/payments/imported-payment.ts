import { add, type Money, money } from '../../shared/money/money.ts'
import { Refusal } from '../../shared/refusal.ts'
import type { LocalDate } from '../../shared/time/date.ts'
import { type Application, apply, type Payable } from './payment.ts'

/** A payment as another system tells it. */
export interface Told {
  readonly customerId: string
  readonly invoiceId: string | null
  readonly amount: Money
  readonly receivedOn: LocalDate
  readonly method: string
  readonly reference: string | null
}

/** The same payment as it is known here since it was first told. */
export interface Known {
  readonly customerId: string
  readonly invoiceIds: readonly string[]
  readonly amountMinor: bigint
  readonly currency: string
  readonly receivedOn: LocalDate
  readonly method: string
  readonly reference: string | null
}

type Path = readonly (string | number)[]

/**
 * Applies all of a payment to the invoice it names, if any, and takes that off what the rows after it
 * may still pay. Refuses as `apply` does.
 */
export function settle(told: Told, invoices: Map<string, Payable>, path: Path): readonly Application[] {
  const { invoiceId, amount, receivedOn } = told
  if (invoiceId === null) return []
  const invoice = invoices.get(invoiceId)
  const application = apply({ ...told, unapplied: amount }, invoice, { invoiceId, amount }, receivedOn, path)
  const applied = add(money(invoice!.appliedMinor, invoice!.currency), amount)
  invoices.set(invoiceId, { ...invoice!, appliedMinor: applied.minor })
  return [application]
}

/** A payment is never changed, by an import neither. Refuses with PAYMENT_DIFFERS when it is told otherwise than before. */
export function checkSame(told: Told, known: Known, path: Path): void {
  const same =
    told.customerId === known.customerId &&
    (told.invoiceId === null || known.invoiceIds.includes(told.invoiceId)) &&
    told.amount.minor === known.amountMinor &&
    told.amount.currency === known.currency &&
    told.receivedOn === known.receivedOn &&
    told.method === known.method &&
    told.reference === known.reference
  if (!same) {
    throw new Refusal(
      'PAYMENT_DIFFERS',
      'This payment was imported with other values, and payments do not change.',
      path,
    )
  }
}
