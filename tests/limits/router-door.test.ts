import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { memoryBucket } from '../../subgraphs/shared/limits/bucket.ts'
import { door } from '../router/http-fixture.ts'

const bearer = { tokenId: 'token-1', organizationId: 'org-1' }
const colleague = { tokenId: 'token-2', organizationId: 'org-1' }
const bucket = memoryBucket({
  token: { maximum: 100, restoreRate: 0.01 },
  organization: { maximum: 150, restoreRate: 0.02 },
})!
const { post, asked, subgraphs } = door({ bucket })
const CUSTOMERS = { query: '{ customers { name } }' }
const throttleStatus = (currentlyAvailable: number) => ({
  scope: 'TOKEN',
  maximumAvailable: 100,
  currentlyAvailable,
  restoreRate: 0.01,
})

// What is new is dearer.
beforeAll(() => post(CUSTOMERS))
beforeEach(async () => {
  for (const each of [bearer, colleague]) await bucket.giveBack(each, 150)
  for (const subgraph of Object.values(subgraphs)) subgraph.asked.length = 0
})

const unlimited = door({ bucket: null })
const DEAR = Array.from({ length: 20 }, (_, n) => `a${n}: __schema { description }`).join(' ')

describe('what nobody has asked the like of lately', () => {
  const costOf = async (query: string) => (await unlimited.post({ query })).json().extensions.cost

  it('costs what planning it takes, once for all of its shape', async () => {
    const planning = 500 + 50 * 3
    expect(await costOf('{ a: customer(id: "cust_1") { name phone } }')).toEqual({ requested: 1, actual: 1, planning })
    expect(await costOf('{ a: customer(id: "cust_1") { name phone } }')).toEqual({ requested: 1, actual: 1 })
    expect(await costOf('{ a: customer(id: "cust_2") { name phone } }')).toEqual({ requested: 1, actual: 1 })
    expect(await costOf('{ b: customer(id: "cust_1") { name phone } }')).toMatchObject({ planning })
    expect(await costOf('{ __schema { types { name } } }')).not.toHaveProperty('planning')
  })

  it('is charged until it was planned, and asks for no more than a full bucket holds', async () => {
    const query = '{ c: customers { name } }'
    await bucket.take(bearer, 91)
    const refused = await post({ query })
    expect([refused.statusCode, refused.json().extensions.cost]).toMatchObject([
      429,
      { requested: 0, actual: 0, planning: 100 },
    ])
    expect(asked()).toEqual([])
    await bucket.giveBack(bearer, 150)
    expect((await post({ query })).json().extensions.cost).toEqual({
      ...{ requested: 10, actual: 2, planning: 90 },
      throttleStatus: throttleStatus(8),
    })
    await bucket.giveBack(bearer, 150)
    expect((await post({ query })).json().extensions.cost).not.toHaveProperty('planning')
  })
})

describe('the router’s door', () => {
  it('tells what an operation asked for, what it came to, and what is left', async () => {
    const response = await post(CUSTOMERS)
    expect([response.statusCode, response.json()]).toEqual([
      200,
      {
        data: { customers: [{ name: 'Alfreds' }, { name: 'Bólido' }] },
        extensions: { cost: { requested: 10, actual: 2, throttleStatus: throttleStatus(98) } },
      },
    ])
  })

  it('charges once, and hands no toll on to the subgraphs', async () => {
    await post({ query: '{ customers { name outstanding } }' })
    expect(asked().map(({ envelope }) => envelope.toll)).toEqual([undefined, undefined])
  })

  it('throttles whoever has less left, before any subgraph is asked', async () => {
    await bucket.take(bearer, 95)
    const response = await post(CUSTOMERS)
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '500'])
    expect(response.json()).toEqual({
      errors: [
        {
          message: 'This costs more than is left for your token. Try again in 500 s.',
          extensions: { code: 'THROTTLED', scope: 'TOKEN', retryAfter: 500 },
        },
      ],
      extensions: { cost: { requested: 10, actual: 0, throttleStatus: throttleStatus(5) } },
    })
    expect(asked()).toEqual([])
  })

  it('throttles whoever has enough but not their organisation, and takes nothing from them', async () => {
    await bucket.take(colleague, 100)
    await bucket.take(bearer, 45)
    const response = await post(CUSTOMERS)
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '250'])
    expect(response.json()).toEqual({
      errors: [
        {
          message: 'This costs more than is left for your organisation. Try again in 250 s.',
          extensions: { code: 'THROTTLED', scope: 'ORGANIZATION', retryAfter: 250 },
        },
      ],
      extensions: {
        cost: {
          requested: 10,
          actual: 0,
          throttleStatus: {
            scope: 'ORGANIZATION',
            maximumAvailable: 150,
            currentlyAvailable: 5,
            restoreRate: 0.02,
          },
        },
      },
    })
    expect(asked()).toEqual([])
    await bucket.giveBack(colleague, 100)
    expect((await bucket.take(bearer, 0)).level).toMatchObject({ scope: 'TOKEN', available: 55 })
  })

  it.each([
    ['what is no document', { query: '{ unknown ' }, 400],
    ['what does not fit the schema', { query: '{ unknown }' }, 400],
    ['what exceeds a limit', { query: `{ ${'customerCount '.repeat(30)}` }, 400],
    ['what could cost too much', { query: `{ ${DEAR} }` }, 400],
    ['what lacks a variable', { query: 'query ($id: ID!) { customer(id: $id) { name } }' }, 400],
  ])('charges the reading of %s, each time', async (_, operation, status) => {
    const accept = { accept: 'application/graphql-response+json' }
    const cost = { requested: 0, actual: 0, planning: 200 + Math.ceil(operation.query.length / 2) }
    for (let time = 0; time < 2; time += 1) {
      const response = await unlimited.post(operation, accept)
      expect([response.statusCode, response.json().extensions]).toEqual([status, { cost }])
    }
    const refused = await post(operation, accept)
    expect([refused.statusCode, refused.json().extensions]).toEqual([
      status,
      { cost: { requested: 0, actual: 0, planning: 100, throttleStatus: throttleStatus(0) } },
    ])
    const again = await post(operation, accept)
    expect([again.statusCode, again.json().errors[0].extensions.code]).toEqual([429, 'THROTTLED'])
    expect(asked()).toEqual([])
  })

  it('reads nothing that is new for whoever has no points, and gives back what reading costs where it is carried out', async () => {
    await bucket.take(bearer, 1)
    const query = '{ d: customers { phone } }'
    const response = await post({ query })
    expect([response.statusCode, response.json().extensions.cost]).toMatchObject([429, { requested: 0, planning: 100 }])
    await unlimited.post({ query })
    await bucket.giveBack(bearer, 150)
    const { cost } = (await post({ query })).json().extensions
    expect(cost).toMatchObject({ requested: 10, actual: 2, planning: 90, throttleStatus: throttleStatus(8) })
  })

  it.each([
    ['a list', { ids: Array(251).fill('cust_1') }, 'ids: This list has 251 items; 250 is the most.'],
    ['a text', { ids: ['x'.repeat(10_241)] }, 'ids.0: This text has 10241 characters; 10240 is the most.'],
  ])('refuses %s that is too long', async (_, variables, message) => {
    const response = await post(
      { query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }', variables },
      { accept: 'application/graphql-response+json' },
    )
    expect([response.statusCode, response.json().errors]).toEqual([
      400,
      [{ message, extensions: { code: 'BAD_USER_INPUT', path: expect.arrayContaining(['ids']) } }],
    ])
    expect(asked()).toEqual([])
  })
})

it.each([
  ['a field', { query: '{ customer { nam } }' }],
  ['a type', { query: '{ node(id: "1") { ... on Custome { name } } }' }],
  ['an argument', { query: '{ customer(ids: "1") { name } }' }],
  ['an enum value', { query: '{ customers(filter: { kind: PERSO }) { name } }' }],
  ['an enum value in a variable', { query: QUERY('CustomerKind'), variables: { v: 'PERSO' } }],
  ['an input field', { query: '{ customers(filter: { nam: "x" }) { name } }' }],
  ['an input field in a variable', { query: FILTER(), variables: { v: { nam: 'x' } } }],
  ['a directive', { query: '{ customerCount @skp(if: true) }' }],
])('suggests no name for %s', async (_, body) => {
  const { errors } = (await post(body)).json()
  expect(errors.length).toBeGreaterThan(0)
  expect(JSON.stringify(errors)).not.toMatch(/did you mean/i)
  expect(asked()).toEqual([])
})

function QUERY(type: string) {
  return `query ($v: ${type}) { customers(filter: { kind: $v }) { name } }`
}

function FILTER() {
  return 'query ($v: CustomerFilter) { customers(filter: $v) { name } }'
}
