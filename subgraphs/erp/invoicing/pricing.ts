import { currencyDigits } from '../../shared/money/currency.ts'
import { type Decimal, divideHalfUp, formatDecimal, multiply, trimmed } from '../../shared/money/decimal.ts'
import { type Money, money, roundToMoney, split, subtract, sum } from '../../shared/money/money.ts'

/** What a line's price depends on. */
export interface Priceable {
  readonly quantity: Decimal
  readonly unitPrice: Decimal
  readonly discountPercent: Decimal
  readonly taxCategory: string
  readonly taxPercent: Decimal
}

/** A line's amount as priced (with tax where the prices include it), and its net. */
export interface LinePrice {
  readonly amount: Money
  readonly net: Money
}

/** The tax of one category and rate. */
export interface TaxTotal {
  readonly category: string
  readonly percent: Decimal
  readonly taxable: Money
  readonly tax: Money
}

export interface Pricing {
  /** One for each line, in their order. */
  readonly lines: readonly LinePrice[]
  readonly taxes: readonly TaxTotal[]
  readonly net: Money
  readonly tax: Money
  readonly total: Money
}

/**
 * Prices an invoice. Each line is rounded, so that the lines a customer can see add up to the total
 * they pay; tax is computed once per category and rate, as EN 16931 has it.
 */
export function price(lines: readonly Priceable[], currency: string, pricesIncludeTax: boolean): Pricing {
  const amounts = lines.map((line) => lineAmount(line, currency))
  const nets = [...amounts]
  const taxes = groupsOf(lines).map(({ category, percent, members }): TaxTotal => {
    const amount = sum(
      members.map((index) => amounts[index]!),
      currency,
    )
    if (!pricesIncludeTax) return { category, percent, taxable: amount, tax: taxOn(amount, percent) }
    const tax = taxWithin(amount, percent)
    const taxable = subtract(amount, tax)
    const shares = splitNet(
      taxable,
      members.map((index) => amounts[index]!.minor),
    )
    members.forEach((index, place) => {
      nets[index] = shares[place]!
    })
    return { category, percent, taxable, tax }
  })
  const net = sum(nets, currency)
  const tax = sum(
    taxes.map((each) => each.tax),
    currency,
  )
  return {
    lines: amounts.map((amount, index) => ({ amount, net: nets[index]! })),
    taxes,
    net,
    tax,
    total: money(net.minor + tax.minor, currency),
  }
}

/** Quantity × price is rounded before the discount is taken off, and again after: both are amounts people can see. */
function lineAmount({ quantity, unitPrice, discountPercent }: Priceable, currency: string): Money {
  const full = roundToMoney(multiply(quantity, unitPrice), currency)
  const hundred = 100n * 10n ** BigInt(discountPercent.scale)
  const kept: Decimal = { units: hundred - discountPercent.units, scale: discountPercent.scale + 2 }
  return roundToMoney(multiply({ units: full.minor, scale: currencyDigits(currency) }, kept), currency)
}

interface Group {
  category: string
  percent: Decimal
  members: number[]
}

/** The lines that are taxed alike, by their places; in the order they first appear. */
function groupsOf(lines: readonly Priceable[]): Group[] {
  const groups = new Map<string, Group>()
  lines.forEach(({ taxCategory, taxPercent }, index) => {
    const key = `${taxCategory} ${formatDecimal(trimmed(taxPercent))}`
    const group = groups.get(key) ?? { category: taxCategory, percent: taxPercent, members: [] }
    group.members.push(index)
    groups.set(key, group)
  })
  return [...groups.values()]
}

const taxOn = ({ minor, currency }: Money, { units, scale }: Decimal): Money =>
  money(divideHalfUp(minor * units, 100n * 10n ** BigInt(scale)), currency)

const taxWithin = ({ minor, currency }: Money, { units, scale }: Decimal): Money =>
  money(divideHalfUp(minor * units, 100n * 10n ** BigInt(scale) + units), currency)

const splitNet = (net: Money, weights: readonly bigint[]): Money[] =>
  net.minor === 0n ? weights.map(() => net) : split(net, weights)
