import { type Decimal, decimal, trimmed } from '../../shared/money/decimal.ts'
import { Refusal } from '../../shared/refusal.ts'

/** The categories of EN 16931. */
export type TaxCategory = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O'

/**
 * The percentage of a tax. Only the standard category has one above zero: the others say why nothing
 * is charged. Refuses with RATE_PRECISION, RATE_RANGE.
 */
export function rateOf(category: TaxCategory, text: string): Decimal {
  const rate = trimmed(decimal(text))
  if (rate.scale > 4) throw new Refusal('RATE_PRECISION', 'A rate has at most four digits after the point.', ['rate'])
  const standard = category === 'S'
  if (standard ? rate.units <= 0n : rate.units !== 0n) {
    const message = standard
      ? 'A standard rate is above zero.'
      : 'Only the standard category has a rate other than zero.'
    throw new Refusal('RATE_RANGE', message, ['rate'])
  }
  if (rate.units > 100n * 10n ** BigInt(rate.scale)) {
    throw new Refusal('RATE_RANGE', 'A rate is at most 100 percent.', ['rate'])
  }
  return rate
}
