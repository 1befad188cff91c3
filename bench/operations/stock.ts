import { randomUUID } from 'node:crypto'
import { openGraph } from '../../platform/graph.ts'
import { openLog } from '../../platform/processes.ts'
import { addDays } from '../../subgraphs/shared/time/date.ts'
import { CACHE } from '../data/cluster.ts'
import type { Organization } from '../data/organizations.ts'
import { documents } from './documents.ts'

/** What the operations ask for, looked up once and the same for all contestants. */
export interface Stock {
  /** Cursors that pages of customers begin after. */
  readonly pages: readonly string[]
  readonly customers: readonly string[]
  /** The last day of the story: what a run writes is later, and on no list. */
  readonly until: string
  /** Cursors that lists of invoices begin after. */
  readonly lists: readonly string[]
  /** Days that lists of invoices end with. */
  readonly days: readonly string[]
  newInvoice(): object
  /** So many invoices of another system, of as many customers. */
  newInvoices(): object
  newPayment(index: number): object
}

export interface StockOptions {
  readonly organization: Organization
  readonly token: string
  /** How many open invoices are made ready to be paid. */
  readonly openInvoices: number
}

const PAGES = 100
const LISTS = 50
const LINES = 10
const BUYERS = 1_000

/** Looks into the organisation through its own API, and prepares what will be paid. */
export async function takeStock({ organization, token, openInvoices }: StockOptions): Promise<Stock> {
  const { urls, asOf: until } = organization
  const graph = await openGraph({ urls, dataDir: CACHE, log: openLog('bench', 'warn') })
  const ask: Ask = async (query, variables) => {
    const envelope = { authorization: `Bearer ${token}`, requestId: randomUUID() }
    const { data, errors } = await graph.router.execute({ query, variables }, envelope)
    if (errors) throw new Error(`The organisation cannot be looked into: ${errors[0]!.message}`)
    return data as never
  }
  try {
    const products = (await ask(PRODUCTS, {})).products!.nodes.map(({ id }) => id)
    const { cursors: pages, ids: customers } = await walk(ask, CUSTOMERS, {}, PAGES)
    const buyers = await makeBuyers(ask)
    const day = addDays(until, 1)
    let sold = 0
    const newInvoice = () => invoiceOf(buyers[sold++ % BUYERS]!, products, day)
    const open: { id: string; customerId: string }[] = []
    for (let made = 0; made < openInvoices; made += 1) open.push(await openInvoice(ask, newInvoice()))
    return {
      pages,
      customers,
      until,
      lists: (await walk(ask, INVOICES, { until }, LISTS)).cursors,
      days: Array.from({ length: LISTS }, (_, index) => addDays(until, -3 * index)),
      newInvoice,
      newInvoices: () => ({
        idempotencyKey: randomUUID(),
        rows: buyers.map((customerId) => ({
          ...{ externalReference: { source: 'bench', id: randomUUID() }, customerId, issueDate: day },
          lines: [{ description: 'Advice', quantity: '1', unitPrice: '100' }],
        })),
      }),
      newPayment: (index) => paymentOf(open[index % open.length]!, day),
    }
  } finally {
    await graph.close()
  }
}

type Ask = (query: string, variables: Record<string, unknown>) => Promise<Record<string, Listed>>

interface Listed {
  readonly nodes: readonly { readonly id: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
  readonly invoice: { readonly id: string }
  readonly rows: readonly { readonly id: string }[]
}

const PRODUCTS = '{ products(first: 20) { nodes { id } } }'
const CUSTOMERS = `query ($after: String) {
  list: customers(first: 20, after: $after, orderBy: { field: NAME, direction: ASC }) {
    nodes { id } pageInfo { hasNextPage endCursor } } }`
const INVOICES = `query ($after: String, $until: Date!) {
  list: invoices(first: 100, after: $after, filter: { issueDate: { lte: $until } },
    orderBy: { field: ISSUE_DATE, direction: DESC }) { nodes { id } pageInfo { hasNextPage endCursor } } }`

/** The cursors of a list's first pages, all of them full, and the ids on them. */
async function walk(ask: Ask, query: string, variables: Record<string, unknown>, pages: number) {
  const cursors: string[] = []
  const ids: string[] = []
  for (let after: string | undefined; ; ) {
    const { list } = await ask(query, { ...variables, after })
    const { nodes, pageInfo } = list!
    ids.push(...nodes.map(({ id }) => id))
    if (!pageInfo.hasNextPage || cursors.length === pages) return { cursors: cursors.slice(0, -1), ids }
    after = pageInfo.endCursor
    cursors.push(after)
  }
}

/** Customers who come after all others by their names: what is written for them is on no page. */
async function makeBuyers(ask: Ask): Promise<string[]> {
  const rows = Array.from({ length: BUYERS }, (_, index) => ({
    externalReference: { source: 'bench', id: `${index}` },
    name: `Ω ${index}`,
  }))
  const { importCustomers } = await ask(BUY, { input: { rows } })
  return importCustomers!.rows.map(({ id }) => id)
}

const BUY = 'mutation ($input: ImportCustomersInput!) { importCustomers(input: $input) { rows { id } } }'

async function openInvoice(ask: Ask, input: { readonly customerId: string }) {
  const { createInvoice } = await ask(documents['create-invoice'], { input })
  const { id } = createInvoice!.invoice
  await ask(documents['post-invoice'], { input: { id, idempotencyKey: randomUUID() } })
  return { id, customerId: input.customerId }
}

const invoiceOf = (customerId: string, products: readonly string[], issueDate: string) => ({
  customerId,
  issueDate,
  lines: Array.from({ length: LINES }, (_, index) => ({
    productId: products[index % products.length],
    quantity: `${index + 1}.5`,
    discountPercent: index % 4 === 0 ? '5' : '0',
  })),
})

const paymentOf = ({ id, customerId }: { id: string; customerId: string }, receivedOn: string) => ({
  idempotencyKey: randomUUID(),
  customerId,
  amount: { amount: '0.01', currency: 'EUR' },
  receivedOn,
  method: 'BANK_TRANSFER',
  applications: [{ invoiceId: id, amount: { amount: '0.01', currency: 'EUR' } }],
})
