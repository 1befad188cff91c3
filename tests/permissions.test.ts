import { type GraphQLObjectType, getNamedType, isRequiredArgument } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSigningKeys } from '../subgraphs/identity/signing-keys.ts'
import { PERMISSIONS, type Permission, ROLES, type Role } from '../subgraphs/shared/auth/permissions.ts'
import { ID_TYPES, type IdPrefix, newId } from '../subgraphs/shared/relay/id.ts'
import { ask } from './support/ask.ts'
import { documentOf, mutationsOf, publicSchema, selection } from './support/contract.ts'
import { openTestGraph, type TestGraph } from './support/graph.ts'
import { NEEDS, SEEN_WITH } from './support/needs.ts'
import { type Rows, watchRows } from './support/rows.ts'
import { furnish, type Scene } from './support/scene.ts'

const schema = publicSchema()
const mutations = mutationsOf(schema).map((field) => ({ name: field.name, field }))
const queries = Object.values(schema.getQueryType()!.getFields()).map((field) => ({ name: field.name, field }))

let world: TestGraph
let scene: Scene
let rows: Rows
const tokens: Record<string, string> = {}
/** Good inputs, made before anything is changed by one of them. */
const inputs: Record<string, object> = {}
let tokenWithout: (...missing: Permission[]) => Promise<string>

beforeAll(async () => {
  world = await openTestGraph()
  rows = await watchRows(world.urls)
  scene = await furnish(world, 'Kestane')
  for (const { name, field } of mutations) if (field.args.length > 0) inputs[name] = await scene.input(name)
  const keys = await openSigningKeys({ dataDir: world.dataDir })
  const now = Math.floor(Date.now() / 1_000)
  tokenWithout = async (...missing) => {
    const scope = PERMISSIONS.filter((permission) => !missing.includes(permission)).join(' ')
    return `Bearer ${await keys.sign({ ...claims, scope })}`
  }
  const claims = {
    sub: newId(),
    org: scene.company.organizationId,
    role: 'OWNER',
    jti: newId(),
    cur: scene.company.currency,
    tz: scene.company.timeZone,
    iat: now,
    exp: now + 600,
  }
  tokens['no permission'] = `Bearer ${await keys.sign({ ...claims, scope: '' })}`
  tokens['permissions that there are not'] =
    `Bearer ${await keys.sign({ ...claims, scope: 'everything:write * invoice:read\u0000' })}`
  tokens['the right to read'] = await scene.company.hire('VIEWER')
})
afterAll(async () => {
  await rows.close()
  await world.close()
})

it('every mutation needs what is written here, and there is none besides', () => {
  expect(mutations.map(({ name }) => name).sort()).toEqual(Object.keys(NEEDS).sort())
})

/** What is refused for want of a permission. */
async function isForbidden(
  authorization: string,
  { name, field }: (typeof mutations)[number],
  anew: object = {},
): Promise<boolean> {
  const variables = field.args.length > 0 ? { input: { ...inputs[name], ...anew } } : {}
  const { data } = await ask(world.router, authorization, documentOf('mutation', field, 2), variables)
  const { userErrors, rows = [] } = data[name]
  return [{ userErrors }, ...rows].some((each) => each.userErrors.some(({ code }: Coded) => code === 'FORBIDDEN'))
}
type Coded = { code: string }

describe.each(Object.keys(ROLES) as Role[])('%s', (role) => {
  it('may do what its row of the table says, and nothing else', async () => {
    const authorization = await scene.company.hire(role)
    const may: readonly Permission[] = ROLES[role]
    const forbidden = []
    for (const mutation of mutations.filter(({ name }) => name !== 'signOut')) {
      if (await isForbidden(authorization, mutation)) forbidden.push(mutation.name)
    }
    const lacking = mutations.filter(({ name }) => NEEDS[name]!.some((permission) => !may.includes(permission)))
    expect(forbidden).toEqual(lacking.map(({ name }) => name))
  })
})

describe('a token whose scopes are all but one', () => {
  it.each(mutations.filter(({ name }) => NEEDS[name]!.length > 0))(
    'does nothing that needs it: $name',
    async (mutation) => {
      // What was done before under a key is told again to whoever may do such a thing.
      const anew = 'idempotencyKey' in (inputs[mutation.name] ?? {}) ? { idempotencyKey: newId() } : {}
      for (const missing of NEEDS[mutation.name]!) {
        expect([missing, await isForbidden(await tokenWithout(missing), mutation, anew)]).toEqual([missing, true])
      }
    },
  )
})

describe.each(['no permission', 'permissions that there are not', 'the right to read'])('somebody with %s', (who) => {
  it.each(mutations.filter(({ name }) => NEEDS[name]!.length > 0))(
    'changes nothing by $name',
    async ({ name, field }) => {
      const before = await rows.fingerprint()
      const { data, errors } = await ask(world.router, tokens[who], documentOf('mutation', field, 1), {
        input: inputs[name],
      })
      const refused = data[name].userErrors.map(({ code, path }: { code: string; path: string[] }) => [code, path])
      expect([errors, refused]).toEqual([undefined, [['FORBIDDEN', []]]])
      expect(await rows.fingerprint()).toEqual(before)
    },
  )
})

describe.each(['no permission', 'permissions that there are not'])('somebody with %s', (who) => {
  it.each(queries)('sees nothing by $name', async ({ name, field }) => {
    const args = Object.fromEntries(field.args.filter(isRequiredArgument).map((arg) => [arg.name, idFor(name)]))
    const { data, errors } = await ask(world.router, tokens[who], documentOf('query', field, 1), args)
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
    expect(JSON.stringify(data)).not.toMatch(/kestane/i)
  })
})

describe('what somebody may not see', () => {
  it('is said of every type with an id', () => {
    expect(Object.keys(SEEN_WITH).sort()).toEqual(Object.values(ID_TYPES).sort())
  })

  it.each(Object.entries(SEEN_WITH))('is not seen on any way to it: %s', async (type, permissions) => {
    const authorization = await tokenWithout(...permissions)
    const leaves = selection(schema.getType(type) as GraphQLObjectType, 0).replace(/\bid\b/, '')
    const prefix = (Object.entries(ID_TYPES) as [IdPrefix, string][]).find(([, named]) => named === type)![0]
    const ways = [
      `{ node(id: "${scene.ids[prefix]}") { ... on ${type} ${leaves} } }`,
      `{ nodes(ids: ["${scene.ids[prefix]}"]) { ... on Node { ... on ${type} ${leaves} } } }`,
      `{ node(id: "${scene.ids[prefix]}") { ...f } } fragment f on Node { ... { ... on ${type} { ...g } } } fragment g on ${type} ${leaves}`,
      `{ a: node(id: "${scene.ids[prefix]}") { __typename b: __typename ... on ${type} { ${aliased(leaves)} } } }`,
      ...waysTo(type).map(
        ({ from, self, field, list }) =>
          `{ node(id: "${self}") { ... on ${from} { ${field} ${list ? `{ nodes ${leaves} edges { node ${leaves} } }` : leaves} } } }`,
      ),
    ]
    for (const way of ways) {
      const { data } = await ask(world.router, authorization, way)
      expect([way, valuesOf(data)]).toEqual([way, []])
    }
    expect(valuesOf((await ask(world.router, scene.company.owner, ways[0]!)).data)).not.toEqual([])
  })
})

const aliased = (leaves: string) =>
  leaves
    .replace(/[{}]/g, '')
    .trim()
    .split(/\s+/)
    .filter((name) => name !== '__typename')
    .map((name, n) => `x${n}: ${name}`)
    .join(' ')

/** Every field without a needed argument that leads from an object with an id to one of that type. */
const waysTo = (type: string) =>
  (Object.entries(ID_TYPES) as [IdPrefix, string][]).flatMap(([prefix, from]) =>
    Object.values((schema.getType(from) as GraphQLObjectType).getFields())
      .filter(
        ({ type: to, args }) =>
          [type, `${type}Connection`].includes(getNamedType(to).name) && !args.some(isRequiredArgument),
      )
      .map((field) => ({
        from,
        self: scene.ids[prefix],
        field: field.name,
        list: getNamedType(field.type).name !== type,
      })),
  )

/** Whatever an answer says that is no name of a type. */
function valuesOf(value: unknown): unknown[] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object') return [value]
  return Object.entries(value).flatMap(([key, inner]) => (/typename|^b$/.test(key) ? [] : valuesOf(inner)))
}

/** An own object for each query that asks for one. */
function idFor(query: string): string | string[] {
  if (query === 'nodes') return [scene.ids.user]
  const type = query[0]!.toUpperCase() + query.slice(1)
  const prefix = Object.keys(ID_TYPES).find((each) => ID_TYPES[each as IdPrefix] === type) as IdPrefix | undefined
  return scene.ids[prefix ?? 'user']
}

it('nobody was blamed for a trouble of ours: there was none', () => {
  expect(world.troubles).toEqual([])
})
