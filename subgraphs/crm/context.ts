import type { Snapshot } from '../shared/db/snapshot.ts'
import type { RequestContext } from '../shared/graphql/context.ts'
import { customerLoaders } from './customers/loaders.ts'
import { dealLoaders } from './deals/loaders.ts'
import { pipelineLoaders } from './pipelines/loaders.ts'

/** What a request to the CRM carries. */
export type Context = RequestContext<ReturnType<typeof loaders>>

/** One set per request, around one snapshot. */
export const loaders = (snapshot: Snapshot) => ({
  ...customerLoaders(snapshot),
  ...pipelineLoaders(snapshot),
  ...dealLoaders(snapshot),
})
