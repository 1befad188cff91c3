import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, databases } from '../../platform/databases.ts'
import { loadStudio } from '../../platform/demo/studio/load.ts'
import { EXAMPLES } from '../../platform/places.ts'
import { readExamples } from '../../router/examples.ts'
import { data } from '../support/ask.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'

let graph: TestGraph
let studio: Company

beforeAll(async () => {
  graph = await openTestGraph()
  studio = await graph.found()
  const { urls } = graph
  const organization = { ...studio, id: studio.organizationId }
  await loadStudio({ urls, graph: studio.ask, organization, customers: 120, asOf: '2025-06-30', onProgress: () => {} })
})

afterAll(async () => {
  await graph.close()
  expect(graph.troubles).toEqual([])
})

/** What an operation costs each subgraph: the tables its statements read, in alphabetical order. */
async function statementsOf(query: string, variables: Record<string, unknown>) {
  for (const name of databases) graph.statements[name].length = 0
  const answer = await data(graph.router, studio.owner, query, variables)
  const kinds = (name: Database) => graph.statements[name].flatMap(kindOf).sort()
  return { answer, statements: { identity: kinds('identity'), crm: kinds('crm'), erp: kinds('erp') } }
}

/** The first table it reads; the driver's own questions about types, once per connection, do not count. */
function kindOf(text: string): string[] {
  if (text.includes('pg_catalog')) return []
  const table = / from "(\w+)"/.exec(text)?.[1]
  if (table) return [text.includes('count(*)') ? `${table} counted` : text.includes('sum(') ? `${table} summed` : table]
  return [/^(begin|commit|select set_config)/.exec(text)?.[0] ?? text]
}

const TRANSACTION = ['begin', 'commit', 'select set_config']

describe.each([5, 20, 100])('a page of %i customers', (first) => {
  it('from customer to cash costs the CRM 7 statements, the ERP 15 and identity none', async () => {
    const [example] = await readExamples(EXAMPLES)
    const { answer, statements } = await statementsOf(example!.query, { first })
    expect(answer.customers.nodes).toHaveLength(first)
    expect(statements).toEqual({
      identity: [],
      crm: [...TRANSACTION, 'customers', 'customers counted', 'deals', 'stages'].sort(),
      erp: [
        ...TRANSACTION,
        'invoices', // Customer.invoices
        'invoices summed', // Customer.receivable
        'invoices summed', // Deal.collected
        'projects',
        'invoice_lines',
        'invoice_taxes',
        'payment_applications',
        'payments',
        'journal_entries',
        'journal_seals',
        'journal_lines',
        'accounts',
      ].sort(),
    })
    expect([statements.crm.length, statements.erp.length]).toEqual([7, 15])
  })

  it('with people, contents and the ways back costs 8, 13 and 21 at most: one for each kind of thing and level', async () => {
    const { answer, statements } = await statementsOf(EVERYTHING, { first })
    expect(answer.customers.nodes).toHaveLength(first)
    // Two ways to the same kind that are loaded in the same moment share a statement.
    const most = {
      // Whom the CRM names, and whom the ERP does.
      identity: [...TRANSACTION, ...TRANSACTION, 'users', 'users'].sort(),
      crm: [
        ...[...TRANSACTION, 'customers', 'contacts', 'deals', 'stage_changes', 'stages'],
        ...[...TRANSACTION, 'customers', 'deals'], // those that the ERP speaks of
      ].sort(),
      erp: [
        ...TRANSACTION,
        ...['projects', 'project_state_changes', 'projects'], // Customer.projects, and those of invoices
        ...['payments', 'journal_entries', 'journal_seals', 'payment_applications', 'invoices'],
        ...['invoices', 'invoices counted'], // Deal.invoices
        ...['invoices', 'invoice_lines', 'products', 'tax_rates', 'accounts'], // Customer.invoices
        ...['journal_entries', 'journals', 'journal_lines'],
      ].sort(),
    }
    for (const name of ['identity', 'crm', 'erp'] as const) {
      expect(new Set(statements[name])).toEqual(new Set(most[name]))
      expect(beyond(statements[name], most[name])).toEqual([])
    }
    expect([most.identity.length, most.crm.length, most.erp.length]).toEqual([8, 13, 21])
  })
})

/** What is there more often than it may be. */
function beyond(found: readonly string[], most: readonly string[]): string[] {
  const left = [...most]
  return found.filter((each) => {
    const at = left.indexOf(each)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

const EVERYTHING = `query ($first: Int) {
  customers(first: $first) { nodes {
    owner { name }
    contacts(first: 3) { nodes { name } }
    projects(first: 3) { nodes { code manager { name } stateChanges { to changedBy { name } } deal { title } } }
    payments(first: 5) { nodes { number journalEntry { hash } applications { invoice { number } } } }
    deals(first: 5) { nodes {
      owner { name } history { to { name } changedBy { name } }
      invoices(first: 5) { totalCount nodes { number customer { name } project { code } } }
    } }
    invoices(first: 5) { nodes {
      deal { title } project { code name }
      lines { product { sku } taxRate { name } revenueAccount { code } }
      journalEntry { journal { code } postedBy { name } lines { customer { name } deal { title } project { code } } }
    } }
  } }
}`
