import { describe, expect, it } from 'vitest'
import { money } from '../../shared/money/money.ts'
import { checkSame, settle, type Told } from './imported-payment.ts'

const told: Told = {
  customerId: 'ada',
  invoiceId: 'i1',
  amount: money(600n, 'EUR'),
  receivedOn: '2026-03-31',
  method: 'BANK_TRANSFER',
  reference: null,
}
const invoice = {
  state: 'POSTED',
  customerId: 'ada',
  currency: 'EUR',
  issueDate: '2026-03-10',
  grossMinor: 1_000n,
  appliedMinor: 0n,
}

describe('an imported payment', () => {
  it('settles its invoice, and leaves less for the next row', () => {
    const invoices = new Map([['i1', invoice]])
    expect(settle(told, invoices, ['rows', 0])).toEqual([
      { invoiceId: 'i1', amount: money(600n, 'EUR'), appliedOn: '2026-03-31' },
    ])
    expect(() => settle(told, invoices, ['rows', 1])).toThrow(
      expect.objectContaining({
        errors: [expect.objectContaining({ code: 'EXCEEDS_OUTSTANDING', path: ['rows', '1', 'amount'] })],
      }),
    )
    expect(settle({ ...told, amount: money(400n, 'EUR') }, invoices, ['rows', 2])).toHaveLength(1)
  })

  it('may settle nothing', () => {
    expect(settle({ ...told, invoiceId: null }, new Map(), [])).toEqual([])
  })

  const known = { ...told, invoiceIds: ['i1', 'i2'], amountMinor: 600n, currency: 'EUR' }

  it('may be told again, with its invoice or without', () => {
    checkSame(told, known, [])
    checkSame({ ...told, invoiceId: null }, known, [])
  })

  it.each<[string, Partial<Told>]>([
    ['customer', { customerId: 'bob' }],
    ['invoice', { invoiceId: 'i3' }],
    ['amount', { amount: money(601n, 'EUR') }],
    ['currency', { amount: money(600n, 'USD') }],
    ['day', { receivedOn: '2026-03-30' }],
    ['method', { method: 'CASH' }],
    ['reference', { reference: 'RF18' }],
  ])('does not change its %s', (_, change) => {
    expect(() => checkSame({ ...told, ...change }, known, [])).toThrow(
      expect.objectContaining({ code: 'PAYMENT_DIFFERS' }),
    )
  })
})
