import { describe, expect, it } from 'vitest'
import { money } from '../../shared/money/money.ts'
import { checkProduct } from './product.ts'

const around = {
  accountTypes: new Map([
    ['sales', 'INCOME'],
    ['bank', 'ASSET'],
  ]),
  taxRates: new Map([
    ['vat', { active: true }],
    ['old', { active: false }],
  ]),
}
const product = { price: money(0n, 'EUR'), revenueAccountId: 'sales', taxRateId: 'vat' }

describe('a product', () => {
  it('may cost nothing, and may name an income account and a living tax, or neither', () => {
    expect(() => checkProduct(product, around)).not.toThrow()
    expect(() => checkProduct({ ...product, revenueAccountId: null, taxRateId: null }, around)).not.toThrow()
  })

  it.each([
    [{ price: money(-1n, 'EUR') }, 'AMOUNT_NEGATIVE', ['rows', '3', 'unitPrice', 'amount']],
    [{ revenueAccountId: 'none' }, 'ACCOUNT_NOT_FOUND', ['rows', '3', 'revenueAccountId']],
    [{ revenueAccountId: 'bank' }, 'ACCOUNT_NOT_INCOME', ['rows', '3', 'revenueAccountId']],
    [{ taxRateId: 'none' }, 'TAX_RATE_NOT_FOUND', ['rows', '3', 'taxRateId']],
    [{ taxRateId: 'old' }, 'TAX_RATE_INACTIVE', ['rows', '3', 'taxRateId']],
  ])('is refused with %o: %s', (change, code, path) => {
    expect(() => checkProduct({ ...product, ...change }, around, ['rows', 3])).toThrow(
      expect.objectContaining({ errors: [{ code, message: expect.any(String), path }] }),
    )
  })
})
