import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { buildSchema, parse, print, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { hoist } from '../../router/hoist.ts'
import { createRouter } from '../../router/router.ts'
import { envelope, fixtureLog, fixtures, supergraph } from './fixture.ts'

const schema = buildSchema(`
  scalar Decimal
  enum Size { S M }
  input Range { from: Decimal to: Decimal size: Size tags: [String!] }
  interface Node { id: ID! }
  type Thing implements Node { id: ID! price(in: String! = "EUR", at: Decimal): Decimal }
  type Query {
    thing(id: ID!, size: Size, count: Int, ratio: Float, old: Boolean): Thing
    things(range: Range, ids: [ID!]): [Thing!]!
    node(id: ID!): Node
  }
`)

const hoisted = (query: string) => {
  const document = parse(query)
  expect(validate(schema, document)).toEqual([])
  const result = hoist(schema, document)
  expect(validate(schema, result.document)).toEqual([])
  return { ...result, text: print(result.document).replace(/\s+/g, ' ') }
}

describe('hoisting', () => {
  it('makes variables of literals, of the types their arguments have', () => {
    const { text, literals } = hoisted('{ thing(id: "a", size: M, count: 3, ratio: 1.5, old: true) { id } }')
    expect(text).toBe(
      'query ($_1: ID!, $_2: Size, $_3: Int, $_4: Float, $_5: Boolean) ' +
        '{ thing(id: $_1, size: $_2, count: $_3, ratio: $_4, old: $_5) { id } }',
    )
    expect(literals).toEqual({ _1: 'a', _2: 'M', _3: 3, _4: 1.5, _5: true })
  })

  it('takes an input object whole, and an id written as a number as the text it is', () => {
    const { text, literals } = hoisted(
      '{ things(range: { from: "1.10", size: S, tags: ["a"], to: null }, ids: [1, "b"]) { id } }',
    )
    expect(text).toContain('things(range: $_1, ids: $_2)')
    expect(literals).toEqual({ _1: { from: '1.10', size: 'S', tags: ['a'], to: null }, _2: ['1', 'b'] })
  })

  it('leaves what could lose a digit, what holds variables, and directives', () => {
    const exact = '{ things(range: {from: 12.50}) { price(at: 0.1) @skip(if: false) } }'
    expect(hoisted(exact).literals).toEqual({})
    const mixed = hoisted('query ($to: Decimal) { things(range: {from: "1", to: $to}) { id } }')
    expect(mixed.literals).toEqual({})
  })

  it('keeps out of the way of the names the client chose, and reaches into fragments', () => {
    const { text, literals } = hoisted(
      'query ($_1: ID!) { thing(id: $_1, count: 1) { ...P } } fragment P on Thing { price(in: "TRY") }',
    )
    expect(text).toContain('query ($_1: ID!, $_2: Int, $_3: String!)')
    expect(literals).toEqual({ _2: 1, _3: 'TRY' })
  })

  it('gives other names to variables that are called as planners call their own', () => {
    const { text, renamed } = hoisted(
      'query ($representations: ID!, $__a: [ID!], $_1: Int) { thing(id: $representations, count: $_1) { id } things(ids: $__a) { id } }',
    )
    expect([...renamed]).toEqual([
      ['representations', '_2'],
      ['__a', '_3'],
    ])
    expect(text).toBe(
      'query ($_2: ID!, $_3: [ID!], $_1: Int) { thing(id: $_2, count: $_1) { id } things(ids: $_3) { id } }',
    )
  })

  it('gives equal literals one variable, so that fields that could be merged still can', () => {
    expect(hoisted('{ thing(id: "a") { id } thing(id: "a") { price } }').literals).toEqual({ _1: 'a' })
  })
})

describe('memory', () => {
  it('stays flat under 1,500 queries that differ in a literal: they share one plan', async () => {
    const subgraphs = fixtures()
    const router = await createRouter({ supergraph, subgraphs: Object.values(subgraphs), log: fixtureLog() })
    const texts = new Set<string>()
    // As long as operations are: the first 1,500 have filled the room that memories share.
    const fields = 'name phone kind outstanding '.repeat(12)
    const ask = async (from: number, to: number) => {
      for (let i = from; i < to; i += 1) {
        await router.execute({ query: `{ customer(id: "cust_${i}") { ${fields}} }` }, envelope())
        for (const { operation } of subgraphs.crm.asked.splice(0)) texts.add(operation.query)
      }
      return heapUsed()
    }
    const before = await ask(0, 1_500)
    const after = await ask(1_500, 3_000)
    expect(texts.size).toBe(1)
    expect((after - before) / 1_048_576).toBeLessThan(8)
    await router.close()
  }, 120_000)
})

function heapUsed(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
