import { buildSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { demands } from './demand.ts'

const PAGE =
  '@listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)'
const schema = buildSchema(`
  directive @cost(weight: Int!) on OBJECT | FIELD_DEFINITION
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean) on FIELD_DEFINITION
  directive @atMost(items: Int!) on INPUT_FIELD_DEFINITION
  type Query {
    customers(first: Int, last: Int, filter: Filter, search: String): CustomerConnection! ${PAGE}
    nodes(ids: [ID!]!): [Node]! @listSize(assumedSize: 100)
    audit: Audit! @cost(weight: 1000)
    balance(asOf: String): [Balance!] @listSize(assumedSize: 100) @cost(weight: 50)
    tags: [String!]!
    plain: [Customer!]!
  }
  type Mutation {
    rename(name: String): Customer
    importCustomers(input: ImportCustomersInput!): Customer @cost(weight: 100)
  }
  interface Node { id: ID! }
  type CustomerConnection { edges: [CustomerEdge!]! nodes: [Customer!]! totalCount: Int! @cost(weight: 5) }
  type CustomerEdge { node: Customer! }
  type Customer implements Node { id: ID! owed: Money customers(first: Int = 7, last: Int, filter: Filter): CustomerConnection ${PAGE} lines: [Line!]! @listSize(assumedSize: 5) }
  type Line implements Node { id: ID! customer: Customer }
  type Money @cost(weight: 0) { amount: String }
  type Audit { valid: Boolean }
  type Balance { currency: String of: Customer }
  input Filter { name: String ids: [ID!] not: Filter and: [Filter!] }
  input ImportCustomersInput { rows: [Row!]! @atMost(items: 2000) note: String }
  input Row { name: String tags: [String!] lines: [RowLine!] of: RowOf }
  input RowLine { name: String }
  input RowOf { lines: [RowLine!] }`)

const demandOf = demands(schema)
const costOf = (text: string, variables = {}) => demandOf(parse(text))!.cost(variables)
const refusalOf = (text: string, variables = {}) => {
  const error = demandOf(parse(text))!.refuse(variables)
  return error && [error.extensions.code, error.message]
}

describe('the cost of an operation', () => {
  it.each([
    ['{ customers { nodes { id } } }', 21],
    ['{ customers(first: 3) { nodes { id owed { amount } } } }', 4],
    ['{ customers(last: 3) { edges { node { id } } } }', 7],
    ['{ customers(first: 3) { totalCount } }', 306],
    ['{ customers(first: 3) { a: totalCount b: totalCount } }', 311],
    ['{ customers(first: 3) { nodes { lines { id customer { id } } } } }', 34],
    ['{ customers(first: 2) { nodes { customers { nodes { id } } } } }', 19],
    ['{ customers(first: 2) { nodes { customers(first: null) { nodes { id } } } } }', 45],
    ['{ customers(first: 0) { nodes { id } } }', 1],
    ['{ customers(first: -5) { nodes { id } } }', 1],
    ['{ customers(first: 1000000) { nodes { id } } }', 101],
    ['{ audit { valid } tags __typename }', 1_000],
    ['{ audit { valid } __schema { types { name } } again: __schema { types { __typename } } }', 101_000],
    ['{ __type(name: "Query") { name } }', 5_000],
    ['{ plain { id } }', 10],
    ['{ nodes(ids: []) { id ... on Customer { lines { id } } ... on Line { customer { id } } } }', 600],
    [
      '{ customers(first: 2) { nodes { id } ...more } } fragment more on CustomerConnection { nodes { lines { id } } }',
      13,
    ],
    ['mutation { rename { id } }', 11],
    ['mutation { importCustomers(input: { rows: [] }) { id } }', 100],
    ['mutation { importCustomers(input: { rows: [{ name: "x", tags: ["a", "b"] }, { name: "y" }] }) { id } }', 180],
  ])('%s', (text, cost) => {
    expect(costOf(text)).toBe(cost)
  })

  it('is by the variables of the request', () => {
    const text = 'query ($n: Int = 4) { customers(first: $n) { nodes { lines { id } } } }'
    expect([{}, { n: 10 }, { n: null }, { n: 'x' }].map((variables) => costOf(text, variables))).toEqual([
      25, 61, 121, 121,
    ])
  })

  it('is by the rows that are to be written', () => {
    const rows = Array(1_000).fill({ name: 'x', tags: ['a', 'b'] })
    const importing = 'mutation ($input: ImportCustomersInput!) { importCustomers(input: $input) { id } }'
    expect(costOf(importing, { input: { rows, note: 'x' } })).toBe(100 + 1_000 * 40)
    const inLists =
      'mutation ($rows: [Row!]!, $row: Row!) { a: importCustomers(input: { rows: $rows }) { id } b: importCustomers(input: { rows: [$row, $row] }) { id } }'
    expect(costOf(inLists, { rows, row: rows[0] })).toBe(200 + 1_002 * 40)
    expect(costOf(inLists, { rows: 'x', row: null })).toBe(200)
    expect(demandOf(parse(importing))!.spent(null, { input: { rows } })).toBe(100 + 1_000 * 40)
    const skipped = 'mutation ($input: ImportCustomersInput!) { importCustomers(input: $input) @skip(if: true) { id } }'
    expect(costOf(skipped, { input: { rows } })).toBe(0)
  })

  it('is by the lines of those rows, too', () => {
    const lines = Array(500).fill({ name: 'x' })
    const importing = 'mutation ($input: ImportCustomersInput!) { importCustomers(input: $input) { id } }'
    expect(costOf(importing, { input: { rows: Array(10).fill({ lines }) } })).toBe(100 + 10 * 501 * 40)
    expect(costOf(importing, { input: { rows: [{ of: { lines } }] } })).toBe(100 + 501 * 40)
    const written =
      'mutation ($lines: [RowLine!]) { importCustomers(input: { rows: [{ lines: $lines }, { of: { lines: [{ name: "x" }] } }] }) { id } }'
    expect(costOf(written, { lines })).toBe(100 + 503 * 40)
  })

  it('is reckoned of what nests deeper than any stack, too', () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 100_000; level += 1) deep = { unheard: [deep] }
    expect(
      costOf('mutation ($input: ImportCustomersInput!) { importCustomers(input: $input) { id } }', { input: deep }),
    ).toBe(100 + 12 * 40)
    expect(costOf('query ($f: Filter) { customers(first: 0, filter: $f) { nodes { id } } }', { f: deep })).toBe(1)
  })

  it('is of the operation that is named', () => {
    const document = parse('query A { audit { valid } } query B { customers(first: 1) { nodes { id } } }')
    expect([demandOf(document, 'A')!.cost({}), demandOf(document, 'B')!.cost({})]).toEqual([1_000, 2])
    expect([demandOf(document), demandOf(document, 'C')]).toEqual([undefined, undefined])
  })

  it('has an end', () => {
    const text = '{ a: audit { valid } b: audit { valid } }'
    expect(demands(schema, { maximumCost: 2_000 })(parse(text))!.refuse({})).toBeUndefined()
    const error = demands(schema, { maximumCost: 1_999 })(parse(text))!.refuse({})!
    expect([error.extensions.code, error.message]).toEqual([
      'COST_EXCEEDED',
      'The operation can cost up to 2000; 1999 is the most.',
    ])
  })

  it('counts what an answer really holds', () => {
    const { spent } = demandOf(
      parse(
        '{ customers { totalCount nodes { owed { amount } lines { id customer { id } } } } nodes(ids: []) { id ... on Line { customer { id } } } }',
      ),
    )!
    const line = { id: '1', customer: { id: '2' } }
    const answer = {
      customers: { totalCount: 9, nodes: [{ owed: { amount: '1' }, lines: [line, { id: '2', customer: null }] }] },
      nodes: [{ id: '1' }, line],
    }
    expect(spent(answer, {})).toBe(300 + 1 + 5 + 1 + 3 + 3)
    expect([spent(null, {}), spent({}, {}), spent({ customers: null }, {})]).toEqual([300, 300, 300])
    const schemaOnly = demandOf(parse('{ s: __schema { types { name } } __type(name: "No") { name } }'))!
    expect(schemaOnly.spent({ s: { types: [] }, __type: null }, {})).toBe(50_000)
  })
})

describe('looking through a list', () => {
  const page = (args: string, counted = '') => `{ customers(first: 0, ${args}) { nodes { id } ${counted} } }`

  it.each([
    [page('filter: { name: "x" }'), 1 + 1_000 + 300],
    [page('filter: { name: "x" }', 'totalCount'), 1 + 5 + 2 * (1_000 + 300)],
    [page('filter: { ids: ["x", "y"], not: { name: "z" }, and: [{ name: "x" }, { name: "y" }] }'), 1 + 1_000 + 4 * 300],
    [page('search: " one two  three "'), 1 + 1_000 + 3 * 300],
    [page('search: "a b c d e f g h i j"'), 1 + 1_000 + 8 * 300],
    [page('search: ""'), 1],
    [page('filter: {}, search: null'), 1],
    [`{ customers(first: 0) { nodes { id } } more: customers(first: 0, search: "x") { nodes { id } } }`, 2 + 1_300],
    // One statement answers all parents.
    [
      '{ customers(first: 100) { nodes { customers(first: 0, filter: { name: "x" }) { totalCount } } } }',
      1 + 100 * 7 + 2 * 1_300,
    ],
  ])('takes its price, once: %s', (text, cost) => {
    expect(costOf(text)).toBe(cost)
  })

  it('is priced by what variables say', () => {
    const text =
      'query ($f: Filter, $s: String, $n: String) { customers(first: 0, filter: $f, search: $s) { nodes { id } } more: customers(first: 0, filter: { and: [$f, { name: $n }] }) { nodes { id } } }'
    const name = { name: 'x' }
    expect(costOf(text)).toBe(2)
    expect(costOf(text, { n: 'x' })).toBe(2 + 1_300)
    expect(costOf(text, { s: 'one two' })).toBe(2 + 1_600)
    expect(costOf(text, { f: { and: Array(80).fill(name) }, s: 'x' })).toBe(2 + 1_000 + 81 * 300 + 1_000 + 80 * 300)
    expect(costOf('query ($f: Filter = { name: "x" }) { customers(first: 0, filter: $f) { nodes { id } } }')).toBe(
      1_301,
    )
  })

  it('costs nothing where it is not asked for, and what it costs whatever is found', () => {
    const text = 'query ($if: Boolean!) { customers(first: 0, search: "x") @include(if: $if) { nodes { id } } }'
    expect([true, false].map((given) => costOf(text, { if: given }))).toEqual([1_301, 1])
    const { spent } = demandOf(parse(text))!
    expect([
      spent({ customers: { nodes: [] } }, { if: true }),
      spent(null, { if: true }),
      spent({}, { if: false }),
    ]).toEqual([1_301, 1_300, 0])
  })
})

describe('what a field of the root does', () => {
  it('costs as much whatever comes of it', () => {
    const aliases = Array.from({ length: 18 }, (_, n) => `a${n}: balance(asOf: "1901-01-01") { currency }`).join(' ')
    const { cost, spent } = demandOf(parse(`{ ${aliases} }`))!
    expect([cost({}), spent({ a0: [], a1: null }, {}), spent(null, {})]).toEqual([90_000, 90_000, 90_000])
    const others = demandOf(parse('{ audit { valid } balance { of { id } } }'))!
    expect(others.cost({})).toBe(1_000 + 5_000 + 100)
    expect(others.spent({ audit: { valid: true }, balance: [{ of: { id: '1' } }, { of: null }] }, {})).toBe(6_001)
    expect(others.spent(null, {})).toBe(6_000)
  })

  it('costs nothing where it is not asked for', () => {
    const { cost, spent } = demandOf(parse('query ($if: Boolean!) { balance @include(if: $if) { currency } }'))!
    expect([cost({ if: true }), cost({ if: false }), spent({}, { if: false })]).toEqual([5_000, 0, 0])
  })

  it('counts among the objects that it may answer with', () => {
    const all = Array.from({ length: 1_001 }, (_, n) => `a${n}: balance { currency }`).join(' ')
    expect(demands(schema, { maximumCost: 1e9 })(parse(`{ ${all} }`))!.refuse({})?.extensions.code).toBe(
      'LIMIT_EXCEEDED',
    )
  })
})

describe('the nodes of an operation', () => {
  it('are 100,000 at most, all lists together', () => {
    const nested =
      'query ($n: Int) { customers(first: 100) { nodes { customers(first: $n) { nodes { customers(first: 100) { nodes { owed { amount } } } } } } } }'
    expect(demands(schema, { maximumCost: 1e9 })(parse(nested))!.refuse({ n: 9 })).toBeUndefined()
    expect(refusalOf(nested, { n: 10 })).toEqual([
      'LIMIT_EXCEEDED',
      'The operation asks for up to 101100 objects; 100000 is the most.',
    ])
  })
})

describe('an input', () => {
  const CUSTOMERS = 'query ($f: Filter) { customers(filter: $f) { totalCount } }'
  const ids = (count: number) => Array.from({ length: count }, (_, n) => `cust_${n}`)

  it('has lists of at most 250 items', () => {
    expect(refusalOf(CUSTOMERS, { f: { ids: ids(250) } })).toBeUndefined()
    expect(refusalOf(CUSTOMERS, { f: { not: { ids: ids(251) } } })).toEqual([
      'BAD_USER_INPUT',
      'f.not.ids: This list has 251 items; 250 is the most.',
    ])
    expect(refusalOf(`{ nodes(ids: ${JSON.stringify(ids(251))}) { id } }`)).toEqual([
      'BAD_USER_INPUT',
      'ids: This list has 251 items; 250 is the most.',
    ])
  })

  it('has longer ones where the contract says so, and nowhere else', () => {
    const rows = (count: number) => Array.from({ length: count }, () => ({ name: 'x' }))
    const whole = 'mutation ($input: ImportCustomersInput!) { importCustomers(input: $input) { id } }'
    const part = 'mutation ($rows: [Row!]!) { importCustomers(input: { rows: $rows }) { id } }'
    expect(refusalOf(whole, { input: { rows: rows(2_000) } })).toBeUndefined()
    expect(refusalOf(part, { rows: rows(2_000) })).toBeUndefined()
    expect(refusalOf(whole, { input: { rows: rows(2_001) } })?.[1]).toBe(
      'input.rows: This list has 2001 items; 2000 is the most.',
    )
    expect(refusalOf(part, { rows: rows(2_001) })?.[1]).toBe('rows: This list has 2001 items; 2000 is the most.')
  })

  it('has rows of an import that are as long as they like when they come in a variable: they are read one by one', () => {
    const rows = [{ tags: ids(251), name: 'x'.repeat(10_241) }]
    const cell = (name: string) =>
      `mutation ($name: String) { importCustomers(input: { rows: [{ name: ${name} }] }) { id } }`
    for (const row of [rows[0], 'text', null]) {
      expect(
        refusalOf('mutation ($input: ImportCustomersInput!) { importCustomers(input: $input) { id } }', {
          input: { rows: row },
        }),
      ).toBeUndefined()
    }
    expect(
      refusalOf('mutation ($rows: [Row!]!) { importCustomers(input: { rows: $rows }) { id } }', { rows }),
    ).toBeUndefined()
    expect(
      refusalOf('mutation ($row: Row!) { importCustomers(input: { rows: [$row] }) { id } }', { row: rows[0] }),
    ).toBeUndefined()
    expect(refusalOf(cell('$name'), { name: 'x'.repeat(10_241) })?.[1]).toMatch(/^name: This text/)
    expect(refusalOf(cell(`"${'x'.repeat(10_241)}"`))?.[1]).toMatch(/^input\.rows\.0\.name: This text/)
  })

  it('is looked at in each place that a variable takes', () => {
    const both = `mutation ($name: String) { importCustomers(input: { rows: [{ name: $name }] }) { id } rename(name: $name) { id } }`
    expect(refusalOf(both, { name: '\ud800' })?.[1]).toMatch(/^name: This text holds half a character/)
  })

  it('has texts of at most 10 kB', () => {
    const rename = 'mutation ($name: String) { rename(name: $name) { id } }'
    expect(refusalOf(rename, { name: 'x'.repeat(10_240) })).toBeUndefined()
    expect(refusalOf(rename, { name: 'x'.repeat(10_241) })).toEqual([
      'BAD_USER_INPUT',
      'name: This text has 10241 characters; 10240 is the most.',
    ])
    expect(refusalOf(CUSTOMERS, { f: { ids: ['x', 'x'.repeat(10_241)] } })?.[1]).toMatch(/^f\.ids\.1: This text/)
    expect(refusalOf(`mutation { rename(name: "${'x'.repeat(10_241)}") { id } }`)?.[1]).toMatch(/^name: This text/)
  })

  it('nests at most 25 deep, and never overflows the stack', () => {
    const nested = (depth: number): object =>
      JSON.parse(`${'{"not":'.repeat(depth - 1)}{"ids":["x"]}${'}'.repeat(depth - 1)}`)
    expect(refusalOf(CUSTOMERS, { f: nested(25) })).toBeUndefined()
    for (const depth of [26, 5_000])
      expect(refusalOf(CUSTOMERS, { f: nested(depth) })).toEqual([
        'BAD_USER_INPUT',
        expect.stringMatching(/too deep\.$/),
      ])
    const literal = `{ customers(filter: ${'{ not: '.repeat(26)}{}${'}'.repeat(26)}) { totalCount } }`
    expect(refusalOf(literal)).toEqual(['BAD_USER_INPUT', expect.stringMatching(/too deep\.$/)])
  })
})

describe('entities', () => {
  const federated =
    buildSchema(`scalar _Any union _Entity = Customer type Customer { id: ID! lines: [Line!]! } type Line { id: ID! }
    type Query { _entities(representations: [_Any!]!): [_Entity]! }`)
  const text =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Customer { lines { id } } } }'
  const demand = demands(federated)(parse(text))!
  const representations = (count: number) => Array.from({ length: count }, () => ({ __typename: 'Customer', id: '1' }))

  it('are asked for 1,000 at a time at most, and counted by how many they are', () => {
    expect(demand.cost({ representations: representations(3) })).toBe(33)
    expect(demand.refuse({ representations: representations(1_000) })).toBeUndefined()
    expect(demand.refuse({ representations: representations(1_001) })).toMatchObject({
      message: 'representations: This list has 1001 items; 1000 is the most.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })
})

describe('the default of a variable', () => {
  it('is as long, as deep and as dear as what is sent', () => {
    const ids = JSON.stringify(Array(251).fill('x'))
    const deep = `${'{not:'.repeat(27)}{}${'}'.repeat(27)}`
    expect(refusalOf(`query ($ids: [ID!]! = ${ids}) { nodes(ids: $ids) { id } }`)).toEqual([
      'BAD_USER_INPUT',
      'ids: This list has 251 items; 250 is the most.',
    ])
    expect(refusalOf(`query ($f: Filter = {ids: ${ids}}) { customers(filter: $f) { totalCount } }`)?.[0]).toBe(
      'BAD_USER_INPUT',
    )
    expect(refusalOf(`query ($f: Filter = ${deep}) { customers(filter: $f) { totalCount } }`)?.[0]).toBe(
      'BAD_USER_INPUT',
    )
    expect(refusalOf(`mutation ($n: String = "${'x'.repeat(10_241)}") { rename(name: $n) { id } }`)?.[0]).toBe(
      'BAD_USER_INPUT',
    )
    expect(costOf('query ($n: Int = 50) { customers(first: $n) { nodes { id } } }')).toBe(51)
    expect(costOf('query ($n: Int = 50) { customers(first: $n) { nodes { id } } }', { n: 3 })).toBe(4)
  })
})
