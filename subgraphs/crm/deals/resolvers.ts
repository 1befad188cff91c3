import { importPayload, payload } from '../../shared/graphql/payload.ts'
import { money } from '../../shared/money/money.ts'
import { page } from '../../shared/relay/connection.ts'
import { decodeId, encodeId } from '../../shared/relay/id.ts'
import { known, referredId } from '../../shared/relay/reference.ts'
import type { Resolvers } from '../generated/graphql.ts'
import { createDeal } from './commands/create-deal.ts'
import { importDeals } from './commands/import-deals.ts'
import { loseDeal, moveDeal, reopenDeal, winDeal } from './commands/move-deal.ts'
import { updateDeal } from './commands/update-deal.ts'
import { weighted } from './deal.ts'
import { dealListing } from './queries.ts'

export const resolvers: Resolvers = {
  Query: {
    deal: (_, { id }, { loaders }) => known(decodeId('deal', id), (uuid) => loaders.deal.load(uuid)),
    deals: (_, args, { snapshot }) => page(snapshot, dealListing, args),
  },
  Mutation: {
    createDeal: (_, { input }, ctx) => payload(ctx, async () => ({ deal: await createDeal(ctx, input) })),
    updateDeal: (_, { input }, ctx) => payload(ctx, async () => ({ deal: await updateDeal(ctx, input) })),
    moveDeal: (_, { input }, ctx) => payload(ctx, async () => ({ deal: await moveDeal(ctx, input) })),
    winDeal: (_, { input }, ctx) => payload(ctx, async () => ({ deal: await winDeal(ctx, input) })),
    loseDeal: (_, { input }, ctx) => payload(ctx, async () => ({ deal: await loseDeal(ctx, input) })),
    reopenDeal: (_, { input }, ctx) => payload(ctx, async () => ({ deal: await reopenDeal(ctx, input) })),
    importDeals: (_, { input }, ctx) => importPayload(ctx, () => importDeals(ctx, input)),
  },
  Customer: {
    deals: ({ id }, args, { loaders }) => loaders.dealsByCustomer(id, args),
  },
  User: {
    deals: ({ id }, args, { loaders }) => known(decodeId('user', id), (uuid) => loaders.dealsByOwner(uuid, args)),
  },
  Deal: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('deal', referredId(reference)), (uuid) => loaders.deal.load(uuid)),
    id: ({ id }) => encodeId('deal', id),
    customer: ({ customerId }, _, { loaders }) => loaders.customer.load(customerId).then((customer) => customer!),
    stage: ({ stageId }, _, { loaders }) => loaders.stage.load(stageId).then((stage) => stage!),
    pipeline: async ({ stageId }, _, { loaders }) =>
      (await loaders.pipeline.load((await loaders.stage.load(stageId))!.pipelineId))!,
    state: ({ stageId }, _, { loaders }) => loaders.stage.load(stageId).then((stage) => stage!.type),
    amount: ({ amountMinor, currency }) => money(amountMinor, currency),
    weightedAmount: ({ stageId, amountMinor, currency }, _, { loaders }) =>
      loaders.stage.load(stageId).then((stage) => weighted(money(amountMinor, currency), stage!)),
    owner: ({ ownerId }) => known(ownerId, (uuid) => ({ id: encodeId('user', uuid) })),
    history: ({ id }, _, { loaders }) => loaders.stageChangesByDeal.load(id),
    externalReference: ({ externalSource, externalId }) =>
      known(externalSource, (source) => ({ source, id: externalId! })),
  },
  StageChange: {
    from: ({ fromStageId }, _, { loaders }) => known(fromStageId, (uuid) => loaders.stage.load(uuid)),
    to: ({ toStageId }, _, { loaders }) => loaders.stage.load(toStageId).then((stage) => stage!),
    changedBy: ({ changedBy }) => ({ id: encodeId('user', changedBy) }),
  },
}
