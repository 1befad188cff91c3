import { QueryPlanner } from '@graphql-hive/router-query-planner'
import type { ExecutionResult } from 'graphql'
import { expect, it, vi } from 'vitest'
import { createRouter } from '../../router/router.ts'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import { envelope, fixtureLog, fixtures, supergraph } from './fixture.ts'

const codesOf = async (results: Promise<ExecutionResult>[]) =>
  (await Promise.all(results)).map(({ errors }) => errors?.[0]?.extensions.code ?? 'answered')
const shape = (name: string, n: number) => ({ query: `{ ${name}${n}: customerCount }` })

it('leaves its turn to whoever brings one new shape beside sixty, and throttles only who brought those', async () => {
  let planning = 0
  let most = 0
  const plans: string[] = []
  const allHaveCome = Promise.withResolvers<void>()
  let throttled = 0
  const original = QueryPlanner.prototype.planAsync
  vi.spyOn(QueryPlanner.prototype, 'planAsync').mockImplementation(async function (this: QueryPlanner, ...given) {
    plans.push(given[0])
    planning += 1
    most = Math.max(most, planning)
    await allHaveCome.promise
    try {
      return await original.apply(this, given)
    } finally {
      planning -= 1
    }
  })
  const router = await createRouter({ supergraph, subgraphs: Object.values(fixtures()), log: fixtureLog() })
  const many = Array.from({ length: 60 }, async (_, n) => {
    const result = await router.execute(shape('many', n), envelope())
    if (result.errors && ++throttled === 38) allHaveCome.resolve()
    return result
  })
  const one = router.execute(shape('one', 0), envelope({ authorization: 'Bearer somebody else' }))
  // No subgraph knows this token: it was planned, then, and asked about.
  const [codes] = await Promise.all([codesOf(many), expect(one).rejects.toThrow(Unauthenticated)])
  const count = (code: string) => codes.filter((one) => one === code).length
  expect([count('answered'), count('THROTTLED'), most]).toEqual([22, 38, 2])
  expect(plans.findIndex((text) => text.includes('one0'))).toBeLessThan(5)
  // Nothing is left of a refusal: it is planned when it comes again.
  expect((await router.execute(shape('many', 59), envelope())).errors).toBeUndefined()
  vi.restoreAllMocks()
  await router.close()
})

it('reads new operations one by one, so that others of the process are served in between', async () => {
  const router = await createRouter({ supergraph, subgraphs: Object.values(fixtures()), log: fixtureLog() })
  let turns = 0
  let done = false
  const count = () => {
    turns += 1
    if (!done) setImmediate(count)
  }
  setImmediate(count)
  const refused = await codesOf(
    Array.from({ length: 15 }, (_, n) => router.execute({ query: `{ wrong${n} }` }, envelope())),
  )
  done = true
  expect(new Set(refused)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']))
  expect(turns).toBeGreaterThanOrEqual(15)
  await router.close()
})
