import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, data, type Erp, type Office, office, openErp, some } from '../support/erp.ts'

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
  shop = office({ currency: 'USD' })
  bookkeeper = await shop.as('ACCOUNTANT')
})

const PRODUCT = /* GraphQL */ `
  fragment all on Product {
    id sku name unit unitPrice { amount currency } revenueAccount { code } taxRate { id } active category
    externalReference { source id } version
  }`
const CREATE = `mutation ($input: CreateProductInput!) { createProduct(input: $input) { product { ...all } userErrors { code path } } } ${PRODUCT}`
const UPDATE = `mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { product { ...all } userErrors { code path } } } ${PRODUCT}`
const TAX = `mutation ($input: CreateTaxRateInput!) { createTaxRate(input: $input) { taxRate { id name category rate active version } userErrors { code path } } }`
const RETAX = `mutation ($input: UpdateTaxRateInput!) { updateTaxRate(input: $input) { taxRate { id name rate active version } userErrors { code path } } }`
const LIST = /* GraphQL */ `
  query ($filter: ProductFilter, $search: String, $orderBy: ProductOrder) {
    products(filter: $filter, search: $search, orderBy: $orderBy) { nodes { name } totalCount }
  }`

const usd = (amount: string) => ({ amount, currency: 'USD' })
const chai = { sku: 'NW-001', name: 'Chai', unit: '10 boxes x 30 bags', unitPrice: usd('18.00'), category: 'Beverages' }
const create = async (input: object = {}, as = bookkeeper) =>
  (await data(erp.subgraph, as, CREATE, { input: { ...chai, ...input } })).createProduct
const update = async (input: object, as = bookkeeper) => (await data(erp.subgraph, as, UPDATE, { input })).updateProduct
const tax = async (input: object, as = bookkeeper) => (await data(erp.subgraph, as, TAX, { input })).createTaxRate
const retax = async (input: object, as = bookkeeper) => (await data(erp.subgraph, as, RETAX, { input })).updateTaxRate
const names = async (variables: Record<string, unknown> = {}, as = bookkeeper) => {
  const { products } = await data(erp.subgraph, as, LIST, variables)
  expect(products.totalCount).toBe(products.nodes.length)
  return products.nodes.map(({ name }: { name: string }) => name)
}
const refused = (code: string, path: string[] = []) => ({ product: null, userErrors: [{ code, path }] })

describe('a product', () => {
  it('is credited to product revenue and not taxed, unless it says otherwise', async () => {
    const { product, userErrors } = await create()
    expect(userErrors).toEqual([])
    expect(product).toEqual({
      id: expect.stringMatching(/^prod_/),
      ...chai,
      revenueAccount: { code: '4100' },
      taxRate: null,
      active: true,
      externalReference: null,
      version: 1,
    })
    const { accounts } = await data(erp.subgraph, bookkeeper, '{ accounts { id code } }')
    const services = accounts.find(({ code }: { code: string }) => code === '4000').id
    const { taxRate } = await tax({ name: 'VAT', category: 'S', rate: '19' })
    const externalReference = { source: 'shop', id: '1' }
    const said = { sku: 'ADV', revenueAccountId: services, taxRateId: taxRate.id, active: false, externalReference }
    expect((await create(said)).product).toMatchObject({
      revenueAccount: { code: '4000' },
      taxRate: { id: taxRate.id },
      active: false,
      externalReference,
    })
  })

  it('keeps what is left out when it changes, and clears what is null', async () => {
    const { product } = await create()
    const changed = await update({
      id: product.id,
      expectedVersion: 1,
      unit: null,
      unitPrice: usd('19.5'),
      active: false,
    })
    expect(changed.product).toEqual({
      ...product,
      unit: null,
      unitPrice: usd('19.50'),
      active: false,
      version: 2,
    })
    const again = await update({ id: product.id, expectedVersion: 2, name: 'Tea', category: null })
    expect(again.product).toMatchObject({ name: 'Tea', category: null, unitPrice: usd('19.50'), version: 3 })
  })

  it('is refused where it cannot be, all that is wrong with it at once, and without a trace', async () => {
    const { product } = await create({ externalReference: { source: 'shop', id: '1' } })
    const other = { sku: 'NW-002' }
    expect(await create({})).toEqual(refused('SKU_TAKEN', ['sku']))
    expect(await create({ ...other, externalReference: { source: 'shop', id: '1' } })).toEqual(
      refused('EXTERNAL_REFERENCE_TAKEN', ['externalReference']),
    )
    expect(await create({ ...other, unitPrice: usd('-1') })).toEqual(
      refused('AMOUNT_NEGATIVE', ['unitPrice', 'amount']),
    )
    expect(await create({ ...other, unitPrice: usd('1.234') })).toEqual(
      refused('AMOUNT_PRECISION', ['unitPrice', 'amount']),
    )
    expect(await create({ ...other, taxRateId: some('tax') })).toEqual(refused('TAX_RATE_NOT_FOUND', ['taxRateId']))
    expect(await create({ ...other, revenueAccountId: some('acct') })).toEqual(
      refused('ACCOUNT_NOT_FOUND', ['revenueAccountId']),
    )
    const { accounts } = await data(erp.subgraph, bookkeeper, '{ accounts { id code } }')
    expect(await create({ ...other, revenueAccountId: accounts[0].id })).toEqual(
      refused('ACCOUNT_NOT_INCOME', ['revenueAccountId']),
    )
    expect(await create({ sku: ' ', name: 'a\0', taxRateId: 'vat' })).toEqual({
      product: null,
      userErrors: [
        { code: 'TEXT_REQUIRED', path: ['sku'] },
        { code: 'TEXT_INVALID', path: ['name'] },
        { code: 'BAD_ID', path: ['taxRateId'] },
      ],
    })
    expect(await create(other, await shop.as('SALES'))).toEqual(refused('FORBIDDEN'))
    expect(await update({ id: product.id, expectedVersion: 7 })).toEqual(
      refused('VERSION_CONFLICT', ['expectedVersion']),
    )
    expect(await update({ id: some('prod'), expectedVersion: 1 })).toEqual(refused('PRODUCT_NOT_FOUND', ['id']))
    expect(await update({ id: product.id, expectedVersion: 1, unitPrice: usd('-1') })).toEqual(
      refused('AMOUNT_NEGATIVE', ['unitPrice', 'amount']),
    )
    expect(await names()).toEqual(['Chai'])
  })

  it('belongs to its organisation: another has its own codes, and sees none of these', async () => {
    const { product } = await create()
    const stranger = await office().as('OWNER')
    const ONE = 'query ($id: ID!) { product(id: $id) { name } }'
    expect(await data(erp.subgraph, stranger, ONE, { id: product.id })).toEqual({ product: null })
    expect(await update({ id: product.id, expectedVersion: 1, name: 'Mine' }, stranger)).toEqual(
      refused('PRODUCT_NOT_FOUND', ['id']),
    )
    expect((await create({}, stranger)).product).toMatchObject({ sku: 'NW-001' })
    expect(await names({}, stranger)).toEqual(['Chai'])
  })
})

describe('the list of products', () => {
  it('is filtered, searched and ordered', async () => {
    await create()
    await create({ sku: 'nw-002', name: 'Ürün İ', unitPrice: usd('7'), category: 'Çay' })
    await create({ sku: 'NW-003', name: 'aniseed syrup', unitPrice: usd('100'), active: false, category: null })
    expect(await names()).toEqual(['aniseed syrup', 'Chai', 'Ürün İ'])
    expect(await names({ orderBy: { field: 'UNIT_PRICE', direction: 'DESC' } })).toEqual([
      'aniseed syrup',
      'Chai',
      'Ürün İ',
    ])
    expect(await names({ orderBy: { field: 'SKU', direction: 'DESC' } })).toEqual(['Ürün İ', 'aniseed syrup', 'Chai'])
    expect(await names({ orderBy: { field: 'CREATED_AT', direction: 'ASC' } })).toEqual([
      'Chai',
      'Ürün İ',
      'aniseed syrup',
    ])
    expect(await names({ filter: { active: true } })).toEqual(['Chai', 'Ürün İ'])
    expect(await names({ filter: { sku: { eq: 'NW-002' } } })).toEqual(['Ürün İ'])
    expect(await names({ filter: { category: { contains: 'CAY' } } })).toEqual(['Ürün İ'])
    expect(await names({ filter: { unitPrice: { gte: '7', lte: '18' } } })).toEqual(['Chai', 'Ürün İ'])
    expect(await names({ search: 'URUN' })).toEqual(['Ürün İ'])
    expect(await names({ search: 'nw 003' })).toEqual(['aniseed syrup'])
  })
})

describe('a tax', () => {
  it('keeps its rate for ever, and can be renamed and retired', async () => {
    const { taxRate } = await tax({ name: 'New York', category: 'S', rate: '8.8750' })
    expect(taxRate).toMatchObject({ name: 'New York', category: 'S', rate: '8.875', active: true, version: 1 })
    const { taxRate: retired } = await retax({ id: taxRate.id, expectedVersion: 1, name: 'NYC', active: false })
    expect(retired).toEqual({ id: taxRate.id, name: 'NYC', rate: '8.875', active: false, version: 2 })
    expect(await create({ taxRateId: taxRate.id })).toEqual(refused('TAX_RATE_INACTIVE', ['taxRateId']))
    const { taxRates } = await data(erp.subgraph, bookkeeper, '{ taxRates { name } }')
    expect(taxRates).toEqual([{ name: 'NYC' }])
  })

  it('is refused where it cannot be', async () => {
    const no = (code: string, path: string[] = []) => ({ taxRate: null, userErrors: [{ code, path }] })
    const { taxRate } = await tax({ name: 'VAT', category: 'S', rate: '19' })
    const wish = { name: 'Other', category: 'S', rate: '7' }
    expect(await tax({ ...wish, name: 'VAT' })).toEqual(no('TAX_RATE_NAME_TAKEN', ['name']))
    expect(await tax({ ...wish, rate: '0' })).toEqual(no('RATE_RANGE', ['rate']))
    expect(await tax({ ...wish, category: 'E' })).toEqual(no('RATE_RANGE', ['rate']))
    expect(await tax({ ...wish, rate: '7.00001' })).toEqual(no('RATE_PRECISION', ['rate']))
    expect(await tax(wish, await shop.as('VIEWER'))).toEqual(no('FORBIDDEN'))
    expect(await retax({ id: taxRate.id, expectedVersion: 2 })).toEqual(no('VERSION_CONFLICT', ['expectedVersion']))
    expect(await retax({ id: some('tax'), expectedVersion: 1 })).toEqual(no('TAX_RATE_NOT_FOUND', ['id']))
    const { errors } = await ask(erp.subgraph, bookkeeper, TAX, { input: { ...wish, rate: 7 } })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })
})
