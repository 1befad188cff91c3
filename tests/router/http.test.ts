import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { negotiate } from '../../router/media-type.ts'
import { TOKEN } from './fixture.ts'
import { door } from './http-fixture.ts'

const { send, post, get, asked, subgraphs, lines } = door()
const COUNT = { query: '{ customerCount }' }
const FREE = { extensions: { cost: { requested: 0, actual: 0 } } }

// What is new is dearer.
beforeAll(() => post(COUNT))
beforeEach(() => {
  lines.length = 0
  for (const subgraph of Object.values(subgraphs)) subgraph.asked.length = 0
})

describe('a POST', () => {
  it('is answered', async () => {
    const response = await post(COUNT)
    expect([response.statusCode, response.json()]).toEqual([200, { data: { customerCount: 2 }, ...FREE }])
  })

  it('may have null for what is optional, as Grafana sends it', async () => {
    const response = await post(
      { ...COUNT, variables: null, operationName: null, extensions: null },
      { accept: 'application/json;q=0.9,text/plain' },
    )
    expect([response.statusCode, response.json()]).toEqual([200, { data: { customerCount: 2 }, ...FREE }])
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/graphql',
    undefined,
  ])('must be JSON, which no other site can send unasked: %s is a 415', async (type) => {
    const response = await post(COUNT, { 'content-type': type })
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
    expect(asked()).toEqual([])
  })

  it.each([
    ['a batch', [COUNT, COUNT]],
    ['a batch of a hundred', Array(100).fill(COUNT)],
    ['null', null],
    ['a number', 1],
    ['no query', { variables: {} }],
    ['a query that is no text', { query: 1 }],
    ['variables that are a list', { ...COUNT, variables: [] }],
    ['an operation name that is no text', { ...COUNT, operationName: 1 }],
    ['extensions that are a text', { ...COUNT, extensions: 'x' }],
    ['half a body', '{"query":'],
    ['nothing', ''],
    ['a prototype', '{"query":"{ customerCount }","variables":{"__proto__":{"a":1}}}'],
  ])('is a 400 with %s', async (_, body) => {
    const response = await post(body)
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
    expect(asked()).toEqual([])
  })

  it('is a 413 above one megabyte', async () => {
    const response = await post({ ...COUNT, variables: { padding: 'x'.repeat(1_048_576) } })
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
  })

  it.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ customerCoun }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query ($id: ID!) { customer(id: $id) { id } }', 'BAD_USER_INPUT'],
  ])('is a 400 with the operation %s', async (query, code) => {
    for (const accept of [undefined, '*/*', 'application/graphql-response+json']) {
      const response = await post({ query }, { accept })
      expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([400, code])
      expect(response.json()).not.toHaveProperty('data')
    }
    expect((await post({ query }, { accept: 'application/json' })).statusCode).toBe(200)
  })
})

describe('an attack on the reader', () => {
  const ofDepth = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth)

  it.each([
    ['fields in fields', ofDepth(1_990, '{a', '}')],
    ['a list in a list', `{ customers(filter: ${ofDepth(1_900, '[', ']')}) { id } }`],
    ['braces', '{'.repeat(100_000)],
    ['fields side by side', `{ ${'a '.repeat(10_000)} }`],
    ['aliases', `{ ${Array.from({ length: 100 }, (_, i) => `a${i}: customerCount`).join(' ')} }`],
    ['directives', `{ customerCount ${'@a '.repeat(1_000)} }`],
    ['a circle of fragments', 'query { ...F } fragment F on Query { ...G } fragment G on Query { ...F }'],
  ])('is a 400 before anything is asked: %s', async (_, query) => {
    const response = await post({ query })
    expect(response.statusCode).toBe(400)
    expect(response.json().errors.length).toBeLessThanOrEqual(6)
    expect(asked()).toEqual([])
  })

  it('is a 400 in the variables, too', async () => {
    const query = 'query ($f: CustomerFilter) { customers(filter: $f) { id } }'
    for (const value of [ofDepth(100_000, '[', ']'), `{"name":${ofDepth(100_000, '[', ']')}}`]) {
      expect((await post(`{"query":"${query}","variables":{"f":${value}}}`)).statusCode).toBe(400)
    }
  })
})

describe('a GET', () => {
  it('is answered, with its variables as JSON', async () => {
    const query = 'query C($id: ID!) { customer(id: $id) { name } }'
    const response = await get({ query, variables: '{"id":"cust_2"}', operationName: 'C' })
    expect([response.statusCode, response.json()]).toEqual([
      200,
      { data: { customer: { name: 'Bólido' } }, extensions: { cost: { requested: 1, actual: 1, planning: 600 } } },
    ])
  })

  it('must not change anything: 405', async () => {
    const response = await get({ query: 'mutation { postInvoice(id: "inv_1") { id } }' })
    expect([response.statusCode, response.headers.allow, asked()]).toEqual([405, 'POST', []])
  })

  it('is a 400 without a query, or with variables that are not JSON', async () => {
    expect((await get({})).statusCode).toBe(400)
    expect((await get({ ...COUNT, variables: '{' })).statusCode).toBe(400)
  })
})

describe('the answer', () => {
  it('carries the request id: the sender’s where it is harmless, else a new one', async () => {
    expect((await post(COUNT, { 'x-request-id': 'abc-1' })).headers['x-request-id']).toBe('abc-1')
    for (const odd of ['a b', 'x'.repeat(101), '{"a":1}']) {
      expect((await post(COUNT, { 'x-request-id': odd })).headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
    }
  })

  it('is protected against being taken for a page', async () => {
    expect((await post(COUNT)).headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  it('is not for other origins unless they are allowed', async () => {
    const response = await post(COUNT, { origin: 'https://evil.example' })
    expect(response.headers).not.toHaveProperty('access-control-allow-origin')
    const preflight = await send({ method: 'OPTIONS', headers: { origin: 'https://evil.example' } })
    expect([preflight.statusCode, preflight.headers['access-control-allow-origin']]).toEqual([204, undefined])
  })

  it('is a 405 to other methods', async () => {
    const response = await send({ method: 'PUT', headers: { authorization: TOKEN } })
    expect([response.statusCode, response.headers.allow]).toEqual([405, 'GET, POST'])
  })

  it('is logged in one line, without the token', async () => {
    await post(COUNT, { 'x-request-id': 'line-1' })
    expect(lines).toEqual([
      expect.objectContaining({ requestId: 'line-1', status: 200, organizationId: 'org-1', msg: 'answered' }),
    ])
    expect(JSON.stringify(lines)).not.toContain(TOKEN)
  })

  it('hides what is our fault behind the request id, and logs it once', async () => {
    subgraphs.identity.execute = async () => ({
      errors: [{ message: 'select secret from keys', path: ['viewer'] } as never],
    })
    const response = await post({ query: '{ viewer { name } }' }, { 'x-request-id': 'fault-1' })
    expect(response.json().errors[0].extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'fault-1' })
    expect(response.body).not.toContain('secret')
    expect(lines.filter(({ level }) => level === 50)).toEqual([expect.objectContaining({ requestId: 'fault-1' })])
  })
})

describe('the media type', () => {
  it.each([
    [undefined, 'application/json', false],
    ['*/*', 'application/json', false],
    ['text/html, application/*;q=0.8', 'application/json', false],
    ['application/json', 'application/json', true],
    ['application/json; charset=utf-8', 'application/json', true],
    ['application/json;q=0.9,text/plain', 'application/json', true],
    ['application/graphql-response+json', 'application/graphql-response+json', false],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json', false],
    ['application/json, application/graphql-response+json;q=0.5', 'application/json', true],
  ])('for %s is %s', (accept, name, legacy) => {
    expect(negotiate(accept)).toEqual({ name, legacy })
  })

  it.each(['text/html', 'application/json;q=0', 'application/json; charset=latin1'])(
    'is not there for %s: 406',
    async (accept) => {
      expect(negotiate(accept)).toBeNull()
      expect((await post(COUNT, { accept })).statusCode).toBe(406)
    },
  )
})
