import { type Money, money, subtract } from '../../shared/money/money.ts'
import { Refusal } from '../../shared/refusal.ts'
import type { LocalDate } from '../../shared/time/date.ts'
import { credit, debit, type Entry, entry } from '../ledger/journal.ts'

/** Money that came in, and what is to be settled with it. */
export interface Receipt {
  readonly customerId: string
  readonly amount: Money
  readonly receivedOn: LocalDate
  readonly applications: readonly Wish[]
}

interface Wish {
  readonly invoiceId: string
  readonly amount: Money
}

/** An invoice as whoever pays it sees it. */
export interface Payable {
  readonly state: string
  readonly customerId: string
  readonly currency: string
  readonly issueDate: LocalDate
  readonly grossMinor: bigint
  readonly appliedMinor: bigint
}

/** A payment with what is left of it. */
interface Funds {
  readonly customerId: string
  readonly receivedOn: LocalDate
  readonly unapplied: Money
}

/** What is written down of a payment that settles an invoice. */
export interface Application extends Wish {
  readonly appliedOn: LocalDate
}

type Path = readonly (string | number)[]

const MOST_APPLICATIONS = 250

/**
 * Decides whether money may be received as it is said, and what is applied to which invoice.
 * Refuses with DATE_IN_FUTURE, TOO_MANY_APPLICATIONS, DUPLICATE_INVOICE, and as `apply` does.
 */
export function receive(
  receipt: Receipt,
  invoices: ReadonlyMap<string, Payable>,
  today: LocalDate,
): readonly Application[] {
  const { amount, receivedOn, applications } = receipt
  checkReceived(receivedOn, today, [])
  checkCount(applications.length, ['applications'])
  const seen = new Set<string>()
  let unapplied = amount
  return applications.map((wish, index) => {
    const path = ['applications', index]
    if (seen.has(wish.invoiceId)) {
      throw new Refusal('DUPLICATE_INVOICE', 'This invoice is named twice.', [...path, 'invoiceId'])
    }
    seen.add(wish.invoiceId)
    const application = apply({ ...receipt, unapplied }, invoices.get(wish.invoiceId), wish, receivedOn, path)
    unapplied = subtract(unapplied, wish.amount)
    return application
  })
}

/**
 * Decides whether what is left of a payment may settle that much of an invoice. It takes effect on `date`,
 * but never before both were there. Refuses with INVOICE_NOT_FOUND, INVOICE_NOT_POSTED,
 * CUSTOMER_MISMATCH, CURRENCY_MISMATCH, EXCEEDS_OUTSTANDING, EXCEEDS_UNAPPLIED.
 */
export function apply(
  { customerId, receivedOn, unapplied }: Funds,
  invoice: Payable | null | undefined,
  { invoiceId, amount }: Wish,
  date: LocalDate,
  path: Path,
): Application {
  const refuse = (code: string, message: string, field: string) => new Refusal(code, message, [...path, field])
  if (!invoice) throw refuse('INVOICE_NOT_FOUND', 'There is no such invoice.', 'invoiceId')
  if (invoice.state !== 'POSTED') {
    throw refuse('INVOICE_NOT_POSTED', 'Only a posted invoice can be paid.', 'invoiceId')
  }
  if (invoice.customerId !== customerId) {
    throw refuse('CUSTOMER_MISMATCH', "This invoice is another customer's.", 'invoiceId')
  }
  if (invoice.currency !== amount.currency || unapplied.currency !== amount.currency) {
    throw refuse(
      'CURRENCY_MISMATCH',
      `The invoice is in ${invoice.currency}, the payment in ${unapplied.currency}: both must be the same.`,
      'amount',
    )
  }
  const outstanding = money(invoice.grossMinor - invoice.appliedMinor, invoice.currency)
  if (amount.minor > outstanding.minor) {
    throw refuse('EXCEEDS_OUTSTANDING', `Only ${say(outstanding)} of this invoice is still to be paid.`, 'amount')
  }
  if (amount.minor > unapplied.minor) {
    throw refuse('EXCEEDS_UNAPPLIED', `Only ${say(unapplied)} of this payment is still to be applied.`, 'amount')
  }
  return { invoiceId, amount, appliedOn: [date, receivedOn, invoice.issueDate].sort().at(-1)! }
}

/** What is not here yet was not received. Refuses with DATE_IN_FUTURE. */
export function checkReceived(receivedOn: LocalDate, today: LocalDate, path: Path): void {
  if (receivedOn > today) {
    throw new Refusal('DATE_IN_FUTURE', 'Money cannot be received after today.', [...path, 'receivedOn'])
  }
}

/** A payment is applied so many times at most, over its life. Refuses with TOO_MANY_APPLICATIONS. */
export function checkCount(count: number, path: Path): void {
  if (count > MOST_APPLICATIONS) {
    throw new Refusal('TOO_MANY_APPLICATIONS', `A payment is applied at most ${MOST_APPLICATIONS} times.`, path)
  }
}

/**
 * The entry a payment makes: all of it leaves receivables at once. What is not applied yet stays there
 * as the customer's credit, so that receivables are open invoices less unapplied payments on any day.
 */
export const book = (
  { customerId, amount, receivedOn }: Omit<Receipt, 'applications'>,
  payment: { id: string; number: string },
  accounts: { bank: string; receivables: string },
): Entry =>
  entry(
    {
      journal: 'BNK',
      date: receivedOn,
      description: `Payment ${payment.number}`,
      source: 'PAYMENT',
      sourceId: payment.id,
    },
    [debit(accounts.bank, amount, { customerId }), credit(accounts.receivables, amount, { customerId })],
  )

/** Never stored: what was applied says it. */
export function applicationState({ amountMinor, appliedMinor }: { amountMinor: bigint; appliedMinor: bigint }) {
  if (appliedMinor === 0n) return 'UNAPPLIED'
  return appliedMinor < amountMinor ? 'PARTIALLY_APPLIED' : 'APPLIED'
}

/** What there is in one currency; amounts in others do not add up with it. */
export const amountIn = (amounts: readonly { currency: string; minor: bigint }[], currency: string): Money =>
  money(amounts.find((amount) => amount.currency === currency)?.minor ?? 0n, currency)

/** The receipt's number, counted within the year the money came in. */
export const numberOf = (year: number, inYear: number): string => `REC-${year}-${String(inYear).padStart(5, '0')}`

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4))

const say = (amount: Money) => `${amount.amount} ${amount.currency}`
