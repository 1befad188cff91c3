import { byKey, groupedBy } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { pagedBy } from '../../shared/relay/connection.ts'
import { invoiceListing, invoicesById, linesByInvoice, receivablesByCustomer, taxesByInvoice } from './queries.ts'
import { invoices } from './tables.ts'

export const invoicingLoaders = (snapshot: Snapshot) => ({
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
  receivablesByCustomer: groupedBy(
    (ids) => snapshot.read(receivablesByCustomer, { ids }),
    ({ customerId }) => customerId,
  ),
})
