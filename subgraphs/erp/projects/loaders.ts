import { byKey, groupedBy } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { pagedBy } from '../../shared/relay/connection.ts'
import { projectListing, projectsByDeal, projectsById, stateChangesByProject } from './queries.ts'
import { projects } from './tables.ts'

export const projectLoaders = (snapshot: Snapshot) => ({
  project: byKey(
    (ids) => snapshot.read(projectsById, { ids }),
    ({ id }) => id,
  ),
  projectByDeal: byKey(
    (ids) => snapshot.read(projectsByDeal, { ids }),
    ({ dealId }) => dealId!,
  ),
  projectsByCustomer: pagedBy(snapshot, projectListing, projects.customerId),
  projectStateChanges: groupedBy(
    (ids) => snapshot.read(stateChangesByProject, { ids }),
    ({ projectId }) => projectId,
  ),
})
