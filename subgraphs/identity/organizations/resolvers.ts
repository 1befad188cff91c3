import { decodeId, encodeId } from '../../shared/relay/id.ts'
import { known } from '../../shared/relay/reference.ts'
import type { Resolvers } from '../generated/graphql.ts'

export const resolvers: Resolvers = {
  Query: {
    organization: (_, __, { actor, loaders }) => loaders.organization.load(actor.organizationId),
  },
  Organization: {
    __resolveReference: ({ id }, { loaders }) => known(decodeId('org', id), (uuid) => loaders.organization.load(uuid)),
    id: ({ organizationId }) => encodeId('org', organizationId),
  },
}
