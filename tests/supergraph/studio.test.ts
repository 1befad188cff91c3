import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadStudio } from '../../platform/demo/studio/load.ts'
import { broken } from '../erp/invariants.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import { footprint, rowsOf } from './footprint.ts'
import { cents, everyNode } from './pages.ts'

let graph: TestGraph

beforeAll(async () => {
  graph = await openTestGraph()
})

afterAll(async () => {
  await graph.close()
  expect(graph.troubles).toEqual([])
})

interface Paid {
  payment: { number: string }
}

const load = (studio: Company, customers: number, onProgress = (_done: number, _total: number) => {}) =>
  loadStudio({
    urls: graph.urls,
    graph: studio.ask,
    organization: { ...studio, id: studio.organizationId },
    customers,
    asOf: '2025-06-30',
    onProgress,
  })

/** What a client can see of the story, without ids and moments. */
async function told({ ask }: Company) {
  const customers = await everyNode(
    ask,
    'customers',
    `name industry phone address { street city postalCode country } owner { name }
    contacts { nodes { name title email } } receivable { outstanding { amount } overdue { amount } }
    deals(orderBy: { field: TITLE, direction: ASC }) { nodes { title state amount { amount } expectedClose closedAt
      createdAt lostReason owner { name } history { to { name } changedAt } collected { amount }
      project { code name state startsOn endsOn budget { amount } manager { name } } } }`,
  )
  const invoices = await everyNode(
    ask,
    'invoices',
    `number issueDate dueDate state customer { name } deal { title } project { code } total { amount } outstanding { amount }
    lines { description quantity discountPercent net { amount } }
    payments { appliedOn amount { amount } payment { number receivedOn } }`,
  )
  const books = await ask('{ trialBalance { account { code } debit { amount } credit { amount } } }', {})
  return { customers: sorted(customers.map(withSortedNodes)), invoices: sorted(invoices), books }
}

/** Where lists leave the order to the ids, two organisations differ. */
const sorted = (list: unknown[]) => list.map((each) => JSON.stringify(each)).sort()

const withSortedNodes = ({ contacts, deals, ...rest }: Record<string, { nodes: unknown[] }>) => ({
  ...rest,
  contacts: sorted(contacts!.nodes),
  deals: sorted(deals!.nodes),
})

/** Those that speak of payments and their keys leave out the studio's: nobody asked for them through the API. */
const BOOKS = /^(I1|I2|I3|I4|I5|I7|I8|I10|I14) /

async function brokenOf({ organizationId }: Company) {
  const found = await graph.inside('erp', organizationId, broken)
  return Object.fromEntries(Object.entries(found).filter(([name]) => BOOKS.test(name)))
}

describe('the generated studio', () => {
  let studio: Company

  beforeAll(async () => {
    studio = await graph.found()
    await load(studio, 120)
  })

  it('tells the same story every time, in every organisation', async () => {
    const twin = await graph.found({ name: 'Twin', owner: { email: 'twin@atolye.example', name: 'Deniz Aksoy' } })
    await load(twin, 120)
    const [story, again] = [await told(studio), await told(twin)]
    expect(story.customers).toHaveLength(120)
    expect(again).toEqual(story)
    expect(rowsOf(await footprint(graph, twin.organizationId))).toEqual(
      rowsOf(await footprint(graph, studio.organizationId)),
    )
  })

  it('keeps every invariant of the books', async () => {
    expect(await brokenOf(studio)).toEqual({})
    const { verifyLedger, trialBalance } = await studio.ask(
      '{ verifyLedger { valid } trialBalance { balance { amount } } }',
      {},
    )
    expect(verifyLedger).toEqual({ valid: true })
    expect(cents(...(trialBalance as { balance: { amount: string } }[]).map(({ balance }) => balance.amount))).toBe(
      '0.00',
    )
  })

  it('sells before it delivers, delivers before it bills, and bills what it sold', async () => {
    const deals = await everyNode(
      studio.ask,
      'deals',
      `title state amount { amount } collected { amount } project { state }
      invoices(first: 100) { nodes { net { amount } paid { amount } customer { id } } } customer { id }`,
    )
    const won = deals.filter(({ state }) => state === 'WON')
    expect(won.length).toBeGreaterThan(30)
    expect(won.filter(({ project }) => project === null)).toEqual([])
    expect(deals.filter(({ state, project }) => state !== 'WON' && project !== null)).toEqual([])
    for (const { amount, collected, customer, invoices } of won) {
      expect(cents(...invoices.nodes.map(({ net }: { net: { amount: string } }) => net.amount))).toBe(amount.amount)
      expect(cents(...invoices.nodes.map(({ paid }: { paid: { amount: string } }) => paid.amount))).toBe(
        collected.amount,
      )
      expect(new Set(invoices.nodes.map((invoice: { customer: { id: string } }) => invoice.customer.id))).toEqual(
        new Set([customer.id]),
      )
    }
  })

  it('lists what was paid for an invoice in the order it came in', async () => {
    const fields = 'payments { appliedOn payment { number receivedOn } }'
    const invoices = await everyNode(studio.ask, 'invoices', fields)
    const several = invoices.map(({ payments }) => payments).filter(({ length }) => length > 1)
    expect(several.length).toBeGreaterThan(1)
    for (const payments of several) {
      expect(payments).toEqual(payments.toSorted((a: Paid, b: Paid) => (a.payment.number < b.payment.number ? -1 : 1)))
    }
  })

  it('is not told twice', async () => {
    const before = await footprint(graph, studio.organizationId)
    await load(studio, 120)
    expect(await footprint(graph, studio.organizationId)).toEqual(before)
  })

  it('has a thousand customers, and books as sound as those of a few', async () => {
    const large = await graph.found({ name: 'Large' })
    const heard: [number, number][] = []
    const begun = performance.now()
    await load(large, 1_000, (...progress) => heard.push(progress))
    const seconds = (performance.now() - begun) / 1000
    console.log(`A studio with 1,000 customers was generated in ${seconds.toFixed(1)} s.`)
    expect(heard.at(-1)![0]).toBe(heard.at(-1)![1])
    expect(await large.ask('{ customers { totalCount } }', {})).toEqual({ customers: { totalCount: 1_000 } })
    expect(await brokenOf(large)).toEqual({})
  })
})
