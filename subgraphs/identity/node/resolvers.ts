import { BadInput } from '../../shared/graphql/errors.ts'
import { decodeId, encodeId, type ID_TYPES, typeOfId } from '../../shared/relay/id.ts'
import type { Context } from '../context.ts'
import type { Resolvers } from '../generated/graphql.ts'

type TypeName = (typeof ID_TYPES)[keyof typeof ID_TYPES]

/** A row of ours, or only the key of somebody else's; either says what it is and by which id. */
export interface Found {
  readonly __typename: TypeName
  readonly nodeId: string
}

export const resolvers: Resolvers = {
  Query: {
    node: (_, { id }, ctx) => find(id, ctx),
    // Each by itself: one that may not be read does not take the others away.
    nodes: (_, { ids }, ctx) => bounded(ids).map((id) => find(id, ctx) as Promise<Found>),
  },
  Node: {
    __resolveType: ({ __typename }) => __typename,
  },
  Organization: {
    nodeId: ({ organizationId }) => encodeId('org', organizationId),
  },
  User: {
    nodeId: ({ id }) => encodeId('user', id),
  },
  ApiToken: {
    nodeId: ({ id }) => encodeId('tok', id),
  },
}

const MOST_IDS = 100

function bounded(ids: readonly string[]): readonly string[] {
  if (ids.length > MOST_IDS) throw new BadInput(`Ask for at most ${MOST_IDS} nodes at once.`)
  return ids
}

async function find(id: string, { loaders }: Context): Promise<Found | null> {
  const type = typeOfId(id)
  if (type === null) return null
  const found = (row: object | null): Found | null => row && { ...row, __typename: type, nodeId: id }
  switch (type) {
    case 'Organization':
      return found(await loaders.organization.load(decodeId('org', id)!))
    case 'User':
      return found(await loaders.user.load(decodeId('user', id)!))
    case 'ApiToken':
      return found(await loaders.apiToken.load(decodeId('tok', id)!))
    default:
      // Its own subgraph says whether there is one.
      return found({})
  }
}
