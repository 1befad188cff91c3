import { describe, expect, it } from 'vitest'
import { office } from '../support/erp.ts'
import { codes, eur, openTill, row } from './till.ts'

const till = openTill()

describe('at once', () => {
  it('64 payments of 100 on an invoice of 1,000: ten win', async () => {
    const invoiceId = await till.invoice()
    const before = await till.marks()
    const answers = await Promise.all(Array.from({ length: 64 }, () => till.pay(invoiceId)))
    expect(codes(answers)).toEqual({ DONE: 10, EXCEEDS_OUTSTANDING: 54 })
    expect(await till.marks()).toEqual({
      ...before,
      payments: 10,
      applications: 10,
      receipts: 11,
      entries: before.entries + 10,
      lines: before.lines + 20,
      seals: before.seals + 10,
      postings: before.postings + 10,
      keys: before.keys + 10,
    })
    const [row] = await till.as('owner', (sql) => sql`select applied_minor::int, gross_minor::int from invoices`)
    expect(row).toEqual({ applied_minor: 1000_00, gross_minor: 1000_00 })
  })

  it('64 of mixed amounts leave no cent over and none behind', async () => {
    const invoiceId = await till.invoice({ amount: '77.77' })
    const answers = await Promise.all(Array.from({ length: 64 }, (_, n) => till.pay(invoiceId, `${(n % 7) + 1}.11`)))
    const paid = answers.flatMap(({ payment }) => (payment ? [Math.round(Number(payment.amount.amount) * 100)] : []))
    const [row] = await till.as('owner', (sql) => sql`select applied_minor::int from invoices`)
    expect(row!.applied_minor).toBe(paid.reduce((a, b) => a + b, 0))
    expect(row!.applied_minor).toBeLessThanOrEqual(77_77)
    expect(row!.applied_minor).toBeGreaterThan(77_77 - 1_11)
  })

  it('the same key 64 times: one payment, and the same answer for all', async () => {
    const invoiceId = await till.invoice()
    const before = await till.marks()
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => till.pay(invoiceId, '100', { idempotencyKey: 'once' })),
    )
    expect(codes(answers)).toEqual({ DONE: 64 })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await till.marks()).toMatchObject({
      payments: 1,
      applications: 1,
      entries: before.entries + 1,
      keys: before.keys + 1,
    })
    expect(await till.pay(invoiceId, '100', { idempotencyKey: 'once' })).toEqual(answers[0])
  })

  it('200 times A and B against B and A: everybody gets through', async () => {
    const [a, b] = (await till.invoices([{}, {}])) as [string, string]
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        const order = n % 2 ? [a, b] : [b, a]
        return till.receive({
          amount: eur('2'),
          applications: order.map((invoiceId) => ({ invoiceId, amount: eur('1') })),
        })
      }),
    )
    expect(codes(answers)).toEqual({ DONE: 200 })
    const rows = await till.as('owner', (sql) => sql`select applied_minor::int from invoices`)
    expect(rows.map((row) => row.applied_minor)).toEqual([200_00, 200_00])
  })

  it('receiving, applying and importing on the same two invoices: nobody waits for ever', async () => {
    const [a, b] = (await till.invoices([{}, {}])) as [string, string]
    const { payment } = await till.receive({ amount: eur('100') })
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => {
        const pair = n % 2 ? [a, b] : [b, a]
        if (n % 3 === 0) return till.apply({ paymentId: payment.id, invoiceId: pair[0], amount: eur('1') })
        if (n % 3 === 1)
          return till.importing({ rows: pair.map((invoiceId, m) => row(`${n}.${m}`, { invoiceId, amount: eur('1') })) })
        return till.receive({ applications: pair.map((invoiceId) => ({ invoiceId, amount: eur('1') })) })
      }),
    )
    expect(codes(answers)).toEqual({ DONE: 60 })
    expect(await till.marks()).toMatchObject({ payments: 61, applications: 100 })
  })
})

describe('an idempotency key', () => {
  it('stands for one wish of one kind', async () => {
    const invoiceId = await till.invoice()
    const idempotencyKey = 'key'
    const { payment } = await till.pay(invoiceId, '100', { idempotencyKey })
    const before = await till.marks()
    const reused = [{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }]
    expect((await till.pay(invoiceId, '101', { idempotencyKey })).userErrors).toEqual(reused)
    expect((await till.pay(invoiceId, '100', { idempotencyKey, reference: 'x' })).userErrors).toEqual(reused)
    expect(
      (await till.apply({ idempotencyKey, paymentId: payment.id, invoiceId, amount: eur('1') })).userErrors,
    ).toEqual(reused)
    expect((await till.importing({ idempotencyKey, rows: [] })).userErrors).toEqual(reused)
    expect(await till.marks()).toEqual(before)
  })

  it('is left unused by a refusal, and is another in another organisation', async () => {
    const invoiceId = await till.invoice({ amount: '50' })
    const idempotencyKey = 'key'
    expect((await till.pay(invoiceId, '51', { idempotencyKey })).userErrors[0].code).toBe('EXCEEDS_OUTSTANDING')
    expect((await till.pay(invoiceId, '50', { idempotencyKey })).userErrors).toEqual([])
    const elsewhere = await till.receive({ idempotencyKey }, await office().as('OWNER'))
    expect(elsewhere.payment.number).toBe('REC-2026-00001')
  })

  it('gives the first answer again when the payment has moved on since', async () => {
    const invoiceId = await till.invoice()
    const input = { idempotencyKey: 'key', amount: eur('100') }
    const { payment } = await till.receive(input)
    const wish = { idempotencyKey: 'apply', paymentId: payment.id, invoiceId, amount: eur('10') }
    await till.apply(wish)
    await till.apply(wish)
    expect((await till.receive(input)).payment).toMatchObject({ id: payment.id, applied: { amount: '10.00' } })
    expect(await till.marks()).toMatchObject({ payments: 1, applications: 1 })
  })
})
