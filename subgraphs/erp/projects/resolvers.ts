import { importPayload, payload } from '../../shared/graphql/payload.ts'
import { money } from '../../shared/money/money.ts'
import { page } from '../../shared/relay/connection.ts'
import { decodeId, encodeId } from '../../shared/relay/id.ts'
import { known, referredId } from '../../shared/relay/reference.ts'
import type { Resolvers } from '../generated/graphql.ts'
import { importProjects } from './commands/import-projects.ts'
import { createProject, moveProject, updateProject } from './commands/projects.ts'
import { projectListing } from './queries.ts'

export const resolvers: Resolvers = {
  Query: {
    project: (_, { id }, { loaders }) => known(decodeId('proj', id), (uuid) => loaders.project.load(uuid)),
    projects: (_, args, { snapshot }) => page(snapshot, projectListing, args),
  },
  Mutation: {
    createProject: (_, { input }, ctx) => payload(ctx, async () => ({ project: await createProject(ctx, input) })),
    updateProject: (_, { input }, ctx) => payload(ctx, async () => ({ project: await updateProject(ctx, input) })),
    startProject: (_, { input }, ctx) =>
      payload(ctx, async () => ({ project: await moveProject(ctx, 'start', input) })),
    holdProject: (_, { input }, ctx) => payload(ctx, async () => ({ project: await moveProject(ctx, 'hold', input) })),
    resumeProject: (_, { input }, ctx) =>
      payload(ctx, async () => ({ project: await moveProject(ctx, 'resume', input) })),
    completeProject: (_, { input }, ctx) =>
      payload(ctx, async () => ({ project: await moveProject(ctx, 'complete', input) })),
    reopenProject: (_, { input }, ctx) =>
      payload(ctx, async () => ({ project: await moveProject(ctx, 'reopen', input) })),
    closeProject: (_, { input }, ctx) =>
      payload(ctx, async () => ({ project: await moveProject(ctx, 'close', input) })),
    cancelProject: (_, { input }, ctx) =>
      payload(ctx, async () => ({ project: await moveProject(ctx, 'cancel', input) })),
    importProjects: (_, { input }, ctx) => importPayload(ctx, () => importProjects(ctx, input)),
  },
  Customer: {
    projects: ({ id }, args, { loaders }) =>
      known(decodeId('cust', id), (uuid) => loaders.projectsByCustomer(uuid, args)),
  },
  Deal: {
    project: ({ id }, _, { loaders }) => known(decodeId('deal', id), (uuid) => loaders.projectByDeal.load(uuid)),
  },
  Project: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('proj', referredId(reference)), (uuid) => loaders.project.load(uuid)),
    id: ({ id }) => encodeId('proj', id),
    customer: ({ customerId }) => ({ id: encodeId('cust', customerId) }),
    deal: ({ dealId }) => known(dealId, (uuid) => ({ id: encodeId('deal', uuid) })),
    manager: ({ managerId }) => known(managerId, (uuid) => ({ id: encodeId('user', uuid) })),
    budget: ({ budgetMinor, budgetCurrency }) => known(budgetMinor, (minor) => money(minor, budgetCurrency!)),
    externalReference: ({ externalSource, externalId }) =>
      known(externalSource, (source) => ({ source, id: externalId! })),
    stateChanges: ({ id }, _, { loaders }) => loaders.projectStateChanges.load(id),
  },
  ProjectStateChange: {
    from: ({ fromState }) => fromState,
    to: ({ toState }) => toState,
    changedBy: ({ changedBy }) => ({ id: encodeId('user', changedBy) }),
  },
}
