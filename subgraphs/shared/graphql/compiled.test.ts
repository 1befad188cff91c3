import { buildSchema, execute, type GraphQLSchema, isObjectType, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { compiler, readyToCompile } from './compiled.ts'

const schema = readyToCompile(
  withResolvers(
    buildSchema(`
      type Query {
        echo(text: String = "unsaid", number: Int!, filter: Filter, list: [Filter!]): String
        things(fail: [Boolean!]!): [Thing]
        needed(fail: [Boolean!]!): [Thing!]
        thing: Thing!
      }
      type Thing { name: String! size(unit: Unit! = CM): Int other: Thing count: Int }
      input Filter { eq: String, in: [String!], limit: Int! = 7, and: [Filter!] }
      enum Unit { CM MM }
    `),
    {
      Query: {
        echo: (_: unknown, args: object) => JSON.stringify(args),
        things: (_: unknown, { fail }: { fail: boolean[] }) => fail.map(thing),
        needed: (_: unknown, { fail }: { fail: boolean[] }) => fail.map(thing),
        thing: () => thing(false, 1),
      },
      Thing: {
        size: (_: unknown, { unit }: { unit: string }) => (unit === 'CM' ? 1 : 10),
        other: () => thing(false, 9),
      },
    },
  ),
)

/** The later ones sooner, and those that fail first or last by turns. */
async function thing(fail: boolean, index: number): Promise<{ name: string; count: number }> {
  for (let turn = index * 3; turn < 12; turn += 1) await null
  if (fail) throw new Error(`No thing ${index}.`)
  return { name: `thing ${index}`, count: index }
}

function withResolvers(made: GraphQLSchema, resolvers: Record<string, Record<string, unknown>>): GraphQLSchema {
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = made.getType(name)
    if (isObjectType(type))
      for (const [field, resolve] of Object.entries(fields)) type.getFields()[field]!.resolve = resolve as never
  }
  return made
}

const CODE = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74dglobalThis.evaluated = true'

const OPERATIONS: [string, string, Record<string, unknown>?][] = [
  ['a literal', '{ echo(number: 1, text: "x") }'],
  ['a key that objects inherit', '{ toString: echo(number: 1) thing { __proto__: name constructor: count } }'],
  ['a text that the compiler would evaluate', `{ echo(number: 1, text: "${CODE}", filter: { in: ["${CODE}"] }) }`],
  ['no argument but the needed one', '{ echo(number: 1) }'],
  ['null for a default', '{ echo(number: 1, text: null) }'],
  ['a variable', 'query ($n: Int!) { echo(number: $n) }', { n: 3 }],
  ['a variable without its value', 'query ($n: Int!) { echo(number: $n) }'],
  ['an absent variable for a default', 'query ($t: String) { echo(number: 1, text: $t) }'],
  ['a null variable for a default', 'query ($t: String) { echo(number: 1, text: $t) }', { t: null }],
  ['the default of a variable', 'query ($t: String = "said") { echo(number: 1, text: $t) }'],
  ['the default of an input field', 'query ($f: Filter) { echo(number: 1, filter: $f) }', { f: {} }],
  ['a variable inside a literal', 'query ($q: String) { echo(number: 1, filter: { eq: $q, in: ["a"] }) }', { q: 'b' }],
  ['an absent variable inside a literal', 'query ($q: String) { echo(number: 1, filter: { eq: $q }) }'],
  ['a null variable inside a literal', 'query ($q: String) { echo(number: 1, filter: { eq: $q }) }', { q: null }],
  [
    'an absent variable for the default of an input field',
    'query ($l: Int) { echo(number: 1, filter: { limit: $l }) }',
  ],
  [
    'null where an input field wants a value',
    'query ($l: Int) { echo(number: 1, filter: { limit: $l }) }',
    { l: null },
  ],
  ['a variable inside a list', 'query ($q: String!) { echo(number: 1, filter: { in: ["a", $q] }) }', { q: 'b' }],
  [
    'literals within literals',
    'query ($q: String!) { echo(number: 1, list: [{ and: [{ eq: $q }] }, { limit: 2 }]) }',
    { q: 'c' },
  ],
  ['one value for a list', 'query ($q: String!) { echo(number: 1, list: { eq: $q }) }', { q: 'd' }],
  ['an enum', 'query ($u: Unit = MM) { thing { a: size b: size(unit: MM) c: size(unit: $u) } }'],
  ['null for an enum with a default', 'query ($u: Unit = MM) { thing { size(unit: $u) } }', { u: null }],
  [
    'a variable of a name that ours have',
    'query ($__literal0: String) { echo(number: 1, text: $__literal0) }',
    { __literal0: 'e' },
  ],
  ['items that fail first', '{ things(fail: [false, true, true]) { name other { count } } }'],
  ['items that fail last', 'query ($f: [Boolean!]!) { things(fail: $f) { name } }', { f: [true, true, false, true] }],
  ['an item that may not be null', '{ needed(fail: [false, true]) { name } thing { name } }'],
  [
    'a spread with a condition',
    '{ a: thing { ...f @include(if: false) name } b: thing { ...f } } fragment f on Thing { count }',
  ],
  ['a condition in a variable', 'query ($x: Boolean!) { thing { name @skip(if: $x) count } }', { x: true }],
  [
    'a fragment with arguments',
    'query ($u: Unit!) { thing { ...f other { ...f } } } fragment f on Thing { size(unit: $u) b: size(unit: CM) }',
    { u: 'MM' },
  ],
]

describe('a compiled operation', () => {
  it.each(OPERATIONS)('answers %s as the interpreter does, each time', async (_, text, variables = {}) => {
    const document = parse(text)
    expect(validate(schema, document)).toEqual([])
    const expected = JSON.parse(JSON.stringify(await execute({ schema, document, variableValues: variables })))
    const runOf = compiler(schema)
    for (let time = 1; time <= 3; time += 1) {
      const answer = await runOf(document, { query: text }, 'org')({}, variables)
      expect(withoutPlaces(JSON.parse(JSON.stringify(answer))), `time ${time}`).toEqual(withoutPlaces(expected))
    }
    expect(globalThis).not.toHaveProperty('evaluated')
  })
})

/** Where in the text an error stands is told by the router alone; errors of one list have no order. */
function withoutPlaces({ data, errors }: { data: unknown; errors?: { message: string; path?: unknown[] }[] }) {
  const told = errors?.map(({ message, path }) => ({ message, path }))
  return { data, errors: told?.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))) }
}
