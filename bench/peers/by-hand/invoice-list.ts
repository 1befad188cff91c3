import type { Actor } from '../../../subgraphs/shared/auth/actor.ts'
import { decodeCursor, encodeCursor } from '../../../subgraphs/shared/relay/cursor.ts'
import { encodeId } from '../../../subgraphs/shared/relay/id.ts'
import { stagesOf } from './customer-to-cash.ts'
import type { Databases } from './databases.ts'
import { by, byId, column, distinct, permit, type Read, type Row, reading } from './reading.ts'
import { APPLICATION, application, INVOICE_HEAD, invoiceHead, LINE, line, TAX, tax } from './shapes.ts'
import * as sql from './sql.ts'

interface Input {
  readonly first: number
  readonly until: string
  readonly after?: string | undefined
}

const LISTED = 'id, state, number, customer_id, deal_id, currency, issue_date, due_date, gross_minor, applied_minor'
const LISTING = { first: sql.firstInvoices(LISTED), after: sql.invoicesAfter(LISTED) }
const BILLING = { first: sql.firstInvoices(INVOICE_HEAD), after: sql.invoicesAfter(INVOICE_HEAD) }
const CUSTOMERS = sql.customers('id, name')
const DEALS = sql.deals('id, title, stage_id')
const LINES = sql.linesOfInvoices(LINE)
const TAXES = sql.taxesOfInvoices(TAX)
const APPLICATIONS = sql.applicationsOfInvoices(APPLICATION)

/** The latest invoices, each with its customer and deal. */
export async function invoiceList({ crm, erp }: Databases, actor: Actor, input: Input) {
  permit(actor, 'customer:read', 'deal:read', 'invoice:read')
  const { organizationId } = actor
  const list = listOf(organizationId, input)
  const found = await reading(erp, actor, (read) => invoicesAt(read, LISTING, organizationId, input, list))
  const invoices = found.slice(0, input.first)
  const { customers, deals, stages } = await reading(crm, actor, async (read) => {
    const dealing = read(DEALS, [organizationId, distinct(invoices, 'deal_id')])
    const [customers, deals, stages] = await Promise.all([
      read(CUSTOMERS, [organizationId, distinct(invoices, 'customer_id')]),
      dealing,
      dealing.then((deals) => stagesOf(read, organizationId, deals)),
    ])
    return { customers: byId(customers), deals: byId(deals), stages }
  })

  const nodes = invoices.map((invoice) => {
    const customer = customers.get(invoice.customer_id!)!
    const deal = deals.get(invoice.deal_id!)
    return {
      ...invoiceHead(invoice),
      state: invoice.state,
      customer: { id: encodeId('cust', customer.id!), name: customer.name },
      deal: deal ? { title: deal.title, stage: { name: stages.get(deal.stage_id!)!.name } } : null,
    }
  })
  const last = invoices.at(-1)
  const endCursor = last ? encodeCursor({ value: last.position!, id: last.row_id! }, list) : null
  return { invoices: { nodes, pageInfo: { hasNextPage: found.length > input.first, endCursor } } }
}

/** The latest invoices with their lines, taxes and payments: the ERP's part alone. */
export async function erpInvoices({ erp }: Databases, actor: Actor, input: Input) {
  permit(actor, 'invoice:read', 'payment:read')
  const { organizationId } = actor
  return reading(erp, actor, async (read) => {
    const found = await invoicesAt(read, BILLING, organizationId, input, listOf(organizationId, input))
    const invoices = found.slice(0, input.first)
    const ids = [organizationId, column(invoices, 'id')]
    const [lines, taxes, applications] = await Promise.all([
      read(LINES, ids).then((rows) => by(rows, 'invoice_id')),
      read(TAXES, ids).then((rows) => by(rows, 'invoice_id')),
      read(APPLICATIONS, ids).then((rows) => by(rows, 'invoice_id')),
    ])
    const nodes = invoices.map((invoice) => {
      const { id, paymentState, ...head } = invoiceHead(invoice)
      return {
        ...head,
        state: invoice.state,
        lines: (lines.get(invoice.id!) ?? []).map(line),
        taxes: (taxes.get(invoice.id!) ?? []).map(tax),
        payments: (applications.get(invoice.id!) ?? []).map(application),
      }
    })
    return { invoices: { nodes } }
  })
}

const listOf = (organizationId: string, { until }: Input) =>
  JSON.stringify([organizationId, 'invoices', { issueDate: { lte: until } }, null, 'ISSUE_DATE', 'DESC'])

function invoicesAt(
  read: Read,
  statements: typeof LISTING,
  organizationId: string,
  { first, after, until }: Input,
  list: string,
): Promise<Row[]> {
  if (after === undefined) return read(statements.first, [organizationId, until, first + 1])
  const { value, id } = decodeCursor(after, list, 'date')
  return read(statements.after, [organizationId, until, value, id, first + 1])
}
