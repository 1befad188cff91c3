import { type Decimal, decimal, trimmed } from '../../shared/money/decimal.ts'
import { money } from '../../shared/money/money.ts'
import { Refusal } from '../../shared/refusal.ts'
import { checkRevenueAccount, checkTaxRate } from '../catalog/product.ts'
import type { Priceable } from './pricing.ts'

/** A line as it was asked for; null where nothing is said. */
export interface LineWish {
  readonly productId: string | null
  readonly description: string | null
  readonly quantity: Decimal
  readonly unitPrice: Decimal | null
  readonly discountPercent: Decimal
  /** Undefined is the product's tax, null is none. */
  readonly taxRateId: string | null | undefined
  readonly revenueAccountId: string | null
}

/** A line with everything decided. */
export interface DraftLine extends Priceable {
  readonly productId: string | null
  readonly description: string
  readonly taxRateId: string | null
  readonly revenueAccountId: string
}

/** What lines may point at, of what the organisation has. */
export interface Catalogue {
  readonly products: ReadonlyMap<string, Sold>
  readonly taxRates: ReadonlyMap<string, { category: string; ratePercent: string; active: boolean }>
  readonly accountTypes: ReadonlyMap<string, string>
  /** The account of lines that name neither a product nor an account. */
  readonly otherIncome: string
  /** Whether what is retired is accepted, as old invoices need it. */
  readonly acceptsRetired: boolean
}

interface Sold {
  readonly name: string
  readonly active: boolean
  readonly unitPriceMinor: bigint
  readonly currency: string
  readonly taxRateId: string | null
  readonly revenueAccountId: string
}

interface Terms {
  readonly currency: string
  readonly pricesIncludeTax: boolean
}

type Path = readonly (string | number)[]

/**
 * Decides what a line leaves open, from its product. Refuses with PRODUCT_NOT_FOUND, PRODUCT_INACTIVE,
 * PRICE_REQUIRED, TEXT_REQUIRED, and as quantities, prices, discounts, taxes and accounts do.
 */
export function draftLine(wish: LineWish, terms: Terms, catalogue: Catalogue, path: Path): DraftLine {
  checkQuantity(wish.quantity, [...path, 'quantity'])
  checkDiscount(wish.discountPercent, [...path, 'discountPercent'])
  const product = productOf(wish.productId, catalogue, path)
  const description = wish.description ?? product?.name
  if (!description) throw new Refusal('TEXT_REQUIRED', 'Say what is sold.', [...path, 'description'])
  const unitPrice = wish.unitPrice ?? listPrice(product, terms)
  if (!unitPrice) throw new Refusal('PRICE_REQUIRED', 'Say what one of it costs.', [...path, 'unitPrice'])
  checkPrice(unitPrice, [...path, 'unitPrice'])
  checkRevenueAccount(wish.revenueAccountId, catalogue.accountTypes, path)
  const taxRateId = wish.taxRateId === undefined ? (product?.taxRateId ?? null) : wish.taxRateId
  return {
    productId: wish.productId,
    description,
    quantity: wish.quantity,
    unitPrice,
    discountPercent: wish.discountPercent,
    taxRateId,
    ...taxOf(taxRateId, catalogue, path),
    revenueAccountId: wish.revenueAccountId ?? product?.revenueAccountId ?? catalogue.otherIncome,
  }
}

function checkQuantity(quantity: Decimal, path: Path): void {
  if (quantity.units <= 0n) throw new Refusal('QUANTITY_NOT_POSITIVE', 'A quantity is above zero.', path)
  if (quantity.scale > 6) {
    throw new Refusal('QUANTITY_PRECISION', 'A quantity has at most six digits after the point.', path)
  }
  if (quantity.units >= 10n ** BigInt(12 + quantity.scale)) {
    throw new Refusal('QUANTITY_RANGE', 'A quantity has at most twelve digits before the point.', path)
  }
}

function checkDiscount(percent: Decimal, path: Path): void {
  if (percent.units < 0n || percent.units > 100n * 10n ** BigInt(percent.scale)) {
    throw new Refusal('DISCOUNT_RANGE', 'A discount is between 0 and 100 percent.', path)
  }
  if (percent.scale > 4) {
    throw new Refusal('DISCOUNT_PRECISION', 'A discount has at most four digits after the point.', path)
  }
}

function checkPrice(price: Decimal, path: Path): void {
  if (price.units < 0n) throw new Refusal('PRICE_NEGATIVE', 'A price is zero or more.', path)
  if (price.scale > 6) throw new Refusal('PRICE_PRECISION', 'A price has at most six digits after the point.', path)
}

function productOf(id: string | null, { products, acceptsRetired }: Catalogue, path: Path): Sold | null {
  if (id === null) return null
  const product = products.get(id)
  if (!product) throw new Refusal('PRODUCT_NOT_FOUND', 'There is no such product.', [...path, 'productId'])
  if (!product.active && !acceptsRetired) {
    throw new Refusal('PRODUCT_INACTIVE', 'This product is not sold any more.', [...path, 'productId'])
  }
  return product
}

/** A list price is before tax and in one currency: elsewhere it says nothing. */
function listPrice(product: Sold | null, { currency, pricesIncludeTax }: Terms): Decimal | null {
  if (!product || product.currency !== currency || pricesIncludeTax) return null
  return trimmed(decimal(money(product.unitPriceMinor, currency).amount))
}

function taxOf(id: string | null, { taxRates, acceptsRetired }: Catalogue, path: Path) {
  if (id === null) return { taxCategory: 'O', taxPercent: { units: 0n, scale: 0 } }
  const rate = taxRates.get(id)
  checkTaxRate(id, rate && acceptsRetired ? new Map([[id, { active: true }]]) : taxRates, path)
  return { taxCategory: rate!.category, taxPercent: trimmed(decimal(rate!.ratePercent)) }
}
