import { currencyDigits } from '../../../subgraphs/shared/money/currency.ts'
import { encodeId } from '../../../subgraphs/shared/relay/id.ts'
import type { Row } from './reading.ts'

/** Minor units as the decimal text of their currency. */
export function amount(minor: string | bigint, currency: string): { amount: string } {
  const digits = currencyDigits(currency)
  const text = String(minor)
  if (digits === 0) return { amount: text }
  const negative = text.charCodeAt(0) === 45
  const size = (negative ? text.slice(1) : text).padStart(digits + 1, '0')
  return { amount: `${negative ? '-' : ''}${size.slice(0, -digits)}.${size.slice(-digits)}` }
}

/** The same with its currency. */
export const money = (minor: string | bigint, currency: string) => ({ ...amount(minor, currency), currency })

/** A decimal without the zeros its column pads it with. */
export function plain(text: string): string {
  if (!text.includes('.')) return text
  let end = text.length
  while (text.charCodeAt(end - 1) === 48) end -= 1
  return text.slice(0, text.charCodeAt(end - 1) === 46 ? end - 1 : end)
}

export function outstanding({ state, gross_minor, applied_minor }: Row): bigint {
  return state === 'POSTED' ? BigInt(gross_minor!) - BigInt(applied_minor!) : 0n
}

export function paymentState(invoice: Row, owed: bigint): string {
  if (invoice.state === 'POSTED' && owed <= 0n) return 'PAID'
  return invoice.applied_minor === '0' ? 'UNPAID' : 'PARTIAL'
}

export const INVOICE_HEAD = 'id, state, number, currency, issue_date, due_date, gross_minor, applied_minor'

/** What every invoice of the bench is shown with. */
export function invoiceHead(invoice: Row) {
  const owed = outstanding(invoice)
  return {
    id: encodeId('inv', invoice.id!),
    number: invoice.number,
    issueDate: invoice.issue_date,
    dueDate: invoice.due_date,
    paymentState: paymentState(invoice, owed),
    total: money(invoice.gross_minor!, invoice.currency!),
    outstanding: amount(owed, invoice.currency!),
  }
}

export const LINE = 'invoice_id, description, quantity, net_minor, currency'

export const line = ({ description, quantity, net_minor, currency }: Row) => ({
  description,
  quantity: plain(quantity!),
  net: amount(net_minor!, currency!),
})

export const TAX = 'invoice_id, category, rate_percent, tax_minor, currency'

export const tax = ({ category, rate_percent, tax_minor, currency }: Row) => ({
  category,
  rate: plain(rate_percent!),
  tax: amount(tax_minor!, currency!),
})

export const APPLICATION = 'invoice_id, amount_minor, currency, applied_on'

export const application = ({ applied_on, amount_minor, currency }: Row) => ({
  appliedOn: applied_on,
  amount: amount(amount_minor!, currency!),
})
