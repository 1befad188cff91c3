import { payload } from '../../shared/graphql/payload.ts'
import { formatDecimal, trimmed } from '../../shared/money/decimal.ts'
import { decodeId, encodeId } from '../../shared/relay/id.ts'
import { known, referredId } from '../../shared/relay/reference.ts'
import type { Resolvers } from '../generated/graphql.ts'
import { createPipeline, updatePipeline } from './commands.ts'
import { allPipelines } from './queries.ts'

export const resolvers: Resolvers = {
  Query: {
    pipeline: (_, { id }, { loaders }) => known(decodeId('pipe', id), (uuid) => loaders.pipeline.load(uuid)),
    pipelines: (_, __, { snapshot }) => snapshot.read(allPipelines),
  },
  Mutation: {
    createPipeline: (_, { input }, ctx) => payload(ctx, async () => ({ pipeline: await createPipeline(ctx, input) })),
    updatePipeline: (_, { input }, ctx) => payload(ctx, async () => ({ pipeline: await updatePipeline(ctx, input) })),
  },
  Pipeline: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('pipe', referredId(reference)), (uuid) => loaders.pipeline.load(uuid)),
    id: ({ id }) => encodeId('pipe', id),
    stages: ({ id }, _, { loaders }) => loaders.stagesByPipeline.load(id),
  },
  Stage: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('stg', referredId(reference)), (uuid) => loaders.stage.load(uuid)),
    id: ({ id }) => encodeId('stg', id),
    probability: ({ probabilityBasisPoints }) =>
      formatDecimal(trimmed({ units: BigInt(probabilityBasisPoints), scale: 2 })),
    pipeline: ({ pipelineId }, _, { loaders }) => loaders.pipeline.load(pipelineId).then((pipeline) => pipeline!),
  },
}
