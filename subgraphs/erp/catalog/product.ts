import type { Money } from '../../shared/money/money.ts'
import { Refusal } from '../../shared/refusal.ts'

/** What a product says, from wherever it came; null where it says nothing. */
export interface ProductWish {
  readonly price: Money
  readonly revenueAccountId: string | null
  readonly taxRateId: string | null
}

/** What a product may point at. */
export interface Surroundings {
  /** The type of each account the organisation has, among those that were named. */
  readonly accountTypes: ReadonlyMap<string, string>
  readonly taxRates: ReadonlyMap<string, { readonly active: boolean }>
}

type Path = readonly (string | number)[]

/**
 * Refuses a product with a negative price, with an account that is none of the organisation's
 * (ACCOUNT_NOT_FOUND) or no income account, or with a tax that is unknown or retired.
 */
export function checkProduct(wish: ProductWish, { accountTypes, taxRates }: Surroundings, path: Path = []): void {
  if (wish.price.minor < 0n) {
    throw new Refusal('AMOUNT_NEGATIVE', 'A price is zero or more.', [...path, 'unitPrice', 'amount'])
  }
  checkRevenueAccount(wish.revenueAccountId, accountTypes, path)
  checkTaxRate(wish.taxRateId, taxRates, path)
}

/** Refuses with ACCOUNT_NOT_FOUND, ACCOUNT_NOT_INCOME. */
export function checkRevenueAccount(id: string | null, types: ReadonlyMap<string, string>, path: Path): void {
  if (id === null) return
  const type = types.get(id)
  if (!type) throw new Refusal('ACCOUNT_NOT_FOUND', 'There is no such account.', [...path, 'revenueAccountId'])
  if (type !== 'INCOME') {
    throw new Refusal('ACCOUNT_NOT_INCOME', 'Sales are credited to an income account.', [...path, 'revenueAccountId'])
  }
}

/** Refuses with TAX_RATE_NOT_FOUND, TAX_RATE_INACTIVE. */
export function checkTaxRate(id: string | null, known: Surroundings['taxRates'], path: Path): void {
  if (id === null) return
  const rate = known.get(id)
  if (!rate) throw new Refusal('TAX_RATE_NOT_FOUND', 'There is no such tax.', [...path, 'taxRateId'])
  if (!rate.active) throw new Refusal('TAX_RATE_INACTIVE', 'This tax is not used any more.', [...path, 'taxRateId'])
}
