import { byKey } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { apiTokensById } from './queries.ts'

export const apiTokenLoaders = (snapshot: Snapshot) => ({
  apiToken: byKey(
    (ids) => snapshot.read(apiTokensById, { ids }),
    ({ id }) => id,
  ),
})
