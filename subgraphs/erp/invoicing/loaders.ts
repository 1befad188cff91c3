import { byKey, groupedBy } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { pagedBy } from '../../shared/relay/connection.ts'
import {
  invoiceListing,
  invoicesById,
  linesByInvoice,
  type Receivable,
  receivablesByCustomer,
  taxesByInvoice,
} from './queries.ts'
import { invoices } from './tables.ts'

export const invoicingLoaders = (snapshot: Snapshot) => {
  const receivables = new Map<string, ReturnType<typeof receivablesIn>>()
  return {
    invoice: byKey(
      (ids) => snapshot.read(invoicesById, { ids }),
      ({ id }) => id,
    ),
    invoiceLines: groupedBy(
      (ids) => snapshot.read(linesByInvoice, { ids }),
      ({ invoiceId }) => invoiceId,
    ),
    invoiceTaxes: groupedBy(
      (ids) => snapshot.read(taxesByInvoice, { ids }),
      ({ invoiceId }) => invoiceId,
    ),
    invoicesByCustomer: pagedBy(snapshot, invoiceListing, invoices.customerId),
    invoicesByDeal: pagedBy(snapshot, invoiceListing, invoices.dealId),
    invoicesByProject: pagedBy(snapshot, invoiceListing, invoices.projectId),
    /** What a customer owes in a currency: one statement for all customers asked about. */
    receivable: async (customerId: string, currency: string): Promise<Receivable> => {
      const loader = receivables.get(currency) ?? receivablesIn(snapshot, currency)
      receivables.set(currency, loader)
      const owed = await loader.load(customerId)
      return {
        customerId,
        currency,
        outstandingMinor: owed?.outstandingMinor ?? 0n,
        overdueMinor: owed?.overdueMinor ?? 0n,
      }
    },
  }
}

const receivablesIn = (snapshot: Snapshot, currency: string) =>
  byKey(
    (ids) => snapshot.read(receivablesByCustomer, { ids, currency }),
    ({ customerId }) => customerId,
  )
