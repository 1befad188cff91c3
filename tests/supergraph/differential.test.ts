import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Graph, openGraph } from '../../platform/graph.ts'
import { substance } from '../router/differential/compare.ts'
import { type GenerateOptions, generate, UNDERSCORED } from '../router/differential/generate.ts'
import { neutral } from '../router/differential/neutral.ts'
import { ask as askDirectly } from '../support/ask.ts'
import { type BothWays, openBothWays } from './both-ways.ts'

const COUNT = Number(process.env.DIFFERENTIAL_COUNT ?? 120)
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1)
/** How often an operation is asked before its answer must come from what was made of it for the next time. */
const ROUNDS = 4
const PEOPLE = ['owner', 'viewer', 'dashboard'] as const

let ways: BothWays
/** The same once more, planned by the other planner. */
let other: Graph
beforeAll(async () => {
  ways = await openBothWays()
  const { urls, dataDir } = ways.graph
  other = await openGraph({ urls, dataDir, log: pino({ level: 'silent' }), planner: 'javascript' })
}, 120_000)
afterAll(async () => {
  await other.close()
  await ways.close()
})

describe('the graph', () => {
  it(
    `answers ${COUNT} operations from seed ${SEED} alike, however they are put, and wherever its parts run`,
    async () => {
      const options = optionsFor(ways)
      let whole = 0
      for (let seed = SEED; seed < SEED + COUNT; seed += 1) {
        const as = PEOPLE[seed % PEOPLE.length]!
        const generated = generate(seed, { ...options, form: 'variables' })
        const literals = { query: generated.literals }
        const plain = neutral(literals.query)
        const ask = async (url: string, { query, variables }: { query: string; variables?: object }) =>
          substance(await ways.asked(url, query, variables, as))

        const expected = substance(plain.back(await ways.asked(ways.embeddedUrl, plain.query, {}, as)))
        if (expected.data !== null) whole += 1
        const told = (form: string, query: string) =>
          JSON.stringify({ seed, as, form, query, variables: generated.variables })
        expect(await ask(ways.embeddedUrl, literals), told('literals', literals.query)).toEqual(expected)
        for (let round = 1; round <= ROUNDS; round += 1)
          expect(await ask(ways.embeddedUrl, generated), told(`variables, round ${round}`, generated.query)).toEqual(
            expected,
          )
        const { query, variables } = generated
        expect(
          substance(await askDirectly(other.router, ways.authorizations[as], query, variables)),
          told('the other planner', query),
        ).toEqual(expected)
        expect(await ask(ways.parts.router.url, generated), told('four processes', generated.query)).toEqual(expected)
      }
      // Were everything refused, all forms would be the same, too.
      expect(whole).toBeGreaterThan(COUNT / 2)
    },
    60_000 + COUNT * 2_000,
  )
})

/** Ids that there are, and values that a list takes. */
function optionsFor({ story, graph }: BothWays): Omit<GenerateOptions, 'form'> {
  const ids = Object.values(story)
  const ofType: Record<string, (name: string) => readonly unknown[]> = {
    Int: () => [1, 2, 3],
    String: (name) => (name === 'locale' ? ['tr-TR', 'en-GB'] : ['a', 'Ege', 'x y']),
    Decimal: () => ['1', '12.50', '0'],
    CurrencyCode: () => ['EUR', 'USD'],
    Date: () => ['2024-03-01', '2025-01-31'],
    DateTime: () => ['2024-03-01T00:00:00.000Z', '2199-01-01T00:00:00.000Z'],
  }
  return {
    schema: graph.router.schema,
    ids,
    aliases: [
      ...['id', 'name', 'node', 'nodes', 'edges', 'nodeId', 'version', 'currency', 'toString', 'constructor', 'a'],
      ...UNDERSCORED,
    ],
    // Of what a page is cut by, one thing is enough; what is asked of the whole books is not asked so often.
    without: new Set(['Query.verifyLedger', 'Query.signIn']),
    example: (name, type, pick) => {
      if (['after', 'before', 'last'].includes(name)) return null
      const values = ofType[type]?.(name)
      return values && pick(values)
    },
  }
}
