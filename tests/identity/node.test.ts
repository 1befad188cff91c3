import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeId, encodeId, ID_TYPES, type IdPrefix, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from '../support/ask.ts'
import { type House, openHouse, takeIn, tokenOf } from './identity.ts'

let house: House
let owner: string
beforeAll(async () => {
  house = await openHouse()
  owner = await house.owner()
})
afterAll(() => house.close())

const OURS: IdPrefix[] = ['org', 'user', 'tok']
const theirs = (Object.keys(ID_TYPES) as IdPrefix[]).filter((prefix) => !OURS.includes(prefix))

describe('a node', () => {
  it.each(theirs)('of another subgraph is named by its id and left to its owner: %s', async (prefix) => {
    const id = encodeId(prefix, newId())
    expect(
      await data(house.identity, owner, 'query ($id: ID!) { node(id: $id) { __typename nodeId } }', { id }),
    ).toEqual({
      node: { __typename: ID_TYPES[prefix], nodeId: id },
    })
  })

  it.each(OURS)('of identity is null when there is none: %s', async (prefix) => {
    const id = encodeId(prefix, newId())
    expect(await data(house.identity, owner, 'query ($id: ID!) { node(id: $id) { nodeId } }', { id })).toEqual({
      node: null,
    })
  })

  it('of identity comes with its fields', async () => {
    const ids = [encodeId('org', house.organizationId), encodeId('user', house.ownerId)]
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) {
      __typename nodeId ... on Organization { id name currency timeZone } ... on User { id name } } }`
    expect(await data(house.identity, owner, query, { ids })).toEqual({
      nodes: [
        {
          ...{ __typename: 'Organization', nodeId: ids[0], id: ids[0] },
          ...{ name: 'Northwind', currency: 'USD', timeZone: 'America/New_York' },
        },
        { __typename: 'User', nodeId: ids[1], id: ids[1], name: 'Olga Owner' },
      ],
    })
  })

  it.each([
    '',
    'nonsense',
    'inv',
    'nope_01h455vb4pex5vsknk084sn02q',
    'inv_01H455VB4PEX5VSKNK084SN02Q',
    '__proto___01h455vb4pex5vsknk084sn02q',
  ])('is null for %j', async (id) => {
    expect(await data(house.identity, owner, 'query ($id: ID!) { node(id: $id) { nodeId } }', { id })).toEqual({
      node: null,
    })
  })

  it('that may not be read does not take the others away', async () => {
    const id = decodeId('user', await takeIn(house.identity, owner, 'viewer', 'VIEWER'))!
    const viewer = await tokenOf(house.identity, house.organizationId, id)
    const ids = [encodeId('tok', newId()), encodeId('user', id)]
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { nodeId } }'
    const { data: seen, errors } = await ask(house.identity, viewer, query, { ids })
    expect(seen).toEqual({ nodes: [null, { nodeId: ids[1] }] })
    expect(errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['nodes', 0], 'FORBIDDEN']])
  })

  it('is one of 100 at most, in one statement for each type', async () => {
    const ids = Array.from({ length: 100 }, (_, n) => (n % 2 ? encodeId('user', newId()) : encodeId('inv', newId())))
    house.statements.length = 0
    const { nodes } = await data(house.identity, owner, 'query ($ids: [ID!]!) { nodes(ids: $ids) { nodeId } }', { ids })
    expect(nodes.filter((node: object | null) => node).length).toBe(50)
    expect(house.statements.filter((text) => text.includes('"users"')).length).toBe(1)
    const { errors } = await ask(house.identity, owner, 'query ($ids: [ID!]!) { nodes(ids: $ids) { nodeId } }', {
      ids: [...ids, ids[0]],
    })
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT')
  })
})
