import { importPayload, payload } from '../../shared/graphql/payload.ts'
import { money } from '../../shared/money/money.ts'
import { page } from '../../shared/relay/connection.ts'
import { decodeId, encodeId } from '../../shared/relay/id.ts'
import { known, referredId } from '../../shared/relay/reference.ts'
import type { Resolvers } from '../generated/graphql.ts'
import { applyPayment } from './commands/apply-payment.ts'
import { importPayments } from './commands/import-payments.ts'
import { receivePayment } from './commands/receive-payment.ts'
import { amountIn, applicationState } from './payment.ts'
import { paymentListing } from './queries.ts'

export const resolvers: Resolvers = {
  Query: {
    payment: (_, { id }, { loaders }) => known(decodeId('pay', id), (uuid) => loaders.payment.load(uuid)),
    payments: (_, args, { snapshot }) => page(snapshot, paymentListing, args),
  },
  Mutation: {
    receivePayment: (_, { input }, ctx) => payload(ctx, async () => ({ payment: await receivePayment(ctx, input) })),
    applyPayment: (_, { input }, ctx) => payload(ctx, async () => ({ payment: await applyPayment(ctx, input) })),
    importPayments: (_, { input }, ctx) => importPayload(ctx, () => importPayments(ctx, input)),
  },
  Customer: {
    payments: ({ id }, args, { loaders }) =>
      known(decodeId('cust', id), (uuid) => loaders.paymentsByCustomer(uuid, args)),
  },
  Deal: {
    collected: ({ id }, { currency }, { loaders, actor }) =>
      known(decodeId('deal', id), async (uuid) =>
        amountIn(await loaders.collectedByDeal.load(uuid), currency ?? actor.currency),
      ),
    collectedByCurrency: ({ id }, _, { loaders }) =>
      known(decodeId('deal', id), async (uuid) =>
        (await loaders.collectedByDeal.load(uuid)).map(({ minor, currency }) => money(minor, currency)),
      ),
  },
  Invoice: {
    payments: ({ id }, _, { loaders }) => loaders.applicationsByInvoice.load(id),
  },
  Receivable: {
    unapplied: async ({ customerId, currency }, _, { loaders }) =>
      amountIn(await loaders.unappliedByCustomer.load(customerId), currency),
  },
  JournalEntry: {
    payment: ({ source, sourceId }, _, { loaders }) => (source === 'PAYMENT' ? loaders.payment.load(sourceId) : null),
  },
  Payment: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('pay', referredId(reference)), (uuid) => loaders.payment.load(uuid)),
    id: ({ id }) => encodeId('pay', id),
    customer: ({ customerId }) => ({ id: encodeId('cust', customerId) }),
    amount: ({ amountMinor, currency }) => money(amountMinor, currency),
    applied: ({ appliedMinor, currency }) => money(appliedMinor, currency),
    unapplied: ({ amountMinor, appliedMinor, currency }) => money(amountMinor - appliedMinor, currency),
    applicationState,
    applications: ({ id }, _, { loaders }) => loaders.applicationsByPayment.load(id),
    journalEntry: ({ journalEntryId }, _, { loaders }) => loaders.journalEntry.load(journalEntryId),
    externalReference: ({ externalSource, externalId }) =>
      known(externalSource, (source) => ({ source, id: externalId! })),
  },
  PaymentApplication: {
    payment: async ({ paymentId }, _, { loaders }) => (await loaders.payment.load(paymentId))!,
    invoice: ({ invoiceId }, _, { loaders }) => loaders.invoice.load(invoiceId),
    amount: ({ amountMinor, currency }) => money(amountMinor, currency),
  },
}
