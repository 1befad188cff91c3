import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { createRouter } from '../../router/router.ts'
import { envelope, fixtureLog, fixtures } from './fixture.ts'

const supergraph = await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8')

/** Back and forth between the subgraphs, in twenty places: what the limits allow, and takes long to plan. */
const FAR =
  'deals(first: 1) { nodes { project { customer { deals(first: 2) { nodes { project { customer { name } } } } } } } }'
const INTRICATE = `{ ${Array.from({ length: 20 }, (_, n) => `a${n}: customers(first: 1) { nodes { ${FAR} } }`).join(' ')} }`

it('is given up when it takes too long, and nobody is asked anything', async () => {
  const subgraphs = Object.values(fixtures())
  const log = fixtureLog()
  const impatient = await createRouter({ supergraph, subgraphs, log, planningTimeout: 1 })
  const { data, errors } = await impatient.execute({ query: INTRICATE }, envelope())
  expect([data, errors!.map(({ extensions }) => extensions.code)]).toEqual([undefined, ['LIMIT_EXCEEDED']])
  expect([subgraphs.flatMap(({ asked }) => asked), log.lines]).toEqual([[], []])
  await impatient.close()
})

it('has the time that the most intricate operation needs', async () => {
  const subgraphs = Object.values(fixtures())
  const router = await createRouter({ supergraph, subgraphs, log: fixtureLog() })
  const { errors } = await router.execute({ query: INTRICATE }, envelope())
  expect([errors, subgraphs.map(({ asked }) => asked.length)]).toEqual([undefined, [0, 1, 0]])
  await router.close()
})
