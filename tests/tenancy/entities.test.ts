import { type GraphQLObjectType, isUnionType, Kind } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../platform/databases.ts'
import { schema as crm, openCrmSubgraph } from '../../subgraphs/crm/subgraph.ts'
import { schema as erp, openErpSubgraph } from '../../subgraphs/erp/subgraph.ts'
import { schema as identity } from '../../subgraphs/identity/subgraph.ts'
import type { Subgraph } from '../../subgraphs/shared/graphql/subgraph.ts'
import { decodeId, encodeId, ID_TYPES, type IdPrefix, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask } from '../support/ask.ts'
import { selection } from '../support/contract.ts'
import { openTestGraph, type TestGraph } from '../support/graph.ts'
import { withoutNews } from '../support/pen.ts'
import { furnish, type Scene } from '../support/scene.ts'

let world: TestGraph
let subgraphs: Record<Database, Pick<Subgraph, 'execute' | 'close'>>
let ours: Scene
let theirs: Scene
const troubles: unknown[] = []

beforeAll(async () => {
  world = await openTestGraph()
  const { identifier } = world.graph.identity
  const common = {
    identify: (authorization: string | undefined) => identifier.identify(authorization),
    report: (error: unknown) => void troubles.push(error),
  }
  const { identity } = world.graph
  const crm = await openCrmSubgraph({ ...common, databaseUrl: world.urls.crm, owners: { identity } })
  const erp = await openErpSubgraph({ ...common, databaseUrl: world.urls.erp, owners: { identity, crm } })
  subgraphs = { identity, crm, erp }
  ours = await furnish(world, 'Kestane')
  theirs = await furnish(world, 'Zambak')
})
afterAll(async () => {
  await subgraphs.crm.close()
  await subgraphs.erp.close()
  await world.close()
})

const schemas = { identity, crm, erp }
const ENTITIES = 'query ($representations: [_Any!]!) { _entities(representations: $representations)'

/** The types that a subgraph resolves, with their keys and all that it knows of each. */
const entities = (Object.keys(schemas) as Database[]).flatMap((name) => {
  const union = schemas[name].getType('_Entity')
  if (!isUnionType(union)) throw new Error(`${name} has no entities.`)
  return union.getTypes().map((type) => ({
    name,
    type: type.name,
    keys: keysOf(type),
    // What is external is asked of others.
    document: `${ENTITIES} { ... on ${type.name} ${selection(type, 1).replace(/(?<=id )nodeId /g, '')} } }`,
  }))
})

function keysOf({ astNode, extensionASTNodes }: GraphQLObjectType): string[] {
  const directives = [astNode!, ...extensionASTNodes].flatMap((node) => node.directives ?? [])
  const keys = directives.filter(({ name }) => name.value === 'key').map(({ arguments: given }) => given![0]!.value)
  return keys.map((key) => (key.kind === Kind.STRING ? key.value : ''))
}

const prefixOf = (type: string) =>
  (Object.entries(ID_TYPES) as [IdPrefix, string][]).find(([, named]) => named === type)![0]

describe('an entity of another organisation, asked straight at the subgraph', () => {
  it('has many types', () => {
    expect(entities.length).toBeGreaterThan(15)
  })

  it.each(entities)('is found by itself: $name $type by $keys', async ({ name, type, keys, document }) => {
    const id = theirs.ids[prefixOf(type)]
    const representations = keys.map((key) => ({ __typename: type, [key]: id }))
    const { data, errors } = await ask(subgraphs[name], theirs.company.owner, document, { representations })
    expect(errors).toBeUndefined()
    expect(data._entities).toEqual(keys.map(() => expect.objectContaining({ __typename: type })))
  })

  it.each(entities)('is like one that does not exist, whatever is said of it: $name $type', async (entity) => {
    const prefix = prefixOf(entity.type)
    const asked = async (id: string) =>
      ask(subgraphs[entity.name], ours.company.owner, entity.document, {
        representations: entity.keys.flatMap((key) => forgeries({ __typename: entity.type, [key]: id }, theirs)),
      })
    const answer = await asked(theirs.ids[prefix])
    expect(answer.errors).toBeUndefined()
    expect(JSON.stringify(answer)).not.toMatch(/zambak/i)
    expect(withoutNews(answer)).toBe(withoutNews(await asked(encodeId(prefix, newId()))))
  })

  it('caused no trouble', () => {
    expect([...troubles, ...world.troubles]).toEqual([])
  })
})

/** What a forger says of an object: its key alone, and with what only its owner could know. */
function forgeries(key: object, { company, ids }: Scene): object[] {
  const { organizationId } = company
  return [
    key,
    { ...key, organizationId, organization_id: organizationId, organization: { id: ids.org } },
    { ...key, customerId: decodeId('cust', ids.cust), customer: { id: ids.cust }, total: '0', state: 'POSTED' },
  ]
}
