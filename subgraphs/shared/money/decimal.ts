/** An exact decimal number: units × 10^-scale. Quantities, rates and prices are these; never a float. */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

const PATTERN = /^(-?)(\d{1,18})(?:\.(\d{1,9}))?$/

/** Reads `-12.50`; null for anything else: no exponent, no comma, no plus, no leading point. */
export function parseDecimal(text: string): Decimal | null {
  const match = PATTERN.exec(text)
  if (!match) return null
  const [, sign, whole, fraction = ''] = match
  const units = BigInt(whole! + fraction)
  return { units: sign ? -units : units, scale: fraction.length }
}

/** Reads what the database or a constant says; anything that is no decimal there is a bug of ours. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text)
  if (!parsed) throw new Error(`Not a decimal: ${text}`)
  return parsed
}

/** Prints all digits of the scale: 12.50 stays 12.50. */
export function formatDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const sign = units < 0n ? '-' : ''
  if (scale === 0) return sign + digits
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** Drops trailing zeros after the point: 5.000000 is 5. */
export function trimmed({ units, scale }: Decimal): Decimal {
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n
    scale -= 1
  }
  return { units, scale }
}

/** The same for a text: what a column prints with all its digits, as people write it. */
export function unpadded(text: string): string {
  if (!text.includes('.')) return text
  let end = text.length
  while (text[end - 1] === '0') end -= 1
  return text.slice(0, text[end - 1] === '.' ? end - 1 : end)
}

export const multiply = (a: Decimal, b: Decimal): Decimal => ({
  units: a.units * b.units,
  scale: a.scale + b.scale,
})

/** The units at another scale, rounded half-up (away from zero), as invoices are. */
export function unitsAt({ units, scale }: Decimal, wanted: number): bigint {
  if (wanted >= scale) return units * 10n ** BigInt(wanted - scale)
  return divideHalfUp(units, 10n ** BigInt(scale - wanted))
}

/** Divides by a positive number, rounding half-up (away from zero). */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const half = dividend < 0n ? -divisor : divisor
  return (2n * dividend + half) / (2n * divisor)
}
