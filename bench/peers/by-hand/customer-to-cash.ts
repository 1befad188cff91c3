import type { Actor } from '../../../subgraphs/shared/auth/actor.ts'
import { decodeCursor, encodeCursor } from '../../../subgraphs/shared/relay/cursor.ts'
import { encodeId } from '../../../subgraphs/shared/relay/id.ts'
import type { Databases } from './databases.ts'
import { by, byId, column, distinct, firstOfEach, permit, type Read, type Row, reading } from './reading.ts'
import { APPLICATION, application, INVOICE_HEAD, invoiceHead, LINE, line, money } from './shapes.ts'
import * as sql from './sql.ts'

interface Input {
  readonly first: number
  readonly after?: string | undefined
}

const MOST_OF_A_CUSTOMER = 5

const CUSTOMER = 'id, name, street, city, region, postal_code, country'
const FIRST_CUSTOMERS = sql.firstCustomers(CUSTOMER)
const CUSTOMERS_AFTER = sql.customersAfter(CUSTOMER)
const DEALS = sql.dealsOfCustomers('id, title, amount_minor, currency, stage_id, expected_close')
const PROJECTS = sql.projectsOfDeals('code, name, deal_id, state')
const INVOICES = sql.invoicesOfCustomers(INVOICE_HEAD)
const LINES = sql.linesOfInvoices(LINE)
const APPLICATIONS = sql.applicationsOfInvoices(`payment_id, ${APPLICATION}`)
const PAYMENTS = sql.payments('id, method')

/** The page: customers with their deals and projects, invoices, lines and payments. */
export async function customerToCash({ crm, erp }: Databases, actor: Actor, { first, after }: Input) {
  permit(actor, 'customer:read', 'deal:read', 'project:read', 'invoice:read', 'payment:read')
  const { organizationId } = actor
  const list = JSON.stringify([organizationId, 'customers', null, null, 'NAME', 'ASC'])
  return reading(crm, actor, async (read) => {
    const found = await customersAt(read, organizationId, { first, after }, list)
    const customers = found.slice(0, first)
    const ids = column(customers, 'id')
    const dealing = read(DEALS, [ids, organizationId, MOST_OF_A_CUSTOMER + 1]).then((rows) =>
      firstOfEach(rows, MOST_OF_A_CUSTOMER),
    )
    const [deals, stages, delivered] = await Promise.all([
      dealing,
      dealing.then((deals) => stagesOf(read, organizationId, deals)),
      reading(erp, actor, (readErp) => deliveredTo(readErp, organizationId, ids, dealing)),
    ])
    const dealsOf = by(deals, 'key')
    const nodes = customers.map((customer) => ({
      id: encodeId('cust', customer.id!),
      name: customer.name,
      address: { city: customer.city, country: customer.country },
      deals: {
        nodes: (dealsOf.get(customer.id!) ?? []).map((deal) => ({
          id: encodeId('deal', deal.id!),
          title: deal.title,
          stage: { name: stages.get(deal.stage_id!)!.name },
          amount: money(deal.amount_minor!, deal.currency!),
          expectedClose: deal.expected_close,
          project: delivered.projectOf(deal.id!),
        })),
      },
      invoices: { nodes: delivered.invoicesOf(customer.id!) },
    }))
    const last = customers.at(-1)
    const endCursor = last ? encodeCursor({ value: last.position!, id: last.row_id! }, list) : null
    return { customers: { nodes, pageInfo: { hasNextPage: found.length > first, endCursor } } }
  })
}

function customersAt(read: Read, organizationId: string, { first, after }: Input, list: string): Promise<Row[]> {
  if (after === undefined) return read(FIRST_CUSTOMERS, [organizationId, first + 1])
  const { value, id } = decodeCursor(after, list, 'text')
  return read(CUSTOMERS_AFTER, [organizationId, value, id, first + 1])
}

export const stagesOf = async (read: Read, organizationId: string, deals: readonly Row[]) =>
  byId(await read(sql.STAGES, [organizationId, distinct(deals, 'stage_id')]))

/** The ERP's part: projects by deal, invoices with all that hangs on them by customer. */
async function deliveredTo(read: Read, organizationId: string, customerIds: string[], dealing: Promise<Row[]>) {
  const [projects, { invoices, lines, applications, payments }] = await Promise.all([
    dealing.then((deals) => read(PROJECTS, [organizationId, column(deals, 'id')])),
    read(INVOICES, [customerIds, organizationId, MOST_OF_A_CUSTOMER + 1]).then((rows) =>
      contentsOf(read, organizationId, firstOfEach(rows, MOST_OF_A_CUSTOMER)),
    ),
  ])
  const projectBy = new Map(projects.map((project) => [project.deal_id!, project]))
  const invoicesBy = by(invoices, 'key')
  return {
    projectOf(dealId: string) {
      const project = projectBy.get(dealId)
      return project ? { code: project.code, name: project.name, state: project.state } : null
    },
    invoicesOf: (customerId: string) =>
      (invoicesBy.get(customerId) ?? []).map((invoice) => ({
        ...invoiceHead(invoice),
        lines: (lines.get(invoice.id!) ?? []).map(line),
        payments: (applications.get(invoice.id!) ?? []).map((applied) => ({
          ...application(applied),
          payment: { method: payments.get(applied.payment_id!)!.method },
        })),
      })),
  }
}

async function contentsOf(read: Read, organizationId: string, invoices: readonly Row[]) {
  const ids = [organizationId, column(invoices, 'id')]
  const applying = read(APPLICATIONS, ids)
  const [lines, applications, payments] = await Promise.all([
    read(LINES, ids),
    applying,
    applying.then((rows) => read(PAYMENTS, [organizationId, distinct(rows, 'payment_id')])),
  ])
  return {
    invoices,
    lines: by(lines, 'invoice_id'),
    applications: by(applications, 'invoice_id'),
    payments: byId(payments),
  }
}
