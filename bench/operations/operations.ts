import { randomUUID } from 'node:crypto'
import type { DocumentName } from './documents.ts'
import type { Stock } from './stock.ts'

/** Asks one document and answers the body. */
export type Send = (document: DocumentName, variables: object) => Promise<Buffer>

/** One unit of work: one request, or a few that belong together. */
export type Task = (send: Send, index: number) => Promise<Buffer[]>

/** What is measured. */
export interface Operation {
  readonly key: string
  readonly title: string
  readonly explanation: string
  /** The documents somebody must speak to take part. */
  readonly documents: readonly DocumentName[]
  readonly writes: boolean
  /** How many are under way at once, where it is not as many as with the others. */
  readonly atOnce?: number
  readonly perform: Task
}

const ON_A_PAGE = 20
const IN_A_LIST = 100

/** The operations over one organisation; each index is another page, customer or invoice. */
export function operations(stock: Stock): readonly Operation[] {
  const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length]!
  return [
    {
      key: 'page',
      title: 'The customer-to-cash page',
      explanation: `${ON_A_PAGE} customers with deals, projects, invoices, lines and payments, another page each time`,
      documents: ['customer-to-cash'],
      writes: false,
      perform: async (send, index) => [
        await send('customer-to-cash', { first: ON_A_PAGE, after: at(stock.pages, index) }),
      ],
    },
    {
      key: 'customer',
      title: 'One customer in full',
      explanation: 'with contacts, deals, projects, invoices, taxes, payments and entries, another customer each time',
      documents: ['one-customer'],
      writes: false,
      perform: async (send, index) => [await send('one-customer', { id: at(stock.customers, index) })],
    },
    {
      key: 'list',
      title: 'A list of 100 invoices',
      explanation: 'with customer and deal, another page each time',
      documents: ['invoice-list'],
      writes: false,
      perform: async (send, index) => [
        await send('invoice-list', { first: IN_A_LIST, until: stock.until, after: at(stock.lists, index) }),
      ],
    },
    {
      key: 'erp',
      title: 'The ERP alone: 100 invoices',
      explanation: 'with lines, taxes and payments, out of one subgraph: what PostGraphile can answer, too',
      documents: ['erp-invoices'],
      writes: false,
      perform: async (send, index) => [await send('erp-invoices', { first: IN_A_LIST, until: at(stock.days, index) })],
    },
    {
      key: 'invoice',
      title: 'Create and post an invoice of 10 lines',
      explanation:
        'two requests, the second with the id that came from the first; counted as one; another customer each time',
      documents: ['create-invoice', 'post-invoice'],
      writes: true,
      perform: async (send) => {
        const created = await send('create-invoice', { input: stock.newInvoice() })
        const id = accepted(created, 'createInvoice').invoice!.id
        const posted = await send('post-invoice', { input: { id, idempotencyKey: randomUUID() } })
        accepted(posted, 'postInvoice')
        return [created, posted]
      },
    },
    {
      key: 'import',
      title: 'Import 1,000 invoices',
      explanation:
        'of 1,000 customers, in one request, one after the other as imports of an organisation wait for each other',
      documents: ['import-invoices'],
      writes: true,
      atOnce: 1,
      perform: async (send) => {
        const imported = await send('import-invoices', { input: stock.newInvoices() })
        accepted(imported, 'importInvoices')
        return [imported]
      },
    },
    {
      key: 'payment',
      title: 'Receive and apply a payment',
      explanation: 'each with a fresh idempotency key, to an invoice that is still open',
      documents: ['receive-payment'],
      writes: true,
      perform: async (send, index) => {
        const received = await send('receive-payment', { input: stock.newPayment(index) })
        accepted(received, 'receivePayment')
        return [received]
      },
    },
  ]
}

interface Payload {
  readonly invoice?: { readonly id: string }
  readonly userErrors: readonly unknown[]
}

function accepted(body: Buffer, mutation: string): Payload {
  const { data } = JSON.parse(body.toString('utf8')) as { data: Record<string, Payload> }
  const payload = data[mutation]!
  if (payload.userErrors.length > 0) throw new Error(`${mutation} was refused: ${JSON.stringify(payload.userErrors)}`)
  return payload
}
