import { type GraphQLInputObjectType, type GraphQLSchema, getNamedType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../platform/databases.ts'
import { schema as crm } from '../../subgraphs/crm/subgraph.ts'
import { schema as erp } from '../../subgraphs/erp/subgraph.ts'
import { openSigningKeys } from '../../subgraphs/identity/signing-keys.ts'
import { schema as identity } from '../../subgraphs/identity/subgraph.ts'
import { PERMISSIONS } from '../../subgraphs/shared/auth/permissions.ts'
import { encodeId, ID_TYPES, type IdPrefix, newId } from '../../subgraphs/shared/relay/id.ts'
import { data } from '../support/ask.ts'
import { mutationsOf, type Path, placed, placesIn } from '../support/contract.ts'
import { openTestGraph, type TestGraph } from '../support/graph.ts'
import { ID_FIELDS } from '../support/pen.ts'
import { type Rows, watchRows } from '../support/rows.ts'
import { furnish, type Scene } from '../support/scene.ts'
import { RULES } from './rules.ts'

/** Every place in the contract where an input names an entity of another subgraph. */

const OWNERS: Record<IdPrefix, Database> = {
  ...{ org: 'identity', user: 'identity', tok: 'identity' },
  ...{ cust: 'crm', cont: 'crm', pipe: 'crm', stg: 'crm', deal: 'crm' },
  ...{ acct: 'erp', jrnl: 'erp', je: 'erp', prod: 'erp', tax: 'erp', inv: 'erp', pay: 'erp', proj: 'erp' },
}

interface Place {
  readonly name: string
  readonly mutation: string
  readonly path: Path
  readonly prefix: IdPrefix
}

const places = Object.entries({ identity, crm, erp }).flatMap(([subgraph, schema]) => placesOf(subgraph, schema))

function placesOf(subgraph: string, schema: GraphQLSchema): Place[] {
  return mutationsOf(schema).flatMap(({ name: mutation, args }) =>
    args.flatMap(({ type }) =>
      placesIn(getNamedType(type) as GraphQLInputObjectType, (named) => named.name === 'ID').flatMap(
        (path): Place[] => {
          const field = path.findLast((step) => typeof step === 'string')!
          const prefix = ID_FIELDS[field]
          if (field === 'id' || !prefix || OWNERS[prefix] === subgraph) return []
          return [{ name: [mutation, ...path.filter((step) => step !== 0)].join('.'), mutation, path, prefix }]
        },
      ),
    ),
  )
}

let graph: TestGraph
let rows: Rows
let ours: Scene
let theirs: Scene
let narrow: (prefix: IdPrefix) => Promise<string>
const fresh = {} as Record<IdPrefix, () => Promise<string>>

beforeAll(async () => {
  graph = await openTestGraph()
  rows = await watchRows(graph.urls)
  ours = await furnish(graph, 'Kestane')
  theirs = await furnish(graph, 'Zambak')
  const keys = await openSigningKeys({ dataDir: graph.dataDir })
  narrow = async (prefix) => {
    const { organizationId: org, currency: cur, timeZone: tz } = ours.company
    const read = `${ID_TYPES[prefix].toLowerCase()}:read`
    const scope = PERMISSIONS.filter((permission) => permission !== read).join(' ')
    const iat = Math.floor(Date.now() / 1_000)
    const claims = { sub: newId(), org, role: 'OWNER', jti: newId(), cur, tz, iat, exp: iat + 600, scope }
    return `Bearer ${await keys.sign(claims)}`
  }
  const make = async (mutation: string, type: string, more: object = {}) =>
    (await perform(mutation, { ...(await ours.input(mutation, 'required')), ...more }, `${type} { id }`))[type].id
  fresh.cust = () => make('createCustomer', 'customer')
  fresh.deal = () => make('createDeal', 'deal')
  fresh.user = () => make('createUser', 'user')
})
afterAll(async () => {
  expect(graph.troubles).toEqual([])
  await rows.close()
  await graph.close()
})

async function perform(mutation: string, input: object, fields = '', by = ours.company.owner) {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`
  const each = mutation.startsWith('import') ? 'rows { userErrors { code message path } }' : ''
  const document = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${fields} ${each} userErrors { code message path } } }`
  return (await data(graph.router, by, document, { input }))[mutation]
}

interface Complaint {
  readonly code: string
  readonly message: string
  readonly path: string[]
}

async function complaints({ mutation, path }: Place, id: string, by?: string): Promise<Complaint[]> {
  const input = placed(await ours.input(mutation), path, id) as object
  const payload = await perform(mutation, input, '', by)
  return [payload, ...(payload.rows ?? [])].flatMap(({ userErrors }) => userErrors)
}

/** What stands in the databases, but for what is kept of the answer to an import. */
async function standing() {
  const { 'erp.idempotency_keys': _, ...found } = await rows.fingerprint(ours.company.organizationId)
  return found
}

it('the rules of the columns name all these places, and no others', () => {
  const named = Object.values(RULES).flatMap((rule) => ('verified' in rule ? rule.verified : []))
  expect(named.toSorted()).toEqual(places.map(({ name }) => name).toSorted())
  expect(places.length).toBeGreaterThan(15)
})

describe.each(places)('$name', (place) => {
  const path = place.path.map(String)

  it('refuses what is not there, and what is another organisation’s in the same words, and writes nothing', async () => {
    const notFound = `${ID_TYPES[place.prefix].toUpperCase()}_NOT_FOUND`
    await complaints(place, encodeId(place.prefix, newId()))
    const before = await standing()
    const [unknown, foreign] = [
      await complaints(place, encodeId(place.prefix, newId())),
      await complaints(place, theirs.ids[place.prefix]),
    ]
    expect(unknown.map(({ code, path }) => [code, path])).toContainEqual([notFound, path])
    expect(foreign).toEqual(unknown)
    if (!/Project/.test(place.mutation)) expect(await standing()).toEqual(before)
  })

  it('tells nobody whether it is there who may not read it', async () => {
    const by = await narrow(place.prefix)
    const answers = []
    for (const id of [encodeId(place.prefix, newId()), theirs.ids[place.prefix], await fresh[place.prefix]()]) {
      answers.push(await complaints(place, id, by))
    }
    expect(answers[0]!.map(({ code, path }) => [code, path])).toContainEqual(['FORBIDDEN', path])
    expect(answers[0]![0]!.message).toContain(`${ID_TYPES[place.prefix].toLowerCase()}:read`)
    expect([answers[1], answers[2]]).toEqual([answers[0], answers[0]])
  })

  it('takes what is there, of the customer where it has one', async () => {
    if (place.prefix === 'cust') return
    if (place.prefix === 'deal') {
      const another = await perform(
        'createDeal',
        { ...(await ours.input('createDeal', 'required')), customerId: await fresh.cust() },
        'deal { id }',
      )
      expect((await complaints(place, another.deal.id)).map(({ code, path }) => [code, path])).toEqual([
        ['DEAL_OF_ANOTHER_CUSTOMER', path],
      ])
    }
    expect(await complaints(place, await fresh[place.prefix]())).toEqual([])
  })
})
