import { byKey, groupedBy } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { pagedBy } from '../../shared/relay/connection.ts'
import { dealListing, dealsById, stageChangesByDeal } from './queries.ts'
import { deals } from './tables.ts'

export const dealLoaders = (snapshot: Snapshot) => ({
  deal: byKey(
    (ids) => snapshot.read(dealsById, { ids }),
    ({ id }) => id,
  ),
  dealsByCustomer: pagedBy(snapshot, dealListing, deals.customerId),
  dealsByOwner: pagedBy(snapshot, dealListing, deals.ownerId),
  stageChangesByDeal: groupedBy(
    (ids) => snapshot.read(stageChangesByDeal, { ids }),
    ({ dealId }) => dealId,
  ),
})
