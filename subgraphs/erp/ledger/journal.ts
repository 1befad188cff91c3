import { type Money, sum } from '../../shared/money/money.ts'
import type { LocalDate } from '../../shared/time/date.ts'

/** What an entry was drawn up for. */
export interface Occasion {
  readonly journal: 'SAL' | 'BNK' | 'GEN'
  readonly date: LocalDate
  readonly description: string
  /** The document it comes from: one document, one entry. */
  readonly source: 'INVOICE' | 'PAYMENT'
  readonly sourceId: string
}

/** What a line is about, besides its account. */
export interface Subject {
  readonly description?: string | undefined
  readonly customerId?: string | null
  readonly dealId?: string | null
  readonly projectId?: string | null
}

export interface Line extends Subject {
  readonly side: 'DEBIT' | 'CREDIT'
  /** The account's id. */
  readonly account: string
  readonly amount: Money
}

declare const balanced: unique symbol

/** A journal entry that balances: there is no other way to get one than `entry`. */
export interface Entry extends Occasion {
  readonly [balanced]: true
  readonly currency: string
  readonly lines: readonly Line[]
}

/**
 * Draws up an entry. That it has two lines or more, all above zero in one currency, and debits equal
 * to credits, is for the caller to know: anything else is a bug of ours, never a refusal.
 */
export function entry(occasion: Occasion, lines: readonly Line[]): Entry {
  must(lines.length >= 2, 'An entry has at least two lines.')
  const { currency } = lines[0]!.amount
  for (const { amount } of lines) {
    must(amount.currency === currency, `An entry is in one currency, not in ${currency} and ${amount.currency}.`)
    must(amount.minor > 0n, 'A line of an entry is above zero.')
  }
  const [debits, credits] = [totalOf('DEBIT', lines, currency), totalOf('CREDIT', lines, currency)]
  must(debits === credits, `Debits ${debits} and credits ${credits} of "${occasion.description}" differ.`)
  return { ...occasion, currency, lines } as Entry
}

export const debit = (account: string, amount: Money, subject: Subject = {}): Line => ({
  side: 'DEBIT',
  account,
  amount,
  ...subject,
})

export const credit = (account: string, amount: Money, subject: Subject = {}): Line => ({
  side: 'CREDIT',
  account,
  amount,
  ...subject,
})

/** Whether we have a bug. */
function must(holds: boolean, message: string): void {
  if (!holds) throw new Error(message)
}

const totalOf = (wanted: Line['side'], lines: readonly Line[], currency: string): bigint =>
  sum(
    lines.filter(({ side }) => side === wanted).map(({ amount }) => amount),
    currency,
  ).minor
