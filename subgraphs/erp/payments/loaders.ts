import { byKey, groupedBy } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { pagedBy } from '../../shared/relay/connection.ts'
import {
  applicationsByInvoice,
  applicationsByPayment,
  collectedByDeal,
  paymentListing,
  paymentsById,
  unappliedByCustomer,
} from './queries.ts'
import { payments } from './tables.ts'

export const paymentLoaders = (snapshot: Snapshot) => ({
  payment: byKey(
    (ids) => snapshot.read(paymentsById, { ids }),
    ({ id }) => id,
  ),
  paymentsByCustomer: pagedBy(snapshot, paymentListing, payments.customerId),
  applicationsByPayment: groupedBy(
    (ids) => snapshot.read(applicationsByPayment, { ids }),
    ({ paymentId }) => paymentId,
  ),
  applicationsByInvoice: groupedBy(
    (ids) => snapshot.read(applicationsByInvoice, { ids }),
    ({ invoiceId }) => invoiceId,
  ),
  collectedByDeal: groupedBy(
    (ids) => snapshot.read(collectedByDeal, { ids }),
    ({ dealId }) => dealId!,
  ),
  unappliedByCustomer: groupedBy(
    (ids) => snapshot.read(unappliedByCustomer, { ids }),
    ({ customerId }) => customerId,
  ),
})
