import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, today } from '../../subgraphs/shared/time/date.ts'
import { data, draftInvoice, type Erp, type Office, office, openErp, postedInvoice, some } from '../support/erp.ts'
import { counter, line } from '../support/invoices.ts'
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

const { importAll, product, project, taxRate } = counter(() => ({ erp, shop, bookkeeper }))

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
    // Beginning, organisation and end; receivables, of all currencies; page and count; lines and taxes, and the
    // products, tax rates and accounts of the lines; entries, and their lines, seals, journals and accounts.
    expect(few).toHaveLength(3 + 1 + 2 + 5 + 5)
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
    const [customerId, another] = [some('cust'), some('cust')]
    const dealId = dealOf(another)
    const projectId = await project(customerId)
    await postedInvoice(erp, bookkeeper, {
      customerId,
      lines: [line('1')],
      issueDate: addDays(now, -60),
      dueDate: addDays(now, -30),
    })
    await postedInvoice(erp, bookkeeper, {
      customerId: another,
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
    const customerId = some('cust')
    const dealId = dealOf(customerId)
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
