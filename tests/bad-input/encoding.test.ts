import { gzipSync } from 'node:zlib'
import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { subgraphServer } from '../../subgraphs/shared/server.ts'
import { door } from './door.ts'

const { app, ours, unchanged } = door()

const post = (payload: Buffer, headers: Record<string, string> = {}) =>
  unchanged(() =>
    app().inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: ours().company.owner, 'content-type': 'application/json', ...headers },
      payload,
    }),
  )
const CREATE =
  'mutation ($name: String!) { createCustomer(input: { name: $name }) { customer { name } userErrors { code } } }'
const named = (bytes: number[]) => {
  const [before, after] = JSON.stringify({ query: CREATE, variables: { name: '|' } }).split('|')
  return Buffer.concat([Buffer.from(before!), Buffer.from(bytes), Buffer.from(after!)])
}
const ASK = Buffer.from(JSON.stringify({ query: '{ __typename }' }))
const BAD_BYTES: [string, number[]][] = [
  ['a byte that begins nothing', [0x41, 0xff]],
  ['half a character', [0x41, 0xc3]],
  ['an overlong form', [0xc0, 0xaf]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ['Latin-1', [0x4d, 0xfc, 0x6c]],
]

describe('a body', () => {
  it.each(BAD_BYTES)('with %s is refused, and nothing is stored', async (_, bytes) => {
    const response = await post(named(bytes))
    expect([response.statusCode, response.json().errors[0]]).toEqual([
      400,
      { message: 'The body must be UTF-8.', extensions: { code: 'BAD_USER_INPUT' } },
    ])
  })

  it.each(['latin1', 'iso-8859-1', 'utf-16', '"utf-16le"', 'utf-8; charset=latin1'])(
    'in the charset %s is refused',
    async (charset) => {
      const response = await post(ASK, { 'content-type': `application/json; charset=${charset}` })
      expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
    },
  )

  it.each([
    ['gzip', gzipSync(ASK)],
    ['br', ASK],
    ['gzip, identity', ASK],
  ])('with the content-encoding %s is refused', async (encoding, payload) => {
    const response = await post(payload, { 'content-encoding': encoding })
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
  })

  it('is read with a byte order mark, and when it says what it is', async () => {
    for (const [payload, headers] of [
      [Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), ASK]), {}],
      [ASK, { 'content-type': 'application/json; charset="UTF-8"' }],
      [ASK, { 'content-type': 'application/json;charset=utf8', 'content-encoding': 'identity' }],
    ] as [Buffer, Record<string, string>][]) {
      const response = await post(payload, headers)
      expect([response.statusCode, response.json().data]).toEqual([200, { __typename: 'Query' }])
    }
  })
})

describe('a query string', () => {
  it.each([
    ['a byte that begins nothing', '%FF'],
    ['half a character', '%C3'],
    ['half a surrogate pair', '%ED%A0%80'],
    ['a percent sign alone', '100%'],
  ])('with %s is refused', async (_, text) => {
    const query = `${encodeURIComponent('query ($name: String) { customers(search: $name) { nodes { id } } }')}&variables={"name":"${text}"}`
    const response = await app().inject({
      url: `/graphql?query=${query}`,
      headers: { authorization: ours().company.owner },
    })
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
  })
})

it('is read as strictly at the door of a subgraph', async () => {
  const schema = buildSchema('type Query { a: Int }')
  const subgraph = {
    name: 'crm' as const,
    schema,
    execute: async () => ({ data: {} }),
    ready: async () => {},
    close: async () => {},
  }
  const server = await subgraphServer(subgraph, { admit: async () => ({ organizationId: 'o', tokenId: 't' }) })
  const statusOf = async (payload: Buffer, headers = {}) => {
    const sent = { 'content-type': 'application/json', ...headers }
    return (await server.inject({ method: 'POST', url: '/graphql', headers: sent, payload })).statusCode
  }
  expect(await statusOf(ASK)).toBe(200)
  for (const [, bytes] of BAD_BYTES) expect(await statusOf(named(bytes))).toBe(400)
  expect(await statusOf(ASK, { 'content-type': 'application/json; charset=latin1' })).toBe(415)
  expect(await statusOf(ASK, { 'content-encoding': 'gzip' })).toBe(415)
  const get = '/graphql?query=%7Ba%7D&operationName=%FF'
  expect((await server.inject({ url: get, headers: { 'apollo-require-preflight': '1' } })).statusCode).toBe(400)
  await server.close()
})
