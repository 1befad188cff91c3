import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decimal } from '../../shared/money/decimal.ts'
import { money, sum } from '../../shared/money/money.ts'
import { credit, debit } from '../ledger/journal.ts'
import {
  checkTotal,
  dueDateOf,
  isOverdue,
  numberOf,
  outstanding,
  type Postable,
  paymentState,
  post,
} from './invoice.ts'
import { type Priceable, price } from './pricing.ts'

interface Case {
  id: string
  given: {
    priceIncludesTax?: boolean
    lines?: { qty: string; price: string; vat?: string; discountPct?: string }[]
    price?: string
    discountPct?: string
    vat?: string
  }
  expect: { net?: string; vat?: string; total?: string; lineNet?: string }
  contested?: boolean
}

const cases = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/accounting-cases.json', import.meta.url), 'utf8'),
) as Case[]

const line = (quantity: string, unitPrice: string, vat = '0', discount = '0'): Priceable => ({
  quantity: decimal(quantity),
  unitPrice: decimal(unitPrice),
  discountPercent: decimal(discount),
  taxCategory: vat === '0' ? 'O' : 'S',
  taxPercent: decimal(vat),
})

const totals = (lines: Priceable[], currency: string, pricesIncludeTax = false) => {
  const { net, tax, total, lines: priced } = price(lines, currency, pricesIncludeTax)
  return {
    net: net.amount,
    vat: tax.amount,
    total: total.amount,
    lineNet: priced[0] ? priced[0].net.amount : undefined,
  }
}

describe('the arithmetic of an invoice, as others learned it', () => {
  const known = ['R1', 'R3', 'R5', 'R7', 'R9', 'R11']
  it.each(cases.filter(({ id }) => known.includes(id)).map((each) => [each.id, each] as const))(
    'is right where it once was not: %s',
    (_, { given, expect: expected }) => {
      const lines = given.lines!.map(({ qty, price, vat, discountPct }) => line(qty, price, vat, discountPct))
      expect(totals(lines, 'EUR', given.priceIncludesTax)).toMatchObject(expected)
    },
  )

  it('knows all cases of the fixture that it is to know', () => {
    expect(cases.filter(({ id }) => [...known, 'R15', 'R17'].includes(id))).toHaveLength(8)
  })

  it('adds up where both answers are defended (R9): 35.59 net and 7.47 tax make 43.06', () => {
    expect(totals([line('1', '21.53', '21'), line('1', '21.53', '21')], 'EUR', true)).toEqual({
      net: '35.59',
      vat: '7.47',
      total: '43.06',
      lineNet: '17.80',
    })
  })

  it('knows yen (R15): 1234.99 is 1235, and 1127 with 10 % is 1240', () => {
    expect(totals([line('1', '1234.99')], 'JPY').total).toBe('1235')
    expect(totals([line('1', '1127', '10')], 'JPY')).toMatchObject({ vat: '113', total: '1240' })
  })

  it('taxes what is left after the discount (R17)', () => {
    const { given, expect: expected } = cases.find(({ id }) => id === 'R17')!
    expect(totals([line('1', given.price!, given.vat, given.discountPct)], 'EUR')).toMatchObject(expected)
  })
})

describe('pricing', () => {
  it('rounds each line half up, to the digits of its currency', () => {
    expect(totals([line('1', '0.005')], 'EUR').net).toBe('0.01')
    expect(totals([line('1', '0.004999')], 'EUR').net).toBe('0.00')
    expect(totals([line('3', '0.3335')], 'KWD').net).toBe('1.001')
  })

  it('taxes each category and rate once, in the order they first appear', () => {
    const { taxes } = price(
      [line('1', '0.50', '19'), line('1', '10', '7'), line('1', '0.50', '19.0'), line('1', '5')],
      'EUR',
      false,
    )
    expect(taxes.map(({ category, taxable, tax }) => [category, taxable.minor, tax.minor])).toEqual([
      ['S', 100n, 19n],
      ['S', 1000n, 70n],
      ['O', 500n, 0n],
    ])
  })

  it('is zero for no lines', () => {
    expect(totals([], 'EUR')).toEqual({ net: '0.00', vat: '0.00', total: '0.00', lineNet: undefined })
  })

  it('splits the net of tax-inclusive prices so that no line is above its amount and all add up', () => {
    for (let cents = 0n; cents <= 300n; cents += 1n) {
      for (const rate of ['5', '7.7', '19', '21', '100']) {
        const prices = [cents, cents + 1n, 99n].map((each) => money(each, 'EUR').amount)
        const { lines, net, tax, total } = price(
          prices.map((each) => line('1', each, rate)),
          'EUR',
          true,
        )
        expect(total.minor).toBe(2n * cents + 100n)
        expect(net.minor + tax.minor).toBe(total.minor)
        const nets = lines.map((each) => each.net)
        expect(sum(nets, 'EUR').minor).toBe(net.minor)
        expect(lines.every(({ amount, net }) => net.minor >= 0n && net.minor <= amount.minor)).toBe(true)
      }
    }
  })

  it('keeps every digit of very large prices', () => {
    expect(totals([line('999999999999.999999', '0.000001')], 'EUR').net).toBe('1000000.00')
    expect(totals([line('1', '9999999999999.99')], 'EUR').net).toBe('9999999999999.99')
  })
})

describe('the standing of an invoice', () => {
  const standing = { state: 'POSTED', grossMinor: 100n, appliedMinor: 0n, dueDate: '2026-03-31' } as const

  it.each([
    ['DRAFT', 100n, 0n, 'UNPAID', 0n],
    ['DRAFT', 0n, 0n, 'UNPAID', 0n],
    ['POSTED', 100n, 0n, 'UNPAID', 100n],
    ['POSTED', 100n, 1n, 'PARTIAL', 99n],
    ['POSTED', 100n, 100n, 'PAID', 0n],
    ['POSTED', 0n, 0n, 'PAID', 0n],
  ] as const)('%s over %i with %i applied is %s and owes %i', (state, grossMinor, appliedMinor, paid, owed) => {
    expect(paymentState({ ...standing, state, grossMinor, appliedMinor })).toBe(paid)
    expect(outstanding({ ...standing, state, grossMinor, appliedMinor })).toBe(owed)
  })

  it('is overdue from the day after the due date, while something is owed', () => {
    expect(isOverdue(standing, '2026-03-31')).toBe(false)
    expect(isOverdue(standing, '2026-04-01')).toBe(true)
    expect(isOverdue({ ...standing, appliedMinor: 100n }, '2026-04-01')).toBe(false)
    expect(isOverdue({ ...standing, state: 'DRAFT' }, '2026-04-01')).toBe(false)
  })
})

describe('the due date', () => {
  it('is 30 days after the issue date when nothing is said, and never before it', () => {
    expect(dueDateOf('2026-01-31', null)).toBe('2026-03-02')
    expect(dueDateOf('2026-01-31', '2026-01-31')).toBe('2026-01-31')
    expect(() => dueDateOf('2026-01-31', '2026-01-30')).toThrow(expect.objectContaining({ code: 'DUE_BEFORE_ISSUE' }))
  })
})

describe('a total', () => {
  it('stays below what the books are made for', () => {
    expect(() => checkTotal(price([line('1', '9999999999999.99')], 'EUR', false))).not.toThrow()
    expect(() => checkTotal(price([line('1', '10000000000000')], 'EUR', false))).toThrow(
      expect.objectContaining({ code: 'AMOUNT_RANGE' }),
    )
  })
})

describe('posting', () => {
  const chart = {
    BANK: 'bank',
    RECEIVABLES: 'receivables',
    TAX_PAYABLE: 'tax',
    SERVICE_REVENUE: 'services',
    PRODUCT_REVENUE: 'products',
    OTHER_INCOME: 'other',
  }
  const eur = (minor: bigint) => money(minor, 'EUR')
  const subject = { customerId: 'customer', dealId: 'deal', projectId: null }
  const draft: Postable = {
    id: 'invoice',
    state: 'DRAFT',
    ...subject,
    issueDate: '2026-03-31',
    currency: 'EUR',
    taxMinor: 19_02n,
    grossMinor: 119_35n,
    lines: [
      { revenueAccountId: 'services', netMinor: 60_00n },
      { revenueAccountId: 'books', netMinor: 33n },
      { revenueAccountId: 'services', netMinor: 40_00n },
      { revenueAccountId: 'gifts', netMinor: 0n },
    ],
  }

  it('owes the customer gross, and splits it into revenue by account and tax', () => {
    const entry = post(draft, 'INV-2026-00007', chart)!
    expect(entry.description).toBe('Invoice INV-2026-00007')
    expect(entry.lines).toEqual([
      debit('receivables', eur(119_35n), subject),
      credit('services', eur(100_00n), subject),
      credit('books', eur(33n), subject),
      credit('tax', eur(19_02n), subject),
    ])
  })

  it('has no line for a tax of zero', () => {
    expect(post({ ...draft, taxMinor: 0n, grossMinor: 100_33n }, 'INV-2026-00007', chart)!.lines).toHaveLength(3)
  })

  it('puts nothing into the books where everything was given away', () => {
    const lines = [{ revenueAccountId: 'gifts', netMinor: 0n }]
    expect(post({ ...draft, taxMinor: 0n, grossMinor: 0n, lines }, 'INV-2026-00007', chart)).toBeNull()
  })

  it('is refused when it was posted before, or is empty', () => {
    expect(() => post({ ...draft, state: 'POSTED' }, 'INV-2026-00007', chart)).toThrow(
      expect.objectContaining({ code: 'INVOICE_NOT_DRAFT' }),
    )
    expect(() => post({ ...draft, lines: [] }, 'INV-2026-00007', chart)).toThrow(
      expect.objectContaining({ code: 'INVOICE_EMPTY' }),
    )
  })

  it('numbers with five digits, and with more when they are needed', () => {
    expect([1, 99_999, 100_000].map((place) => numberOf(2026, place))).toEqual([
      'INV-2026-00001',
      'INV-2026-99999',
      'INV-2026-100000',
    ])
  })
})
