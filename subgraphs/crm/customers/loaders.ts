import { byKey } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { pagedBy } from '../../shared/relay/connection.ts'
import { contactListing, contactsById, customersById } from './queries.ts'
import { contacts } from './tables.ts'

export const customerLoaders = (snapshot: Snapshot) => ({
  customer: byKey(
    (ids) => snapshot.read(customersById, { ids }),
    ({ id }) => id,
  ),
  contact: byKey(
    (ids) => snapshot.read(contactsById, { ids }),
    ({ id }) => id,
  ),
  contactsByCustomer: pagedBy(snapshot, contactListing, contacts.customerId),
})
