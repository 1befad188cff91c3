import { expect, it } from 'vitest'
import { door } from './door.ts'

const { ask, refusal } = door()

it.each([
  ['an argument', 'query ($v: ID = "x") { customer(id: $v) { id } }'],
  ['a list', 'query ($v: ID = "x") { nodes(ids: [$v]) { id } }'],
  [
    'an input object',
    'query ($v: OrderDirection = ASC) { customers(orderBy: { field: NAME, direction: $v }) { nodes { id } } }',
  ],
  ['@include', 'query ($v: Boolean = true) { customers(first: 1) { nodes { id name @include(if: $v) } } }'],
  ['@skip at the root', 'query ($v: Boolean = true) { me @skip(if: $v) { id } }'],
])(
  'a null in %s that must not be null is the client’s mistake, and nothing goes wrong on our side',
  async (_, query) => {
    expect(await refusal({ body: { query, variables: { v: null } } })).toEqual([400, 'BAD_USER_INPUT'])
  },
)

it.each([
  'customer(id: $n) @include(if: $m) { id }',
  '... @include(if: $m) { customer(id: $n) { id } }',
  '...more @include(if: $m)',
])('a null in what is skipped is nobody’s mistake: %s', async (skipped) => {
  const fragment = skipped.startsWith('...more') ? 'fragment more on Query { customer(id: $n) { id } }' : ''
  const query = `query ($n: ID = "x", $m: Boolean = true) { customers(first: 1) { totalCount } ${skipped} } ${fragment}`
  const { status, codes, data } = await ask(query, { n: null, m: false })
  expect([status, codes, Object.keys(data)]).toEqual([200, [], ['customers']])
  expect(await ask(query, { n: null })).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] })
})
