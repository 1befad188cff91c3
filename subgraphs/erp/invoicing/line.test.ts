import { describe, expect, it } from 'vitest'
import { decimal } from '../../shared/money/decimal.ts'
import { type Catalogue, draftLine, type LineWish } from './line.ts'

const product = {
  name: 'Consulting',
  active: true,
  unitPriceMinor: 150_00n,
  currency: 'EUR',
  taxRateId: 'vat',
  revenueAccountId: 'services',
}
const catalogue: Catalogue = {
  products: new Map(
    Object.entries({
      consulting: product,
      retired: { ...product, active: false },
      untaxed: { ...product, taxRateId: null },
    }),
  ),
  taxRates: new Map([
    ['vat', { category: 'S', ratePercent: '19.0000', active: true }],
    ['export', { category: 'G', ratePercent: '0.0000', active: true }],
    ['old', { category: 'S', ratePercent: '16.0000', active: false }],
  ]),
  accountTypes: new Map([
    ['licences', 'INCOME'],
    ['bank', 'ASSET'],
  ]),
  otherIncome: 'other',
  acceptsRetired: false,
}
const terms = { currency: 'EUR', pricesIncludeTax: false }
const wish: LineWish = {
  productId: null,
  description: 'Freight',
  quantity: decimal('1'),
  unitPrice: decimal('12.5'),
  discountPercent: decimal('0'),
  taxRateId: undefined,
  revenueAccountId: null,
}
const draft = (change: Partial<LineWish>, using = catalogue, under = terms) =>
  draftLine({ ...wish, ...change }, under, using, ['lines', 0])

describe('a line', () => {
  it('without a product is credited to other income, and not taxed', () => {
    expect(draft({})).toEqual({
      productId: null,
      description: 'Freight',
      quantity: decimal('1'),
      unitPrice: decimal('12.5'),
      discountPercent: decimal('0'),
      taxRateId: null,
      taxCategory: 'O',
      taxPercent: decimal('0'),
      revenueAccountId: 'other',
    })
  })

  it('takes from its product what it does not say', () => {
    expect(draft({ productId: 'consulting', description: null, unitPrice: null })).toMatchObject({
      description: 'Consulting',
      unitPrice: decimal('150'),
      taxRateId: 'vat',
      taxCategory: 'S',
      taxPercent: decimal('19'),
      revenueAccountId: 'services',
    })
    expect(draft({ productId: 'untaxed' })).toMatchObject({ taxRateId: null, taxCategory: 'O' })
  })

  it('keeps what it says', () => {
    const said = { productId: 'consulting', taxRateId: 'export', revenueAccountId: 'licences' }
    expect(draft(said)).toMatchObject({
      description: 'Freight',
      unitPrice: decimal('12.5'),
      taxRateId: 'export',
      taxCategory: 'G',
      revenueAccountId: 'licences',
    })
    expect(draft({ productId: 'consulting', taxRateId: null })).toMatchObject({ taxRateId: null, taxCategory: 'O' })
  })

  it.each([
    [{ quantity: decimal('0') }, 'QUANTITY_NOT_POSITIVE', 'quantity'],
    [{ quantity: decimal('-1') }, 'QUANTITY_NOT_POSITIVE', 'quantity'],
    [{ quantity: decimal('0.0000001') }, 'QUANTITY_PRECISION', 'quantity'],
    [{ quantity: decimal('1000000000000') }, 'QUANTITY_RANGE', 'quantity'],
    [{ unitPrice: decimal('-0.01') }, 'PRICE_NEGATIVE', 'unitPrice'],
    [{ unitPrice: decimal('0.0000001') }, 'PRICE_PRECISION', 'unitPrice'],
    [{ unitPrice: null }, 'PRICE_REQUIRED', 'unitPrice'],
    [{ discountPercent: decimal('-1') }, 'DISCOUNT_RANGE', 'discountPercent'],
    [{ discountPercent: decimal('100.0001') }, 'DISCOUNT_RANGE', 'discountPercent'],
    [{ discountPercent: decimal('0.00001') }, 'DISCOUNT_PRECISION', 'discountPercent'],
    [{ description: null }, 'TEXT_REQUIRED', 'description'],
    [{ productId: 'none' }, 'PRODUCT_NOT_FOUND', 'productId'],
    [{ productId: 'retired' }, 'PRODUCT_INACTIVE', 'productId'],
    [{ taxRateId: 'none' }, 'TAX_RATE_NOT_FOUND', 'taxRateId'],
    [{ taxRateId: 'old' }, 'TAX_RATE_INACTIVE', 'taxRateId'],
    [{ revenueAccountId: 'none' }, 'ACCOUNT_NOT_FOUND', 'revenueAccountId'],
    [{ revenueAccountId: 'bank' }, 'ACCOUNT_NOT_INCOME', 'revenueAccountId'],
  ])('with %o is refused: %s', (change, code, field) => {
    expect(() => draft(change)).toThrow(
      expect.objectContaining({ errors: [{ code, message: expect.any(String), path: ['lines', '0', field] }] }),
    )
  })

  it.each([
    ['the invoice is in another currency', { ...terms, currency: 'USD' }],
    ['its prices include tax', { ...terms, pricesIncludeTax: true }],
  ])('has no list price when %s', (_, under) => {
    expect(() => draft({ productId: 'consulting', unitPrice: null }, catalogue, under)).toThrow(
      expect.objectContaining({ code: 'PRICE_REQUIRED' }),
    )
  })

  it('of an old invoice may have what is retired since, but not what never was', () => {
    const archive = { ...catalogue, acceptsRetired: true }
    expect(draft({ productId: 'retired', taxRateId: 'old' }, archive)).toMatchObject({ taxPercent: decimal('16') })
    expect(() => draft({ taxRateId: 'none' }, archive)).toThrow(expect.objectContaining({ code: 'TAX_RATE_NOT_FOUND' }))
    expect(() => draft({ productId: 'none' }, archive)).toThrow(expect.objectContaining({ code: 'PRODUCT_NOT_FOUND' }))
  })
})
