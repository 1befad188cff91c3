import { describe, expect, it } from 'vitest'
import { data, some } from '../support/erp.ts'
import { eur, openTill, PAYMENT, row } from './till.ts'

const till = openTill()

const outcome = ({ rows }: { rows: { outcome: string; userErrors: { code: string }[] }[] }) =>
  rows.map((each) => each.userErrors[0]?.code ?? each.outcome)

describe('an import of payments', () => {
  it('of a thousand takes as few statements as one of ten, and twice the same changes nothing', async () => {
    const costs = []
    for (const [name, size] of [
      ['few', 10],
      ['many', 1000],
    ] as const) {
      const ids = await till.invoices(Array.from({ length: size }, () => ({ amount: '100', issueDate: '2025-06-01' })))
      const rows = ids.map((invoiceId, n) =>
        row(`${name} ${n}`, { invoiceId, receivedOn: n % 2 ? '2025-12-31' : '2026-01-02', reference: `R${n}` }),
      )
      const cost = await till.cost(async () =>
        expect(await till.importing({ rows })).toMatchObject({
          created: size,
          updated: 0,
          unchanged: 0,
          failed: 0,
          userErrors: [],
        }),
      )
      costs.push(cost)
      const before = await till.marks()
      expect(await till.importing({ rows })).toMatchObject({ created: 0, updated: 0, unchanged: size, failed: 0 })
      expect(await till.marks()).toEqual({ ...before, keys: before.keys + 1 })
    }
    expect(costs).toEqual([13, 13])
    expect(await till.marks()).toMatchObject({ payments: 1010, applications: 1010 })
  })

  it('puts each payment into the books as receiving it would', async () => {
    const invoiceId = await till.invoice()
    const { rows } = await till.importing({
      rows: [row('1', { invoiceId }), row('2', { amount: eur('5'), method: 'CASH' })],
    })
    const query = `query ($id: ID!) { payment(id: $id) { ...all } } ${PAYMENT}`
    const [first, second] = await Promise.all(
      rows.map(
        async ({ id }: { id: string }) => (await data(till.erp.subgraph, till.bookkeeper, query, { id })).payment,
      ),
    )
    const received = (await till.pay(invoiceId)).payment
    expect(first).toEqual({
      ...received,
      id: first.id,
      number: 'REC-2026-00001',
      externalReference: { source: 'northwind', id: '1' },
      applications: [{ ...received.applications[0], payment: { id: first.id }, invoice: expect.anything() }],
      journalEntry: { ...received.journalEntry, description: 'Payment REC-2026-00001', payment: { id: first.id } },
    })
    expect(second).toMatchObject({ number: 'REC-2026-00002', applicationState: 'UNAPPLIED', method: 'CASH' })
  })

  it('lets bad rows fail alone, and never pays an invoice twice', async () => {
    const [invoiceId, draft] = (await till.invoices([{ amount: '150' }, { post: false }])) as [string, string]
    const report = await till.importing({
      rows: [
        row('1', { invoiceId }),
        row('2', { invoiceId }),
        row('3', { invoiceId, amount: eur('50') }),
        row('3'),
        row('4', { invoiceId: draft }),
        row('5', { invoiceId: some('inv') }),
        row('6', { customerId: 'x' }),
        row('7', { amount: eur('0') }),
        row('8', { receivedOn: '2199-01-01' }),
        row('9', { invoiceId, customerId: some('cust') }),
        row('10', { invoiceId, amount: eur('1', 'USD') }),
        row('11'),
      ],
    })
    expect(outcome(report)).toEqual([
      'CREATED',
      'EXCEEDS_OUTSTANDING',
      'CREATED',
      'DUPLICATE_REFERENCE',
      'INVOICE_NOT_POSTED',
      'INVOICE_NOT_FOUND',
      'BAD_ID',
      'AMOUNT_NOT_POSITIVE',
      'DATE_IN_FUTURE',
      'CUSTOMER_MISMATCH',
      'CURRENCY_MISMATCH',
      'CREATED',
    ])
    expect(report.rows[1].userErrors).toEqual([{ code: 'EXCEEDS_OUTSTANDING', path: ['rows', '1', 'amount'] }])
    expect(report).toMatchObject({ created: 3, failed: 9 })
    expect(await till.marks()).toMatchObject({ payments: 3, applications: 2 })
  })

  it('does not change a payment', async () => {
    const [a, b] = (await till.invoices([{}, {}])) as [string, string]
    await till.importing({ rows: [row('1', { invoiceId: a })] })
    const before = await till.marks()
    for (const change of [
      { amount: eur('101') },
      { receivedOn: '2026-03-30' },
      { method: 'CASH' },
      { reference: 'new' },
      { customerId: some('cust') },
      { invoiceId: b },
    ]) {
      expect(outcome(await till.importing({ rows: [row('1', { invoiceId: a, ...change })] }))).toEqual([
        'PAYMENT_DIFFERS',
      ])
    }
    expect(outcome(await till.importing({ rows: [row('1')] }))).toEqual(['UNCHANGED'])
    expect(await till.marks()).toEqual({ ...before, keys: before.keys + 7 })
  })

  it('is all or nothing when that is wished, and only a rehearsal when that is', async () => {
    const before = await till.marks()
    const rows = [row('1'), row('2', { amount: eur('0') })]
    expect(outcome(await till.importing({ rows, atomic: true }))).toEqual(['ROLLED_BACK', 'AMOUNT_NOT_POSITIVE'])
    const rehearsal = await till.importing({ rows: [row('1'), row('2')], dryRun: true, idempotencyKey: 'k' })
    expect(rehearsal).toMatchObject({ created: 2, rows: [{ id: null }, { id: null }] })
    expect(await till.marks()).toEqual(before)
    expect(await till.importing({ rows: [row('1'), row('2')], idempotencyKey: 'k' })).toMatchObject({ created: 2 })
  })

  it('gives its first answer again under its key, and twenty at once import once', async () => {
    const rows = [row('1'), row('2')]
    const same = await Promise.all(Array.from({ length: 10 }, () => till.importing({ rows, idempotencyKey: 'k' })))
    expect(new Set(same.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(same[0]).toMatchObject({ created: 2 })
    const others = await Promise.all(Array.from({ length: 10 }, () => till.importing({ rows: [...rows, row('3')] })))
    expect(others.map(({ created }) => created).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    expect(await till.marks()).toMatchObject({ payments: 3 })
  })

  it('is refused as a whole beyond a thousand rows and without the permission', async () => {
    const rows = Array.from({ length: 1001 }, (_, n) => row(`${n}`))
    expect(await till.importing({ rows })).toMatchObject({
      rows: [],
      userErrors: [{ code: 'TOO_MANY_ROWS', path: ['rows'] }],
    })
    expect(await till.importing({ rows: [row('1')] }, await till.shop.as('SALES'))).toMatchObject({
      created: 0,
      userErrors: [{ code: 'FORBIDDEN', path: [] }],
    })
    expect(await till.marks()).toMatchObject({ payments: 0 })
  })
})
