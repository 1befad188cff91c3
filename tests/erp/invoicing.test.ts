import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  ask,
  data,
  draftInvoice,
  type Erp,
  newId,
  type Office,
  office,
  openErp,
  postedInvoice,
  some,
} from '../support/erp.ts'
import { counter, line, refused, UPDATE } from '../support/invoices.ts'
import { dealOf } from '../support/owners.ts'

let erp: Erp
let shop: Office
let bookkeeper: string

beforeAll(async () => {
  erp = await openErp()
})

afterAll(async () => {
  await erp.close()
  expect(erp.troubles).toEqual([])
})

beforeEach(async () => {
  shop = office()
  bookkeeper = await shop.as('ACCOUNTANT')
})

const { counts, create, post, product, project, read, remove, taxRate, update } = counter(() => ({
  erp,
  shop,
  bookkeeper,
}))

describe('posting', () => {
  it('numbers the invoice and puts it into the books: debits gross, credits revenue by account and tax', async () => {
    const [customerId, vat] = [some('cust'), await taxRate('VAT', '19')]
    const dealId = dealOf(customerId)
    const projectId = await project(customerId)
    const chai = await product({ unitPrice: { amount: '33', currency: 'EUR' } })
    const { invoice: draft } = await create({
      customerId,
      dealId,
      projectId,
      issueDate: '2026-03-31',
      lines: [
        line('100', { taxRateId: vat }),
        { productId: chai, quantity: '1', unitPrice: '0.33', taxRateId: vat },
        line('20', { description: 'Freight' }),
        line('5', { discountPercent: '100' }),
      ],
    })
    const { invoice, userErrors } = await post(draft.id)
    expect(userErrors).toEqual([])
    const about = { customer: { id: customerId }, deal: { id: dealId }, project: { id: projectId } }
    expect(invoice).toMatchObject({
      number: 'INV-2026-00001',
      state: 'POSTED',
      paymentState: 'UNPAID',
      total: { amount: '139.39' },
      outstanding: { amount: '139.39' },
      version: 2,
      postedAt: expect.stringMatching(/Z$/),
      journalEntry: {
        journal: { code: 'SAL' },
        number: 1,
        date: '2026-03-31',
        description: 'Invoice INV-2026-00001',
        currency: 'EUR',
        source: 'INVOICE',
        invoice: { id: draft.id },
        lines: [
          { position: 1, account: { code: '1200' }, debit: { amount: '139.39' }, credit: { amount: '0.00' }, ...about },
          { position: 2, account: { code: '4900' }, debit: { amount: '0.00' }, credit: { amount: '120.00' }, ...about },
          { position: 3, account: { code: '4100' }, debit: { amount: '0.00' }, credit: { amount: '0.33' }, ...about },
          { position: 4, account: { code: '2200' }, debit: { amount: '0.00' }, credit: { amount: '19.06' }, ...about },
        ],
      },
    })
  })

  it('of a total of zero is numbered, paid, and not in the books', async () => {
    const { invoice: draft } = await create({ issueDate: '2026-01-01', lines: [line('9', { discountPercent: '100' })] })
    const { invoice } = await post(draft.id)
    expect(invoice).toMatchObject({ number: 'INV-2026-00001', paymentState: 'PAID', journalEntry: null })
    expect(await counts()).toEqual({ invoices: 1, entries: 0 })
  })

  it('gives ten at once ten consecutive numbers', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 10 }, () => draftInvoice(erp, bookkeeper, { issueDate: '2026-06-01' })),
    )
    const answers = await Promise.all(drafts.map((id) => post(id)))
    const numbers = answers.map(({ invoice }) => invoice.number).sort()
    expect(numbers).toEqual(Array.from({ length: 10 }, (_, n) => `INV-2026-${String(n + 1).padStart(5, '0')}`))
    const entries = answers.map(({ invoice }) => invoice.journalEntry.number).sort((a, b) => a - b)
    expect(entries).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    const { verifyLedger } = await data(
      erp.subgraph,
      bookkeeper,
      '{ verifyLedger { entries valid firstBrokenSequence } }',
    )
    expect(verifyLedger).toEqual({ entries: 10, valid: true, firstBrokenSequence: null })
  })

  it('counts each year on its own, and leaves no gap where posting was refused', async () => {
    await postedInvoice(erp, bookkeeper, { issueDate: '2025-12-31' })
    const empty = await draftInvoice(erp, bookkeeper, { issueDate: '2025-12-31', lines: [] })
    expect(await post(empty)).toEqual(refused('INVOICE_EMPTY', ['id']))
    const [second, other] = [
      await postedInvoice(erp, bookkeeper, { issueDate: '2025-12-31' }),
      await postedInvoice(erp, bookkeeper, { issueDate: '2026-01-01' }),
    ]
    expect((await read(second)).number).toBe('INV-2025-00002')
    expect((await read(other)).number).toBe('INV-2026-00001')
  })

  it('happens once per idempotency key, however many ask at once', async () => {
    const id = await draftInvoice(erp, bookkeeper)
    const key = newId()
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(id, key)))
    expect(new Set(answers.map(({ invoice }) => invoice.number)).size).toBe(1)
    expect(await counts()).toEqual({ invoices: 1, entries: 1 })
    expect(await post(id)).toEqual(refused('INVOICE_NOT_DRAFT', ['id']))
    expect(await post(await draftInvoice(erp, bookkeeper), key)).toEqual(
      refused('IDEMPOTENCY_KEY_REUSED', ['idempotencyKey']),
    )
  })

  it('happens once for eight who ask at once with keys of their own', async () => {
    const id = await draftInvoice(erp, bookkeeper)
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(id)))
    expect(answers.filter(({ invoice }) => invoice)).toHaveLength(1)
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'INVOICE_NOT_DRAFT')).toHaveLength(7)
    expect(await counts()).toEqual({ invoices: 1, entries: 1 })
  })

  it('is final: it cannot be changed or removed any more', async () => {
    const id = await postedInvoice(erp, bookkeeper)
    expect(await update({ id, expectedVersion: 2, lines: [] })).toEqual(refused('INVOICE_NOT_DRAFT', ['id']))
    expect(await remove({ id, expectedVersion: 2 })).toMatchObject({ userErrors: [{ code: 'INVOICE_NOT_DRAFT' }] })
  })

  it('is refused without the permission, and leaves no trace', async () => {
    const manager = await shop.as('PROJECT_MANAGER')
    const id = await draftInvoice(erp, manager)
    expect(await post(id, newId(), manager)).toEqual(refused('FORBIDDEN'))
    expect(await create({ lines: [] }, await shop.as('VIEWER'))).toEqual(refused('FORBIDDEN'))
    expect(await counts()).toEqual({ invoices: 1, entries: 0 })
    expect(await read(id)).toMatchObject({ state: 'DRAFT', version: 1 })
  })

  it.each([
    ['of another type', some('pay'), 'BAD_ID'],
    ['of nobody', some('inv'), 'INVOICE_NOT_FOUND'],
    ['malformed', 'inv_1', 'BAD_ID'],
  ])('refuses an id that is %s', async (_, id, code) => {
    expect(await post(id)).toEqual(refused(code, ['id']))
    expect(await read(id)).toBeNull()
  })
})

describe('another organisation', () => {
  it('finds nothing, changes nothing, and learns nothing', async () => {
    const id = await draftInvoice(erp, bookkeeper, { lines: [line('66600')] })
    const stranger = await office().as('OWNER')
    expect(await read(id, stranger)).toBeNull()
    expect(await update({ id, expectedVersion: 1, lines: [] }, stranger)).toEqual(refused('INVOICE_NOT_FOUND', ['id']))
    expect(await post(id, newId(), stranger)).toEqual(refused('INVOICE_NOT_FOUND', ['id']))
    expect(await remove({ id, expectedVersion: 1 }, stranger)).toMatchObject({
      userErrors: [{ code: 'INVOICE_NOT_FOUND' }],
    })
    expect(await counts(stranger)).toEqual({ invoices: 0, entries: 0 })
    const { _entities } = await data(
      erp.subgraph,
      stranger,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Invoice { total { amount } } } }',
      {
        r: [
          { __typename: 'Invoice', id },
          { __typename: 'Invoice', id: some('inv') },
        ],
      },
    )
    expect(_entities).toEqual([null, null])
    const theirs = await draftInvoice(erp, stranger)
    const used = await ask(erp.subgraph, stranger, UPDATE, {
      input: { id: theirs, expectedVersion: 1, lines: [line('1', { productId: await product() })] },
    })
    expect(used.data.updateInvoice).toEqual(refused('PRODUCT_NOT_FOUND', ['lines', '0', 'productId']))
  })
})
