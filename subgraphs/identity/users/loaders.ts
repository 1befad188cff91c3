import { byKey } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { usersById } from './queries.ts'

export const userLoaders = (snapshot: Snapshot) => ({
  user: byKey(
    (ids) => snapshot.read(usersById, { ids }),
    ({ id }) => id,
  ),
})
