import { currencyDigits } from './currency.ts'
import { type Decimal, divideHalfUp, formatDecimal, unitsAt } from './decimal.ts'

/** An amount in the currency's smallest unit: cents for EUR, yen for JPY, fils for KWD. */
export interface Money {
  readonly minor: bigint
  readonly currency: string
  /** The decimal string with exactly the currency's digits, as the wire carries it. */
  readonly amount: string
}

// A property, for one call less than a resolver: an answer may hold thousands.
class Amount implements Money {
  readonly minor: bigint
  readonly currency: string

  constructor(minor: bigint, currency: string) {
    this.minor = minor
    this.currency = currency
  }

  get amount(): string {
    return formatDecimal({ units: this.minor, scale: currencyDigits(this.currency) })
  }
}

export const money = (minor: bigint, currency: string): Money => new Amount(minor, currency)

export const zero = (currency: string): Money => money(0n, currency)

/** Rounds a decimal half-up to the currency's digits. */
export const roundToMoney = (value: Decimal, currency: string): Money =>
  money(unitsAt(value, currencyDigits(currency)), currency)

export function add(a: Money, b: Money): Money {
  sameCurrency(a, b)
  return money(a.minor + b.minor, a.currency)
}

export function subtract(a: Money, b: Money): Money {
  sameCurrency(a, b)
  return money(a.minor - b.minor, a.currency)
}

/** The sum of amounts that must all be in `currency`; zero for none. */
export const sum = (amounts: readonly Money[], currency: string): Money => amounts.reduce(add, zero(currency))

/** A share in basis points (1900 is 19 %), rounded half-up. */
export const percent = ({ minor, currency }: Money, basisPoints: number): Money =>
  money(divideHalfUp(minor * BigInt(basisPoints), 10_000n), currency)

/**
 * Splits an amount by weights so that the parts add up to it exactly: each gets its rounded-down
 * share, and what is left goes one unit at a time to the largest remainders, the earlier first.
 */
export function split({ minor, currency }: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((a, b) => a + b, 0n)
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new Error('Money is split by weights of zero or more that are not all zero.')
  }
  const size = minor < 0n ? -minor : minor
  const shares = weights.map((weight, index) => ({
    index,
    share: (size * weight) / total,
    remainder: (size * weight) % total,
  }))
  let left = size - shares.reduce((a, { share }) => a + share, 0n)
  for (const part of [...shares].sort(byRemainder)) {
    if (left === 0n) break
    part.share += 1n
    left -= 1n
  }
  return shares.map(({ share }) => money(minor < 0n ? -share : share, currency))
}

function byRemainder(a: Share, b: Share): number {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1
  return a.index - b.index
}

interface Share {
  index: number
  share: bigint
  remainder: bigint
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new Error(`${a.currency} and ${b.currency} do not add up.`)
}
