import { byKey } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { productsById, taxRatesById } from './queries.ts'

export const catalogLoaders = (snapshot: Snapshot) => ({
  product: byKey(
    (ids) => snapshot.read(productsById, { ids }),
    ({ id }) => id,
  ),
  taxRate: byKey(
    (ids) => snapshot.read(taxRatesById, { ids }),
    ({ id }) => id,
  ),
})
