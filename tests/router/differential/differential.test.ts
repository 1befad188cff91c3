import { describe, expect, it } from 'vitest'
import { substance } from './compare.ts'
import { type GenerateOptions, generate } from './generate.ts'
import { NAMES, SDL } from './model.ts'
import { createMonolith } from './monolith.ts'
import { openSite } from './subgraphs.ts'

const COUNT = Number(process.env.DIFFERENTIAL_COUNT ?? 400)
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1)
const IDS = ['user_1', 'user_2', 'cust_1', 'cust_2', 'inv_2', 'inv_3']

/** What the router is not yet held to; the first three stand for @requires and @interfaceObject, which compose refuses. */
const BOUNDS: Omit<GenerateOptions, 'schema'> = {
  ...{ ids: IDS, mutations: true, conditions: 0, aliases: ['k1', 'k2', 'k3'] },
  without: new Set(['Customer.greeting', 'Query.media', 'Query.dearest', 'Query.__typename']),
}

describe('the router', () => {
  it.each([
    ['with all subgraphs', false],
    ['while one of them is down', true],
  ])(
    `answers ${COUNT} operations from seed ${SEED} as one schema does, %s`,
    async (_, failing) => {
      const { router, ask } = await openSite('native', SDL)
      const monolith = createMonolith(router.schema, SDL)
      for (let seed = SEED; seed < SEED + COUNT; seed += 1) {
        const { query, variables } = generate(seed, { schema: monolith.schema, ...BOUNDS })
        const down = failing ? NAMES[seed % NAMES.length]! : null
        const expected = substance(await monolith.ask(query, variables, down))
        const got = substance(await ask(query, variables, down))
        expect(got, JSON.stringify({ seed, down, query, variables })).toEqual(expected)
      }
      await router.close()
    },
    120_000,
  )
})
