import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { broken, traces } from '../erp/invariants.ts'
import { data } from '../support/ask.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import { done, eur, textOf } from './story.ts'

const AT_ONCE = 64

let graph: TestGraph
let studio: Company
let customerId: string
let invoiceId: string

beforeAll(async () => {
  graph = await openTestGraph()
})

beforeEach(async () => {
  studio = await graph.found()
  const { customer } = await make('createCustomer', 'customer { id }', { name: 'Ege Lojistik A.Ş.' })
  customerId = customer.id
  invoiceId = await invoiceOf('1000')
})

afterAll(async () => {
  await graph.close()
  expect(graph.troubles).toEqual([])
})

const make = (mutation: string, fields: string, input: object) =>
  done(graph.router, studio.owner, mutation, fields, input)

async function invoiceOf(unitPrice: string): Promise<string> {
  const lines = [{ description: 'Advice', quantity: '1', unitPrice }]
  const { invoice } = await make('createInvoice', 'invoice { id }', { customerId, issueDate: '2024-03-01', lines })
  await make('postInvoice', 'invoice { id }', { id: invoice.id, idempotencyKey: newId() })
  return invoice.id
}

const RECEIVE = textOf('receivePayment', 'payment { id number amount { amount } journalEntry { number hash } }')

const payment = (change: object = {}) => ({
  ...{ idempotencyKey: newId(), customerId, amount: eur('100'), receivedOn: '2024-03-20', method: 'BANK_TRANSFER' },
  applications: [{ invoiceId, amount: eur('100') }],
  ...change,
})

/** Sends them all before the first is answered; the answers in the order of the inputs. */
const receive = (inputs: readonly object[]) =>
  Promise.all(inputs.map(async (input) => (await data(graph.router, studio.owner, RECEIVE, { input })).receivePayment))

/** How the invoice and the books stand afterwards. */
async function aftermath() {
  const answer = await data(
    graph.router,
    studio.owner,
    `query ($id: ID!) {
      invoice(id: $id) { paymentState paid { amount } outstanding { amount } payments { amount { amount } } }
      payments { totalCount }
      trialBalance { account { code } balance { amount } }
      verifyLedger { valid entries }
    }`,
    { id: invoiceId },
  )
  const invariants = await graph.inside('erp', studio.organizationId, broken)
  return { ...answer, invariants }
}

describe(`${AT_ONCE} payments at once`, () => {
  it('of 100 on an invoice of 1,000: ten win, and the others hear why not', async () => {
    const before = await graph.inside('erp', studio.organizationId, traces)
    const answers = await receive(Array.from({ length: AT_ONCE }, () => payment()))
    const [won, lost] = [answers.filter((answer) => answer.payment), answers.filter((answer) => !answer.payment)]
    expect(won.every(({ userErrors }) => userErrors.length === 0)).toBe(true)
    expect(won.map((answer) => answer.payment.number).sort()).toEqual(
      Array.from({ length: 10 }, (_, index) => `REC-2024-${String(index + 1).padStart(5, '0')}`),
    )
    expect(lost.map(({ userErrors }) => userErrors)).toEqual(
      Array.from({ length: AT_ONCE - 10 }, () => [
        {
          code: 'EXCEEDS_OUTSTANDING',
          message: 'Only 0.00 EUR of this invoice is still to be paid.',
          path: ['applications', '0', 'amount'],
        },
      ]),
    )
    expect(await aftermath()).toEqual({
      invoice: {
        ...{ paymentState: 'PAID', paid: { amount: '1000.00' }, outstanding: { amount: '0.00' } },
        payments: Array.from({ length: 10 }, () => ({ amount: { amount: '100.00' } })),
      },
      payments: { totalCount: 10 },
      trialBalance: [
        { account: { code: '1000' }, balance: { amount: '1000.00' } },
        { account: { code: '1200' }, balance: { amount: '0.00' } },
        { account: { code: '4900' }, balance: { amount: '-1000.00' } },
      ],
      verifyLedger: { valid: true, entries: 11 },
      invariants: {},
    })
    // The 54 left nothing at all, not even their keys.
    const after = await graph.inside('erp', studio.organizationId, traces)
    const added = Object.entries(after).map(([kind, count]) => [kind, count - before[kind as keyof typeof before]])
    expect(Object.fromEntries(added)).toMatchObject({
      payments: 10,
      applications: 10,
      entries: 10,
      lines: 20,
      keys: 10,
    })
  })

  it('with one idempotency key: one payment, and everybody hears of it', async () => {
    const wish = payment()
    const answers = await receive(Array.from({ length: AT_ONCE }, () => wish))
    expect(answers[0]).toEqual({
      payment: {
        id: expect.stringMatching(/^pay_/),
        number: 'REC-2024-00001',
        amount: { amount: '100.00' },
        journalEntry: { number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
      userErrors: [],
    })
    expect(answers).toEqual(Array.from({ length: AT_ONCE }, () => answers[0]))
    expect(await aftermath()).toMatchObject({
      invoice: { paymentState: 'PARTIAL', outstanding: { amount: '900.00' } },
      payments: { totalCount: 1 },
      verifyLedger: { valid: true, entries: 2 },
      invariants: {},
    })
  })

  it('with one key, half of them with another amount: one wish is granted, the other refused', async () => {
    const idempotencyKey = newId()
    const other = { amount: eur('200'), applications: [{ invoiceId, amount: eur('200') }] }
    const answers = await receive(
      Array.from({ length: AT_ONCE }, (_, index) => payment({ idempotencyKey, ...(index % 2 ? other : {}) })),
    )
    const [won, lost] = [answers.filter((answer) => answer.payment), answers.filter((answer) => !answer.payment)]
    expect([won.length, lost.length]).toEqual([AT_ONCE / 2, AT_ONCE / 2])
    expect(new Set(won.map((answer) => answer.payment.id)).size).toBe(1)
    expect(new Set(lost.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code)))).toEqual(
      new Set(['IDEMPOTENCY_KEY_REUSED']),
    )
    expect(await aftermath()).toMatchObject({ payments: { totalCount: 1 }, invariants: {} })
  })

  it('over two invoices, named in either order: nobody waits for ever, and both are paid exactly', async () => {
    const second = await invoiceOf('1000')
    const applications = (ids: string[]) => ids.map((id) => ({ invoiceId: id, amount: eur('50') }))
    const answers = await receive(
      Array.from({ length: AT_ONCE }, (_, index) =>
        payment({ applications: applications(index % 2 ? [invoiceId, second] : [second, invoiceId]) }),
      ),
    )
    const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code))
    expect([answers.filter((answer) => answer.payment).length, new Set(codes)]).toEqual([
      20,
      new Set(['EXCEEDS_OUTSTANDING']),
    ])
    expect(await aftermath()).toMatchObject({
      invoice: { paymentState: 'PAID', outstanding: { amount: '0.00' } },
      payments: { totalCount: 20 },
      invariants: {},
    })
  })
})

describe('a used idempotency key', () => {
  it('gets the first answer again, and is refused for another wish, another mutation too', async () => {
    const wish = payment()
    const [first] = await receive([wish])
    const [again, other] = await receive([wish, { ...wish, amount: eur('101') }])
    expect(again).toEqual(first)
    const reused = [{ code: 'IDEMPOTENCY_KEY_REUSED', message: expect.any(String), path: ['idempotencyKey'] }]
    expect(other).toEqual({ payment: null, userErrors: reused })

    const { idempotencyKey } = wish
    const apply = { idempotencyKey, paymentId: first.payment.id, invoiceId, amount: eur('1') }
    const { applyPayment } = await data(graph.router, studio.owner, textOf('applyPayment', 'payment { id }'), {
      input: apply,
    })
    expect(applyPayment).toEqual({ payment: null, userErrors: reused })
    expect(await aftermath()).toMatchObject({ payments: { totalCount: 1 }, invariants: {} })
  })

  it('is nothing to another organisation', async () => {
    const wish = payment()
    const [first] = await receive([wish])
    studio = await graph.found()
    const { customer } = await make('createCustomer', 'customer { id }', { name: 'Ege Lojistik A.Ş.' })
    const [theirs] = await receive([{ ...wish, customerId: customer.id, applications: [] }])
    expect(theirs.payment.number).toBe('REC-2024-00001')
    expect(theirs.payment.id).not.toBe(first.payment.id)
  })
})
