import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlannerKind } from '../../router/planner.ts'
import { createRouter, type Router } from '../../router/router.ts'
import { envelope, fixtureLog, fixtures, supergraph } from './fixture.ts'

/**
 * `Query.node` is identity's, the rows are not. The stub carries the hidden key `nodeId` and no `id`,
 * so that every planner must ask the owner for the `id`; and where there is no row, `id: ID!` is
 * missing and the node becomes null.
 */
describe.each<PlannerKind>(['native', 'javascript'])('a node, planned by the %s planner', (planner) => {
  const subgraphs = fixtures()
  const log = fixtureLog()
  let router: Router
  const data = async (query: string) => {
    const result = await router.execute({ query }, envelope())
    expect(result.errors).toBeUndefined()
    return result.data
  }

  beforeAll(async () => {
    router = await createRouter({ supergraph, subgraphs: Object.values(subgraphs), log, planner })
  })
  afterAll(() => router.close())

  it.each(['user_1', 'cust_1', 'inv_2'])('is found by its id: %s', async (id) => {
    expect(await data(`{ node(id: "${id}") { id } }`)).toEqual({ node: { id } })
  })

  it.each(['user_9', 'cust_9', 'inv_9', 'what_1'])('is null where there is no row: %s', async (id) => {
    expect(await data(`{ node(id: "${id}") { id } }`)).toEqual({ node: null })
  })

  it('is null where a field that every row has is asked, even without the id', async () => {
    expect(await data('{ node(id: "inv_9") { ... on Invoice { number total } } }')).toEqual({ node: null })
  })

  it('has the fields of its type, from all subgraphs', async () => {
    const query = `{ node(id: "cust_1") { __typename id ...Money } } fragment Money on Customer { name outstanding }`
    expect(await data(query)).toEqual({
      node: { __typename: 'Customer', id: 'cust_1', name: 'Alfreds', outstanding: '17.50' },
    })
  })

  it('is there where its type is asked under another name, or on a condition', async () => {
    expect(await data('{ node(id: "user_1") { t: __typename } }')).toEqual({ node: { t: 'User' } })
    expect(await data('{ node(id: "cust_1") { t: __typename } }')).toEqual({ node: { t: 'Customer' } })
    expect(await data('{ node(id: "inv_1") { __typename @skip(if: true) id } }')).toEqual({ node: { id: 'inv_1' } })
    expect(await data('{ nodes(ids: ["inv_1", "user_1"]) { t: __typename ... on User { name } } }')).toEqual({
      nodes: [{ t: 'Invoice' }, { t: 'User', name: 'Ada' }],
    })
  })

  it('is asked of its owner in two fetches, and the others are left alone', async () => {
    for (const { asked } of Object.values(subgraphs)) asked.length = 0
    await data('{ node(id: "inv_1") { id ... on Invoice { number } } }')
    expect([subgraphs.identity, subgraphs.erp, subgraphs.crm].map(({ asked }) => asked.length)).toEqual([1, 1, 0])
    expect(subgraphs.erp.asked[0]!.operation.variables).toEqual({
      representations: [{ __typename: 'Invoice', nodeId: 'inv_1' }],
    })
  })

  it('keeps its place among others, missing or not', async () => {
    const query = `{ nodes(ids: ["inv_9", "inv_2", "cust_1", "cust_9", "user_1"]) {
      id ... on Customer { name } ... on Invoice { number } ... on User { name }
    } }`
    expect(await data(query)).toEqual({
      nodes: [
        null,
        { id: 'inv_2', number: null },
        { id: 'cust_1', name: 'Alfreds' },
        null,
        { id: 'user_1', name: 'Ada' },
      ],
    })
  })

  it('shows the hidden key to nobody', async () => {
    for (const query of ['{ node(id: "inv_1") { nodeId } }', '{ customer(id: "cust_1") { nodeId } }']) {
      const { errors } = await router.execute({ query }, envelope())
      expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
    }
    const { __type } = (await data('{ __type(name: "Invoice") { fields { name } } }')) as never
    expect((__type as { fields: { name: string }[] }).fields.map(({ name }) => name)).toEqual([
      'id',
      'number',
      'total',
      'customer',
    ])
  })

  it('leaves nothing in the log', () => {
    expect(log.lines).toEqual([])
  })
})
