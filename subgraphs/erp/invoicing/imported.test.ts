import { describe, expect, it } from 'vitest'
import { decimal } from '../../shared/money/decimal.ts'
import { type Existing, effectOf, type Imported } from './imported.ts'

const header = {
  customerId: 'customer',
  dealId: 'deal',
  projectId: null,
  currency: 'USD',
  issueDate: '1996-07-04',
  dueDate: '1996-08-01',
  pricesIncludeTax: false,
}
const row: Imported = {
  header,
  posts: true,
  lines: [
    {
      productId: 'chai',
      description: null,
      quantity: decimal('12'),
      unitPrice: decimal('14'),
      discountPercent: decimal('5'),
      taxRateId: undefined,
      revenueAccountId: null,
    },
  ],
}
const posted: Existing = {
  ...header,
  state: 'POSTED',
  lines: [
    {
      productId: 'chai',
      description: 'Chai',
      quantity: '12.000000',
      unitPrice: '14.000000',
      discountPercent: '5.0000',
      taxRateId: 'vat',
      taxCategory: 'S',
      taxPercent: '19.0000',
      revenueAccountId: 'products',
    },
  ],
}
const draft: Existing = { ...posted, state: 'DRAFT' }
const waiting = { ...row, posts: false }

describe('an imported invoice', () => {
  it('is made, and posted if it says so', () => {
    expect(effectOf(row, null, [])).toEqual({ outcome: 'CREATED', writes: true, posts: true })
    expect(effectOf(waiting, null, [])).toEqual({ outcome: 'CREATED', writes: true, posts: false })
  })

  it('changes nothing where a posted one says the same, whatever its products have become', () => {
    expect(effectOf(row, posted, [])).toEqual({ outcome: 'UNCHANGED', writes: false, posts: false })
    expect(effectOf(waiting, posted, [])).toEqual({ outcome: 'UNCHANGED', writes: false, posts: false })
  })

  it('posts a draft that says the same, and writes over one that does not', () => {
    expect(effectOf(row, draft, [])).toEqual({ outcome: 'UPDATED', writes: false, posts: true })
    expect(effectOf(waiting, draft, [])).toEqual({ outcome: 'UNCHANGED', writes: false, posts: false })
    expect(effectOf(waiting, { ...draft, dealId: null }, [])).toEqual({
      outcome: 'UPDATED',
      writes: true,
      posts: false,
    })
  })

  const differences: Partial<Existing>[] = [
    { customerId: 'other' },
    { dealId: null },
    { projectId: 'project' },
    { currency: 'EUR' },
    { issueDate: '1996-07-05' },
    { dueDate: '1996-08-02' },
    { pricesIncludeTax: true },
    { lines: [] },
    { lines: [{ ...posted.lines[0]!, productId: null }] },
    { lines: [{ ...posted.lines[0]!, quantity: '12.000001' }] },
    { lines: [{ ...posted.lines[0]!, unitPrice: '14.010000' }] },
    { lines: [{ ...posted.lines[0]!, discountPercent: '5.0001' }] },
  ]
  it.each(differences)('is refused where a posted one has %o', (change) => {
    expect(() => effectOf(row, { ...posted, ...change }, ['rows', 0])).toThrow(
      expect.objectContaining({ code: 'INVOICE_POSTED' }),
    )
  })

  it.each([
    [{ description: 'Tea' }],
    [{ unitPrice: decimal('15') }],
    [{ taxRateId: null }],
    [{ taxRateId: 'other' }],
    [{ revenueAccountId: 'other' }],
  ])('is refused where it says %o and a posted one does not', (change) => {
    const changed = { ...row, lines: [{ ...row.lines[0]!, ...change }] }
    expect(() => effectOf(changed, posted, [])).toThrow(expect.objectContaining({ code: 'INVOICE_POSTED' }))
  })

  it('is refused where it is to be posted and has no lines', () => {
    expect(() => effectOf({ ...row, lines: [] }, null, ['rows', 2])).toThrow(
      expect.objectContaining({
        errors: [{ code: 'INVOICE_EMPTY', message: expect.any(String), path: ['rows', '2', 'lines'] }],
      }),
    )
  })
})
