import { describe, expect, it } from 'vitest'
import { addDays, today } from '../../subgraphs/shared/time/date.ts'
import { ask, office, some } from '../support/erp.ts'
import { ada, codes, eur, openTill, RECEIVE } from './till.ts'

const till = openTill()

describe('a payment', () => {
  it('settles an invoice, has a receipt, and is in the books', async () => {
    const invoiceId = await till.invoice()
    const { payment, userErrors } = await till.pay(invoiceId, '1000', { reference: ' INV-2026-00001 ', method: 'CARD' })
    expect(userErrors).toEqual([])
    expect(payment).toEqual({
      id: expect.stringMatching(/^pay_/),
      number: 'REC-2026-00001',
      receivedOn: '2026-03-31',
      method: 'CARD',
      reference: 'INV-2026-00001',
      applicationState: 'APPLIED',
      customer: { id: ada },
      amount: { amount: '1000.00', currency: 'EUR' },
      applied: { amount: '1000.00' },
      unapplied: { amount: '0.00' },
      applications: [
        {
          amount: { amount: '1000.00' },
          appliedOn: '2026-03-31',
          payment: { id: payment.id },
          invoice: { id: invoiceId, paymentState: 'PAID', outstanding: { amount: '0.00' } },
        },
      ],
      journalEntry: {
        journal: { code: 'BNK' },
        date: '2026-03-31',
        description: 'Payment REC-2026-00001',
        source: 'PAYMENT',
        payment: { id: payment.id },
        lines: [
          {
            account: { code: '1000' },
            debit: { amount: '1000.00' },
            credit: { amount: '0.00' },
            customer: { id: ada },
          },
          {
            account: { code: '1200' },
            debit: { amount: '0.00' },
            credit: { amount: '1000.00' },
            customer: { id: ada },
          },
        ],
      },
      externalReference: null,
    })
  })

  it('is credit until it is applied, bit by bit, which the books need not hear of', async () => {
    const [first, second] = (await till.invoices([{ amount: '60' }, { amount: '70' }])) as [string, string]
    const { payment } = await till.receive()
    expect(payment).toMatchObject({ applicationState: 'UNAPPLIED', unapplied: { amount: '100.00' }, applications: [] })
    const before = await till.marks()

    const paymentId = payment.id
    const partly = await till.apply({ paymentId, invoiceId: first, amount: eur('60') })
    expect(partly.payment).toMatchObject({ applicationState: 'PARTIALLY_APPLIED', unapplied: { amount: '40.00' } })
    const wholly = await till.apply({ paymentId, invoiceId: second, amount: eur('40') })
    expect(wholly.payment).toMatchObject({ applicationState: 'APPLIED', unapplied: { amount: '0.00' } })
    expect(wholly.payment.applications).toMatchObject([
      {
        amount: { amount: '60.00' },
        invoice: { paymentState: 'PAID' },
        appliedOn: today('Europe/Istanbul', new Date()),
      },
      { amount: { amount: '40.00' }, invoice: { paymentState: 'PARTIAL', outstanding: { amount: '30.00' } } },
    ])
    expect(await till.marks()).toEqual({ ...before, applications: 2, keys: before.keys + 2 })
  })

  it('received before its invoice was issued settles it from the day of the issue', async () => {
    const invoiceId = await till.invoice({ issueDate: '2026-04-15' })
    const { payment } = await till.pay(invoiceId)
    expect(payment).toMatchObject({ receivedOn: '2026-03-31', applications: [{ appliedOn: '2026-04-15' }] })
  })

  it('has the digits of its currency', async () => {
    const [yen, fils] = (await till.invoices([
      { amount: '1000', currency: 'JPY' },
      { amount: '1.234', currency: 'KWD' },
    ])) as [string, string]
    const inYen = { amount: eur('999', 'JPY'), applications: [{ invoiceId: yen, amount: eur('999', 'JPY') }] }
    const inFils = { amount: eur('1.234', 'KWD'), applications: [{ invoiceId: fils, amount: eur('1.234', 'KWD') }] }
    expect((await till.receive(inYen)).payment.applications[0].invoice.outstanding.amount).toBe('1')
    expect((await till.receive(inFils)).payment.applications[0].invoice.outstanding.amount).toBe('0.000')
    expect((await till.receive({ amount: eur('1.5', 'JPY') })).userErrors[0].code).toBe('AMOUNT_PRECISION')
  })

  it('is received today at the latest, by the organisation’s own clock', async () => {
    // A day begins at least 25 hours earlier in Kiritimati than it does in Pago Pago.
    const first = office({ timeZone: 'Pacific/Kiritimati' })
    const last = office({ timeZone: 'Pacific/Pago_Pago' })
    const receivedOn = today('Pacific/Kiritimati', new Date())
    expect((await till.receive({ receivedOn }, await first.as('OWNER'))).userErrors).toEqual([])
    expect((await till.receive({ receivedOn }, await last.as('OWNER'))).userErrors).toEqual([
      { code: 'DATE_IN_FUTURE', path: ['receivedOn'] },
    ])
  })

  it('is numbered within its year, without gaps, whoever is refused in between', async () => {
    const invoiceId = await till.invoice({ amount: '500', issueDate: '2025-12-01' })
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        till.pay(invoiceId, '100', { receivedOn: n % 2 ? '2025-12-31' : '2026-01-01' }),
      ),
    )
    expect(codes(answers)).toEqual({ DONE: 5, EXCEEDS_OUTSTANDING: 25 })
    await till.receive({ receivedOn: '2025-12-31' })
    await till.receive({ receivedOn: '2026-01-01' })
    const numbers = await till.as('owner', (sql) => sql`select number from payments order by number`)
    const inYear = (year: number) => numbers.filter(({ number }) => number.startsWith(`REC-${year}-`)).length
    expect(inYear(2025) + inYear(2026)).toBe(7)
    expect(numbers.map(({ number }) => number)).toEqual(
      [2025, 2026].flatMap((year) =>
        Array.from({ length: inYear(year) }, (_, n) => `REC-${year}-${String(n + 1).padStart(5, '0')}`),
      ),
    )
  })
})

describe('a refused payment', () => {
  it.each<
    [
      string,
      string[],
      (ids: { mine: string; draft: string; dollars: string; others: string }) => Record<string, unknown>,
    ]
  >([
    ['BAD_ID', ['customerId'], () => ({ customerId: 'cust_1' })],
    ['BAD_ID', ['applications', '0', 'invoiceId'], () => ({ applications: [{ invoiceId: ada, amount: eur('1') }] })],
    ['AMOUNT_NOT_POSITIVE', ['amount', 'amount'], () => ({ amount: eur('0') })],
    ['AMOUNT_NOT_POSITIVE', ['amount', 'amount'], () => ({ amount: eur('-5') })],
    ['AMOUNT_PRECISION', ['amount', 'amount'], () => ({ amount: eur('1.001') })],
    ['AMOUNT_RANGE', ['amount', 'amount'], () => ({ amount: eur('10000000000000') })],
    ['TEXT_TOO_LONG', ['reference'], () => ({ reference: 'x'.repeat(201) })],
    ['TEXT_INVALID', ['reference'], () => ({ reference: 'a\0b' })],
    ['IDEMPOTENCY_KEY_INVALID', ['idempotencyKey'], () => ({ idempotencyKey: '' })],
    ['DATE_IN_FUTURE', ['receivedOn'], () => ({ receivedOn: addDays(today('Europe/Istanbul', new Date()), 1) })],
    ['INVOICE_NOT_FOUND', ['applications', '0', 'invoiceId'], () => to(some('inv'), '1')],
    ['INVOICE_NOT_FOUND', ['applications', '0', 'invoiceId'], ({ others }) => to(others, '1')],
    ['INVOICE_NOT_POSTED', ['applications', '0', 'invoiceId'], ({ draft }) => to(draft, '1')],
    [
      'CUSTOMER_MISMATCH',
      ['applications', '0', 'invoiceId'],
      ({ mine }) => ({ ...to(mine, '1'), customerId: some('cust') }),
    ],
    ['CURRENCY_MISMATCH', ['applications', '0', 'amount'], ({ dollars }) => to(dollars, '1')],
    [
      'EXCEEDS_OUTSTANDING',
      ['applications', '0', 'amount'],
      ({ mine }) => ({ amount: eur('2000'), ...to(mine, '1000.01') }),
    ],
    ['EXCEEDS_UNAPPLIED', ['applications', '0', 'amount'], ({ mine }) => to(mine, '100.01')],
    [
      'DUPLICATE_INVOICE',
      ['applications', '1', 'invoiceId'],
      ({ mine }) => ({ applications: [...to(mine, '1').applications, ...to(mine, '2').applications] }),
    ],
  ])('with %s at %j leaves no trace', async (code, path, input) => {
    const [mine, draft, dollars] = (await till.invoices([{}, { post: false }, { currency: 'USD' }])) as [
      string,
      string,
      string,
    ]
    const stranger = office()
    const [others] = (await till.invoices([{}], await stranger.as('OWNER'))) as [string]
    const before = await till.marks()
    expect(await till.receive(input({ mine, draft, dollars, others }))).toEqual({
      payment: null,
      userErrors: [{ code, path }],
    })
    expect(await till.marks()).toEqual(before)
  })

  const to = (invoiceId: string, amount: string) => ({ applications: [{ invoiceId, amount: eur(amount) }] })

  it('says all that is wrong with the form at once', async () => {
    const { userErrors } = await till.receive({ customerId: 'x', amount: eur('0'), reference: 'x'.repeat(201) })
    expect(userErrors.map(({ code }: { code: string }) => code)).toEqual([
      'BAD_ID',
      'AMOUNT_NOT_POSITIVE',
      'TEXT_TOO_LONG',
    ])
  })

  it('is one of somebody who may not', async () => {
    const before = await till.marks()
    for (const role of ['SALES', 'PROJECT_MANAGER', 'VIEWER'] as const) {
      expect(await till.receive({}, await till.shop.as(role))).toEqual({
        payment: null,
        userErrors: [{ code: 'FORBIDDEN', path: [] }],
      })
    }
    expect(await till.marks()).toEqual(before)
  })

  it.each([
    ['1.2.3', '2026-03-31'],
    ['1e3', '2026-03-31'],
    ['1', '2026-02-30'],
  ])('of amount %s on %s never gets as far as the business', async (amount, receivedOn) => {
    const input = { idempotencyKey: 'k', customerId: ada, amount: eur(amount), receivedOn, method: 'CASH' }
    const { errors } = await ask(till.erp.subgraph, till.bookkeeper, RECEIVE, { input })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('applying a payment', () => {
  it('is refused beyond what there is, for others, and for what is not there, without a trace', async () => {
    const [invoiceId, foreign, dollars] = (await till.invoices([
      { amount: '80' },
      { customerId: some('cust') },
      { currency: 'USD' },
    ])) as [string, string, string]
    const { payment } = await till.receive()
    const wish = { paymentId: payment.id, invoiceId, amount: eur('10') }
    const before = await till.marks()
    const code = async (more: object) => (await till.apply({ ...wish, ...more })).userErrors[0]
    expect(await code({ paymentId: some('pay') })).toEqual({ code: 'PAYMENT_NOT_FOUND', path: ['paymentId'] })
    expect(await code({ paymentId: invoiceId })).toEqual({ code: 'BAD_ID', path: ['paymentId'] })
    expect(await code({ invoiceId: some('inv') })).toEqual({ code: 'INVOICE_NOT_FOUND', path: ['invoiceId'] })
    expect(await code({ invoiceId: foreign })).toEqual({ code: 'CUSTOMER_MISMATCH', path: ['invoiceId'] })
    expect(await code({ invoiceId: dollars })).toEqual({ code: 'CURRENCY_MISMATCH', path: ['amount'] })
    expect(await code({ amount: eur('80.01') })).toEqual({ code: 'EXCEEDS_OUTSTANDING', path: ['amount'] })
    expect(await code({ amount: eur('-1') })).toEqual({ code: 'AMOUNT_NOT_POSITIVE', path: ['amount', 'amount'] })
    const stranger = await office().as('OWNER')
    expect((await till.apply(wish, stranger)).userErrors[0].code).toBe('PAYMENT_NOT_FOUND')
    expect((await till.apply(wish, await till.shop.as('SALES'))).userErrors[0].code).toBe('FORBIDDEN')
    expect(await till.marks()).toEqual(before)
  })

  it('spends a payment once, however many apply it at once', async () => {
    const targets = (await till.invoices([{}, {}])) as [string, string]
    const { payment } = await till.receive()
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        till.apply({ paymentId: payment.id, invoiceId: targets[n % 2], amount: eur('10') }),
      ),
    )
    expect(codes(answers)).toEqual({ DONE: 10, EXCEEDS_UNAPPLIED: 54 })
    expect(await till.marks()).toMatchObject({ payments: 1, applications: 10 })
  })

  it('happens 250 times at most', async () => {
    const invoiceId = await till.invoice()
    const applications = (await till.invoices(Array.from({ length: 249 }, () => ({})))).map((id) => ({
      invoiceId: id,
      amount: eur('0.01'),
    }))
    const { payment } = await till.receive({ applications })
    expect(payment.applications).toHaveLength(249)
    const wish = { paymentId: payment.id, invoiceId, amount: eur('0.01') }
    expect((await till.apply(wish)).userErrors).toEqual([])
    expect((await till.apply(wish)).userErrors).toEqual([{ code: 'TOO_MANY_APPLICATIONS', path: ['paymentId'] }])
  })
})
