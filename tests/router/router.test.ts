import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlannerKind } from '../../router/planner.ts'
import { createRouter, type Router } from '../../router/router.ts'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import { envelope, fixtureLog, fixtures, supergraph } from './fixture.ts'

const CUSTOMER = `query Customer($id: ID!) {
  customer(id: $id) { name outstanding invoices { number total customer { name } } }
}`

describe.each<PlannerKind>(['native', 'javascript'])('the router, with the %s planner', (planner) => {
  const subgraphs = fixtures()
  const log = fixtureLog()
  let router: Router
  const ask = (query: string, variables?: Record<string, unknown> | null, operationName?: string) =>
    router.execute({ query, variables, operationName }, envelope())

  beforeAll(async () => {
    router = await createRouter({ supergraph, subgraphs: Object.values(subgraphs), log, planner })
  })
  beforeEach(() => {
    log.lines.length = 0
    for (const { asked } of Object.values(subgraphs)) asked.length = 0
  })
  afterAll(() => router.close())

  it('joins what the subgraphs know', async () => {
    expect(await ask(CUSTOMER, { id: 'cust_1' })).toEqual({
      data: {
        customer: {
          name: 'Alfreds',
          outstanding: '17.50',
          invoices: [
            { number: 'INV-1', total: '10.50', customer: { name: 'Alfreds' } },
            { number: null, total: '7.00', customer: { name: 'Alfreds' } },
          ],
        },
      },
    })
  })

  it('keeps apart what is asked of one row in two places', async () => {
    const query = `{
      a: customer(id: "cust_1") { invoices { customer { x: name } } }
      b: customer(id: "cust_1") { invoices { customer { x: kind } } }
    }`
    expect(await ask(query)).toEqual({
      data: {
        a: { invoices: [{ customer: { x: 'Alfreds' } }, { customer: { x: 'Alfreds' } }] },
        b: { invoices: Array(2).fill({ customer: { x: 'COMPANY' } }) },
      },
    })
  })

  it('asks each subgraph once for all rows of a level', async () => {
    await ask('{ customers { name invoices { total customer { phone } } } }')
    expect([subgraphs.crm, subgraphs.erp].map(({ asked }) => asked.length)).toEqual([2, 1])
  })

  it('passes the envelope on, and nothing that says who is asking besides the token', async () => {
    await router.execute({ query: '{ customerCount }' }, envelope({ requestId: 'abc', traceparent: 'trace' }))
    expect(subgraphs.crm.asked[0]!.envelope).toEqual({
      authorization: 'Bearer good',
      requestId: 'abc',
      traceparent: 'trace',
      signal: expect.any(AbortSignal),
    })
  })

  it.each([
    '{ invoice(id: "inv_3") { total customer { name } } }',
    '{ invoice(id: "inv_3") { total customer { ... on Customer { phone name } } } }',
    '{ invoice(id: "inv_3") { total customer { ...Name } } } fragment Name on Customer { phone name }',
  ])('shows null where another subgraph no longer has the row: %s', async (query) => {
    expect(await ask(query)).toEqual({ data: { invoice: { total: '1.00', customer: null } } })
  })

  it('obeys @skip and @include, aliases and fragments', async () => {
    const query = `query Q($no: Boolean!) {
      all: customers { ...Name phone @include(if: $no) kind @skip(if: true) }
    } fragment Name on Customer { called: name }`
    expect(await ask(query, { no: false })).toEqual({ data: { all: [{ called: 'Alfreds' }, { called: 'Bólido' }] } })
  })

  it.each(['representations', '__batch_reps_0', '_1'])('lets a client call a variable $%s', async (name) => {
    const query = `query ($${name}: Boolean! = false, $more: ID!) {
      a: customer(id: "cust_1") { ...F } b: customer(id: $more) { ...F phone }
    } fragment F on Customer { invoices { number total @include(if: $${name}) } }`
    const invoices = [
      { number: 'INV-1', total: '10.50' },
      { number: null, total: '7.00' },
    ]
    expect(await ask(query, { [name]: true, more: 'cust_2' })).toEqual({
      data: { a: { invoices }, b: { invoices: [], phone: '555' } },
    })
    const { data } = await ask(query, { more: 'cust_2' })
    expect(data!.a).toEqual({ invoices: invoices.map(({ number }) => ({ number })) })
  })

  it.each(['{ customerCount @skip(if: true) }', '{ ... @include(if: false) { customer(id: "cust_1") { id } } }'])(
    'answers with nothing where nothing is left of an operation: %s',
    async (query) => expect(await ask(query)).toEqual({ data: {} }),
  )

  it('picks the named operation, and asks for a name when there are several', async () => {
    const query = 'query A { customerCount } query B { customer(id: "cust_1") { name } }'
    expect(await ask(query, null, 'A')).toEqual({ data: { customerCount: 2 } })
    expect(await ask(query, null, 'B')).toEqual({ data: { customer: { name: 'Alfreds' } } })
    for (const name of [undefined, 'C']) {
      const { data, errors } = await ask(query, null, name)
      expect([data, errors![0]!.extensions.code]).toEqual([undefined, 'BAD_USER_INPUT'])
    }
  })

  it('answers questions about the schema itself', async () => {
    expect(await ask('{ __typename __schema { queryType { name } } }')).toEqual({
      data: { __typename: 'Query', __schema: { queryType: { name: 'Query' } } },
    })
    expect(subgraphs.crm.asked).toEqual([])
  })

  it.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ customer(id: "1") { nam } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query ($f: CustomerFilte) { customers(filter: $f) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ customerCount @shout }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ _entities(representations: []) { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { customerCount }', 'BAD_USER_INPUT'],
    ['{ customerCount __schema { queryType { name } } }', 'MIXED_INTROSPECTION'],
  ])('refuses %s with %s, before any subgraph hears of it', async (query, code) => {
    const { data, errors } = await ask(query)
    expect([data, errors![0]!.extensions.code]).toEqual([undefined, code])
    expect(JSON.stringify(errors)).not.toContain('Did you mean')
    expect(Object.values(subgraphs).flatMap(({ asked }) => asked)).toEqual([])
  })

  it('refuses variables that do not fit, without guessing what was meant', async () => {
    const query = 'query ($id: ID!, $f: CustomerFilter) { customer(id: $id) { id } customers(filter: $f) { id } }'
    const { data, errors } = await ask(query, { f: { nam: 'x' } })
    expect(data).toBeUndefined()
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT'])
    expect(JSON.stringify(errors)).not.toContain('Did you mean')
  })

  it.each(['"1,5"', '"1e3"', '1.5', '"١"'])(
    'refuses what is no Decimal before anything is under way: %s',
    async (literal) => {
      const inline = await ask(`{ customers(filter: { spent: ${literal} }) { id } }`)
      const variables = { f: { spent: JSON.parse(literal) } }
      const asVariable = await ask('query ($f: CustomerFilter) { customers(filter: $f) { id } }', variables)
      for (const { data, errors } of [inline, asVariable]) {
        expect([data, errors![0]!.extensions.code]).toEqual([undefined, 'BAD_USER_INPUT'])
      }
      expect(subgraphs.crm.asked).toEqual([])
    },
  )

  it('hands on what a subgraph refuses, with the path and the code', async () => {
    expect(
      JSON.parse(JSON.stringify(await ask('mutation { renameCustomer(id: "cust_1", name: "x") { id } }'))),
    ).toEqual({
      data: { renameCustomer: null },
      errors: [{ message: 'Not yours to rename.', path: ['renameCustomer'], extensions: { code: 'FORBIDDEN' } }],
    })
    expect(log.lines).toEqual([])
  })

  it('refuses a mutation where only reading is allowed', async () => {
    const { data, errors } = await router.execute(
      { query: 'mutation { postInvoice(id: "inv_1") { id } }' },
      envelope({ readOnly: true }),
    )
    expect([data, errors![0]!.extensions.code, subgraphs.erp.asked]).toEqual([undefined, 'METHOD_NOT_ALLOWED', []])
  })

  it('throws Unauthenticated when one subgraph no longer accepts the token', async () => {
    subgraphs.erp.before = () => {
      throw new Unauthenticated('The token has been revoked.')
    }
    await expect(ask(CUSTOMER, { id: 'cust_1' })).rejects.toThrow(Unauthenticated)
    subgraphs.erp.before = () => {}
    await expect(router.execute({ query: '{ customerCount }' }, { requestId: '1' })).rejects.toThrow(Unauthenticated)
  })
})

describe('a router', () => {
  it('does not start without a subgraph that the supergraph names', async () => {
    const { identity, crm } = fixtures()
    await expect(createRouter({ supergraph, subgraphs: [identity, crm], log: fixtureLog() })).rejects.toThrow(
      'The supergraph names the subgraph erp, which is not there.',
    )
  })

  it('is ready when all its subgraphs are', async () => {
    const subgraphs = fixtures()
    const router = await createRouter({ supergraph, subgraphs: Object.values(subgraphs), log: fixtureLog() })
    await expect(router.ready()).resolves.toBeUndefined()
    subgraphs.crm.ready = async () => {
      throw new Error('no database')
    }
    await expect(router.ready()).rejects.toThrow('no database')
    await router.close()
  })
})
