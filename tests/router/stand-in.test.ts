import { QueryPlanner } from '@graphql-hive/router-query-planner'
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
