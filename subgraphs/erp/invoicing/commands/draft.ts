import { and, eq } from 'drizzle-orm'
import { type Actor, authorize } from '../../../shared/auth/actor.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { unlessReferenceTaken } from '../../../shared/db/reference.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { newId } from '../../../shared/relay/id.ts'
import { idOf, optionalIdOf, referenceOf } from '../../../shared/relay/input.ts'
import { today } from '../../../shared/time/date.ts'
import { checkVersion } from '../../../shared/version.ts'
import type { Context } from '../../context.ts'
import type { CreateInvoiceInput, DeleteInvoiceInput, UpdateInvoiceInput } from '../../generated/graphql.ts'
import { projectCustomers } from '../../projects/queries.ts'
import { type Draft, decided, drawUp, type Header, priced } from '../draft.ts'
import { checkDraft, dueDateOf } from '../invoice.ts'
import type { LineWish } from '../line.ts'
import { linesOf, lockInvoices } from '../queries.ts'
import { type InvoiceRow, invoices } from '../tables.ts'
import { catalogueFor } from './catalogue.ts'
import { insertDrafts, replaceDrafts } from './keep.ts'
import { namedIn } from './named.ts'
import { readLines } from './read.ts'

/** Drafts an invoice and returns its id. Refuses as `drawUp` and inputs do. */
export async function createInvoice(ctx: Context, input: CreateInvoiceInput): Promise<string> {
  authorize(ctx.actor, 'invoice:write')
  authorize(ctx.actor, 'invoice:read')
  const reference = referenceOf(input.externalReference, ['externalReference'])
  const issueDate = input.issueDate ?? today(ctx.actor.timeZone, ctx.now)
  const header: Header = {
    customerId: idOf('cust', input.customerId, ['customerId']),
    dealId: optionalIdOf('deal', input.dealId, ['dealId']),
    projectId: optionalIdOf('proj', input.projectId, ['projectId']),
    currency: input.currency ?? ctx.actor.currency,
    issueDate,
    dueDate: dueDateOf(issueDate, input.dueDate),
    pricesIncludeTax: input.pricesIncludeTax ?? false,
  }
  const wishes = readLines(input.lines ?? [])
  await ctx.references.verify(namedIn(header, null))
  const id = newId()
  await unlessReferenceTaken('invoices_external_reference', () =>
    ctx.write(async (tx) => {
      const draft = drawUp(header, wishes, await surroundings(tx, ctx.actor, header, wishes))
      await insertDrafts(tx, ctx.actor, [{ id, draft, reference }])
    }),
  )
  return id
}

/** Changes a draft and returns its id. Refuses with INVOICE_NOT_FOUND, INVOICE_NOT_DRAFT, VERSION_CONFLICT besides. */
export async function updateInvoice(ctx: Context, input: UpdateInvoiceInput): Promise<string> {
  authorize(ctx.actor, 'invoice:write')
  authorize(ctx.actor, 'invoice:read')
  const id = idOf('inv', input.id, ['id'])
  const changes = readHeader(input)
  const wishes = input.lines == null ? null : readLines(input.lines)
  await ctx.write(async (tx) => {
    const invoice = await lockDraft(tx, ctx.actor, id, input.expectedVersion)
    const header = changed(invoice, changes)
    ctx.references.check(namedIn(header, invoice))
    const draft = wishes
      ? drawUp(header, wishes, await surroundings(tx, ctx.actor, header, wishes))
      : await withItsLines(tx, ctx.actor, id, header)
    await replaceDrafts(tx, ctx.actor, [{ id, draft, reference: null }])
  })
  return id
}

/** Removes a draft and returns the id it had. Refuses with INVOICE_NOT_FOUND, INVOICE_NOT_DRAFT, VERSION_CONFLICT. */
export async function deleteInvoice(ctx: Context, input: DeleteInvoiceInput): Promise<string> {
  authorize(ctx.actor, 'invoice:write')
  const id = idOf('inv', input.id, ['id'])
  await ctx.write(async (tx) => {
    const { organizationId } = await lockDraft(tx, ctx.actor, id, input.expectedVersion)
    await tx.delete(invoices).where(and(eq(invoices.organizationId, organizationId), eq(invoices.id, id)))
  })
  return input.id
}

async function lockDraft(tx: Transaction, actor: Actor, id: string, expectedVersion: number): Promise<InvoiceRow> {
  const [invoice] = await lockInvoices(tx, actor, [id])
  if (!invoice) throw new Refusal('INVOICE_NOT_FOUND', 'There is no such invoice.', ['id'])
  checkDraft(invoice)
  checkVersion(invoice.version, expectedVersion)
  return invoice
}

async function surroundings(tx: Transaction, actor: Actor, { projectId }: Header, wishes: readonly LineWish[]) {
  return {
    catalogue: await catalogueFor(tx, actor, wishes, false),
    projectCustomers: await projectCustomers(tx, actor, projectId === null ? [] : [projectId]),
  }
}

async function withItsLines(tx: Transaction, actor: Actor, id: string, header: Header): Promise<Draft> {
  const lines = (await linesOf(tx, actor, [id])).get(id) ?? []
  const customers = await projectCustomers(tx, actor, header.projectId === null ? [] : [header.projectId])
  return priced(header, lines.map(decided), customers)
}

const readHeader = (input: UpdateInvoiceInput) => ({
  ...(input.customerId != null && { customerId: idOf('cust', input.customerId, ['customerId']) }),
  ...(input.dealId !== undefined && { dealId: optionalIdOf('deal', input.dealId, ['dealId']) }),
  ...(input.projectId !== undefined && { projectId: optionalIdOf('proj', input.projectId, ['projectId']) }),
  ...(input.currency != null && { currency: input.currency }),
  ...(input.issueDate != null && { issueDate: input.issueDate }),
  ...(input.dueDate != null && { dueDate: input.dueDate }),
  ...(input.pricesIncludeTax != null && { pricesIncludeTax: input.pricesIncludeTax }),
})

function changed(invoice: InvoiceRow, changes: Partial<Header>): Header {
  const { customerId, dealId, projectId, currency, issueDate, dueDate, pricesIncludeTax } = { ...invoice, ...changes }
  return {
    customerId,
    dealId,
    projectId,
    currency,
    issueDate,
    dueDate: dueDateOf(issueDate, dueDate),
    pricesIncludeTax,
  }
}
