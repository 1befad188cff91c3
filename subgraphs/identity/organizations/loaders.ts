import { byKey } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { organizationsById } from './queries.ts'

export const organizationLoaders = (snapshot: Snapshot) => ({
  organization: byKey(
    (ids) => snapshot.read(organizationsById, { ids }),
    (row) => row.organizationId,
  ),
})
