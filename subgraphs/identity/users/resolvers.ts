import { importPayload, payload } from '../../shared/graphql/payload.ts'
import { page } from '../../shared/relay/connection.ts'
import { decodeId, encodeId } from '../../shared/relay/id.ts'
import { known } from '../../shared/relay/reference.ts'
import type { Resolvers } from '../generated/graphql.ts'
import { createUser } from './commands/create-user.ts'
import { importUsers } from './commands/import-users.ts'
import { setPassword } from './commands/set-password.ts'
import { updateUser } from './commands/update-user.ts'
import { userListing } from './queries.ts'

export const resolvers: Resolvers = {
  Query: {
    me: (_, __, { actor, loaders }) => loaders.user.load(actor.userId),
    user: (_, { id }, { loaders }) => known(decodeId('user', id), (uuid) => loaders.user.load(uuid)),
    users: (_, args, { snapshot }) => page(snapshot, userListing, args),
  },
  Mutation: {
    createUser: (_, { input }, ctx) => payload(ctx, async () => ({ user: await createUser(ctx, input) })),
    updateUser: (_, { input }, ctx) => payload(ctx, async () => ({ user: await updateUser(ctx, input) })),
    setPassword: (_, { input }, ctx) => payload(ctx, async () => ({ user: await setPassword(ctx, input) })),
    importUsers: (_, { input }, ctx) => importPayload(ctx, () => importUsers(ctx, input)),
  },
  User: {
    __resolveReference: ({ id }, { loaders }) => known(decodeId('user', id), (uuid) => loaders.user.load(uuid)),
    id: ({ id }) => encodeId('user', id),
    externalReference: ({ externalSource, externalId }) =>
      known(externalSource, (source) => ({ source, id: externalId! })),
  },
}
