import { readFileSync } from 'node:fs'
import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  Kind,
  parse,
  parseType,
  print,
} from 'graphql'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SUPERGRAPH } from '../platform/places.ts'
import { createRouter, type Router } from '../router/router.ts'
import { openCrmSubgraph } from '../subgraphs/crm/subgraph.ts'
import { openErpSubgraph } from '../subgraphs/erp/subgraph.ts'
import { openSigningKeys } from '../subgraphs/identity/signing-keys.ts'
import { PERMISSIONS, type Permission } from '../subgraphs/shared/auth/permissions.ts'
import type { Subgraph } from '../subgraphs/shared/graphql/subgraph.ts'
import { decodeId, ID_TYPES, type IdPrefix, newId } from '../subgraphs/shared/relay/id.ts'
import { ask, data as dataOf } from './support/ask.ts'
import { type Field, readFields } from './support/borders.ts'
import { documentOf, mutationsOf, publicSchema, selection } from './support/contract.ts'
import { openTestGraph, type TestGraph } from './support/graph.ts'
import { NEEDS, SEEN_WITH } from './support/needs.ts'
import { furnish, type Scene } from './support/scene.ts'
import { type Way, waysTo } from './support/ways.ts'

const supergraph = readFileSync(SUPERGRAPH, 'utf8')
const schema = publicSchema()
const fields = readFields(supergraph)
const borders = fields.filter(({ between }) => between.length > 0)
const inObjects = borders.filter(({ type }) => type !== 'Query' && type !== 'Mutation' && !type.endsWith('Payload'))
const nameOf = ({ type, field }: Field) => `${type}.${field}`
const byName = new Map(fields.map((field) => [nameOf(field), field]))

describe('what crosses a border of permission or subgraph', () => {
  it('may be null, whatever it is', () => {
    expect(borders.length).toBeGreaterThan(150)
    const forbidden = borders.filter(({ nullable }) => !nullable)
    expect(forbidden.map((border) => `${nameOf(border)}: ${border.to} (${border.between})`)).toEqual([])
  })

  it('says what it needs', () => {
    const silent = borders
      .filter(({ type }) => !type.endsWith('Payload'))
      .filter(({ needs, description }) => needs.some((permission) => !description.includes(`\`${permission}\``)))
    expect(silent.map(nameOf)).toEqual([])
  })
})

describe('a contract that breaks the law', () => {
  /** The contract with another type for one of its fields. */
  function changed(type: string, field: string, to: string): string {
    const document = parse(supergraph)
    const definitions = document.definitions.map((definition) => {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== type) return definition
      const ours = definition.fields!.map((each) =>
        each.name.value === field ? { ...each, type: parseType(to) } : each,
      )
      return { ...definition, fields: ours }
    })
    return print({ ...document, definitions })
  }

  it.each([
    ['Customer', 'invoices', 'InvoiceConnection!'],
    ['Customer', 'receivable', 'Receivable!'],
    ['Customer', 'deals', 'DealConnection!'],
    ['Customer', 'owner', 'User!'],
    ['Customer', 'owner', '[User!]'],
    ['Stage', 'pipeline', 'Pipeline!'],
    ['Deal', 'collected', 'Money!'],
    ['Deal', 'state', 'StageType!'],
    ['Query', 'nodes', '[Node!]'],
    ['Query', 'deals', 'DealConnection!'],
    ['Mutation', 'createDeal', 'CreateDealPayload!'],
    ['CreateDealPayload', 'deal', 'Deal!'],
  ])('is caught: %s.%s: %s', (type, field, to) => {
    const found = readFields(changed(type, field, to)).filter(
      ({ between, nullable }) => between.length > 0 && !nullable,
    )
    expect(found.map(nameOf)).toEqual([`${type}.${field}`])
  })

  it('is not read where nobody says what is needed', () => {
    const lead = `${supergraph} type Lead @join__type(graph: CRM) { name: String! }`
    expect(() => readFields(lead)).toThrow('what a Lead needs')
    expect(() => readFields(supergraph.replace('createDeal(', 'openDeal('))).toThrow('what openDeal needs')
  })
})

describe('in an organisation with something of everything', () => {
  let world: TestGraph
  let scene: Scene
  /** All permissions but these, or only these. */
  let tokenOf: (permissions: readonly Permission[]) => Promise<string>
  const without = (...missing: Permission[]) => PERMISSIONS.filter((permission) => !missing.includes(permission))

  beforeAll(async () => {
    world = await openTestGraph()
    scene = await furnish(world, 'Kestane')
    const keys = await openSigningKeys({ dataDir: world.dataDir })
    const now = Math.floor(Date.now() / 1_000)
    const { organizationId: org, currency: cur, timeZone: tz } = scene.company
    const { me } = await dataOf(world.router, scene.company.owner, '{ me { id } }')
    const claims = {
      sub: decodeId('user', me.id)!,
      org,
      role: 'OWNER',
      jti: newId(),
      cur,
      tz,
      iat: now,
      exp: now + 600,
    }
    tokenOf = async (permissions) => `Bearer ${await keys.sign({ ...claims, scope: permissions.join(' ') })}`
  })
  afterAll(async () => {
    await world.close()
    expect(world.troubles).toEqual([])
  })

  /** What is part of an object, and can be seen whoever withholds what. */
  const partsOf = (type: string, away?: string) =>
    Object.values((schema.getType(type) as GraphQLObjectType).getFields())
      .filter((field) => isLeafType(getNamedType(field.type)))
      .filter((field) => {
        const { between, graph } = byName.get(`${type}.${field.name}`)!
        return between.length === 0 && graph !== away
      })
      .map(({ name }) => name)

  /** A way to objects that have something in the field, taken over fields that nobody withholds. */
  async function wayTo({ type, field }: Field, open: (field: Field) => boolean, away?: string) {
    const may = (from: string, name: string) => open(byName.get(`${from}.${name}`)!)
    for (const way of waysTo(schema, type, scene.ids, may)) {
      const document = way.ask(asked({ type, field } as Field, away))
      const { data, errors } = await ask(world.router, scene.company.owner, document)
      if (errors) throw new Error(`${document}: ${JSON.stringify(errors)}`)
      if (way.objects(data).some(({ object }) => object[field] !== null)) return { way, document, data }
    }
    return null
  }

  const asked = ({ type, field }: Field, away?: string): string => {
    const to = (schema.getType(type) as GraphQLObjectType).getFields()[field]!.type
    return `__typename ${partsOf(type, away).join(' ')} ${field} ${selection(to, 0)}`
  }

  /** The answer has all but the field, and says at each place why it has not. */
  function expectWithheld(
    { field }: Field,
    { way, data }: { way: Way; data: unknown },
    answer: Awaited<ReturnType<typeof ask>>,
    code: string,
  ) {
    const expected = structuredClone(data)
    const places = way
      .objects(expected)
      .filter(({ object }) => object[field] !== null)
      .map(({ path, object }) => {
        object[field] = null
        return [...path, field]
      })
    const said = (answer.errors ?? []).map(
      ({ path, extensions }) => `${nullAt(answer.data, path!)?.join('.')} ${extensions.code}`,
    )
    expect({ data: answer.data, said: [...new Set(said)].sort() }).toEqual({
      data: expected,
      said: places.map((path) => `${path.join('.')} ${code}`).sort(),
    })
  }

  describe('what somebody may not read is null and told, and its neighbours come', () => {
    const roots = borders.filter(({ type, needs }) => type === 'Query' && needs.length > 0)
    it.each(roots.map((border) => [border.field, border] as const))('Query.%s', async (name, { needs }) => {
      const field = schema.getQueryType()!.getFields()[name]!
      const id = scene.ids[prefixOf(getNamedType(field.type).name)!]
      const given = field.args.some(isRequiredArgument) ? `(id: "${id}")` : ''
      const neighbour = needs.includes('organization:read') ? 'accounts { code }' : 'organization { name }'
      const query = `{ first: ${neighbour} it: ${name}${given} ${selection(field.type, 0)} ${neighbour} }`
      const whole = await ask(world.router, scene.company.owner, query)
      expect([whole.errors, whole.data.it]).toEqual([undefined, expect.anything()])
      const { data, errors } = await ask(world.router, await tokenOf(without(...needs)), query)
      expect(data).toEqual({ ...whole.data, it: null })
      expect(errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['it'], 'FORBIDDEN']])
    })

    const guarded = inObjects.filter(({ between }) => between.includes('permission'))
    it.each(guarded.map((border) => [nameOf(border), border] as const))('%s', async (_, border) => {
      const { needs } = border
      const found = await wayTo(
        border,
        (field) => field.needs.length === 0 || field.needs.some((p) => !needs.includes(p)),
      )
      // Whoever has seen the object may see this too, but for what a change hands over: that is tried below.
      if (!found) return expect(byHand(border)).toBe(true)
      expectWithheld(
        border,
        found,
        await ask(world.router, await tokenOf(without(...needs)), found.document),
        'FORBIDDEN',
      )
    })

    const readable = [...new Set(Object.values(SEEN_WITH).flat())]
    it.each(readable)('a node that needs %s, among the others', async (permission) => {
      // A stage by itself is one of a deal.
      const hidden = Object.values(ID_TYPES).map((type) => SEEN_WITH[type]!.at(-1) === permission)
      const variables = { ids: Object.keys(ID_TYPES).map((prefix) => scene.ids[prefix as IdPrefix]) }
      const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }'
      const whole = await ask(world.router, scene.company.owner, query, variables)
      expect([whole.errors, whole.data.nodes.map(({ id }: { id: string }) => id)]).toEqual([undefined, variables.ids])
      const { data, errors } = await ask(world.router, await tokenOf(without(permission)), query, variables)
      expect(data.nodes).toEqual(whole.data.nodes.map((node: object, n: number) => (hidden[n] ? null : node)))
      const said = errors!.map(({ path, extensions }) => `${nullAt(data, path!)?.join('.')} ${extensions.code}`)
      expect(said.sort()).toEqual(hidden.flatMap((is, n) => (is ? [`nodes.${n} FORBIDDEN`] : [])).sort())
    })

    it.each(readable)('%s is needed for nothing that does not say so', async (permission) => {
      const scoped = await tokenOf(without(permission))
      const open = ({ needs }: Field) => needs.length === 0 || needs.some((each) => each !== permission)
      const may = (type: string, field: string) => open(byName.get(`${type}.${field}`)!)
      let seen = 0
      for (const type of new Set(inObjects.map(({ type }) => type))) {
        const [way] = waysTo(schema, type, scene.ids, may)
        if (!way) continue
        const parts = Object.values((schema.getType(type) as GraphQLObjectType).getFields())
          .filter(({ name }) => open(byName.get(`${type}.${name}`)!))
          .map((field) => `${field.name} ${nothingWithheld(field.type, open)}`)
        const document = way.ask(parts.join(' '))
        const whole = await ask(world.router, scene.company.owner, document)
        expect([document, await ask(world.router, scoped, document)]).toEqual([document, whole])
        expect([document, whole.errors]).toEqual([document, undefined])
        seen += 1
      }
      expect(seen).toBeGreaterThan(10)
    })

    it('as the one who reads customers and invoices, and not deals', async () => {
      const dashboard = await tokenOf(['customer:read', 'invoice:read'])
      const answer = await ask(
        world.router,
        dashboard,
        '{ invoices(first: 1, filter: { state: { eq: POSTED } }) { nodes { number } } deals(first: 1) { nodes { title } } }',
      )
      expect(answer.data).toEqual({ invoices: { nodes: [{ number: expect.stringMatching(/^INV-/) }] }, deals: null })
      expect(answer.errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['deals'], 'FORBIDDEN']])
    })
  })

  describe('what a change hands over', () => {
    // Whoever changes people must be allowed all that these may do: there is nothing left to withhold. Imports hand over ids.
    const changes = mutationsOf(schema).filter(({ name }) => !/User$|setPassword|signIn|signOut|^import/.test(name))
    it.each(changes.map((field) => [field.name, field] as const))(
      '%s: whoever may not read it has its id',
      async (name, field) => {
        const given = await scene.input(name, name === 'loseDeal' ? 'all' : 'required')
        const input = { ...given, ...(name === 'createApiToken' && { scopes: NEEDS[name] }) }
        const { data, errors = [] } = await ask(
          world.router,
          await tokenOf(NEEDS[name]!),
          documentOf('mutation', field, 2),
          { input },
        )
        const { userErrors, ...handed } = data[name]
        expect(userErrors).toEqual([])
        expect(Object.values(handed)).not.toContain(null)
        expect(errors.filter(({ extensions }) => extensions.code !== 'FORBIDDEN')).toEqual([])
        // Nothing is missing but below what was handed over, where it is missing.
        const places = errors.map(({ path }) => nullAt(data, path!))
        expect(places.filter((place) => place === null || place.length < 3)).toEqual([])
      },
    )
  })

  describe('with a subgraph away', () => {
    const opened: Subgraph[] = []
    const routers: Record<string, Router> = {}
    beforeAll(async () => {
      const { urls, graph } = world
      const identify = (authorization: string | undefined) => graph.identity.identifier.identify(authorization)
      const report = (error: unknown) => void world.troubles.push({ error })
      const { identity } = graph
      const crm = await openCrmSubgraph({ databaseUrl: urls.crm, identify, report, owners: { identity } })
      const erp = await openErpSubgraph({ databaseUrl: urls.erp, identify, report, owners: { identity, crm } })
      opened.push(crm, erp)
      const subgraphs = [identity, crm, erp]
      for (const away of ['identity', 'crm', 'erp']) {
        const down = subgraphs.map((each) =>
          each.name === away ? { ...each, execute: () => Promise.reject(new Error('connect ECONNREFUSED')) } : each,
        )
        routers[away] = await createRouter({ supergraph, subgraphs: down, log: pino({ level: 'silent' }) })
      }
    })
    afterAll(async () => {
      for (const subgraph of opened) await subgraph.close()
    })

    it.each([
      ['identity', 'users'],
      ['crm', 'customers'],
      ['erp', 'invoices'],
    ])('%s: the root fields of the others are answered', async (away, missing) => {
      const query = '{ users { nodes { name } } customers { nodes { name } } invoices { nodes { number } } }'
      const whole = await ask(world.router, scene.company.owner, query)
      const { data, errors } = await ask(routers[away]!, scene.company.owner, query)
      expect(data).toEqual({ ...whole.data, [missing]: null })
      expect(errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([
        [[missing], 'SUBGRAPH_UNAVAILABLE'],
      ])
    })

    const across = inObjects.filter(({ between }) => between.includes('subgraph'))
    it.each(across.map((border) => [nameOf(border), border] as const))(
      '%s is null and told, and its neighbours come',
      async (_, border) => {
        const away = border.owner ?? border.graph
        const found = await wayTo(border, (field) => field.graph !== away, away)
        if (!found) throw new Error(`There is no way to a ${border.type} without ${away} that has a ${border.field}.`)
        const answer = await ask(routers[away.toLowerCase()]!, scene.company.owner, found.document)
        expectWithheld(border, found, answer, 'SUBGRAPH_UNAVAILABLE')
      },
    )

    it.each([
      ['erp', ['createCustomer', 'createInvoice', 'createContact']],
      ['crm', ['createProduct', 'createCustomer', 'createAccount']],
      ['identity', ['createCustomer', 'createApiToken', 'createTaxRate']],
    ])('%s: of three changes the first and the third are told', async (away, names) => {
      const changes = names.map((name) => mutationsOf(schema).find((field) => field.name === name)!)
      const declared = changes.map(({ args }, n) => `$i${n}: ${args[0]!.type}`)
      const parts = changes.map(({ name, type }, n) => `c${n}: ${name}(input: $i${n}) ${selection(type, 1)}`)
      const inputs = await Promise.all(names.map((name) => scene.input(name, 'required')))
      const variables = Object.fromEntries(inputs.map((input, n) => [`i${n}`, input]))
      const { data, errors } = await ask(
        routers[away]!,
        scene.company.owner,
        `mutation (${declared}) { ${parts.join(' ')} }`,
        variables,
      )
      const idOf = (payload: object) => Object.values(payload).find((value) => value?.id)?.id
      expect([idOf(data.c0), data.c1, idOf(data.c2)]).toEqual([expect.any(String), null, expect.any(String)])
      expect(errors!.filter(({ path }) => path![0] === 'c1').map(({ extensions }) => extensions.code)).toEqual([
        'SUBGRAPH_UNAVAILABLE',
      ])
      expect(errors!.map(({ path }) => nullAt(data, path!))).not.toContain(null)
    })
  })
})

/** What of an object nobody withholds: its leaves, and those of its values. */
function nothingWithheld(type: GraphQLOutputType, open: (field: Field) => boolean): string {
  const named = getNamedType(type)
  if (!isObjectType(named)) return isLeafType(named) ? '' : '{ __typename }'
  const leaves = Object.values(named.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && open(byName.get(`${named.name}.${field.name}`)!))
    .map(({ name }) => name)
  return `{ __typename ${leaves.join(' ')} ${named.name.endsWith('Connection') ? `nodes ${nothingWithheld(named.getFields().nodes!.type, open)}` : ''} }`
}

/** Whether only a change leads to it: whoever may read the object needs nothing more. */
const byHand = ({ type, needs }: Field): boolean =>
  fields
    .filter((field) => field.to.replace(/\W/g, '') === type && !field.type.endsWith('Payload'))
    .every((way) => way.needs.some((permission) => needs.includes(permission)))

const prefixOf = (type: string) => (Object.keys(ID_TYPES) as IdPrefix[]).find((prefix) => ID_TYPES[prefix] === type)

/** Where on the way to a place the answer is null; nowhere when it is not. */
function nullAt(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] | null {
  let value = data
  for (const [depth, step] of path.entries()) {
    value = (value as Record<string | number, unknown>)[step]
    if (value === null || value === undefined) return path.slice(0, depth + 1)
  }
  return null
}
