import { payload } from '../../shared/graphql/payload.ts'
import { page } from '../../shared/relay/connection.ts'
import { decodeId, encodeId } from '../../shared/relay/id.ts'
import { known } from '../../shared/relay/reference.ts'
import type { Resolvers } from '../generated/graphql.ts'
import { createApiToken, revokeApiToken } from './commands/api-tokens.ts'
import { signIn } from './commands/sign-in.ts'
import { signOut } from './commands/sign-out.ts'
import { apiTokenListing } from './queries.ts'
import { statusOf } from './token.ts'

export const resolvers: Resolvers = {
  Query: {
    apiTokens: (_, args, { snapshot }) => page(snapshot, apiTokenListing, args),
  },
  Mutation: {
    signIn: (_, { input }, ctx) => payload(ctx, () => signIn(ctx, input)),
    signOut: (_, __, ctx) => payload(ctx, async () => ({ done: await signOut(ctx) })),
    createApiToken: (_, { input }, ctx) => payload(ctx, () => createApiToken(ctx, input)),
    revokeApiToken: (_, { input }, ctx) => payload(ctx, async () => ({ apiToken: await revokeApiToken(ctx, input) })),
  },
  ApiToken: {
    __resolveReference: ({ id }, { loaders }) => known(decodeId('tok', id), (uuid) => loaders.apiToken.load(uuid)),
    id: ({ id }) => encodeId('tok', id),
    status: ({ expiresAt, revokedAt }, _, { now }) => statusOf({ expiresAt, revokedAt }, now),
    createdBy: ({ userId }, _, { loaders }) => loaders.user.load(userId),
  },
}
