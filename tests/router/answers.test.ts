import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlannerKind } from '../../router/planner.ts'
import { createRouter, type Router } from '../../router/router.ts'
import type { Subgraph } from '../../subgraphs/shared/graphql/subgraph.ts'
import { envelope, fixtureLog, fixtures, supergraph } from './fixture.ts'

const IS_DOWN = () => {
  throw new Error('connect ECONNREFUSED')
}

/** What a subgraph answers. */
interface Said {
  data: object | null
  errors?: object[]
}

describe.each<PlannerKind>(['native', 'javascript'])('an answer, with the %s planner', (planner) => {
  const subgraphs = fixtures()
  const log = fixtureLog()
  const carriedOut = Object.values(subgraphs).map(({ execute }) => execute)
  let router: Router
  const ask = async (query: string, variables: Record<string, unknown> = {}) =>
    JSON.parse(JSON.stringify(await router.execute({ query, variables }, envelope())))
  /** Lets a subgraph answer otherwise than it would, as one of another version may. */
  const twist = (name: Subgraph['name'], change: (data: never, query: string, result: Said) => void) => {
    const { execute } = subgraphs[name]
    subgraphs[name].execute = async function (...asked) {
      const result = JSON.parse(JSON.stringify(await execute.apply(this, asked)))
      change(result.data as never, asked[0].query, result)
      return result
    }
  }

  beforeAll(async () => {
    router = await createRouter({ supergraph, subgraphs: Object.values(subgraphs), log, planner })
  })
  beforeEach(() => {
    log.lines.length = 0
    Object.values(subgraphs).forEach((subgraph, index) => {
      subgraph.before = () => {}
      subgraph.execute = carriedOut[index]!
      subgraph.asked.length = 0
    })
  })
  afterAll(() => router.close())

  it.each<[string, object]>([
    [
      '{ customers { id: name outstanding } }',
      {
        customers: [
          { id: 'Alfreds', outstanding: '17.50' },
          { id: 'Bólido', outstanding: '0' },
        ],
      },
    ],
    [
      '{ customer(id: "cust_1") { name: id id: phone outstanding } }',
      { customer: { name: 'cust_1', id: null, outstanding: '17.50' } },
    ],
    [
      '{ customer(id: "cust_1") { ...C } } fragment C on Customer { id: kind nodeId: phone outstanding }',
      { customer: { id: 'COMPANY', nodeId: null, outstanding: '17.50' } },
    ],
    [
      '{ node(id: "cust_1") { ... on Customer { id: kind outstanding: name name: outstanding } } }',
      { node: { id: 'COMPANY', outstanding: 'Alfreds', name: '17.50' } },
    ],
    ['{ node(id: "cust_1") { ... on Node { id: __typename } } }', { node: { id: 'Customer' } }],
    ['{ node(id: "inv_1") { nodeId: __typename id } }', { node: { nodeId: 'Invoice', id: 'inv_1' } }],
    [
      '{ nodes(ids: ["inv_1", "cust_1"]) { ... on Invoice { id: number } ... on Customer { id: phone } } }',
      { nodes: [{ id: 'INV-1' }, { id: null }] },
    ],
    [
      '{ customer(id: "cust_1") { _e0: id _internal_qp_alias_0: name _as_id: outstanding _as__as_id: kind } }',
      {
        customer: {
          ...{ _e0: 'cust_1', _internal_qp_alias_0: 'Alfreds' },
          ...{ _as_id: '17.50', _as__as_id: 'COMPANY' },
        },
      },
    ],
    [
      '{ _entities: customer(id: "cust_1") { representations: invoices { toString: number constructor: total } } }',
      {
        _entities: {
          representations: [
            { toString: 'INV-1', constructor: '10.50' },
            { toString: null, constructor: '7.00' },
          ],
        },
      },
    ],
    [
      '{ node(id: "cust_1") { __typename __isNode: __typename id ... on Customer { __t: id name } } __proto__: customerCount }',
      JSON.parse(
        '{"node":{"__typename":"Customer","__isNode":"Customer","id":"cust_1","__t":"cust_1","name":"Alfreds"},"__proto__":2}',
      ),
    ],
    [
      '{ __typename: customers { __proto__: name __isCustomer: __typename ...C __typename: phone } } fragment C on Customer { __proto: invoices { __proto__: total __typename } __t: outstanding }',
      JSON.parse(
        `{"__typename":[
          {"__proto__":"Alfreds","__isCustomer":"Customer","__proto":[
            {"__proto__":"10.50","__typename":"Invoice"},{"__proto__":"7.00","__typename":"Invoice"}
          ],"__t":"17.50","__typename":null},
          {"__proto__":"Bólido","__isCustomer":"Customer","__proto":[],"__t":"0","__typename":"555"}
        ]}`,
      ),
    ],
    [
      '{ customer(id: "cust_1") { __proto__: invoices { total } ...P } } fragment P on Customer { __proto__: invoices { number } }',
      JSON.parse('{"customer":{"__proto__":[{"total":"10.50","number":"INV-1"},{"total":"7.00","number":null}]}}'),
    ],
    [
      '{ __proto__: __schema { __proto__: queryType { __t: name } } }',
      JSON.parse('{"__proto__":{"__proto__":{"__t":"Query"}}}'),
    ],
    [
      'query toString { ...__proto__ } fragment __proto__ on Query { customer(id: "cust_1") { ...toString ..._as_toString } } fragment toString on Customer { name outstanding } fragment _as_toString on Customer { id }',
      { customer: { name: 'Alfreds', outstanding: '17.50', id: 'cust_1' } },
    ],
    ['query ($__proto__: ID!) { customer(id: $__proto__) { name } }', { customer: { name: 'Alfreds' } }],
    [
      'mutation { __proto__: renameCustomer(id: "cust_1", name: "Alfreds") { __typename: id __proto__: name } }',
      JSON.parse('{"__proto__":{"__typename":"cust_1","__proto__":"Alfreds"}}'),
    ],
    [
      '{ customer: customerCount customerCount: customer(id: "cust_2") { id: outstanding } }',
      { customer: 2, customerCount: { id: '0' } },
    ],
  ])('has what was asked under the keys that the client chose: %s', async (query, data) => {
    const got = await ask(query, JSON.parse('{"__proto__":"cust_1"}'))
    expect(got).toEqual({ data })
    // What is called __proto__ is none of what they compare.
    expect(JSON.stringify(got)).toBe(JSON.stringify({ data }))
  })

  it('makes up nothing under a name that every object inherits', async () => {
    subgraphs.erp.before = IS_DOWN
    const { data, errors } = await ask('{ customer(id: "cust_1") { toString: invoices { constructor: total } } }')
    expect([data, errors.length, errors[0].path]).toEqual([
      { customer: { toString: null } },
      ...[1, ['customer', 'toString']],
    ])
  })

  it('says why when a null has climbed to the top', async () => {
    twist('crm', (data: { customerCount: unknown }) => (data.customerCount = null))
    const { data, errors } = await ask('{ customerCount }')
    expect([data, errors]).toEqual([
      null,
      [
        {
          message: expect.stringContaining('request id'),
          path: ['customerCount'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' },
        },
      ],
    ])
    expect(log.lines).toHaveLength(1)
  })

  it.each(['{ customers { name kind } }', 'query ($a: Boolean = true) { customers { name kind @include(if: $a) } }'])(
    'holds no value that the schema does not know, and says so: %s',
    async (query) => {
      twist('crm', ({ customers }: { customers: { kind: string }[] }) => (customers[1]!.kind = 'ROBOT'))
      const { data, errors } = await ask(query)
      expect(data).toBeNull()
      expect(errors).toEqual([expect.objectContaining({ path: ['customers', 1, 'kind'] })])
    },
  )

  it('holds nothing of a type that the schema does not know, and says so', async () => {
    twist('identity', ({ node }: { node: { __typename: string } }) => (node.__typename = 'Robot'))
    const { data, errors } = await ask('{ node(id: "user_1") { __typename } customerCount }')
    expect([data, errors]).toEqual([{ node: null, customerCount: 2 }, [expect.objectContaining({ path: ['node'] })]])
  })

  it.each([
    ['{ customer(id: "cust_1") { name phone } }', { customer: { name: 'Alfreds', phone: null } }],
    ['{ customers { name } }', { customers: [{ name: 'Alfreds' }, { name: 'Bólido' }] }],
    ['{ invoice(id: "inv_1") { customer { name } } }', { invoice: { customer: { name: 'Alfreds' } } }],
  ])('tells an error that says not of what it is, beside data: %s', async (query, expected) => {
    for (const place of [{}, { path: null }, { path: [] }]) {
      twist(
        'crm',
        (_data, _query, result) => (result.errors = [{ message: 'Boo.', extensions: { code: 'BOO' }, ...place }]),
      )
      const { data, errors } = await ask(query)
      expect([data, errors]).toEqual([expected, [{ message: 'Boo.', extensions: { code: 'BOO' } }]])
    }
  })

  it.each([
    ['nothing at all', (result: Said) => (result.data = null), [0, 1]],
    ['null for all of them', (result: Said) => (result.data = { _entities: null }), [0, 1]],
    ['an object for a list', (result: Said) => (result.data = { _entities: {} }), [0, 1]],
    ['too few', (result: Said) => (result.data as { _entities: unknown[] })._entities.pop(), [1]],
  ])('says where something is lacking when a subgraph that is asked of rows answers %s', async (_, change, lacking) => {
    twist('erp', (_data, _query, result) => void change(result))
    const { data, errors } = await ask('{ customers { name outstanding } }')
    expect(data.customers.map(({ outstanding }: { outstanding: unknown }) => outstanding)).toEqual(
      ['17.50', '0'].map((amount, index) => (lacking.includes(index) ? null : amount)),
    )
    const pathsOf = (told: { path: unknown[] }[]) => told.map(({ path }) => path.join('.')).sort()
    expect(pathsOf(errors)).toEqual(lacking.map((index) => `customers.${index}.outstanding`))

    subgraphs.erp.execute = carriedOut[Object.keys(subgraphs).indexOf('erp')]!
    twist('crm', (_data, text, result) => void (text.includes('_entities') && change(result)))
    const forbidden = await ask('{ a: invoice(id: "inv_1") { number customer { name } } }')
    expect(forbidden.data).toEqual({ a: { number: 'INV-1', customer: null } })
    expect(forbidden.errors).toHaveLength(1)
  })

  it.each<[string, (customer: { [key: string]: unknown }) => unknown, unknown, string]>([
    ['a list', (customer) => [customer], null, 'customer'],
    [
      'an object without a key',
      ({ phone: _, ...others }) => others,
      { name: 'Alfreds', phone: null },
      'customer.phone',
    ],
    ['an object without a needed key', ({ name: _, ...others }) => others, null, 'customer.name'],
    [
      'a list for a value',
      (customer) => ({ ...customer, phone: ['1'] }),
      { name: 'Alfreds', phone: null },
      'customer.phone',
    ],
    ['a text', () => 'Alfreds', null, 'customer'],
  ])('says where a subgraph answers %s instead of an object with what was asked', async (_, change, customer, path) => {
    twist('crm', (data: { customer?: never; _entities?: never[] }) => {
      if (data.customer) data.customer = change(data.customer) as never
      if (data._entities) data._entities = data._entities.map(change) as never[]
    })
    const asked = await ask('{ customer(id: "cust_1") { name phone } }')
    expect([asked.data, asked.errors]).toEqual([{ customer }, [expect.objectContaining({ path: path.split('.') })]])
    const told = await ask('{ invoice(id: "inv_1") { customer { name phone } } }')
    expect(told.data).toEqual({ invoice: { customer } })
    expect(told.errors.length).toBeGreaterThan(0)
  })

  it('says where a subgraph answers one object instead of a list of them', async () => {
    twist('erp', ({ _entities: [one] }: { _entities: { invoices: unknown[] }[] }) => {
      one!.invoices = one!.invoices[0] as never
    })
    const { data, errors } = await ask('{ customer(id: "cust_1") { name invoices { total } } }')
    expect(data).toEqual({ customer: { name: 'Alfreds', invoices: null } })
    expect(errors).toEqual([expect.objectContaining({ path: ['customer', 'invoices'] })])
  })

  it('says where what is forbidden to be null is, and nothing of a row that is nowhere', async () => {
    const query = '{ invoice(id: "inv_3") { total customer { name } } customers { name } }'
    expect(await ask(query)).toEqual({
      data: { invoice: { total: '1.00', customer: null }, customers: [{ name: 'Alfreds' }, { name: 'Bólido' }] },
    })
    twist('crm', (data: { _entities?: unknown[] }) => {
      if (data._entities) data._entities = [{ __typename: 'Customer', name: null, _as_called: null }]
    })
    const { data, errors } = await ask('{ invoice(id: "inv_1") { total customer { called: name } } }')
    expect(data).toEqual({ invoice: { total: '10.50', customer: null } })
    expect(errors).toEqual([expect.objectContaining({ path: ['invoice', 'customer', 'called'] })])
  })

  it('says nothing of what is left out, and asks for none of it', async () => {
    subgraphs.erp.before = IS_DOWN
    const query = `query ($a: Boolean!) {
      customer(id: "cust_1") { name invoices @include(if: $a) { total } ... @skip(if: true) { outstanding } }
      invoice(id: "inv_1") @include(if: $a) { id }
    }`
    expect(await ask(query, { a: false })).toEqual({ data: { customer: { name: 'Alfreds' } } })
    expect(subgraphs.erp.asked).toEqual([])
    const { errors } = await ask(query, { a: true })
    expect(errors.map(({ path }: { path: string[] }) => path.join('.')).sort()).toEqual([
      'customer.invoices',
      'invoice',
    ])
  })

  it('tells what it is of without asking anybody', async () => {
    subgraphs.crm.before = IS_DOWN
    const { data, errors } = await ask('{ t: __typename customer(id: "cust_1") { id } __typename }')
    expect(data).toEqual({ t: 'Query', customer: null, __typename: 'Query' })
    expect(errors.map(({ path }: { path: string[] }) => path)).toEqual([['customer']])
  })

  it('is empty where all of an object is left out', async () => {
    const query = 'query ($a: Boolean!) { customer(id: "cust_1") { name @include(if: $a) } }'
    expect(await ask(query, { a: false })).toEqual({ data: { customer: {} } })
  })

  it('says for each of several places why something is lacking there, under the names it has there', async () => {
    subgraphs.erp.before = IS_DOWN
    const { data, errors } = await ask(
      '{ customers { name owes: outstanding } one: customer(id: "cust_1") { id outstanding } }',
    )
    expect(data).toEqual({
      customers: [
        { name: 'Alfreds', owes: null },
        { name: 'Bólido', owes: null },
      ],
      one: { id: 'cust_1', outstanding: null },
    })
    expect(errors.map(({ path }: { path: string[] }) => path.join('.')).sort()).toEqual([
      ...['customers.0.owes', 'customers.1.owes', 'one.outstanding'],
    ])
  })
})
