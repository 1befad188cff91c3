import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { openErpSubgraph } from '../../subgraphs/erp/subgraph.ts'
import type { Subgraph } from '../../subgraphs/shared/graphql/subgraph.ts'
import { decodeId, encodeId, type IdPrefix, newId } from '../../subgraphs/shared/relay/id.ts'
import { addDays, today } from '../../subgraphs/shared/time/date.ts'
import { ask, data } from '../support/ask.ts'
import { type FreshDatabase, freshDatabase } from '../support/cluster.ts'
import { type Office, office } from '../support/people.ts'
import { broken, type Sql, traces } from './books.ts'

let database: FreshDatabase
let erp: Subgraph
const statements: string[] = []
const troubles: unknown[] = []

beforeAll(async () => {
  database = await freshDatabase('erp')
  erp = await openErpSubgraph({
    databaseUrl: database.appUrl,
    identify: (authorization) => studio.identifier.identify(authorization),
    report: (error) => troubles.push(error),
    onStatement: (text) => statements.push(text),
  })
})

afterAll(async () => {
  await erp.close()
  await database.drop()
})

let studio: Office
let bookkeeper: string
const some = (prefix: IdPrefix) => encodeId(prefix, newId())
const ada = some('cust')
const eur = (amount: string, currency = 'EUR') => ({ amount, currency })

beforeEach(async () => {
  studio = office()
  bookkeeper = await studio.as('ACCOUNTANT')
})

/** After every scenario the books are in order, whatever was tried. */
afterEach(async () => {
  expect(await asOwner((sql) => broken(sql))).toEqual({})
  expect(troubles.splice(0)).toEqual([])
})

const inside =
  (url: string) =>
  <T>(work: (sql: Sql) => Promise<T>): Promise<T> =>
    connected(url, async (sql) => {
      await sql`select set_config('app.organization', ${studio.organizationId}, false)`
      return work(sql)
    })
const asOwner = <T>(work: (sql: Sql) => Promise<T>) => inside(database.ownerUrl)(work)
const asApplication = <T>(work: (sql: Sql) => Promise<T>) => inside(database.appUrl)(work)
const marks = () => asOwner((sql) => traces(sql))

interface InvoiceWish {
  customerId?: string
  dealId?: string
  amount?: string
  currency?: string
  issueDate?: string
  post?: boolean
}

const IMPORT_INVOICES = `mutation ($input: ImportInvoicesInput!) { importInvoices(input: $input) { rows { id outcome userErrors { code path } } userErrors { code } } }`

async function invoices(wishes: readonly InvoiceWish[], as = bookkeeper): Promise<string[]> {
  const rows = wishes.map(({ amount = '1000', issueDate = '2026-03-10', post = true, ...wish }) => ({
    externalReference: { source: 'test', id: newId() },
    customerId: ada,
    currency: 'EUR',
    issueDate,
    post,
    lines: [{ description: 'Work', quantity: '1', unitPrice: amount }],
    ...wish,
  }))
  const { importInvoices } = await data(erp, as, IMPORT_INVOICES, { input: { idempotencyKey: newId(), rows } })
  expect(importInvoices.rows.every(({ outcome }: { outcome: string }) => outcome === 'CREATED')).toBe(true)
  return importInvoices.rows.map(({ id }: { id: string }) => id)
}
const invoice = async (wish: InvoiceWish = {}) => (await invoices([wish]))[0]!

const PAYMENT = /* GraphQL */ `
  fragment all on Payment {
    id number receivedOn method reference applicationState
    customer { id } amount { amount currency } applied { amount } unapplied { amount }
    applications { amount { amount } appliedOn payment { id } invoice { id paymentState outstanding { amount } } }
    journalEntry {
      journal { code } date description source
      lines { account { code } debit { amount } credit { amount } customer { id } }
    }
    externalReference { source id }
  }`
const RECEIVE = `mutation ($input: ReceivePaymentInput!) { receivePayment(input: $input) { payment { ...all } userErrors { code path } } } ${PAYMENT}`
const APPLY = `mutation ($input: ApplyPaymentInput!) { applyPayment(input: $input) { payment { ...all } userErrors { code path } } } ${PAYMENT}`

const receive = async (input: Record<string, unknown> = {}, as = bookkeeper) => {
  const wish = { customerId: ada, amount: eur('100'), receivedOn: '2026-03-31', method: 'BANK_TRANSFER' }
  return (await data(erp, as, RECEIVE, { input: { idempotencyKey: newId(), ...wish, ...input } })).receivePayment
}
const pay = (invoiceId: string, amount = '100', more: Record<string, unknown> = {}) =>
  receive({ amount: eur(amount), applications: [{ invoiceId, amount: eur(amount) }], ...more })
const apply = async (input: Record<string, unknown>, as = bookkeeper) =>
  (await data(erp, as, APPLY, { input: { idempotencyKey: newId(), ...input } })).applyPayment

const codes = (answers: readonly { userErrors: { code: string }[] }[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, ({ userErrors }) => userErrors[0]?.code ?? 'DONE')).map(([code, all]) => [
      code,
      all!.length,
    ]),
  )

describe('a payment', () => {
  it('settles an invoice, has a receipt, and is in the books', async () => {
    const invoiceId = await invoice()
    const { payment, userErrors } = await pay(invoiceId, '1000', { reference: ' INV-2026-00001 ', method: 'CARD' })
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
    const [first, second] = (await invoices([{ amount: '60' }, { amount: '70' }])) as [string, string]
    const { payment } = await receive()
    expect(payment).toMatchObject({ applicationState: 'UNAPPLIED', unapplied: { amount: '100.00' }, applications: [] })
    const before = await marks()

    const paymentId = payment.id
    const partly = await apply({ paymentId, invoiceId: first, amount: eur('60') })
    expect(partly.payment).toMatchObject({ applicationState: 'PARTIALLY_APPLIED', unapplied: { amount: '40.00' } })
    const wholly = await apply({ paymentId, invoiceId: second, amount: eur('40') })
    expect(wholly.payment).toMatchObject({ applicationState: 'APPLIED', unapplied: { amount: '0.00' } })
    expect(wholly.payment.applications).toMatchObject([
      {
        amount: { amount: '60.00' },
        invoice: { paymentState: 'PAID' },
        appliedOn: today('Europe/Istanbul', new Date()),
      },
      { amount: { amount: '40.00' }, invoice: { paymentState: 'PARTIAL', outstanding: { amount: '30.00' } } },
    ])
    expect(await marks()).toEqual({ ...before, applications: 2, keys: before.keys + 2 })
  })

  it('received before its invoice was issued settles it from the day of the issue', async () => {
    const invoiceId = await invoice({ issueDate: '2026-04-15' })
    const { payment } = await pay(invoiceId)
    expect(payment).toMatchObject({ receivedOn: '2026-03-31', applications: [{ appliedOn: '2026-04-15' }] })
  })

  it('has the digits of its currency', async () => {
    const [yen, fils] = (await invoices([
      { amount: '1000', currency: 'JPY' },
      { amount: '1.234', currency: 'KWD' },
    ])) as [string, string]
    const inYen = { amount: eur('999', 'JPY'), applications: [{ invoiceId: yen, amount: eur('999', 'JPY') }] }
    const inFils = { amount: eur('1.234', 'KWD'), applications: [{ invoiceId: fils, amount: eur('1.234', 'KWD') }] }
    expect((await receive(inYen)).payment.applications[0].invoice.outstanding.amount).toBe('1')
    expect((await receive(inFils)).payment.applications[0].invoice.outstanding.amount).toBe('0.000')
    expect((await receive({ amount: eur('1.5', 'JPY') })).userErrors[0].code).toBe('AMOUNT_PRECISION')
  })

  it('is received today at the latest, by the organisation’s own clock', async () => {
    // A day begins at least 25 hours earlier in Kiritimati than it does in Pago Pago.
    const first = office({ timeZone: 'Pacific/Kiritimati' })
    const last = office({ timeZone: 'Pacific/Pago_Pago' })
    const receivedOn = today('Pacific/Kiritimati', new Date())
    expect((await receive({ receivedOn }, await first.as('OWNER'))).userErrors).toEqual([])
    expect((await receive({ receivedOn }, await last.as('OWNER'))).userErrors).toEqual([
      { code: 'DATE_IN_FUTURE', path: ['receivedOn'] },
    ])
  })

  it('is numbered within its year, without gaps, whoever is refused in between', async () => {
    const invoiceId = await invoice({ amount: '500', issueDate: '2025-12-01' })
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => pay(invoiceId, '100', { receivedOn: n % 2 ? '2025-12-31' : '2026-01-01' })),
    )
    expect(codes(answers)).toEqual({ DONE: 5, EXCEEDS_OUTSTANDING: 25 })
    await receive({ receivedOn: '2025-12-31' })
    await receive({ receivedOn: '2026-01-01' })
    const numbers = await asOwner((sql) => sql`select number from payments order by number`)
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
    const [mine, draft, dollars] = (await invoices([{}, { post: false }, { currency: 'USD' }])) as [
      string,
      string,
      string,
    ]
    const stranger = office()
    const [others] = (await invoices([{}], await stranger.as('OWNER'))) as [string]
    const before = await marks()
    expect(await receive(input({ mine, draft, dollars, others }))).toEqual({
      payment: null,
      userErrors: [{ code, path }],
    })
    expect(await marks()).toEqual(before)
  })

  const to = (invoiceId: string, amount: string) => ({ applications: [{ invoiceId, amount: eur(amount) }] })

  it('says all that is wrong with the form at once', async () => {
    const { userErrors } = await receive({ customerId: 'x', amount: eur('0'), reference: 'x'.repeat(201) })
    expect(userErrors.map(({ code }: { code: string }) => code)).toEqual([
      'BAD_ID',
      'AMOUNT_NOT_POSITIVE',
      'TEXT_TOO_LONG',
    ])
  })

  it('is one of somebody who may not', async () => {
    const before = await marks()
    for (const role of ['SALES', 'PROJECT_MANAGER', 'VIEWER'] as const) {
      expect(await receive({}, await studio.as(role))).toEqual({
        payment: null,
        userErrors: [{ code: 'FORBIDDEN', path: [] }],
      })
    }
    expect(await marks()).toEqual(before)
  })

  it.each([
    ['1.2.3', '2026-03-31'],
    ['1e3', '2026-03-31'],
    ['1', '2026-02-30'],
  ])('of amount %s on %s never gets as far as the business', async (amount, receivedOn) => {
    const input = { idempotencyKey: 'k', customerId: ada, amount: eur(amount), receivedOn, method: 'CASH' }
    const { errors } = await ask(erp, bookkeeper, RECEIVE, { input })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('applying a payment', () => {
  it('is refused beyond what there is, for others, and for what is not there, without a trace', async () => {
    const [invoiceId, foreign, dollars] = (await invoices([
      { amount: '80' },
      { customerId: some('cust') },
      { currency: 'USD' },
    ])) as [string, string, string]
    const { payment } = await receive()
    const wish = { paymentId: payment.id, invoiceId, amount: eur('10') }
    const before = await marks()
    const code = async (more: object) => (await apply({ ...wish, ...more })).userErrors[0]
    expect(await code({ paymentId: some('pay') })).toEqual({ code: 'PAYMENT_NOT_FOUND', path: ['paymentId'] })
    expect(await code({ paymentId: invoiceId })).toEqual({ code: 'BAD_ID', path: ['paymentId'] })
    expect(await code({ invoiceId: some('inv') })).toEqual({ code: 'INVOICE_NOT_FOUND', path: ['invoiceId'] })
    expect(await code({ invoiceId: foreign })).toEqual({ code: 'CUSTOMER_MISMATCH', path: ['invoiceId'] })
    expect(await code({ invoiceId: dollars })).toEqual({ code: 'CURRENCY_MISMATCH', path: ['amount'] })
    expect(await code({ amount: eur('80.01') })).toEqual({ code: 'EXCEEDS_OUTSTANDING', path: ['amount'] })
    expect(await code({ amount: eur('-1') })).toEqual({ code: 'AMOUNT_NOT_POSITIVE', path: ['amount', 'amount'] })
    const stranger = await office().as('OWNER')
    expect((await apply(wish, stranger)).userErrors[0].code).toBe('PAYMENT_NOT_FOUND')
    expect((await apply(wish, await studio.as('SALES'))).userErrors[0].code).toBe('FORBIDDEN')
    expect(await marks()).toEqual(before)
  })

  it('spends a payment once, however many apply it at once', async () => {
    const targets = (await invoices([{}, {}])) as [string, string]
    const { payment } = await receive()
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        apply({ paymentId: payment.id, invoiceId: targets[n % 2], amount: eur('10') }),
      ),
    )
    expect(codes(answers)).toEqual({ DONE: 10, EXCEEDS_UNAPPLIED: 54 })
    expect(await marks()).toMatchObject({ payments: 1, applications: 10 })
  })

  it('happens 250 times at most', async () => {
    const invoiceId = await invoice()
    const applications = (await invoices(Array.from({ length: 249 }, () => ({})))).map((id) => ({
      invoiceId: id,
      amount: eur('0.01'),
    }))
    const { payment } = await receive({ applications })
    expect(payment.applications).toHaveLength(249)
    const wish = { paymentId: payment.id, invoiceId, amount: eur('0.01') }
    expect((await apply(wish)).userErrors).toEqual([])
    expect((await apply(wish)).userErrors).toEqual([{ code: 'TOO_MANY_APPLICATIONS', path: ['paymentId'] }])
  })
})

describe('at once', () => {
  it('64 payments of 100 on an invoice of 1,000: ten win', async () => {
    const invoiceId = await invoice()
    const before = await marks()
    const answers = await Promise.all(Array.from({ length: 64 }, () => pay(invoiceId)))
    expect(codes(answers)).toEqual({ DONE: 10, EXCEEDS_OUTSTANDING: 54 })
    expect(await marks()).toEqual({
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
    const [row] = await asOwner((sql) => sql`select applied_minor::int, gross_minor::int from invoices`)
    expect(row).toEqual({ applied_minor: 1000_00, gross_minor: 1000_00 })
  })

  it('64 of mixed amounts leave no cent over and none behind', async () => {
    const invoiceId = await invoice({ amount: '77.77' })
    const answers = await Promise.all(Array.from({ length: 64 }, (_, n) => pay(invoiceId, `${(n % 7) + 1}.11`)))
    const paid = answers.flatMap(({ payment }) => (payment ? [Math.round(Number(payment.amount.amount) * 100)] : []))
    const [row] = await asOwner((sql) => sql`select applied_minor::int from invoices`)
    expect(row!.applied_minor).toBe(paid.reduce((a, b) => a + b, 0))
    expect(row!.applied_minor).toBeLessThanOrEqual(77_77)
    expect(row!.applied_minor).toBeGreaterThan(77_77 - 1_11)
  })

  it('the same key 64 times: one payment, and the same answer for all', async () => {
    const invoiceId = await invoice()
    const before = await marks()
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => pay(invoiceId, '100', { idempotencyKey: 'once' })),
    )
    expect(codes(answers)).toEqual({ DONE: 64 })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await marks()).toMatchObject({
      payments: 1,
      applications: 1,
      entries: before.entries + 1,
      keys: before.keys + 1,
    })
    expect(await pay(invoiceId, '100', { idempotencyKey: 'once' })).toEqual(answers[0])
  })

  it('200 times A and B against B and A: everybody gets through', async () => {
    const [a, b] = (await invoices([{}, {}])) as [string, string]
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        const order = n % 2 ? [a, b] : [b, a]
        return receive({
          amount: eur('2'),
          applications: order.map((invoiceId) => ({ invoiceId, amount: eur('1') })),
        })
      }),
    )
    expect(codes(answers)).toEqual({ DONE: 200 })
    const rows = await asOwner((sql) => sql`select applied_minor::int from invoices`)
    expect(rows.map((row) => row.applied_minor)).toEqual([200_00, 200_00])
  })

  it('receiving, applying and importing on the same two invoices: nobody waits for ever', async () => {
    const [a, b] = (await invoices([{}, {}])) as [string, string]
    const { payment } = await receive({ amount: eur('100') })
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => {
        const pair = n % 2 ? [a, b] : [b, a]
        if (n % 3 === 0) return apply({ paymentId: payment.id, invoiceId: pair[0], amount: eur('1') })
        if (n % 3 === 1)
          return importing({ rows: pair.map((invoiceId, m) => row(`${n}.${m}`, { invoiceId, amount: eur('1') })) })
        return receive({ applications: pair.map((invoiceId) => ({ invoiceId, amount: eur('1') })) })
      }),
    )
    expect(codes(answers)).toEqual({ DONE: 60 })
    expect(await marks()).toMatchObject({ payments: 61, applications: 100 })
  })
})

describe('an idempotency key', () => {
  it('stands for one wish of one kind', async () => {
    const invoiceId = await invoice()
    const idempotencyKey = 'key'
    const { payment } = await pay(invoiceId, '100', { idempotencyKey })
    const before = await marks()
    const reused = [{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }]
    expect((await pay(invoiceId, '101', { idempotencyKey })).userErrors).toEqual(reused)
    expect((await pay(invoiceId, '100', { idempotencyKey, reference: 'x' })).userErrors).toEqual(reused)
    expect((await apply({ idempotencyKey, paymentId: payment.id, invoiceId, amount: eur('1') })).userErrors).toEqual(
      reused,
    )
    expect((await importing({ idempotencyKey, rows: [] })).userErrors).toEqual(reused)
    expect(await marks()).toEqual(before)
  })

  it('is left unused by a refusal, and is another in another organisation', async () => {
    const invoiceId = await invoice({ amount: '50' })
    const idempotencyKey = 'key'
    expect((await pay(invoiceId, '51', { idempotencyKey })).userErrors[0].code).toBe('EXCEEDS_OUTSTANDING')
    expect((await pay(invoiceId, '50', { idempotencyKey })).userErrors).toEqual([])
    const elsewhere = await receive({ idempotencyKey }, await office().as('OWNER'))
    expect(elsewhere.payment.number).toBe('REC-2026-00001')
  })

  it('gives the first answer again when the payment has moved on since', async () => {
    const invoiceId = await invoice()
    const input = { idempotencyKey: 'key', amount: eur('100') }
    const { payment } = await receive(input)
    const wish = { idempotencyKey: 'apply', paymentId: payment.id, invoiceId, amount: eur('10') }
    await apply(wish)
    await apply(wish)
    expect((await receive(input)).payment).toMatchObject({ id: payment.id, applied: { amount: '10.00' } })
    expect(await marks()).toMatchObject({ payments: 1, applications: 1 })
  })
})

describe('the database itself', () => {
  const uuid = (prefix: IdPrefix, id: string) => decodeId(prefix, id)!
  const scene = async () => {
    const [invoiceId, draft, foreign, dollars] = (await invoices([
      { amount: '100' },
      { post: false },
      { customerId: some('cust') },
      { currency: 'USD' },
    ])) as [string, string, string, string]
    const { payment } = await receive({ amount: eur('500') })
    return { paymentId: payment.id as string, invoiceId, draft, foreign, dollars }
  }
  const insert = (
    sql: Sql,
    of: { paymentId: string; invoiceId: string },
    { position = 1, minor = 1, currency = 'EUR', day = '2026-03-31', organization = studio.organizationId } = {},
  ) => sql`insert into payment_applications
    (organization_id, payment_id, position, invoice_id, amount_minor, currency, applied_on)
    values (${organization}, ${uuid('pay', of.paymentId)}, ${position}, ${uuid('inv', of.invoiceId)}, ${minor}, ${currency}, ${day})`

  it('refuses to apply more than there is, to others, and to what is not posted', async () => {
    const { paymentId, invoiceId, draft, foreign, dollars } = await scene()
    const before = await marks()
    await asApplication(async (sql) => {
      const refused = (constraint: string) => expect.objectContaining({ constraint_name: constraint })
      const of = { paymentId, invoiceId }
      await expect(insert(sql, of, { minor: 100_01 })).rejects.toEqual(refused('invoices_applied'))
      await expect(insert(sql, of, { minor: 0 })).rejects.toEqual(refused('payment_applications_amount'))
      await expect(insert(sql, of, { minor: -1 })).rejects.toEqual(refused('payment_applications_amount'))
      await expect(insert(sql, of, { position: 251 })).rejects.toEqual(refused('payment_applications_position'))
      await expect(insert(sql, of, { currency: 'USD' })).rejects.toEqual(refused('payment_applications_match'))
      await expect(insert(sql, of, { day: '2026-03-09' })).rejects.toEqual(refused('payment_applications_match'))
      await expect(insert(sql, { paymentId, invoiceId: draft })).rejects.toThrow()
      await expect(insert(sql, { paymentId, invoiceId: foreign })).rejects.toEqual(
        refused('payment_applications_match'),
      )
      await expect(insert(sql, { paymentId, invoiceId: dollars }, { currency: 'USD' })).rejects.toEqual(
        refused('payment_applications_match'),
      )
      await expect(insert(sql, { paymentId: some('pay'), invoiceId })).rejects.toThrow()
      await expect(insert(sql, of, { organization: newId() })).rejects.toThrow('row-level security')
    })
    expect(await marks()).toEqual(before)
  })

  it('refuses to spend a payment twice', async () => {
    const { payment } = await receive({ amount: eur('100') })
    const [a, b] = (await invoices([{}, {}])) as [string, string]
    await asApplication(async (sql) => {
      await insert(sql, { paymentId: payment.id, invoiceId: a }, { minor: 60_00 })
      await expect(insert(sql, { paymentId: payment.id, invoiceId: b }, { minor: 40_01, position: 2 })).rejects.toEqual(
        expect.objectContaining({ constraint_name: 'payments_applied' }),
      )
    })
  })

  it('lets ten of forty careless writers through, and no more', async () => {
    const invoiceId = await invoice()
    const { payment } = await receive({ amount: eur('5000') })
    const done = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) =>
        asApplication((sql) => insert(sql, { paymentId: payment.id, invoiceId }, { minor: 100_00, position: n + 1 })),
      ),
    )
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  })

  it('lets nobody change or remove money that came in', async () => {
    await scene()
    await asApplication(async (sql) => {
      for (const attempt of [
        sql`update payments set amount_minor = 1`,
        sql`update payments set applied_minor = 1`,
        sql`delete from payments`,
        sql`update payment_applications set amount_minor = 1`,
        sql`delete from payment_applications`,
        sql`truncate payment_applications`,
      ]) {
        await expect(attempt).rejects.toThrow(/permission denied/)
      }
      const begun = sql`insert into payments (organization_id, applied_minor) values (${studio.organizationId}, 1)`
      await expect(begun).rejects.toThrow(/permission denied/)
    })
    await asOwner(async (sql) => {
      await expect(sql`update payments set amount_minor = 1`).rejects.toThrow('only added to')
      await expect(sql`delete from payments`).rejects.toThrow('only added to')
      await expect(sql`update payment_applications set amount_minor = 1`).rejects.toThrow('only added to')
      await expect(sql`delete from payment_applications`).rejects.toThrow('only added to')
    })
  })

  it('takes no payment that is not in the books, or out of turn', async () => {
    await receive()
    await invoice()
    const forged = (sql: Sql, entry: string, { year = 2026, number = 2, minor = 1 } = {}) => sql`
      insert into payments (organization_id, id, number_year, number_in_year, customer_id, received_on, amount_minor,
        currency, method, journal_entry_id)
      select organization_id, gen_random_uuid(), ${year}, ${number}, customer_id, received_on, ${minor}, currency,
        'CASH', (select journal_entry_id from ${sql(entry)} where journal_entry_id is not null limit 1) from payments`
    await asApplication(async (sql) => {
      const refused = (constraint: string) => expect.objectContaining({ constraint_name: constraint })
      await expect(forged(sql, 'payments')).rejects.toEqual(refused('payments_journal_entry'))
      await expect(forged(sql, 'invoices')).rejects.toEqual(refused('payments_in_the_books'))
      await expect(forged(sql, 'invoices', { number: 3 })).rejects.toEqual(refused('payments_gapless'))
      await expect(forged(sql, 'invoices', { minor: 0 })).rejects.toEqual(refused('payments_amount'))
    })
  })

  it('takes no payment that begins applied, from nobody', async () => {
    await receive()
    await invoice()
    const begun = asOwner(
      (sql) => sql`
        insert into payments (organization_id, id, number_year, number_in_year, customer_id, received_on, amount_minor,
          currency, method, journal_entry_id, applied_minor)
        select organization_id, gen_random_uuid(), 2026, 2, customer_id, received_on, 1, currency, 'CASH',
          (select journal_entry_id from invoices), 1 from payments`,
    )
    await expect(begun).rejects.toEqual(expect.objectContaining({ constraint_name: 'payments_begin_unapplied' }))
  })

  it('keeps one organisation from settling the invoices of another', async () => {
    const { invoiceId } = await scene()
    studio = office()
    const { payment } = await receive({}, await studio.as('OWNER'))
    await asApplication(async (sql) => {
      await expect(insert(sql, { paymentId: payment.id, invoiceId })).rejects.toThrow()
      expect(await sql`select count(*)::int as seen from payments`).toEqual([{ seen: 1 }])
    })
  })
})

describe('what a deal brought', () => {
  const COLLECTED = `query ($of: [_Any!]!, $currency: CurrencyCode) { _entities(representations: $of) { ... on Deal { id collected(currency: $currency) { amount currency } } } }`
  const collected = async (ids: readonly string[], currency?: string, as = bookkeeper) =>
    (await data(erp, as, COLLECTED, { of: ids.map((id) => ({ __typename: 'Deal', id })), currency }))._entities

  it('is what was applied to its invoices, in one currency', async () => {
    const dealId = some('deal')
    const [first, second, dollars] = (await invoices([
      { dealId },
      { dealId },
      { dealId, currency: 'USD' },
      {},
    ])) as string[]
    await pay(first!, '100.50')
    await pay(second!, '20')
    await receive({ amount: eur('7', 'USD'), applications: [{ invoiceId: dollars, amount: eur('7', 'USD') }] })
    await receive({ amount: eur('999') })
    expect(await collected([dealId])).toEqual([{ id: dealId, collected: { amount: '120.50', currency: 'EUR' } }])
    expect(await collected([dealId], 'USD')).toEqual([{ id: dealId, collected: { amount: '7.00', currency: 'USD' } }])
    expect(await collected([dealId], 'JPY')).toEqual([{ id: dealId, collected: { amount: '0', currency: 'JPY' } }])
    const stranger = await office({ currency: 'TRY' }).as('OWNER')
    expect(await collected([dealId, 'nonsense'], undefined, stranger)).toEqual([
      { id: dealId, collected: { amount: '0.00', currency: 'TRY' } },
      { id: 'nonsense', collected: null },
    ])
  })

  it('takes one statement for all deals', async () => {
    const deals = Array.from({ length: 100 }, () => some('deal'))
    await invoices(deals.map((dealId) => ({ dealId })))
    for (const size of [5, 100]) {
      statements.length = 0
      expect(await collected(deals.slice(0, size))).toHaveLength(size)
      expect(reads()).toBe(1)
    }
  })
})

const reads = () => statements.filter((text) => /^\s*select/i.test(text) && !text.includes('set_config')).length

describe('from customer to cash', () => {
  it('costs as many statements for 100 customers as for 5', async () => {
    const customers = Array.from({ length: 100 }, () => some('cust'))
    const ids = await invoices(customers.flatMap((customerId) => [{ customerId }, { customerId }]))
    await importing({
      rows: ids.map((invoiceId, n) =>
        row(`${n}`, { customerId: customers[Math.floor(n / 2)], invoiceId, amount: eur('400') }),
      ),
    })
    const query = /* GraphQL */ `
      query ($of: [_Any!]!) {
        _entities(representations: $of) {
          ... on Customer {
            invoices { nodes { number lines { description } payments { amount { amount } payment { number } } journalEntry { lines { account { code } } } } }
            payments { totalCount nodes { number applications { invoice { number } } journalEntry { lines { account { code } } } } }
          }
        }
      }`
    const costs = []
    for (const size of [5, 100]) {
      statements.length = 0
      const of = customers.slice(0, size).map((id) => ({ __typename: 'Customer', id }))
      const { _entities } = await data(erp, bookkeeper, query, { of })
      for (const { invoices, payments } of _entities) {
        expect(invoices.nodes.flatMap((each: { payments: unknown[] }) => each.payments)).toMatchObject(
          [1, 2].map(() => ({ amount: { amount: '400.00' } })),
        )
        expect(payments.totalCount).toBe(2)
      }
      costs.push(reads())
    }
    expect(costs[1]).toBe(costs[0])
    // Invoices twice (by customer, by application), payments thrice, applications twice, entries, lines, accounts.
    expect(costs[0]).toBeLessThanOrEqual(14)
  })
})

describe('lists of payments', () => {
  const LIST = /* GraphQL */ `
    query ($first: Int, $after: String, $last: Int, $filter: PaymentFilter, $search: String, $orderBy: PaymentOrder) {
      payments(first: $first, after: $after, last: $last, filter: $filter, search: $search, orderBy: $orderBy) {
        nodes { number } totalCount pageInfo { hasNextPage endCursor }
      }
    }`
  const list = async (variables: object, as = bookkeeper) => (await data(erp, as, LIST, { ...variables })).payments
  const numbers = async (variables: object) =>
    (await list(variables)).nodes.map(({ number }: { number: string }) => Number(number.slice(-5)))

  it('are filtered, searched and ordered', async () => {
    const [invoiceId, bob] = [await invoice(), some('cust')]
    await receive({ receivedOn: '2026-01-10', amount: eur('30'), reference: 'Çek 7' })
    await receive({ receivedOn: '2026-01-05', amount: eur('500', 'JPY'), method: 'CASH', customerId: bob })
    await receive({ receivedOn: '2026-01-20', amount: eur('20'), applications: [{ invoiceId, amount: eur('5') }] })
    await pay(invoiceId, '10', { receivedOn: '2026-01-15' })

    const by = (field: string, direction = 'ASC') => ({ orderBy: { field, direction } })
    expect(await numbers({})).toEqual([3, 4, 1, 2])
    expect(await numbers(by('RECEIVED_ON'))).toEqual([2, 1, 4, 3])
    expect(await numbers(by('AMOUNT'))).toEqual([4, 3, 1, 2])
    expect(await numbers(by('CREATED_AT'))).toEqual([1, 2, 3, 4])
    const only = async (filter: object) => (await numbers({ filter, ...by('CREATED_AT') })) as number[]
    expect(await only({ applicationState: { eq: 'UNAPPLIED' } })).toEqual([1, 2])
    expect(await only({ applicationState: { eq: 'PARTIALLY_APPLIED' } })).toEqual([3])
    expect(await only({ applicationState: { in: ['APPLIED', 'PARTIALLY_APPLIED'] } })).toEqual([3, 4])
    expect(await only({ customerId: { eq: bob } })).toEqual([2])
    expect(await only({ customerId: { eq: 'nonsense' } })).toEqual([])
    expect(await only({ method: { eq: 'CASH' } })).toEqual([2])
    expect(await only({ amount: { gte: '20', lte: '30' } })).toEqual([1, 3])
    expect(await only({ receivedOn: { gte: '2026-01-10', lte: '2026-01-15' } })).toEqual([1, 4])
    expect(await only({ not: { or: [{ method: { eq: 'CASH' } }, { amount: { eq: '10.00' } }] } })).toEqual([1, 3])
    expect(await numbers({ search: 'cek' })).toEqual([1])
    expect(await numbers({ search: 'rec-2026-00003' })).toEqual([3])
  })

  it('are walked page by page, in every order', async () => {
    await importing({ rows: Array.from({ length: 9 }, (_, n) => row(`${n}`, { amount: eur(`${1 + (n % 3)}`) })) })
    for (const field of ['RECEIVED_ON', 'AMOUNT', 'CREATED_AT']) {
      for (const direction of ['ASC', 'DESC']) {
        const orderBy = { field, direction }
        const seen: string[] = []
        let after: string | null = null
        do {
          const page: Awaited<ReturnType<typeof list>> = await list({ first: 4, after, orderBy })
          expect(page.totalCount).toBe(9)
          seen.push(...page.nodes.map(({ number }: { number: string }) => number))
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
        } while (after)
        expect(new Set(seen).size).toBe(9)
        expect((await list({ orderBy })).nodes.map(({ number }: { number: string }) => number)).toEqual(seen)
      }
    }
  })

  it('of a customer are the customer’s own', async () => {
    const bob = some('cust')
    await receive()
    await receive({ customerId: bob })
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { payments(orderBy: { field: AMOUNT, direction: ASC }) { totalCount nodes { customer { id } } } } } }`
    const of = [ada, bob, some('cust'), 'nonsense'].map((id) => ({ __typename: 'Customer', id }))
    expect((await data(erp, bookkeeper, query, { of }))._entities).toEqual([
      { payments: { totalCount: 1, nodes: [{ customer: { id: ada } }] } },
      { payments: { totalCount: 1, nodes: [{ customer: { id: bob } }] } },
      { payments: { totalCount: 0, nodes: [] } },
      { payments: null },
    ])
  })
})

describe('a payment of others', () => {
  const ONE = `query ($id: ID!) { payment(id: $id) { number } _entities(representations: [{ __typename: "Payment", id: $id }]) { ... on Payment { number } } }`

  it('is as if it were not there', async () => {
    const { payment } = await receive()
    const seen = { payment: { number: 'REC-2026-00001' }, _entities: [{ number: 'REC-2026-00001' }] }
    expect(await data(erp, bookkeeper, ONE, { id: payment.id })).toEqual(seen)
    const stranger = await office().as('OWNER')
    for (const id of [payment.id, some('pay'), ada, 'nonsense', '']) {
      expect(await data(erp, stranger, ONE, { id })).toEqual({ payment: null, _entities: [null] })
    }
  })

  it('is seen with the permission only, and shows no more than that', async () => {
    const invoiceId = await invoice()
    const { payment } = await pay(invoiceId)
    const scoped = (scope: string) => studio.as('ACCOUNTANT', { scope })
    const refused = await ask(erp, await scoped('invoice:read'), ONE, { id: payment.id })
    expect([refused.data.payment, refused.errors?.map(({ extensions }) => extensions.code)]).toEqual([
      null,
      ['FORBIDDEN', 'FORBIDDEN'],
    ])
    const more = `query ($id: ID!) { payment(id: $id) { number journalEntry { date } applications { amount { amount } invoice { number } } } }`
    const { data, errors } = await ask(erp, await scoped('payment:read'), more, { id: payment.id })
    expect(data.payment).toEqual({
      number: 'REC-2026-00001',
      journalEntry: null,
      applications: [{ amount: { amount: '100.00' }, invoice: null }],
    })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})

const IMPORT = /* GraphQL */ `
  mutation ($input: ImportPaymentsInput!) {
    importPayments(input: $input) {
      rows { index id outcome userErrors { code path } }
      created updated unchanged failed userErrors { code path }
    }
  }`
const importing = async (input: Record<string, unknown>, as = bookkeeper) =>
  (await data(erp, as, IMPORT, { input: { idempotencyKey: newId(), ...input } })).importPayments
const row = (id: string, more: object = {}) => ({
  externalReference: { source: 'northwind', id },
  customerId: ada,
  amount: eur('100'),
  receivedOn: '2026-03-31',
  method: 'BANK_TRANSFER',
  ...more,
})
const outcome = ({ rows }: { rows: { outcome: string; userErrors: { code: string }[] }[] }) =>
  rows.map((each) => each.userErrors[0]?.code ?? each.outcome)

describe('an import of payments', () => {
  it('of a thousand takes as few statements as one of ten, and twice the same changes nothing', async () => {
    const costs = []
    for (const [name, size] of [
      ['few', 10],
      ['many', 1000],
    ] as const) {
      const ids = await invoices(Array.from({ length: size }, () => ({ amount: '100', issueDate: '2025-06-01' })))
      const rows = ids.map((invoiceId, n) =>
        row(`${name} ${n}`, { invoiceId, receivedOn: n % 2 ? '2025-12-31' : '2026-01-02', reference: `R${n}` }),
      )
      statements.length = 0
      expect(await importing({ rows })).toMatchObject({
        created: size,
        updated: 0,
        unchanged: 0,
        failed: 0,
        userErrors: [],
      })
      costs.push(statements.length)
      const before = await marks()
      expect(await importing({ rows })).toMatchObject({ created: 0, updated: 0, unchanged: size, failed: 0 })
      expect(await marks()).toEqual({ ...before, keys: before.keys + 1 })
    }
    expect(costs[1]).toBe(costs[0])
    expect(costs[0]).toBeLessThanOrEqual(18)
    expect(await marks()).toMatchObject({ payments: 1010, applications: 1010 })
  })

  it('puts each payment into the books as receiving it would', async () => {
    const invoiceId = await invoice()
    const { rows } = await importing({
      rows: [row('1', { invoiceId }), row('2', { amount: eur('5'), method: 'CASH' })],
    })
    const query = `query ($id: ID!) { payment(id: $id) { ...all } } ${PAYMENT}`
    const [first, second] = await Promise.all(
      rows.map(async ({ id }: { id: string }) => (await data(erp, bookkeeper, query, { id })).payment),
    )
    const received = (await pay(invoiceId)).payment
    expect(first).toEqual({
      ...received,
      id: first.id,
      number: 'REC-2026-00001',
      externalReference: { source: 'northwind', id: '1' },
      applications: [{ ...received.applications[0], payment: { id: first.id }, invoice: expect.anything() }],
      journalEntry: { ...received.journalEntry, description: 'Payment REC-2026-00001' },
    })
    expect(second).toMatchObject({ number: 'REC-2026-00002', applicationState: 'UNAPPLIED', method: 'CASH' })
  })

  it('lets bad rows fail alone, and never pays an invoice twice', async () => {
    const [invoiceId, draft] = (await invoices([{ amount: '150' }, { post: false }])) as [string, string]
    const report = await importing({
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
    expect(await marks()).toMatchObject({ payments: 3, applications: 2 })
  })

  it('does not change a payment', async () => {
    const [a, b] = (await invoices([{}, {}])) as [string, string]
    await importing({ rows: [row('1', { invoiceId: a })] })
    const before = await marks()
    for (const change of [
      { amount: eur('101') },
      { receivedOn: '2026-03-30' },
      { method: 'CASH' },
      { reference: 'new' },
      { customerId: some('cust') },
      { invoiceId: b },
    ]) {
      expect(outcome(await importing({ rows: [row('1', { invoiceId: a, ...change })] }))).toEqual(['PAYMENT_DIFFERS'])
    }
    expect(outcome(await importing({ rows: [row('1')] }))).toEqual(['UNCHANGED'])
    expect(await marks()).toEqual({ ...before, keys: before.keys + 7 })
  })

  it('is all or nothing when that is wished, and only a rehearsal when that is', async () => {
    const before = await marks()
    const rows = [row('1'), row('2', { amount: eur('0') })]
    expect(outcome(await importing({ rows, atomic: true }))).toEqual(['ROLLED_BACK', 'AMOUNT_NOT_POSITIVE'])
    const rehearsal = await importing({ rows: [row('1'), row('2')], dryRun: true, idempotencyKey: 'k' })
    expect(rehearsal).toMatchObject({ created: 2, rows: [{ id: null }, { id: null }] })
    expect(await marks()).toEqual(before)
    expect(await importing({ rows: [row('1'), row('2')], idempotencyKey: 'k' })).toMatchObject({ created: 2 })
  })

  it('gives its first answer again under its key, and twenty at once import once', async () => {
    const rows = [row('1'), row('2')]
    const same = await Promise.all(Array.from({ length: 10 }, () => importing({ rows, idempotencyKey: 'k' })))
    expect(new Set(same.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(same[0]).toMatchObject({ created: 2 })
    const others = await Promise.all(Array.from({ length: 10 }, () => importing({ rows: [...rows, row('3')] })))
    expect(others.map(({ created }) => created).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    expect(await marks()).toMatchObject({ payments: 3 })
  })

  it('is refused as a whole beyond a thousand rows and without the permission', async () => {
    const rows = Array.from({ length: 1001 }, (_, n) => row(`${n}`))
    expect(await importing({ rows })).toMatchObject({
      rows: [],
      userErrors: [{ code: 'TOO_MANY_ROWS', path: ['rows'] }],
    })
    expect(await importing({ rows: [row('1')] }, await studio.as('SALES'))).toMatchObject({
      created: 0,
      userErrors: [{ code: 'FORBIDDEN', path: [] }],
    })
    expect(await marks()).toMatchObject({ payments: 0 })
  })
})
