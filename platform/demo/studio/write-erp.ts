import { sql } from 'drizzle-orm'
import { products, taxRates } from '../../../subgraphs/erp/catalog/tables.ts'
import { insertDrafts } from '../../../subgraphs/erp/invoicing/commands/keep.ts'
import { postAll } from '../../../subgraphs/erp/invoicing/commands/post.ts'
import { type Draft, drawUp, type Surroundings } from '../../../subgraphs/erp/invoicing/draft.ts'
import { chart } from '../../../subgraphs/erp/ledger/commands.ts'
import { type Decided, recordPayments } from '../../../subgraphs/erp/payments/commands/record-payments.ts'
import { recordStates, takeCodes } from '../../../subgraphs/erp/projects/commands/records.ts'
import { projects } from '../../../subgraphs/erp/projects/tables.ts'
import type { Actor } from '../../../subgraphs/shared/auth/actor.ts'
import { insertRows } from '../../../subgraphs/shared/db/bulk.ts'
import type { Transaction } from '../../../subgraphs/shared/db/database.ts'
import { decimal } from '../../../subgraphs/shared/money/decimal.ts'
import { money } from '../../../subgraphs/shared/money/money.ts'
import { chunks } from './chunks.ts'
import { idFor } from './ids.ts'
import { SERVICES } from './names.ts'
import { CURRENCY, type CustomerStory, type InvoiceStory, type ProjectStory, TAX_PERCENT } from './story.ts'
import type { Numbered } from './write-crm.ts'

/** Writes projects, invoices, payments and all that follows in the books, through the commands that people's requests go through. */
export async function writeErp(
  tx: Transaction,
  actor: Actor,
  staff: readonly string[],
  stories: readonly Numbered<CustomerStory>[],
  advance: (by: number) => void,
): Promise<void> {
  const around = await writeCatalogue(tx, actor)
  const projects = projectsOf(actor, stories)
  await writeProjects(tx, actor, staff, projects, advance)

  // The statistics know nothing of an organisation that is being written: joined in loops, every chunk
  // would be compared with all that was written before it.
  await tx.execute(sql`set local enable_nestloop = off`)
  const projectCustomers = new Map(projects.map(({ id, customerId }) => [id, customerId]))
  const receipts = await writeInvoices(tx, actor, invoicesOf(actor, projects), { ...around, projectCustomers }, advance)
  await writePayments(tx, actor, receipts, advance)
  // What is checked at commit is looked up row by row.
  await tx.execute(sql`set local enable_nestloop = on`)
}

/** How many records the ERP gets, by which its progress is measured. */
export const erpRecords = (stories: readonly Numbered<CustomerStory>[]): number =>
  stories
    .flatMap(({ story }) => story.deals.flatMap(({ project }) => project ?? []))
    .reduce((sum, { invoices }) => sum + 1 + invoices.reduce((sum, { payments }) => sum + 1 + payments.length, 0), 0)

async function writeCatalogue(tx: Transaction, actor: Actor): Promise<Omit<Surroundings, 'projectCustomers'>> {
  const { organizationId } = actor
  const { SERVICE_REVENUE: revenueAccountId, OTHER_INCOME: otherIncome } = await chart(tx, actor)
  const taxRateId = idFor(organizationId, 'tax')
  await insertRows(tx, taxRates, [
    { organizationId, id: taxRateId, name: `VAT ${TAX_PERCENT} %`, category: 'S', ratePercent: TAX_PERCENT },
  ])
  const sold = SERVICES.map(({ sku, name, unit, price }, index) => ({
    organizationId,
    id: idFor(organizationId, 'product', index),
    sku,
    name,
    unit,
    unitPriceMinor: decimal(price).units,
    currency: CURRENCY,
    revenueAccountId,
    taxRateId,
    category: 'Services',
  }))
  await insertRows(tx, products, sold)
  return {
    catalogue: {
      products: new Map(sold.map((row) => [row.id, { ...row, active: true }])),
      taxRates: new Map([[taxRateId, { category: 'S', ratePercent: TAX_PERCENT, active: true }]]),
      accountTypes: new Map(),
      otherIncome,
      acceptsRetired: false,
    },
  }
}

interface KnownProject {
  readonly id: string
  readonly customerId: string
  readonly dealId: string
  readonly story: ProjectStory
}

const projectsOf = ({ organizationId }: Actor, stories: readonly Numbered<CustomerStory>[]): KnownProject[] =>
  stories.flatMap(({ story, index }) =>
    story.deals.flatMap(({ project }, place) =>
      project
        ? [
            {
              id: idFor(organizationId, 'project', index, place),
              customerId: idFor(organizationId, 'customer', index),
              dealId: idFor(organizationId, 'deal', index, place),
              story: project,
            },
          ]
        : [],
    ),
  )

/** The states a project went through to where it stands. */
const PATHS = {
  PLANNED: ['PLANNED'],
  ACTIVE: ['PLANNED', 'ACTIVE'],
  COMPLETED: ['PLANNED', 'ACTIVE', 'COMPLETED'],
  CLOSED: ['PLANNED', 'ACTIVE', 'COMPLETED', 'CLOSED'],
} as const

async function writeProjects(
  tx: Transaction,
  actor: Actor,
  staff: readonly string[],
  known: readonly KnownProject[],
  advance: (by: number) => void,
): Promise<void> {
  for (const chunk of chunks(known.toSorted((a, b) => compare(a.story.startsOn, b.story.startsOn)))) {
    await writeProjectChunk(tx, actor, staff, chunk)
    advance(chunk.length)
  }
}

async function writeProjectChunk(
  tx: Transaction,
  actor: Actor,
  staff: readonly string[],
  known: readonly KnownProject[],
): Promise<void> {
  const codes = await takeCodes(tx, actor, known.length)
  await insertRows(
    tx,
    projects,
    known.map(({ id, customerId, dealId, story }, index) => ({
      organizationId: actor.organizationId,
      id,
      code: codes[index]!,
      name: story.name,
      customerId,
      dealId,
      managerId: staff[story.manager]!,
      state: story.state,
      startsOn: story.startsOn,
      endsOn: story.endsOn,
      budgetMinor: story.budgetMinor,
      budgetCurrency: CURRENCY,
    })),
  )
  await recordStates(
    tx,
    actor,
    known.flatMap(({ id, story }) =>
      PATHS[story.state].map((to, step) => ({ id, from: PATHS[story.state][step - 1] ?? null, to, reason: null })),
    ),
  )
}

interface KnownInvoice {
  readonly id: string
  readonly project: KnownProject
  readonly story: InvoiceStory
}

/** All invoices by their dates, so that their numbers follow the calendar as they do where people write them. */
const invoicesOf = ({ organizationId }: Actor, projects: readonly KnownProject[]): KnownInvoice[] =>
  projects
    .flatMap((project) =>
      project.story.invoices.map((story, part) => ({
        id: idFor(organizationId, 'invoice', project.id, part),
        project,
        story,
      })),
    )
    .sort((a, b) => compare(a.story.issueDate, b.story.issueDate))

/** Returns what came in for them, by its dates. */
async function writeInvoices(
  tx: Transaction,
  actor: Actor,
  known: readonly KnownInvoice[],
  around: Surroundings,
  advance: (by: number) => void,
): Promise<Decided[]> {
  const receipts: Decided[] = []
  for (const chunk of chunks(known)) {
    const drafts = chunk.map((invoice) => ({ ...invoice, draft: draftOf(actor, invoice, around), reference: null }))
    await insertDrafts(tx, actor, drafts)
    await postAll(tx, actor, drafts.filter(({ story }) => story.posted).map(postable))
    receipts.push(...drafts.flatMap(receiptsOf))
    advance(chunk.length)
  }
  return receipts.sort((a, b) => compare(a.receivedOn, b.receivedOn))
}

async function writePayments(
  tx: Transaction,
  actor: Actor,
  receipts: readonly Decided[],
  advance: (by: number) => void,
): Promise<void> {
  const accounts = await chart(tx, actor)
  for (const chunk of chunks(receipts)) {
    await recordPayments(tx, actor, accounts, chunk)
    advance(chunk.length)
  }
}

const draftOf = ({ organizationId }: Actor, { project, story }: KnownInvoice, around: Surroundings): Draft =>
  drawUp(
    {
      customerId: project.customerId,
      dealId: project.dealId,
      projectId: project.id,
      currency: CURRENCY,
      issueDate: story.issueDate,
      dueDate: story.dueDate,
      pricesIncludeTax: false,
    },
    story.lines.map(({ service, quantity, discountPercent }) => ({
      productId: idFor(organizationId, 'product', service),
      description: null,
      quantity: decimal(quantity),
      unitPrice: null,
      discountPercent: decimal(discountPercent),
      taxRateId: undefined,
      revenueAccountId: null,
    })),
    around,
  )

type Drafted = KnownInvoice & { readonly draft: Draft }

const postable = ({ id, draft }: Drafted) => ({
  ...draft,
  id,
  state: 'DRAFT' as const,
  taxMinor: draft.pricing.tax.minor,
  grossMinor: draft.pricing.total.minor,
  lines: draft.lines.map(({ revenueAccountId }, index) => ({
    revenueAccountId,
    netMinor: draft.pricing.lines[index]!.net.minor,
  })),
})

/** What came in for an invoice: a share of 100 percent settles what is left. */
function receiptsOf({ id: invoiceId, draft, story }: Drafted): Decided[] {
  let left = draft.pricing.total.minor
  return story.payments.map(({ on, percent }) => {
    const minor = percent === 100 ? left : (draft.pricing.total.minor * BigInt(percent)) / 100n
    left -= minor
    const amount = money(minor, CURRENCY)
    return {
      customerId: draft.customerId,
      amount,
      receivedOn: on,
      method: 'BANK_TRANSFER' as const,
      reference: null,
      applications: [{ invoiceId, amount, appliedOn: on < draft.issueDate ? draft.issueDate : on }],
    }
  })
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
