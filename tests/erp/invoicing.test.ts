import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, today } from '../../subgraphs/shared/time/date.ts'
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

const INVOICE = /* GraphQL */ `
  fragment all on Invoice {
    id number state paymentState isOverdue customer { id } deal { id } project { id }
    currency issueDate dueDate pricesIncludeTax
    lines { position product { id } description quantity unitPrice discountPercent taxRate { id } taxCategory taxPercent
      revenueAccount { code } amount { amount } net { amount } }
    taxes { category rate taxable { amount } tax { amount } }
    net { amount currency } tax { amount } total { amount } paid { amount } outstanding { amount }
    journalEntry { journal { code } number date description currency source invoice { id }
      lines { position account { code } debit { amount } credit { amount } customer { id } deal { id } project { id } } }
    externalReference { source id } version postedAt
  }`
const CREATE = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { ...all } userErrors { code path } } } ${INVOICE}`
const UPDATE = `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) { invoice { ...all } userErrors { code path } } } ${INVOICE}`
const POST = `mutation ($input: PostInvoiceInput!) { postInvoice(input: $input) { invoice { ...all } userErrors { code path } } } ${INVOICE}`
const DELETE = `mutation ($input: DeleteInvoiceInput!) { deleteInvoice(input: $input) { deletedId userErrors { code path } } }`
const IMPORT = /* GraphQL */ `
  mutation ($input: ImportInvoicesInput!) {
    importInvoices(input: $input) {
      rows { index id outcome userErrors { code path } } created updated unchanged failed userErrors { code path }
    }
  }`
const READ = `query ($id: ID!) { invoice(id: $id) { ...all } } ${INVOICE}`
const COUNTS = `{ invoices { totalCount } journalEntries { totalCount } }`

const create = async (input: Record<string, unknown>, as = bookkeeper) =>
  (await data(erp.subgraph, as, CREATE, { input: { customerId: some('cust'), ...input } })).createInvoice
const update = async (input: Record<string, unknown>, as = bookkeeper) =>
  (await data(erp.subgraph, as, UPDATE, { input })).updateInvoice
const post = async (id: string, idempotencyKey = newId(), as = bookkeeper) =>
  (await data(erp.subgraph, as, POST, { input: { id, idempotencyKey } })).postInvoice
const remove = async (input: Record<string, unknown>, as = bookkeeper) =>
  (await data(erp.subgraph, as, DELETE, { input })).deleteInvoice
const importAll = async (rows: object[], input: Record<string, unknown> = {}, as = bookkeeper) =>
  (await data(erp.subgraph, as, IMPORT, { input: { rows, idempotencyKey: newId(), ...input } })).importInvoices
const read = async (id: string, as = bookkeeper) => (await data(erp.subgraph, as, READ, { id })).invoice
const counts = async (as = bookkeeper) => {
  const { invoices, journalEntries } = await data(erp.subgraph, as, COUNTS)
  return { invoices: invoices.totalCount, entries: journalEntries.totalCount }
}
const refused = (code: string, path: string[] = []) => ({ invoice: null, userErrors: [{ code, path }] })
const line = (unitPrice = '100', more: object = {}) => ({ description: 'Advice', quantity: '1', unitPrice, ...more })

async function taxRate(name: string, rate: string, category = 'S'): Promise<string> {
  const mutation = `mutation ($input: CreateTaxRateInput!) { createTaxRate(input: $input) { taxRate { id } } }`
  return (await data(erp.subgraph, bookkeeper, mutation, { input: { name, rate, category } })).createTaxRate.taxRate.id
}

async function product(input: object = {}): Promise<string> {
  const mutation = `mutation ($input: CreateProductInput!) { createProduct(input: $input) { product { id } userErrors { code path } } }`
  const unitPrice = { amount: '80', currency: 'EUR' }
  const wish = { sku: newId(), name: 'Chai', unitPrice, ...input }
  const { createProduct } = await data(erp.subgraph, bookkeeper, mutation, { input: wish })
  return createProduct.product.id
}

async function project(customerId: string): Promise<string> {
  const mutation = `mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } userErrors { code } } }`
  const manager = await shop.as('PROJECT_MANAGER')
  return (await data(erp.subgraph, manager, mutation, { input: { name: 'Roof', customerId } })).createProject.project.id
}

describe('drafting an invoice', () => {
  it('prices its lines and puts nothing into the books', async () => {
    const [customerId, dealId, vat] = [some('cust'), some('deal'), await taxRate('VAT', '19')]
    const { invoice, userErrors } = await create({
      customerId,
      dealId,
      projectId: await project(customerId),
      issueDate: '2026-03-31',
      dueDate: '2026-04-14',
      lines: [
        line('33.335', { quantity: '3', discountPercent: '10', taxRateId: vat }),
        line('0.50', { description: 'Stamps' }),
      ],
    })
    expect(userErrors).toEqual([])
    expect(invoice).toMatchObject({
      number: null,
      state: 'DRAFT',
      paymentState: 'UNPAID',
      isOverdue: false,
      customer: { id: customerId },
      deal: { id: dealId },
      currency: 'EUR',
      issueDate: '2026-03-31',
      dueDate: '2026-04-14',
      lines: [
        {
          position: 1,
          product: null,
          description: 'Advice',
          quantity: '3',
          unitPrice: '33.335',
          discountPercent: '10',
          taxRate: { id: vat },
          taxCategory: 'S',
          taxPercent: '19',
          revenueAccount: { code: '4900' },
          // 100.005 is 100.01; less 10 % it is 90.009, and that is 90.01.
          amount: { amount: '90.01' },
          net: { amount: '90.01' },
        },
        { position: 2, taxRate: null, taxCategory: 'O', taxPercent: '0', net: { amount: '0.50' } },
      ],
      taxes: [
        { category: 'O', rate: '0', taxable: { amount: '0.50' }, tax: { amount: '0.00' } },
        { category: 'S', rate: '19', taxable: { amount: '90.01' }, tax: { amount: '17.10' } },
      ],
      net: { amount: '90.51', currency: 'EUR' },
      tax: { amount: '17.10' },
      total: { amount: '107.61' },
      paid: { amount: '0.00' },
      outstanding: { amount: '0.00' },
      journalEntry: null,
      version: 1,
      postedAt: null,
    })
    expect(await counts()).toEqual({ invoices: 1, entries: 0 })
  })

  it('takes what it does not say from the organisation, its day, and the product', async () => {
    const vat = await taxRate('VAT', '8.875')
    const chai = await product({ taxRateId: vat, unitPrice: { amount: '18', currency: 'EUR' } })
    const { invoice } = await create({ lines: [{ productId: chai, quantity: '2' }] })
    const now = today('Europe/Istanbul', new Date())
    expect(invoice).toMatchObject({
      currency: 'EUR',
      issueDate: now,
      dueDate: addDays(now, 30),
      pricesIncludeTax: false,
    })
    expect(invoice.lines).toMatchObject([
      {
        product: { id: chai },
        description: 'Chai',
        unitPrice: '18',
        taxRate: { id: vat },
        taxPercent: '8.875',
        revenueAccount: { code: '4100' },
      },
    ])
    expect(invoice.total).toEqual({ amount: '39.20' })
  })

  it('splits tax-inclusive prices so that the total is their sum', async () => {
    const vat = await taxRate('VAT', '5')
    const { invoice } = await create({
      pricesIncludeTax: true,
      lines: [1, 2, 3].map(() => line('1.10', { taxRateId: vat })),
    })
    expect(invoice).toMatchObject({ net: { amount: '3.14' }, tax: { amount: '0.16' }, total: { amount: '3.30' } })
    expect(invoice.lines.map((each: { net: { amount: string } }) => each.net.amount)).toEqual(['1.05', '1.05', '1.04'])
  })

  it.each([
    [{ lines: [line('100', { quantity: '0' })] }, 'QUANTITY_NOT_POSITIVE', ['lines', '0', 'quantity']],
    [{ lines: [line('100', { quantity: '-1' })] }, 'QUANTITY_NOT_POSITIVE', ['lines', '0', 'quantity']],
    [{ lines: [line(), line('-1')] }, 'PRICE_NEGATIVE', ['lines', '1', 'unitPrice']],
    [{ lines: [line('1.0000001')] }, 'PRICE_PRECISION', ['lines', '0', 'unitPrice']],
    [{ lines: [line('100', { discountPercent: '100.01' })] }, 'DISCOUNT_RANGE', ['lines', '0', 'discountPercent']],
    [{ lines: [line('999999999999999999')] }, 'AMOUNT_RANGE', ['lines']],
    [{ lines: [line('100', { productId: some('prod') })] }, 'PRODUCT_NOT_FOUND', ['lines', '0', 'productId']],
    [{ lines: [line('100', { productId: some('tax') })] }, 'BAD_ID', ['lines', '0', 'productId']],
    [{ lines: [line('100', { taxRateId: some('tax') })] }, 'TAX_RATE_NOT_FOUND', ['lines', '0', 'taxRateId']],
    [
      { lines: [line('100', { revenueAccountId: some('acct') })] },
      'ACCOUNT_NOT_FOUND',
      ['lines', '0', 'revenueAccountId'],
    ],
    [{ lines: [line('100', { description: 'a\0b' })] }, 'TEXT_INVALID', ['lines', '0', 'description']],
    [{ lines: [{ quantity: '1', unitPrice: '1' }] }, 'TEXT_REQUIRED', ['lines', '0', 'description']],
    [{ lines: [{ quantity: '1', description: 'x' }] }, 'PRICE_REQUIRED', ['lines', '0', 'unitPrice']],
    [{ lines: Array.from({ length: 501 }, () => line()) }, 'TOO_MANY_LINES', ['lines']],
    [{ customerId: some('deal') }, 'BAD_ID', ['customerId']],
    [{ projectId: some('proj') }, 'PROJECT_NOT_FOUND', ['projectId']],
    [{ issueDate: '2026-03-31', dueDate: '2026-03-30' }, 'DUE_BEFORE_ISSUE', ['dueDate']],
  ])('is refused: %#', async (input, code, path) => {
    expect(await create(input)).toEqual(refused(code, path))
    expect(await counts()).toEqual({ invoices: 0, entries: 0 })
  })

  it('refuses the project of another customer, retired products, and an outside id that is taken', async () => {
    const projectId = await project(some('cust'))
    expect(await create({ projectId })).toEqual(refused('PROJECT_OF_ANOTHER_CUSTOMER', ['projectId']))
    const retired = await product({ active: false })
    expect(await create({ lines: [line('1', { productId: retired })] })).toEqual(
      refused('PRODUCT_INACTIVE', ['lines', '0', 'productId']),
    )
    const externalReference = { source: 'shop', id: '7' }
    await create({ externalReference })
    expect(await create({ externalReference })).toEqual(refused('EXTERNAL_REFERENCE_TAKEN', ['externalReference']))
    expect(await counts()).toEqual({ invoices: 1, entries: 0 })
  })

  it.each(['2026-02-30', '1899-12-31', 'infinity', '31.03.2026'])('cannot be issued on %s', async (issueDate) => {
    const { errors } = await ask(erp.subgraph, bookkeeper, CREATE, { input: { customerId: some('cust'), issueDate } })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })
})

describe('changing a draft', () => {
  it('keeps what is left out, clears what is null, and replaces lines as a whole', async () => {
    const { invoice } = await create({ dealId: some('deal'), issueDate: '2026-03-31', lines: [line('100'), line('1')] })
    const first = await update({ id: invoice.id, expectedVersion: 1, dealId: null, dueDate: '2026-05-01' })
    expect(first.invoice).toMatchObject({ deal: null, dueDate: '2026-05-01', version: 2, total: { amount: '101.00' } })
    const second = await update({ id: invoice.id, expectedVersion: 2, lines: [line('7')], currency: 'JPY' })
    expect(second.invoice).toMatchObject({ version: 3, net: { amount: '7', currency: 'JPY' }, issueDate: '2026-03-31' })
    expect(second.invoice.lines).toHaveLength(1)
  })

  it('is refused to whoever saw an older version, and without a trace', async () => {
    const { invoice } = await create({ lines: [line()] })
    await update({ id: invoice.id, expectedVersion: 1, lines: [line('2')] })
    expect(await update({ id: invoice.id, expectedVersion: 1, lines: [] })).toEqual(
      refused('VERSION_CONFLICT', ['expectedVersion']),
    )
    expect(await read(invoice.id)).toMatchObject({ version: 2, total: { amount: '2.00' } })
  })

  it('lets one of two who saw the same version through', async () => {
    const { invoice } = await create({ lines: [line()] })
    const wishes = ['1', '2', '3', '4'].map((price) =>
      update({ id: invoice.id, expectedVersion: 1, lines: [line(price)] }),
    )
    const answers = await Promise.all(wishes)
    expect(answers.filter((answer) => answer.invoice)).toHaveLength(1)
    expect((await read(invoice.id)).lines).toHaveLength(1)
  })

  it('removes it with all its lines', async () => {
    const { invoice } = await create({ lines: [line()] })
    expect(await remove({ id: invoice.id, expectedVersion: 2 })).toMatchObject({
      deletedId: null,
      userErrors: [{ code: 'VERSION_CONFLICT' }],
    })
    expect(await remove({ id: invoice.id, expectedVersion: 1 })).toEqual({ deletedId: invoice.id, userErrors: [] })
    expect(await read(invoice.id)).toBeNull()
    expect(await remove({ id: invoice.id, expectedVersion: 1 })).toMatchObject({
      userErrors: [{ code: 'INVOICE_NOT_FOUND' }],
    })
    const left = await erp.as('owner', shop.organizationId, (sql) => sql`select count(*)::int as n from invoice_lines`)
    expect(left[0]).toEqual({ n: 0 })
  })
})

describe('posting', () => {
  it('numbers the invoice and puts it into the books: debits gross, credits revenue by account and tax', async () => {
    const [customerId, dealId, vat] = [some('cust'), some('deal'), await taxRate('VAT', '19')]
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

describe('a customer', () => {
  const CUSTOMERS = /* GraphQL */ `
    query ($r: [_Any!]!, $first: Int) {
      _entities(representations: $r) {
        ... on Customer {
          id
          receivable { outstanding { amount currency } overdue { amount } }
          dollars: receivable(currency: "USD") { outstanding { amount currency } overdue { amount } }
          invoices(first: $first, orderBy: { field: NUMBER, direction: ASC }) {
            totalCount
            nodes {
              number
              lines { description product { name } taxRate { name } revenueAccount { code } }
              taxes { rate }
              journalEntry { hash journal { code } lines { account { code } } }
            }
          }
        }
      }
    }`
  const stubs = (ids: string[]) => ids.map((id) => ({ __typename: 'Customer', id }))

  it('owes what was posted and not paid, in each currency, and what is late of it', async () => {
    const now = today('Europe/Istanbul', new Date())
    const customerId = some('cust')
    const invoices = [
      { lines: [line('100')], issueDate: addDays(now, -40), dueDate: addDays(now, -1) },
      { lines: [line('10')], issueDate: addDays(now, -40), dueDate: now },
      { lines: [line('7')], currency: 'USD', issueDate: addDays(now, -40), dueDate: addDays(now, -10) },
    ]
    for (const invoice of invoices) await postedInvoice(erp, bookkeeper, { customerId, ...invoice })
    await draftInvoice(erp, bookkeeper, { customerId, lines: [line('5000')] })
    const { _entities } = await data(erp.subgraph, bookkeeper, CUSTOMERS, {
      r: stubs([customerId, some('cust'), 'cust_x']),
    })
    expect(_entities[0]).toMatchObject({
      receivable: { outstanding: { amount: '110.00', currency: 'EUR' }, overdue: { amount: '100.00' } },
      dollars: { outstanding: { amount: '7.00', currency: 'USD' }, overdue: { amount: '7.00' } },
      invoices: { totalCount: 4 },
    })
    expect(_entities[1]).toMatchObject({
      receivable: { outstanding: { amount: '0.00', currency: 'EUR' }, overdue: { amount: '0.00' } },
      invoices: { totalCount: 0, nodes: [] },
    })
    expect(_entities[2]).toMatchObject({ receivable: null, invoices: null })
  })

  it('costs as many statements as a hundred do', async () => {
    const vat = await taxRate('VAT', '19')
    const chai = await product({ taxRateId: vat })
    const customers = Array.from({ length: 100 }, () => some('cust'))
    const rows = customers.flatMap((customerId, n) =>
      [1, 2].map((place) => ({
        externalReference: { source: 'test', id: `${n}-${place}` },
        customerId,
        issueDate: '2026-02-01',
        lines: [{ productId: chai, quantity: '1' }, line('3')],
        post: true,
      })),
    )
    expect(await importAll(rows)).toMatchObject({ created: 200, failed: 0 })
    const count = async (howMany: number) => {
      erp.statements.length = 0
      const { _entities } = await data(erp.subgraph, bookkeeper, CUSTOMERS, {
        r: stubs(customers.slice(0, howMany)),
        first: 2,
      })
      expect(_entities).toHaveLength(howMany)
      expect(_entities[howMany - 1].invoices.nodes).toHaveLength(2)
      return erp.statements.map((text) => text.trim())
    }
    const few = await count(5)
    const many = await count(100)
    expect(many).toHaveLength(few.length)
    // Beginning, organisation and end; receivables in two currencies; page and count; lines and taxes, and the
    // products, tax rates and accounts of the lines; entries, and their lines, seals, journals and accounts.
    expect(few).toHaveLength(3 + 2 + 2 + 5 + 5)
  })
})

describe('the list of invoices', () => {
  const LIST = /* GraphQL */ `
    query ($filter: InvoiceFilter, $search: String, $orderBy: InvoiceOrder, $first: Int, $after: String) {
      invoices(filter: $filter, search: $search, orderBy: $orderBy, first: $first, after: $after) {
        nodes { total { amount } } pageInfo { hasNextPage endCursor } totalCount
      }
    }`
  const totals = async (variables: object) => {
    const { invoices } = await data(erp.subgraph, bookkeeper, LIST, variables as Record<string, unknown>)
    expect(invoices.totalCount).toBe(invoices.nodes.length)
    return invoices.nodes.map((node: { total: { amount: string } }) => Number(node.total.amount))
  }

  it('is filtered, searched and ordered', async () => {
    const now = today('Europe/Istanbul', new Date())
    const [customerId, dealId] = [some('cust'), some('deal')]
    const projectId = await project(customerId)
    await postedInvoice(erp, bookkeeper, {
      customerId,
      lines: [line('1')],
      issueDate: addDays(now, -60),
      dueDate: addDays(now, -30),
    })
    await postedInvoice(erp, bookkeeper, {
      dealId,
      lines: [line('2')],
      issueDate: addDays(now, -2),
      dueDate: addDays(now, 9),
    })
    await draftInvoice(erp, bookkeeper, {
      customerId,
      projectId,
      lines: [line('3')],
      externalReference: { source: 'shop', id: 'ÖRDER-77' },
      issueDate: addDays(now, -1),
      dueDate: addDays(now, 1),
    })
    expect(await totals({})).toEqual([3, 2, 1])
    expect(await totals({ orderBy: { field: 'TOTAL', direction: 'ASC' } })).toEqual([1, 2, 3])
    expect(await totals({ orderBy: { field: 'DUE_DATE', direction: 'DESC' } })).toEqual([2, 3, 1])
    expect(await totals({ orderBy: { field: 'NUMBER', direction: 'ASC' } })).toEqual([3, ...[1, 2]])
    expect(await totals({ filter: { state: { eq: 'DRAFT' } } })).toEqual([3])
    expect(await totals({ filter: { state: { in: ['DRAFT', 'POSTED'] } } })).toEqual([3, 2, 1])
    expect(await totals({ filter: { paymentState: { eq: 'UNPAID' }, state: { eq: 'POSTED' } } })).toEqual([2, 1])
    expect(await totals({ filter: { customerId: { eq: customerId } } })).toEqual([3, 1])
    expect(await totals({ filter: { customerId: { eq: some('cust') } } })).toEqual([])
    expect(await totals({ filter: { dealId: { in: [dealId] } } })).toEqual([2])
    expect(await totals({ filter: { projectId: { eq: projectId } } })).toEqual([3])
    expect(await totals({ filter: { overdue: true } })).toEqual([1])
    expect(await totals({ filter: { overdue: false } })).toEqual([3, 2])
    expect(await totals({ filter: { not: { overdue: true } } })).toEqual([3, 2])
    expect(await totals({ filter: { total: { gte: '2', lte: '3' } } })).toEqual([3, 2])
    expect(await totals({ filter: { issueDate: { gte: addDays(now, -2) } } })).toEqual([3, 2])
    expect(await totals({ filter: { dueDate: { lte: now } } })).toEqual([1])
    expect(await totals({ filter: { or: [{ overdue: true }, { state: { eq: 'DRAFT' } }] } })).toEqual([3, 1])
    expect(await totals({ search: 'order-77' })).toEqual([3])
    expect(await totals({ search: 'inv 00001', filter: { overdue: true } })).toEqual([1])
  })

  it('hangs on deals and projects too', async () => {
    const [customerId, dealId] = [some('cust'), some('deal')]
    const projectId = await project(customerId)
    await draftInvoice(erp, bookkeeper, { customerId, dealId, projectId, lines: [line('3')] })
    const { _entities } = await data(
      erp.subgraph,
      bookkeeper,
      `query ($r: [_Any!]!) { _entities(representations: $r) {
        ... on Deal { invoices { nodes { total { amount } } } } ... on Project { invoices { nodes { total { amount } } } } } }`,
      {
        r: [
          { __typename: 'Deal', id: dealId },
          { __typename: 'Project', id: projectId },
        ],
      },
    )
    const three = { invoices: { nodes: [{ total: { amount: '3.00' } }] } }
    expect(_entities).toEqual([three, three])
  })
})

describe('importing', () => {
  const row = (id: string, more: object = {}) => ({
    externalReference: { source: 'shop', id },
    customerId: customer,
    issueDate: '1996-07-04',
    dueDate: '1996-08-01',
    lines: [line('10', { quantity: '3', discountPercent: '5', taxRateId: null })],
    post: true,
    ...more,
  })
  const customer = some('cust')

  it('makes and posts invoices in the order of the rows, and changes nothing the second time', async () => {
    const rows = ['a', 'b', 'c'].map((id) => row(id))
    const first = await importAll(rows)
    expect(first).toMatchObject({ created: 3, updated: 0, unchanged: 0, failed: 0, userErrors: [] })
    const numbers = await Promise.all(first.rows.map(async ({ id }: { id: string }) => (await read(id)).number))
    expect(numbers).toEqual(['INV-1996-00001', 'INV-1996-00002', 'INV-1996-00003'])
    expect(await read(first.rows[0].id)).toMatchObject({
      externalReference: { source: 'shop', id: 'a' },
      issueDate: '1996-07-04',
      isOverdue: true,
      total: { amount: '28.50' },
      journalEntry: { date: '1996-07-04', number: 1 },
    })
    const second = await importAll(rows)
    expect(second).toMatchObject({ created: 0, unchanged: 3, failed: 0 })
    expect(second.rows.map(({ id }: { id: string }) => id)).toEqual(first.rows.map(({ id }: { id: string }) => id))
    expect(await counts()).toEqual({ invoices: 3, entries: 3 })
  })

  it('refuses to change what is posted, changes drafts, and posts them when asked', async () => {
    await importAll([row('a'), row('b', { post: false })])
    const changed = { lines: [line('11')] }
    const again = await importAll([row('a', changed), row('b', { ...changed, post: false })])
    expect(again.rows).toMatchObject([
      { outcome: 'FAILED', id: null, userErrors: [{ code: 'INVOICE_POSTED', path: ['rows', '0'] }] },
      { outcome: 'UPDATED' },
    ])
    const draft = again.rows[1].id
    expect(await read(draft)).toMatchObject({ state: 'DRAFT', version: 2, total: { amount: '11.00' } })
    expect(await importAll([row('b', { ...changed, post: false })])).toMatchObject({ unchanged: 1 })
    expect(await importAll([row('b', changed)])).toMatchObject({ updated: 1 })
    expect(await read(draft)).toMatchObject({ state: 'POSTED', number: 'INV-1996-00002' })
  })

  it('takes good rows and names what is wrong with bad ones, all at once', async () => {
    const retired = await product({ active: false })
    const answer = await importAll([
      row('a', { lines: [line('1', { productId: retired })] }),
      row('b', { lines: [line('1', { quantity: '0' }), line('-1')] }),
      row('c', { customerId: some('deal') }),
      row('a'),
      row('d', { lines: [] }),
      row('e', { dueDate: '1996-07-03' }),
      row('f', { projectId: some('proj') }),
      row('g'),
    ])
    expect(answer.rows.map(({ userErrors }: { userErrors: object[] }) => userErrors)).toEqual([
      [],
      [{ code: 'QUANTITY_NOT_POSITIVE', path: ['rows', '1', 'lines', '0', 'quantity'] }],
      [{ code: 'BAD_ID', path: ['rows', '2', 'customerId'] }],
      [{ code: 'DUPLICATE_REFERENCE', path: ['rows', '3', 'externalReference'] }],
      [{ code: 'INVOICE_EMPTY', path: ['rows', '4', 'lines'] }],
      [{ code: 'DUE_BEFORE_ISSUE', path: ['rows', '5', 'dueDate'] }],
      [{ code: 'PROJECT_NOT_FOUND', path: ['rows', '6', 'projectId'] }],
      [],
    ])
    expect(answer).toMatchObject({ created: 2, failed: 6 })
    expect((await read(answer.rows[7].id)).number).toBe('INV-1996-00002')
  })

  it('leaves nothing where it was a dry run, or where all or none were wanted', async () => {
    const rows = [row('a'), row('b', { customerId: 'x' })]
    const key = newId()
    expect(await importAll(rows, { dryRun: true, idempotencyKey: key })).toMatchObject({ created: 1, failed: 1 })
    const atomic = await importAll(rows, { atomic: true, idempotencyKey: key })
    expect(atomic).toMatchObject({ created: 0, failed: 2 })
    expect(atomic.rows[0].userErrors).toEqual([{ code: 'ROLLED_BACK', path: [] }])
    expect(await counts()).toEqual({ invoices: 0, entries: 0 })
    expect(await importAll([row('a')], { atomic: true, idempotencyKey: key })).toMatchObject({ created: 1 })
    expect(await read((await importAll([row('a')])).rows[0].id)).toMatchObject({ number: 'INV-1996-00001' })
  })

  it('happens once per idempotency key, and is refused as a whole without the permissions', async () => {
    const key = newId()
    const answers = await Promise.all([1, 2, 3].map(() => importAll([row('a')], { idempotencyKey: key })))
    expect(answers.map(({ created }) => created)).toEqual([1, 1, 1])
    expect(await importAll([row('b')], { idempotencyKey: key })).toMatchObject({
      rows: [],
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }],
    })
    const manager = await shop.as('PROJECT_MANAGER')
    expect(await importAll([row('b')], {}, manager)).toMatchObject({ userErrors: [{ code: 'FORBIDDEN' }] })
    expect(await importAll([row('b', { post: false })], {}, manager)).toMatchObject({ created: 1 })
    expect(await counts()).toEqual({ invoices: 2, entries: 1 })
  })

  it('takes a thousand invoices in as many statements as two', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => row(`n${n}`))
    const count = async (some: object[]) => {
      erp.statements.length = 0
      expect(await importAll(some)).toMatchObject({ created: some.length })
      return erp.statements.length
    }
    await importAll([row('first')])
    expect(await count(rows)).toBe(await count([row('x'), row('y')]))
    const stored = await erp.as('owner', shop.organizationId, (sql) => sql`select count(*)::int as n from invoices`)
    expect(stored[0]).toEqual({ n: 1_003 })
  })
})
