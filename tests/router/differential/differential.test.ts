import { describe, expect, it } from 'vitest'
import type { PlannerKind } from '../../../router/planner.ts'
import { substance } from './compare.ts'
import { type GenerateOptions, generate } from './generate.ts'
import { NAMES, type Name, SDL, TOLD } from './model.ts'
import { createMonolith } from './monolith.ts'
import { openSite } from './subgraphs.ts'

const COUNT = Number(process.env.DIFFERENTIAL_COUNT ?? 400)
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1)
const IDS = ['user_1', 'user_2', 'cust_1', 'cust_2', 'inv_2', 'inv_3']
const GENERATED: Omit<GenerateOptions, 'schema'> = { ids: IDS, mutations: true }

const TOLD_FIELDS = Object.keys(TOLD).map((field) => `Customer.${field}`)

/** What compose refuses: where a change answers, the JavaScript planner asks for them without what they require. */
const UNTRUE: Record<PlannerKind, readonly string[]> = { native: [], javascript: TOLD_FIELDS }

/**
 * What is not compared while a subgraph is down: a router may then know less than one schema, and has to say so. Only
 * the CRM knows what the `dearest` of the ERP is; a planner may ask in one go for what requires something of the CRM and
 * for what does not; and it may leave out of account that a `payer` comes with its name.
 */
const LESS: Partial<Record<Name, ReadonlySet<string>>> = {
  crm: new Set(['Query.dearest', 'Invoice.payer', ...TOLD_FIELDS]),
}

describe.each<PlannerKind>(['native', 'javascript'])('the router, with the %s planner', (planner) => {
  it.each([
    ['with all subgraphs', false],
    ['while one of them is down', true],
  ])(
    `answers ${COUNT} operations from seed ${SEED} as one schema does, %s`,
    async (_, failing) => {
      const { router, ask } = await openSite(planner, SDL)
      const monolith = createMonolith(router.schema, SDL)
      for (let seed = SEED; seed < SEED + COUNT; seed += 1) {
        const down = failing ? NAMES[seed % NAMES.length]! : null
        const without = new Set([...UNTRUE[planner], ...((down && LESS[down]) ?? [])])
        const { query, variables } = generate(seed, {
          schema: monolith.schema,
          ...GENERATED,
          without,
        })
        const expected = substance(await monolith.ask(query, variables, down))
        const got = substance(await ask(query, variables, down))
        expect(got, JSON.stringify({ seed, planner, down, query, variables })).toEqual(expected)
      }
      await router.close()
    },
    120_000,
  )
})
