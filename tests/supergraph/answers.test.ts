import { readFile } from 'node:fs/promises'
import type { ExecutionResult } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SUPERGRAPH } from '../../platform/places.ts'
import type { PlannerKind } from '../../router/planner.ts'
import { createRouter, type Router } from '../../router/router.ts'
import { ask, data } from '../support/ask.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import { done, type Story, sell } from './story.ts'

let graph: TestGraph
let studio: Company
let story: Story
const routers = {} as Record<PlannerKind, Router>
const troubles: object[] = []
const log = {
  warn: (details: object) => void troubles.push(details),
  error: (details: object) => void troubles.push(details),
}
let erpIsDown = false

beforeAll(async () => {
  graph = await openTestGraph()
  studio = await graph.found()
  story = await sell(graph.router, studio.owner)
  const supergraph = await readFile(SUPERGRAPH, 'utf8')
  const subgraphs = graph.graph.subgraphs.map((subgraph) => ({
    ...subgraph,
    async execute(...asked: Parameters<typeof subgraph.execute>): Promise<ExecutionResult> {
      if (erpIsDown && subgraph.name === 'erp') throw new Error('The ERP is down.')
      return subgraph.execute(...asked)
    },
  }))
  for (const planner of ['native', 'javascript'] as const)
    routers[planner] = await createRouter({ supergraph, subgraphs, log, planner })
})

afterAll(async () => {
  await Promise.all(Object.values(routers).map((router) => router.close()))
  await graph.close()
  expect(graph.troubles).toEqual([])
})

describe.each<PlannerKind>(['native', 'javascript'])('the whole graph, with the %s planner', (planner) => {
  const asOwner = (query: string, variables?: Record<string, unknown>) =>
    data(routers[planner], studio.owner, query, variables)

  it('answers the same money under whatever keys it is asked', async () => {
    const money = 'receivable { outstanding { formatted } }'
    const { customers, node } = await asOwner(
      `query ($id: ID!) {
        customers(first: 2) { nodes { id: name ${money} } edges { node { id: version nodeId: name ${money} } } }
        node(id: $id) { ... on Customer { id: name ${money} } ... on Node { __typename typename: __typename } }
      }`,
      { id: story.customerId },
    )
    const receivable = { outstanding: { formatted: '€1,481.24' } }
    const name = 'Ege Lojistik A.Ş.'
    expect(customers.nodes).toContainEqual({ id: name, receivable })
    expect(customers.edges).toContainEqual({ node: { id: expect.any(Number), nodeId: name, receivable } })
    expect(node).toEqual({ id: name, receivable, __typename: 'Customer', typename: 'Customer' })
  })

  it('never takes a name for an id', async () => {
    const input = { name: story.customerId }
    const { createCustomer } = await asOwner(
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id: name receivable { outstanding { amount } } } } }',
      { input },
    )
    expect(createCustomer.customer).toEqual({ id: story.customerId, receivable: { outstanding: { amount: '0.00' } } })
  })

  it('names what another subgraph tells by its type, under another name', async () => {
    const query = 'query ($id: ID!) { node(id: $id) { ... on Node { id: __typename } } }'
    expect(await asOwner(query, { id: story.invoiceId })).toEqual({ node: { id: 'Invoice' } })
  })

  it('takes the aliases that clients write by themselves, and others that begin so', async () => {
    const query = `query ($id: ID!) {
      node(id: $id) { __typename __isNode: __typename id ...Named }
      __proto__: customers(first: 1) { __proto__: nodes { __proto__: name __typename: id __t: receivable { __proto__: outstanding { amount } } } }
    }
    fragment Named on Deal { __isDeal: __typename __proto__: title __typename customer { __isNode: __typename __t: id } }`
    const { data, errors } = await ask(routers[planner], studio.owner, query, { id: story.dealId })
    expect(errors).toBeUndefined()
    const customer = `{"__isNode":"Customer","__t":"${story.customerId}"}`
    expect(JSON.stringify(data.node)).toBe(
      `{"__typename":"Deal","__isNode":"Deal","id":"${story.dealId}","__isDeal":"Deal","__proto__":"Customer portal","customer":${customer}}`,
    )
    expect(JSON.stringify(Object.entries(data)[1])).toMatch(
      /^\["__proto__",\{"__proto__":\[\{"__proto__":"[^"]+","__typename":"cust_\w+","__t":\{"__proto__":\{"amount":"[\d.]+"\}\}\}\]\}\]$/,
    )
  })

  it('keeps what is asked once on a condition and once on none', async () => {
    const query = 'query ($b: Boolean!) { organization { name @include(if: $b) name currency } }'
    for (const b of [true, false])
      expect(await asOwner(query, { b })).toEqual({ organization: { name: 'Deniz Atölyesi', currency: 'EUR' } })
  })

  it('says nothing of what is forbidden where that is left out', async () => {
    const viewer = await studio.hire('VIEWER')
    const query = 'query ($b: Boolean!) { customers { totalCount } apiTokens @include(if: $b) { totalCount } }'
    expect((await ask(routers[planner], viewer, query, { b: true })).errors).toHaveLength(1)
    const { errors } = await ask(routers[planner], viewer, query, { b: false })
    expect(errors).toBeUndefined()
  })

  it('says of each of a hundred and more nulls why it is one', async () => {
    const { token } = await done(routers[planner], studio.owner, 'createApiToken', 'token', {
      ...{ name: 'Sales', scopes: ['deal:read'], expiresAt: new Date(Date.now() + 60_000).toISOString() },
    })
    const aliases = Array.from({ length: 20 }, (_, index) => `d${index}`)
    const { data, errors } = await ask(
      routers[planner],
      `Bearer ${token}`,
      `query ($id: ID!) { ${aliases.map((alias) => `${alias}: deal(id: $id) { ...Withheld }`).join(' ')} }
       fragment Withheld on Deal {
         title owner { email } customer { name } pipeline { name } project { code } invoices(first: 1) { totalCount }
         collected { amount } collectedByCurrency { amount }
       }`,
      { id: story.dealId },
    )
    const nulls = aliases.flatMap((alias) =>
      Object.entries(data[alias]).flatMap(([key, value]) => (value === null ? [`${alias}.${key}`] : [])),
    )
    expect(nulls.length).toBeGreaterThan(100)
    const told = new Set(errors!.map(({ path }) => path!.slice(0, 2).join('.')))
    expect(nulls.filter((place) => !told.has(place))).toEqual([])
  })

  it('says of each null for want of the ERP where it is, and invents nothing', async () => {
    erpIsDown = true
    const { data, errors } = await ask(
      routers[planner],
      studio.owner,
      '{ __typename customers(first: 2) { __typename nodes { n: name toString: invoices(first: 1) { totalCount } owes: receivable { outstanding { amount } } } } }',
    ).finally(() => {
      erpIsDown = false
    })
    const places = data.customers.nodes.map((_: unknown, index: number) => index)
    for (const node of data.customers.nodes) expect([node.toString, node.owes]).toEqual([null, null])
    expect(errors!.map(({ path, extensions }) => `${path!.join('.')} ${extensions.code}`).sort()).toEqual(
      places
        .flatMap((index: number) => [`customers.nodes.${index}.owes`, `customers.nodes.${index}.toString`])
        .map((path: string) => `${path} SUBGRAPH_UNAVAILABLE`)
        .sort(),
    )
  })
})
