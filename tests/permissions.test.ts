import { isRequiredArgument } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSigningKeys } from '../subgraphs/identity/signing-keys.ts'
import { ID_TYPES, type IdPrefix, newId } from '../subgraphs/shared/relay/id.ts'
import { ask } from './support/ask.ts'
import { documentOf, mutationsOf, publicSchema } from './support/contract.ts'
import { openTestGraph, type TestGraph } from './support/graph.ts'
import { type Rows, watchRows } from './support/rows.ts'
import { furnish, type Scene } from './support/scene.ts'

const schema = publicSchema()
const mutations = mutationsOf(schema).map((field) => ({ name: field.name, field }))
const queries = Object.values(schema.getQueryType()!.getFields()).map((field) => ({ name: field.name, field }))

let world: TestGraph
let scene: Scene
let rows: Rows
const tokens: Record<string, string> = {}

beforeAll(async () => {
  world = await openTestGraph()
  rows = await watchRows(world.urls)
  scene = await furnish(world, 'Kestane')
  const keys = await openSigningKeys({ dataDir: world.dataDir })
  const now = Math.floor(Date.now() / 1_000)
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

/** Everybody may: open a session, and end their own. */
const FREE = ['signIn', 'signOut']

describe.each(['no permission', 'permissions that there are not', 'the right to read'])('somebody with %s', (who) => {
  it.each(mutations.filter(({ name }) => !FREE.includes(name)))('changes nothing by $name', async ({ name, field }) => {
    const before = await rows.fingerprint()
    const { data, errors } = await ask(world.router, tokens[who], documentOf('mutation', field, 1), {
      input: await scene.input(name),
    })
    const refused = data[name].userErrors.map(({ code, path }: { code: string; path: string[] }) => [code, path])
    expect([errors, refused]).toEqual([undefined, [['FORBIDDEN', []]]])
    expect(await rows.fingerprint()).toEqual(before)
  })
})

describe.each(['no permission', 'permissions that there are not'])('somebody with %s', (who) => {
  it.each(queries)('sees nothing by $name', async ({ name, field }) => {
    const args = Object.fromEntries(field.args.filter(isRequiredArgument).map((arg) => [arg.name, idFor(name)]))
    const { data, errors } = await ask(world.router, tokens[who], documentOf('query', field, 1), args)
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
    expect(JSON.stringify(data)).not.toMatch(/kestane/i)
  })
})

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
