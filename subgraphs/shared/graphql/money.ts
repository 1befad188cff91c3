import { currencyDigits } from '../money/currency.ts'
import type { Money } from '../money/money.ts'

/**
 * How `Money` prints itself. The exact decimal goes to Intl as text, so no digit is lost, and with the digits of our
 * table: Intl has its own for some currencies (none for HUF), which change with the Node that runs.
 */
export const moneyResolvers = {
  formatted: (money: Money, { locale }: { locale?: string | null }): string =>
    format(locale ?? 'en', money.currency).format(money.amount as Intl.StringNumericLiteral),
}

const MOST_FORMATS = 200
const formats = new Map<string, Intl.NumberFormat>()

function format(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const known = formats.get(key)
  if (known) return known
  if (formats.size >= MOST_FORMATS) formats.clear()
  const digits = currencyDigits(currency)
  const made = new Intl.NumberFormat(isLocale(locale) ? locale : 'en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  formats.set(key, made)
  return made
}

function isLocale(tag: string): boolean {
  try {
    return tag.length <= 35 && Intl.NumberFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}
