import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, today } from '../../subgraphs/shared/time/date.ts'
import { ask, type Erp, type Office, office, openErp, some } from '../support/erp.ts'
import { CREATE, counter, line, refused } from '../support/invoices.ts'
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

const { counts, create, product, project, read, remove, taxRate, update } = counter(() => ({ erp, shop, bookkeeper }))

describe('drafting an invoice', () => {
  it('prices its lines and puts nothing into the books', async () => {
    const [customerId, vat] = [some('cust'), await taxRate('VAT', '19')]
    const dealId = dealOf(customerId)
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
    const customerId = some('cust')
    const dealId = dealOf(customerId)
    const { invoice } = await create({ customerId, dealId, issueDate: '2026-03-31', lines: [line('100'), line('1')] })
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
