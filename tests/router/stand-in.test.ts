import { QueryPlanner } from '@graphql-hive/router-query-planner'
import { composeServices } from '@theguild/federation-composition'
import { buildSchema, parse } from 'graphql'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRouter } from '../../router/router.ts'
import { envelope, fixtureLog, fixtures, supergraph } from './fixture.ts'

afterEach(() => vi.restoreAllMocks())

describe('an operation that the native planner cannot plan', () => {
  it('is planned by the other one, which is told once', async () => {
    vi.spyOn(QueryPlanner.prototype, 'planAsync').mockRejectedValue(new Error('no plan'))
    const log = fixtureLog()
    const router = await createRouter({ supergraph, subgraphs: Object.values(fixtures()), log })
    const first = await router.execute({ query: '{ customerCount }' }, envelope())
    const second = await router.execute({ query: '{ customerCount again: customerCount }' }, envelope())
    expect([first.errors, second.errors]).toEqual([undefined, undefined])
    expect(Object.keys(second.data!)).toEqual(['customerCount', 'again'])
    expect(second.data!.again).toBe(first.data!.customerCount)
    expect(log.lines.length).toBe(1)
    await router.close()
  })
})

describe('an operation that no planner can plan', () => {
  // Whoever can say which one it is, cannot say its id.
  const part = (owned: string, other: string) => `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external"])
    type Query { item(id: ID!): Item @shareable }
    interface Item { id: ID! }
    type ${owned} implements Item @key(fields: "id") { id: ID! text: String }
    type ${other} implements Item @key(fields: "id") { id: ID! @external about: ${owned} }`
  const SDL = { crm: part('Note', 'Task'), erp: part('Task', 'Note') }

  it.each(['native', 'javascript'] as const)(
    'is refused as a whole and said to be so (%s planner)',
    async (planner) => {
      const services = (['crm', 'erp'] as const).map((name) => ({
        name,
        url: `http://${name}`,
        typeDefs: parse(SDL[name]),
      }))
      const { supergraphSdl } = composeServices(services)
      const subgraphs = services.map(({ name }) => ({
        ...{ name, schema: buildSchema('type Query { a: Int }'), ready: async () => {}, close: async () => {} },
        execute: async () => ({ data: { item: { __typename: 'Note' } } }),
      }))
      const log = fixtureLog()
      const router = await createRouter({ supergraph: supergraphSdl!, subgraphs, log, planner })
      const { data, errors } = await router.execute({ query: '{ item(id: "1") { id } }' }, envelope())
      expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([undefined, ['UNANSWERABLE']])
      const known = await router.execute({ query: '{ item(id: "1") { __typename } }' }, envelope())
      expect(known).toEqual({ data: { item: { __typename: 'Note' } } })
      await router.close()
    },
  )
})

describe('a field that is asked for on a condition and on none', () => {
  const CASES = [
    'query ($a: Boolean!) { customer(id: "cust_1") { name @include(if: $a) name phone } }',
    'query ($a: Boolean!) { customer(id: "cust_1") { name phone name @include(if: $a) } }',
    'query ($a: Boolean!) { customer(id: "cust_1") { ... @include(if: $a) { name } name phone } }',
    'query ($a: Boolean!) { customer(id: "cust_1") { ...more @skip(if: $a) phone name } } fragment more on Customer { name }',
    'query ($a: Boolean!) { customer(id: "cust_1") @include(if: $a) { phone } customer(id: "cust_1") { name } }',
    'query ($a: Boolean!) { customer(id: "cust_1") { name @skip(if: $a) name @include(if: $a) phone } }',
    'query ($a: Boolean!) { customer(id: "cust_1") { name @include(if: $a) } }',
    'query ($a: Boolean!) { customer(id: "cust_1") { invoices @include(if: $a) { id } invoices { number } name } }',
    'query ($a: Boolean!) { customerCount @include(if: $a) }',
  ]
  it.each(CASES)('comes from either planner: %s', async (query) => {
    const answers = []
    for (const planner of ['native', 'javascript'] as const) {
      const router = await createRouter({
        supergraph,
        subgraphs: Object.values(fixtures()),
        log: fixtureLog(),
        planner,
      })
      for (const a of [true, false]) answers.push(await router.execute({ query, variables: { a } }, envelope()))
      await router.close()
    }
    expect(answers.slice(2)).toEqual(answers.slice(0, 2))
    for (const { data, errors } of answers) {
      expect(errors).toBeUndefined()
      // It is there, whatever is asked of it.
      expect(data!.customer).not.toBeNull()
    }
  })
})
