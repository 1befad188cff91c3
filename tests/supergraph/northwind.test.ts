import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { northwindImport } from '../../platform/import/northwind.ts'
import { readNorthwind } from '../../platform/import/northwind-tables.ts'
import { runImport, type Tally } from '../../platform/import/run.ts'
import { broken } from '../erp/invariants.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import { footprint, rowsOf } from './footprint.ts'
import { cents, everyNode } from './pages.ts'

const source = northwindImport(await readNorthwind())
const ROWS = { users: 9, customers: 91, contacts: 91, products: 77, deals: 830, invoices: 830, payments: 809 }
const TRADERS = { name: 'Northwind Traders', currency: 'USD', timeZone: 'America/New_York' }

let graph: TestGraph

beforeAll(async () => {
  graph = await openTestGraph()
})

afterAll(async () => {
  await graph.close()
  expect(graph.troubles).toEqual([])
})

/** Every kind of row, all with one and the same outcome. */
const all = (outcome: 'created' | 'unchanged'): Tally[] =>
  Object.entries(ROWS).map(([kind, count]) => ({
    ...{ kind, created: 0, updated: 0, unchanged: 0, failed: 0, refusals: [] },
    [outcome]: count,
  }))

describe('a dry run', () => {
  it('says what would be made, and writes nothing', async () => {
    const traders = await graph.found(TRADERS)
    const before = await footprint(graph, traders.organizationId)
    expect(await runImport(traders.ask, source, { dryRun: true })).toEqual(all('created'))
    expect(await footprint(graph, traders.organizationId)).toEqual(before)
    expect(rowsOf(before)).toEqual({ 'identity.organizations': 1, 'identity.users': 1 })
  })
})

describe('Northwind, imported through the public API', () => {
  let traders: Company
  let seconds: number
  let heard: [number, number][]
  let tallies: Tally[]

  beforeAll(async () => {
    traders = await graph.found(TRADERS)
    heard = []
    const begun = performance.now()
    tallies = await runImport(traders.ask, source, { onProgress: (...progress) => heard.push(progress) })
    seconds = (performance.now() - begun) / 1000
  })

  it('is there, all of it', () => {
    console.log(`Northwind was imported in ${seconds.toFixed(1)} s.`)
    expect(tallies).toEqual(all('created'))
    expect(heard.at(-1)).toEqual([2737, 2737])
    expect(heard.map(([done]) => done)).toEqual(heard.map(([done]) => done).toSorted((a, b) => a - b))
  })

  it('has as many of everything as Northwind has', async () => {
    const counts = await traders.ask(
      `{ customers { totalCount } products { totalCount } users { totalCount } payments { totalCount }
        deals { totalCount } won: deals(filter: { state: { eq: WON } }) { totalCount }
        invoices { totalCount } posted: invoices(filter: { state: { eq: POSTED } }) { totalCount }
        unpaid: invoices(filter: { paymentState: { eq: UNPAID } }) { totalCount }
        partial: invoices(filter: { paymentState: { eq: PARTIAL } }) { totalCount } }`,
      {},
    )
    const of = (totalCount: number) => ({ totalCount })
    expect(counts).toEqual({
      ...{ customers: of(91), products: of(77), payments: of(809) },
      users: of(9 + 1), // and the owner
      ...{ deals: of(830), won: of(830) },
      ...{ invoices: of(830), posted: of(830), unpaid: of(21), partial: of(0) },
    })
  })

  it('sums up to the known totals, each line rounded after its discount', async () => {
    const invoices = await everyNode(
      traders.ask,
      'invoices',
      'paymentState total { amount } outstanding { amount } deal { amount { amount } } lines { product { id } net { amount } }',
    )
    const lines = invoices.flatMap(({ lines }) => lines)
    const [sold, freight] = [lines.filter(({ product }) => product), lines.filter(({ product }) => !product)]
    expect([invoices.length, sold.length, freight.length]).toEqual([830, 2155, 830])
    const sum = (amounts: { amount: string }[]) => cents(...amounts.map(({ amount }) => amount))
    expect(sum(sold.map(({ net }) => net))).toBe('1265793.29')
    expect(sum(freight.map(({ net }) => net))).toBe('64942.69')
    expect(sum(invoices.map(({ total }) => total))).toBe('1330735.98')

    const open = invoices.filter(({ paymentState }) => paymentState !== 'PAID')
    expect(open).toHaveLength(21)
    expect(sum(open.map(({ outstanding }) => outstanding))).toBe('26925.11')
    expect(sum(invoices.map(({ outstanding }) => outstanding))).toBe('26925.11')
    expect(invoices.filter(({ deal, total }) => deal.amount.amount !== total.amount)).toEqual([])
  })

  it('owes what its customers owe, overdue all of it', async () => {
    const customers = await everyNode(
      traders.ask,
      'customers',
      'receivable { outstanding { amount } overdue { amount } }',
    )
    expect(cents(...customers.map(({ receivable }) => receivable.outstanding.amount))).toBe('26925.11')
    expect(cents(...customers.map(({ receivable }) => receivable.overdue.amount))).toBe('26925.11')
  })

  it('leaves books that balance, verify, and keep every invariant', async () => {
    const { trialBalance, verifyLedger } = await traders.ask(
      `{ trialBalance { account { code } debit { amount } credit { amount } balance { amount currency } }
        verifyLedger { entries valid firstBrokenSequence } }`,
      {},
    )
    const row = (code: string, debit: string, credit: string, amount: string) => ({
      ...{ account: { code }, debit: { amount: debit }, credit: { amount: credit } },
      balance: { amount, currency: 'USD' },
    })
    expect(trialBalance).toEqual([
      row('1000', '1303810.87', '0.00', '1303810.87'),
      row('1200', '1330735.98', '1303810.87', '26925.11'),
      row('4100', '0.00', '1265793.29', '-1265793.29'),
      row('4900', '0.00', '64942.69', '-64942.69'),
    ])
    expect(cents('1303810.87', '26925.11', '-1265793.29', '-64942.69')).toBe('0.00')
    expect(verifyLedger).toEqual({ entries: 830 + 809, valid: true, firstBrokenSequence: null })
    expect(await graph.inside('erp', traders.organizationId, broken)).toEqual({})
  })

  it('is known when it comes again: all unchanged, and nothing written but the keys of the new wishes', async () => {
    const before = await footprint(graph, traders.organizationId)
    expect(await runImport(traders.ask, source)).toEqual(all('unchanged'))
    const after = await footprint(graph, traders.organizationId)
    const { 'erp.idempotency_keys': keysBefore, ...writtenBefore } = before
    const { 'erp.idempotency_keys': keysAfter, ...writtenAfter } = after
    expect(writtenAfter).toEqual(writtenBefore)
    expect([keysBefore!.rows, keysAfter!.rows]).toEqual([8, 16])
  })

  it('is known to a dry run too', async () => {
    const before = await footprint(graph, traders.organizationId)
    expect(await runImport(traders.ask, source, { dryRun: true })).toEqual(all('unchanged'))
    expect(await footprint(graph, traders.organizationId)).toEqual(before)
  })

  it('changes what changed, and nothing else', async () => {
    const [first, ...others] = source.customers
    const moved = { ...source, customers: [{ ...first!, phone: '+49 30 1234' }, ...others] }
    const before = rowsOf(await footprint(graph, traders.organizationId))
    const [users, customers, ...rest] = await runImport(traders.ask, moved)
    expect(customers).toMatchObject({ created: 0, updated: 1, unchanged: 90, failed: 0 })
    expect([users, ...rest]).toEqual(all('unchanged').filter(({ kind }) => kind !== 'customers'))
    const after = rowsOf(await footprint(graph, traders.organizationId))
    expect(after).toEqual({ ...before, 'erp.idempotency_keys': 24 })
  })
})
