import { describe, expect, it } from 'vitest'
import { money } from '../../shared/money/money.ts'
import { credit, debit } from '../ledger/journal.ts'
import {
  amountIn,
  applicationState,
  apply,
  book,
  numberOf,
  type Payable,
  type Receipt,
  receive,
  yearOf,
} from './payment.ts'

const eur = (minor: bigint) => money(minor, 'EUR')
const invoice: Payable = {
  state: 'POSTED',
  customerId: 'ada',
  currency: 'EUR',
  issueDate: '2026-03-10',
  grossMinor: 1_000_00n,
  appliedMinor: 400_00n,
}
const receipt: Receipt = {
  customerId: 'ada',
  amount: eur(700_00n),
  receivedOn: '2026-03-31',
  applications: [{ invoiceId: 'i1', amount: eur(600_00n) }],
}
const invoices = new Map([
  ['i1', invoice],
  ['i2', { ...invoice, appliedMinor: 0n, issueDate: '2026-04-02' }],
  ['draft', { ...invoice, state: 'DRAFT' }],
  ['foreign', { ...invoice, customerId: 'bob' }],
  ['dollars', { ...invoice, currency: 'USD' }],
])
const refused = (code: string, path: string[]) =>
  expect.objectContaining({ code, errors: [expect.objectContaining({ code, path })] })

describe('money received', () => {
  it('settles what it names, to the last cent, and keeps the rest', () => {
    const applications = [
      { invoiceId: 'i1', amount: eur(600_00n) },
      { invoiceId: 'i2', amount: eur(100_00n) },
    ]
    expect(receive({ ...receipt, applications }, invoices, '2026-03-31')).toEqual([
      { invoiceId: 'i1', amount: eur(600_00n), appliedOn: '2026-03-31' },
      { invoiceId: 'i2', amount: eur(100_00n), appliedOn: '2026-04-02' },
    ])
    expect(receive({ ...receipt, applications: [] }, invoices, '2026-03-31')).toEqual([])
  })

  it('was not received tomorrow', () => {
    expect(() => receive(receipt, invoices, '2026-03-30')).toThrow(refused('DATE_IN_FUTURE', ['receivedOn']))
  })

  it.each([
    ['INVOICE_NOT_FOUND', 'nowhere', eur(1n), 'invoiceId'],
    ['INVOICE_NOT_POSTED', 'draft', eur(1n), 'invoiceId'],
    ['CUSTOMER_MISMATCH', 'foreign', eur(1n), 'invoiceId'],
    ['CURRENCY_MISMATCH', 'dollars', eur(1n), 'amount'],
    ['CURRENCY_MISMATCH', 'dollars', money(1n, 'USD'), 'amount'],
    ['CURRENCY_MISMATCH', 'i1', money(1n, 'USD'), 'amount'],
    ['EXCEEDS_OUTSTANDING', 'i1', eur(600_01n), 'amount'],
    ['EXCEEDS_UNAPPLIED', 'i2', eur(700_01n), 'amount'],
  ])('refuses with %s for the invoice %s', (code, invoiceId, amount, field) => {
    const applications = [{ invoiceId, amount }]
    expect(() => receive({ ...receipt, applications }, invoices, '2026-03-31')).toThrow(
      refused(code, ['applications', '0', field]),
    )
  })

  it('counts what its own earlier lines took', () => {
    const applications = [
      { invoiceId: 'i1', amount: eur(600_00n) },
      { invoiceId: 'i2', amount: eur(100_01n) },
    ]
    expect(() => receive({ ...receipt, applications }, invoices, '2026-03-31')).toThrow(
      refused('EXCEEDS_UNAPPLIED', ['applications', '1', 'amount']),
    )
  })

  it('names an invoice once', () => {
    const applications = [
      { invoiceId: 'i1', amount: eur(1_00n) },
      { invoiceId: 'i1', amount: eur(1_00n) },
    ]
    expect(() => receive({ ...receipt, applications }, invoices, '2026-03-31')).toThrow(
      refused('DUPLICATE_INVOICE', ['applications', '1', 'invoiceId']),
    )
  })

  it('is applied 250 times and not once more', () => {
    const many = new Map(Array.from({ length: 251 }, (_, n) => [`i${n}`, invoice]))
    const applications = [...many.keys()].map((invoiceId) => ({ invoiceId, amount: eur(1n) }))
    expect(receive({ ...receipt, applications: applications.slice(1) }, many, '2026-03-31')).toHaveLength(250)
    expect(() => receive({ ...receipt, applications }, many, '2026-03-31')).toThrow(
      refused('TOO_MANY_APPLICATIONS', ['applications']),
    )
  })

  it('settles nothing before both it and the invoice were there', () => {
    const [wish, unapplied] = [{ invoiceId: 'i1', amount: eur(1n) }, eur(1n)]
    const from = (receivedOn: string, date: string) =>
      apply({ customerId: 'ada', receivedOn, unapplied }, invoice, wish, date, []).appliedOn
    expect(from('2026-03-01', '2026-03-05')).toBe('2026-03-10')
    expect(from('2026-03-20', '2026-03-19')).toBe('2026-03-20')
    expect(from('2026-03-20', '2026-04-01')).toBe('2026-04-01')
  })

  it('says how much could still be paid', () => {
    expect(() =>
      apply(
        { customerId: 'ada', receivedOn: '2026-03-31', unapplied: eur(9_999_99n) },
        invoice,
        { invoiceId: 'i1', amount: eur(600_01n) },
        '2026-04-01',
        [],
      ),
    ).toThrow('Only 600.00 EUR of this invoice is still to be paid.')
  })
})

describe('the entry of a payment', () => {
  it('moves all of it from receivables to the bank, applied or not', () => {
    const entry = book(receipt, { id: 'p1', number: 'REC-2026-00007' }, { bank: '1000', receivables: '1200' })
    expect(entry).toMatchObject({
      journal: 'BNK',
      date: '2026-03-31',
      description: 'Payment REC-2026-00007',
      source: 'PAYMENT',
      sourceId: 'p1',
      currency: 'EUR',
    })
    expect(entry.lines).toEqual([
      debit('1000', eur(700_00n), { customerId: 'ada' }),
      credit('1200', eur(700_00n), { customerId: 'ada' }),
    ])
  })
})

describe('a payment', () => {
  it.each([
    [0n, 'UNAPPLIED'],
    [1n, 'PARTIALLY_APPLIED'],
    [99n, 'PARTIALLY_APPLIED'],
    [100n, 'APPLIED'],
  ])('of 100 of which %s is applied is %s', (appliedMinor, state) => {
    expect(applicationState({ amountMinor: 100n, appliedMinor })).toBe(state)
  })

  it('is numbered within its year', () => {
    expect(numberOf(yearOf('2026-03-31'), 7)).toBe('REC-2026-00007')
    expect(numberOf(2026, 123_456)).toBe('REC-2026-123456')
  })
})

describe('what was collected', () => {
  it('is told in one currency, and is zero where there is none', () => {
    const amounts = [
      { currency: 'EUR', minor: 5n },
      { currency: 'USD', minor: 7n },
    ]
    expect(amountIn(amounts, 'USD')).toEqual(money(7n, 'USD'))
    expect(amountIn(amounts, 'TRY')).toEqual(money(0n, 'TRY'))
  })
})
