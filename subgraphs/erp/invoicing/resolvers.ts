import { importPayload, payload } from '../../shared/graphql/payload.ts'
import { unpadded } from '../../shared/money/decimal.ts'
import { money } from '../../shared/money/money.ts'
import { page } from '../../shared/relay/connection.ts'
import { decodeId, encodeId } from '../../shared/relay/id.ts'
import { known, referredId } from '../../shared/relay/reference.ts'
import { today } from '../../shared/time/date.ts'
import type { Context } from '../context.ts'
import type { Resolvers } from '../generated/graphql.ts'
import { createInvoice, deleteInvoice, updateInvoice } from './commands/draft.ts'
import { importInvoices } from './commands/import.ts'
import { postInvoice } from './commands/post.ts'
import { isOverdue, outstanding, paymentState } from './invoice.ts'
import { invoiceListing } from './queries.ts'
import { receivableIn } from './receivable.ts'

export const resolvers: Resolvers = {
  Query: {
    invoice: (_, { id }, { loaders }) => known(decodeId('inv', id), (uuid) => loaders.invoice.load(uuid)),
    invoices: (_, args, { snapshot }) => page(snapshot, invoiceListing, args),
  },
  Mutation: {
    createInvoice: (_, { input }, ctx) =>
      payload(ctx, async () => ({ invoice: await reread(ctx, await createInvoice(ctx, input)) })),
    updateInvoice: (_, { input }, ctx) =>
      payload(ctx, async () => ({ invoice: await reread(ctx, await updateInvoice(ctx, input)) })),
    deleteInvoice: (_, { input }, ctx) => payload(ctx, async () => ({ deletedId: await deleteInvoice(ctx, input) })),
    postInvoice: (_, { input }, ctx) =>
      payload(ctx, async () => ({ invoice: await reread(ctx, await postInvoice(ctx, input)) })),
    importInvoices: (_, { input }, ctx) => importPayload(ctx, () => importInvoices(ctx, input)),
  },
  Customer: {
    invoices: ({ id }, args, { loaders }) =>
      known(decodeId('cust', id), (uuid) => loaders.invoicesByCustomer(uuid, args)),
    receivable: ({ id }, { currency }, { loaders, actor }) =>
      known(decodeId('cust', id), async (uuid) =>
        receivableIn(await loaders.receivablesByCustomer.load(uuid), uuid, currency ?? actor.currency),
      ),
    receivables: ({ id }, _, { loaders }) =>
      known(decodeId('cust', id), (uuid) => loaders.receivablesByCustomer.load(uuid)),
  },
  Deal: {
    invoices: ({ id }, args, { loaders }) => known(decodeId('deal', id), (uuid) => loaders.invoicesByDeal(uuid, args)),
  },
  Project: {
    invoices: ({ id }, args, { loaders }) => loaders.invoicesByProject(id, args),
  },
  JournalEntry: {
    invoice: ({ source, sourceId }, _, { loaders }) => (source === 'INVOICE' ? loaders.invoice.load(sourceId) : null),
  },
  JournalLine: {
    project: ({ projectId }, _, { loaders }) => known(projectId, (uuid) => loaders.project.load(uuid)),
  },
  Invoice: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('inv', referredId(reference)), (uuid) => loaders.invoice.load(uuid)),
    id: ({ id }) => encodeId('inv', id),
    paymentState,
    isOverdue: ({ state, grossMinor, appliedMinor, dueDate }, _, { actor, now }) =>
      isOverdue({ state, grossMinor, appliedMinor, dueDate }, today(actor.timeZone, now)),
    customer: ({ customerId }) => ({ id: encodeId('cust', customerId) }),
    deal: ({ dealId }) => known(dealId, (uuid) => ({ id: encodeId('deal', uuid) })),
    project: ({ projectId }, _, { loaders }) => known(projectId, (uuid) => loaders.project.load(uuid)),
    lines: ({ id }, _, { loaders }) => loaders.invoiceLines.load(id),
    taxes: ({ id }, _, { loaders }) => loaders.invoiceTaxes.load(id),
    net: ({ netMinor, currency }) => money(netMinor, currency),
    tax: ({ taxMinor, currency }) => money(taxMinor, currency),
    total: ({ grossMinor, currency }) => money(grossMinor, currency),
    paid: ({ appliedMinor, currency }) => money(appliedMinor, currency),
    outstanding: ({ state, grossMinor, appliedMinor, currency }) =>
      money(outstanding({ state, grossMinor, appliedMinor }), currency),
    journalEntry: ({ journalEntryId }, _, { loaders }) =>
      known(journalEntryId, (uuid) => loaders.journalEntry.load(uuid)),
    externalReference: ({ externalSource, externalId }) =>
      known(externalSource, (source) => ({ source, id: externalId! })),
  },
  InvoiceLine: {
    product: ({ productId }, _, { loaders }) => known(productId, (uuid) => loaders.product.load(uuid)),
    quantity: ({ quantity }) => unpadded(quantity),
    unitPrice: ({ unitPrice }) => unpadded(unitPrice),
    discountPercent: ({ discountPercent }) => unpadded(discountPercent),
    taxRate: ({ taxRateId }, _, { loaders }) => known(taxRateId, (uuid) => loaders.taxRate.load(uuid)),
    taxPercent: ({ taxPercent }) => unpadded(taxPercent),
    revenueAccount: ({ revenueAccountId }, _, { loaders }) => loaders.account.load(revenueAccountId),
    amount: ({ amountMinor, currency }) => money(amountMinor, currency),
    net: ({ netMinor, currency }) => money(netMinor, currency),
  },
  InvoiceTax: {
    rate: ({ ratePercent }) => unpadded(ratePercent),
    taxable: ({ taxableMinor, currency }) => money(taxableMinor, currency),
    tax: ({ taxMinor, currency }) => money(taxMinor, currency),
  },
  Receivable: {
    outstanding: ({ outstandingMinor, currency }) => money(outstandingMinor, currency),
    overdue: ({ overdueMinor, currency }) => money(overdueMinor, currency),
  },
}

/** What was just written, as the next reader sees it. */
const reread = (ctx: Context, id: string) => ctx.loaders.invoice.load(id)
