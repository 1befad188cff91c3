import type { Snapshot } from '../shared/db/snapshot.ts'
import type { RequestContext } from '../shared/graphql/context.ts'
import { catalogLoaders } from './catalog/loaders.ts'
import { invoicingLoaders } from './invoicing/loaders.ts'
import { ledgerLoaders } from './ledger/loaders.ts'
import { paymentLoaders } from './payments/loaders.ts'
import { projectLoaders } from './projects/loaders.ts'

/** What all rooms load by, once per request and one statement per kind. */
export const loaders = (snapshot: Snapshot) => ({
  ...ledgerLoaders(snapshot),
  ...catalogLoaders(snapshot),
  ...projectLoaders(snapshot),
  ...invoicingLoaders(snapshot),
  ...paymentLoaders(snapshot),
})

export type Context = RequestContext<ReturnType<typeof loaders>>
