import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { data, type Erp, type Office, office, openErp, some } from '../support/erp.ts'

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
const IMPORT = /* GraphQL */ `
  mutation ($input: ImportProductsInput!) {
    importProducts(input: $input) {
      rows { index id outcome userErrors { code path } } created updated unchanged failed userErrors { code path }
    }
  }`
const LIST = '{ products { nodes { name } totalCount } }'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const chai = { sku: 'NW-001', name: 'Chai', unit: '10 boxes x 30 bags', unitPrice: usd('18.00'), category: 'Beverages' }
const create = async (input: object = {}, as = bookkeeper) =>
  (await data(erp.subgraph, as, CREATE, { input: { ...chai, ...input } })).createProduct
const importAll = async (rows: object[], input: object = {}, as = bookkeeper) =>
  (await data(erp.subgraph, as, IMPORT, { input: { rows, ...input } })).importProducts
const names = async () => {
  const { products } = await data(erp.subgraph, bookkeeper, LIST)
  expect(products.totalCount).toBe(products.nodes.length)
  return products.nodes.map(({ name }: { name: string }) => name)
}

describe('importing products', () => {
  const row = (id: string, more: object = {}) => ({
    externalReference: { source: 'northwind', id },
    sku: `NW-${id}`,
    name: `Product ${id}`,
    unitPrice: usd('18.00'),
    ...more,
  })

  it('makes, changes, and leaves alone', async () => {
    const rows = [row('1'), row('2', { active: false, category: 'Tea', unit: 'box' }), row('3')]
    const first = await importAll(rows)
    expect(first).toMatchObject({ created: 3, updated: 0, unchanged: 0, failed: 0, userErrors: [] })
    expect(await importAll(rows)).toMatchObject({ created: 0, updated: 0, unchanged: 3, failed: 0 })
    const second = await importAll([row('1'), row('2', { category: 'Tea', unit: 'box' }), row('4')])
    expect(second.rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['UNCHANGED', 'UPDATED', 'CREATED'])
    const ONE = `query ($id: ID!) { product(id: $id) { ...all } } ${PRODUCT}`
    const { product } = await data(erp.subgraph, bookkeeper, ONE, { id: first.rows[1].id })
    expect(product).toMatchObject({ sku: 'NW-2', unit: 'box', category: 'Tea', active: true, version: 2 })
    expect(second.rows[1].id).toBe(first.rows[1].id)
  })

  it('refuses bad rows alone, or all when all or none are wanted; a dry run leaves nothing', async () => {
    await create({ sku: 'TAKEN' })
    const rows = [
      row('1'),
      row('2', { sku: 'TAKEN' }),
      row('3', { sku: 'NW-1' }),
      row('1', { sku: 'x' }),
      row('5', { name: '', unitPrice: usd('1.001') }),
      row('6', { taxRateId: some('tax') }),
      row('7', { unitPrice: usd('-1') }),
    ]
    const wanted = { created: 1, failed: 6 }
    expect(await importAll(rows, { dryRun: true })).toMatchObject(wanted)
    expect(await importAll(rows, { atomic: true })).toMatchObject({ created: 0, failed: 7 })
    expect(await names()).toEqual(['Chai'])
    const answer = await importAll(rows)
    expect(answer).toMatchObject(wanted)
    expect(answer.rows.map(({ userErrors }: { userErrors: object[] }) => userErrors)).toEqual([
      [],
      [{ code: 'SKU_TAKEN', path: ['rows', '1', 'sku'] }],
      [{ code: 'SKU_TAKEN', path: ['rows', '2', 'sku'] }],
      [{ code: 'DUPLICATE_REFERENCE', path: ['rows', '3', 'externalReference'] }],
      [
        { code: 'TEXT_REQUIRED', path: ['rows', '4', 'name'] },
        { code: 'AMOUNT_PRECISION', path: ['rows', '4', 'unitPrice', 'amount'] },
      ],
      [{ code: 'TAX_RATE_NOT_FOUND', path: ['rows', '5', 'taxRateId'] }],
      [{ code: 'AMOUNT_NEGATIVE', path: ['rows', '6', 'unitPrice', 'amount'] }],
    ])
    expect(await importAll([row('8')], {}, await shop.as('SALES'))).toMatchObject({
      rows: [],
      userErrors: [{ code: 'FORBIDDEN' }],
    })
  })

  it('gives no code away that another product still has', async () => {
    await importAll([row('1'), row('2')])
    const swapped = await importAll([row('1', { sku: 'NW-2' }), row('2', { sku: 'NW-1' })])
    expect(swapped).toMatchObject({ updated: 0, failed: 2 })
  })

  it('takes a thousand in as many statements as two', async () => {
    await importAll([row('0')])
    const count = async (rows: object[]) => {
      erp.statements.length = 0
      expect(await importAll(rows)).toMatchObject({ created: rows.length })
      return erp.statements.length
    }
    const few = await count([row('a'), row('b')])
    expect(await count(Array.from({ length: 1_000 }, (_, n) => row(`n${n}`)))).toBe(few)
    const { userErrors } = await importAll(Array.from({ length: 1_001 }, (_, n) => row(`n${n}`)))
    expect(userErrors).toEqual([{ code: 'TOO_MANY_ROWS', path: ['rows'] }])
  })
})
