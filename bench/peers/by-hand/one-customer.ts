import type { Actor } from '../../../subgraphs/shared/auth/actor.ts'
import { decodeId } from '../../../subgraphs/shared/relay/id.ts'
import { today } from '../../../subgraphs/shared/time/date.ts'
import { stagesOf } from './customer-to-cash.ts'
import type { Databases } from './databases.ts'
import { by, byId, column, distinct, permit, type Read, type Row, reading } from './reading.ts'
import {
  APPLICATION,
  amount,
  application,
  INVOICE_HEAD,
  invoiceHead,
  line,
  money,
  outstanding,
  plain,
  TAX,
  tax,
} from './shapes.ts'
import * as sql from './sql.ts'

const MOST_CONTACTS = 10
const MOST = 20

const CUSTOMER = sql.customers('id, name, industry, phone, street, city, region, postal_code, country')
const CONTACTS = sql.contactsOfCustomers('id, name, title, email')
const DEALS = sql.dealsOfCustomers('id, title, amount_minor, currency, stage_id, expected_close')
const PROJECTS = sql.projectsOfDeals('code, name, deal_id, state, starts_on, ends_on, budget_minor, budget_currency')
const INVOICES = sql.invoicesOfCustomers(`${INVOICE_HEAD}, journal_entry_id`)
const LINES = sql.linesOfInvoices(
  'invoice_id, description, quantity, unit_price, discount_percent, net_minor, currency',
)
const TAXES = sql.taxesOfInvoices(TAX)
const APPLICATIONS = sql.applicationsOfInvoices(`payment_id, ${APPLICATION}`)
const PAYMENTS = sql.payments('id, number, method')
const ENTRIES = sql.entries('id, number, date')
const LINES_OF_ENTRIES = sql.linesOfEntries('entry_id, account_id, currency, debit_minor, credit_minor')
const ACCOUNTS = sql.accounts('id, code, name')

/** One customer with all that is known of them on both sides. */
export async function oneCustomer({ crm, erp }: Databases, actor: Actor, input: { readonly id: string }) {
  permit(actor, 'customer:read', 'deal:read', 'project:read', 'invoice:read', 'payment:read', 'ledger:read')
  const { organizationId } = actor
  const id = decodeId('cust', input.id)
  if (!id) return { customer: null }
  return reading(crm, actor, async (read) => {
    const [customer] = await read(CUSTOMER, [organizationId, [id]])
    if (!customer) return { customer: null }
    const dealing = read(DEALS, [[id], organizationId, MOST + 1]).then((rows) => rows.slice(0, MOST))
    const [contacts, deals, stages, billed] = await Promise.all([
      read(CONTACTS, [[id], organizationId, MOST_CONTACTS + 1]),
      dealing,
      dealing.then((deals) => stagesOf(read, organizationId, deals)),
      reading(erp, actor, (readErp) => billedTo(readErp, actor, id, dealing)),
    ])
    const { name, industry, phone, street, city, postal_code: postalCode, country } = customer
    return {
      customer: {
        id: input.id,
        name,
        industry,
        phone,
        address: { street, city, postalCode, country },
        contacts: {
          nodes: contacts.slice(0, MOST_CONTACTS).map(({ name, title, email }) => ({ name, title, email })),
        },
        deals: {
          nodes: deals.map((deal) => ({
            title: deal.title,
            stage: { name: stages.get(deal.stage_id!)!.name, type: stages.get(deal.stage_id!)!.type },
            amount: money(deal.amount_minor!, deal.currency!),
            expectedClose: deal.expected_close,
            ...billed.ofDeal(deal.id!),
          })),
        },
        receivable: billed.receivable,
        invoices: { nodes: billed.invoices },
      },
    }
  })
}

/** The ERP's part. */
async function billedTo(read: Read, actor: Actor, customerId: string, dealing: Promise<Row[]>) {
  const { organizationId, currency, timeZone } = actor
  const day = today(timeZone, new Date())
  const dealIds = dealing.then((deals) => column(deals, 'id'))
  const [projects, collected, [owed], invoices] = await Promise.all([
    dealIds.then((ids) => (ids.length > 0 ? read(PROJECTS, [organizationId, ids]) : [])),
    dealIds.then((ids) => (ids.length > 0 ? read(sql.COLLECTED_OF_DEALS, [organizationId, ids, organizationId]) : [])),
    read(sql.RECEIVABLES, [day, organizationId, [customerId], currency]),
    read(INVOICES, [[customerId], organizationId, MOST + 1]).then((rows) =>
      invoicesInFull(read, organizationId, rows.slice(0, MOST), day),
    ),
  ])
  const projectBy = new Map(projects.map((project) => [project.deal_id!, project]))
  return {
    invoices,
    receivable: {
      outstanding: amount(owed?.outstanding ?? '0', currency),
      overdue: amount(owed?.overdue ?? '0', currency),
    },
    ofDeal(dealId: string) {
      const found = collected.find((row) => row.deal_id === dealId && row.currency === currency)
      return { project: projectInFull(projectBy.get(dealId)), collected: amount(found?.minor ?? '0', currency) }
    },
  }
}

function projectInFull(project: Row | undefined) {
  if (!project) return null
  const { code, name, state, starts_on: startsOn, ends_on: endsOn, budget_minor, budget_currency } = project
  return { code, name, state, startsOn, endsOn, budget: budget_minor ? amount(budget_minor, budget_currency!) : null }
}

async function invoicesInFull(read: Read, organizationId: string, invoices: readonly Row[], day: string) {
  if (invoices.length === 0) return []
  const ids = [organizationId, column(invoices, 'id')]
  const applying = read(APPLICATIONS, ids)
  const [lines, taxes, applications, payments, entryOf] = await Promise.all([
    read(LINES, ids).then((rows) => by(rows, 'invoice_id')),
    read(TAXES, ids).then((rows) => by(rows, 'invoice_id')),
    applying.then((rows) => by(rows, 'invoice_id')),
    applying.then(async (rows) =>
      byId(rows.length > 0 ? await read(PAYMENTS, [organizationId, distinct(rows, 'payment_id')]) : []),
    ),
    entriesOf(read, organizationId, distinct(invoices, 'journal_entry_id')),
  ])
  return invoices.map((invoice) => {
    const { id, ...head } = invoiceHead(invoice)
    return {
      ...head,
      state: invoice.state,
      isOverdue: outstanding(invoice) > 0n && invoice.due_date! < day,
      lines: (lines.get(invoice.id!) ?? []).map((row) => ({
        ...line(row),
        unitPrice: plain(row.unit_price!),
        discountPercent: plain(row.discount_percent!),
      })),
      taxes: (taxes.get(invoice.id!) ?? []).map(tax),
      payments: (applications.get(invoice.id!) ?? []).map((applied) => {
        const { number, method } = payments.get(applied.payment_id!)!
        return { ...application(applied), payment: { number, method } }
      }),
      journalEntry: invoice.journal_entry_id ? entryOf(invoice.journal_entry_id) : null,
    }
  })
}

async function entriesOf(read: Read, organizationId: string, ids: string[]) {
  if (ids.length === 0) return () => null
  const lining = read(LINES_OF_ENTRIES, [organizationId, ids])
  const [entries, lines, accounts] = await Promise.all([
    read(ENTRIES, [organizationId, ids]).then(byId),
    lining.then((rows) => by(rows, 'entry_id')),
    lining.then((rows) => read(ACCOUNTS, [organizationId, distinct(rows, 'account_id')])).then(byId),
  ])
  return (id: string) => ({
    number: entries.get(id)!.number,
    date: entries.get(id)!.date,
    lines: (lines.get(id) ?? []).map(({ account_id, debit_minor, credit_minor, currency }) => {
      const { code, name } = accounts.get(account_id!)!
      return {
        account: { code, name },
        debit: amount(debit_minor!, currency!),
        credit: amount(credit_minor!, currency!),
      }
    }),
  })
}
