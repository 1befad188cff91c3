import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { northwindImport } from '../../platform/import/northwind.ts'
import { readNorthwind } from '../../platform/import/northwind-tables.ts'
import { data, type Erp, newId, type Office, office, openErp, some } from '../support/erp.ts'
import { counter, line } from '../support/invoices.ts'

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

const { counts, importAll, product, read } = counter(() => ({ erp, shop, bookkeeper }))

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

describe('importing Northwind', () => {
  it('takes its 830 orders, retired products and all, and sums them up to the cent', async () => {
    shop = office({ currency: 'USD', timeZone: 'America/New_York' })
    bookkeeper = await shop.as('ACCOUNTANT')
    const northwind = northwindImport(await readNorthwind())
    const customers = new Map(northwind.customers.map(({ externalReference }) => [externalReference.id, some('cust')]))
    const products = await importProducts(northwind.products)
    const rows = northwind.invoices.map(({ customerRef, dealRef, lines, ...invoice }) => ({
      ...invoice,
      customerId: customers.get(customerRef),
      lines: lines.map(({ productRef, taxRateRef, ...sold }) => ({
        ...sold,
        productId: productRef && products.get(productRef),
        taxRateId: taxRateRef,
      })),
    }))
    // All of them with their lines are more than one operation may cost.
    const parts = [rows.slice(0, 415), rows.slice(415)]
    for (const answer of ['created', 'unchanged']) {
      for (const part of parts) expect(await importAll(part)).toMatchObject({ failed: 0, [answer]: 415 })
    }
    const { trialBalance } = await data(
      erp.subgraph,
      bookkeeper,
      '{ trialBalance { account { code } debit { amount } credit { amount } } }',
    )
    expect(trialBalance).toEqual([
      { account: { code: '1200' }, debit: { amount: '1330735.98' }, credit: { amount: '0.00' } },
      { account: { code: '4100' }, debit: { amount: '0.00' }, credit: { amount: '1265793.29' } },
      { account: { code: '4900' }, debit: { amount: '0.00' }, credit: { amount: '64942.69' } },
    ])
    expect(await counts()).toEqual({ invoices: 830, entries: 830 })
  })

  async function importProducts(rows: { externalReference: { id: string } }[]): Promise<Map<string, string>> {
    const { importProducts } = await data(
      erp.subgraph,
      bookkeeper,
      'mutation ($rows: [ImportProductRow!]!) { importProducts(input: { rows: $rows }) { created rows { id } } }',
      { rows },
    )
    expect(importProducts.created).toBe(77)
    return new Map(rows.map(({ externalReference }, index) => [externalReference.id, importProducts.rows[index].id]))
  }
})
