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
import { idFor } from './ids.ts'
import { SERVICES } from './names.ts'
import { CURRENCY, type CustomerStory, type InvoiceStory, type ProjectStory, TAX_PERCENT } from './story.ts'
import type { Numbered } from './write-crm.ts'

const CHUNK = 1_000

/** Writes projects, invoices, payments and all that follows in the books, through the commands that people's requests go through. */
export async function writeErp(
  tx: Transaction,
  actor: Actor,
  staff: readonly string[],
  stories: readonly Numbered<CustomerStory>[],
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const around = await writeCatalogue(tx, actor)
  const projects = projectsOf(actor, stories)
  await writeProjects(tx, actor, staff, projects)

  const drafts = invoicesOf(actor, projects, {
    ...around,
    projectCustomers: new Map(projects.map(({ id, customerId }) => [id, customerId])),
  })
  const receipts = receiptsOf(drafts)
  let done = 0
  const advance = (by: number) => {
    done += by
    onProgress(done, drafts.length + receipts.length)
  }
  for (const chunk of chunks(drafts)) {
    await insertDrafts(
      tx,
      actor,
      chunk.map(({ id, draft }) => ({ id, draft, reference: null })),
    )
    await postAll(tx, actor, chunk.filter(({ story }) => story.posted).map(postable))
    advance(chunk.length)
  }
  const accounts = await chart(tx, actor)
  for (const chunk of chunks(receipts)) {
    await recordPayments(tx, actor, accounts, chunk)
    advance(chunk.length)
  }
}

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
): Promise<void> {
  const inOrder = known.toSorted((a, b) => (a.story.startsOn < b.story.startsOn ? -1 : 1))
  const codes = await takeCodes(tx, actor, inOrder.length)
  await insertRows(
    tx,
    projects,
    inOrder.map(({ id, customerId, dealId, story }, index) => ({
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
    inOrder.flatMap(({ id, story }) =>
      PATHS[story.state].map((to, step) => ({ id, from: PATHS[story.state][step - 1] ?? null, to, reason: null })),
    ),
  )
}

interface KnownInvoice {
  readonly id: string
  readonly draft: Draft
  readonly story: InvoiceStory
}

/** All invoices by their dates, so that their numbers follow the calendar as they do where people write them. */
const invoicesOf = (
  { organizationId }: Actor,
  projects: readonly KnownProject[],
  around: Surroundings,
): KnownInvoice[] =>
  projects
    .flatMap(({ id: projectId, customerId, dealId, story }) =>
      story.invoices.map((story, part) => ({
        id: idFor(organizationId, 'invoice', projectId, part),
        story,
        draft: drawUp(
          {
            customerId,
            dealId,
            projectId,
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
        ),
      })),
    )
    .sort((a, b) => (a.story.issueDate < b.story.issueDate ? -1 : 1))

const postable = ({ id, draft }: KnownInvoice) => ({
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

/** What came in for the invoices, by its dates: a share of 100 percent settles what is left. */
const receiptsOf = (invoices: readonly KnownInvoice[]): Decided[] =>
  invoices
    .flatMap(({ id: invoiceId, draft, story }) => {
      let left = draft.pricing.total.minor
      return story.payments.flatMap(({ on, percent }) => {
        const minor = percent === 100 ? left : (draft.pricing.total.minor * BigInt(percent)) / 100n
        left -= minor
        const amount = money(minor, CURRENCY)
        if (minor === 0n) return []
        return {
          customerId: draft.customerId,
          amount,
          receivedOn: on,
          method: 'BANK_TRANSFER' as const,
          reference: null,
          applications: [{ invoiceId, amount, appliedOn: on < draft.issueDate ? draft.issueDate : on }],
        }
      })
    })
    .sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : 1))

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += CHUNK) yield rows.slice(from, from + CHUNK)
}
