import { readFile } from 'node:fs/promises'
import { expect, it, vi } from 'vitest'
import { createRouter } from '../../router/router.ts'
import { envelope, fixtureLog, fixtures } from './fixture.ts'

const supergraph = await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8')
const times = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join(' ')

/** Back and forth between the subgraphs, in twenty places: what the limits allow, and takes long to plan. */
const intricate = (name: string) => `{ ${times(20, (n) => `${name}${n}: customers(first: 1) { nodes { ...f0 } }`)} }
  ${times(3, (n) => `fragment f${n} on Customer { name ${FAR.replaceAll('NEXT', `...f${n + 1}`)} }`)}
  fragment f3 on Customer { name }`
const FAR =
  'deals(first: 1) { nodes { project { customer { NEXT } } } } invoices(first: 1) { nodes { customer { NEXT } } }'

it('is given up when it takes too long, and nobody is asked anything', async () => {
  const subgraphs = Object.values(fixtures())
  const log = fixtureLog()
  const router = await createRouter({ supergraph, subgraphs, log, planningTimeout: 1, maximumCost: Infinity })
  let attempts = 0
  // Where this process has to wait for its turn, the planner may be done before the time is seen to be up.
  const refused = await vi.waitFor(
    async () => {
      attempts += 1
      for (const { asked } of subgraphs) asked.length = 0
      const { data, errors } = await router.execute({ query: intricate(`try${attempts}_`) }, envelope())
      expect(errors).toBeDefined()
      return [data, errors!.map(({ extensions }) => extensions.code)]
    },
    { timeout: 20_000 },
  )
  expect(refused).toEqual([undefined, ['LIMIT_EXCEEDED']])
  expect([subgraphs.flatMap(({ asked }) => asked), log.lines]).toEqual([[], []])
  await router.close()
})

it('has the time that the most intricate operation needs', async () => {
  const subgraphs = Object.values(fixtures())
  const router = await createRouter({ supergraph, subgraphs, log: fixtureLog(), maximumCost: Infinity })
  const { errors } = await router.execute({ query: intricate('a') }, envelope())
  // The fixture answers lists where this graph has connections; that it was asked shows that there was a plan.
  expect(errors?.map(({ extensions }) => extensions.code)).not.toContain('LIMIT_EXCEEDED')
  expect(subgraphs.map(({ asked }) => asked.length)).toEqual([0, 1, 0])
  await router.close()
})
