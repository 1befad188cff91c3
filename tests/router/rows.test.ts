import { afterAll, describe, expect, it } from 'vitest'
import { compose } from '../../router/compose.ts'
import type { PlannerKind } from '../../router/planner.ts'
import { createRouter } from '../../router/router.ts'
import type { Operation, Subgraph } from '../../subgraphs/shared/graphql/subgraph.ts'
import { envelope, fixtureLog, link } from './fixture.ts'

const sdl = `${link}
  type Query { things: Int }
  type Mutation { importThings(input: ImportThingsInput!): Int }
  input ImportThingsInput { rows: [ThingRow!]! atomic: Boolean = false }
  input ThingRow { name: String! price: Decimal kind: Kind = NEW }
  enum Kind { NEW OLD }`

describe.each<PlannerKind>(['native', 'javascript'])('rows of an import, with the %s planner', (planner) => {
  const asked: Operation[] = []
  const crm = {
    name: 'crm',
    ready: async () => {},
    execute: async (operation: Operation) => {
      asked.push(JSON.parse(JSON.stringify(operation)))
      return { data: { importThings: 1 } }
    },
  } as unknown as Subgraph

  const router = createRouter({
    supergraph: compose([{ name: 'crm', sdl, url: 'http://127.0.0.1:4002/graphql' }]),
    subgraphs: [crm],
    log: fixtureLog(),
    planner,
  })
  afterAll(async () => (await router).close())
  // A number of JSON that none of JavaScript is: null in its place would be a row, and clear what is there.
  const endless = JSON.parse('{ "name": "c", "price": 1e400 }')
  const long = { name: 'x'.repeat(10_241) }
  const rows = [
    { name: 'a' },
    { name: 1, price: '1.234,56' },
    null,
    'text',
    { name: 'b', kind: 'OLDER' },
    long,
    endless,
  ]
  const sent = [{ name: 'a', kind: 'NEW' }, ...rows.slice(1, -1), { name: 'c', price: { number: 'Infinity' } }]

  it.each([
    ['the whole input', 'mutation ($input: ImportThingsInput!) { importThings(input: $input) }', { input: { rows } }],
    ['the rows', 'mutation ($rows: [ThingRow!]!) { importThings(input: { rows: $rows }) }', { rows }],
  ])('go on to the subgraph as they were sent, in %s', async (_, query, variables) => {
    asked.length = 0
    const result = await (await router).execute({ query, variables }, envelope())
    expect(JSON.parse(JSON.stringify(result))).toEqual({ data: { importThings: 1 } })
    const [operation] = asked
    const [given] = Object.values(operation!.variables!) as [{ rows?: unknown }]
    expect(given.rows ?? given).toEqual(sent)
  })
})
