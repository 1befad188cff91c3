import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, it } from 'vitest'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import { isSignIn } from '../../subgraphs/shared/graphql/sign-in.ts'
import { newTrail } from '../../subgraphs/shared/telemetry/trail.ts'
import { door } from './http-fixture.ts'

const { app, send, post, get, asked, subgraphs } = door()
const behind = door({ trustedProxies: ['10.0.0.0/8'] })
const SIGN_IN = 'mutation SignIn($email: String!) { signIn(email: $email) }'
const refusal = (message: string) => ({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] })

beforeEach(() => {
  for (const subgraph of Object.values(subgraphs)) {
    subgraph.asked.length = 0
    subgraph.before = () => {}
  }
})

describe('a request with a token that is not valid', () => {
  it.each([
    ['a query', { query: '{ customerCount }' }],
    ['a sign-in', { query: SIGN_IN, variables: { email: 'a@b.c' } }],
    ['no JSON at all', '{'],
    ['too much', 'x'.repeat(2_000_000)],
  ])('is a 401 before anything is parsed: %s', async (_, body) => {
    const response = await post(body, { authorization: 'Bearer bad' })
    expect([response.statusCode, response.json()]).toEqual([401, refusal('The token is not valid.')])
    expect(response.headers['www-authenticate']).toBe('Bearer')
    expect(asked()).toEqual([])
  })

  it('is a 401 by any method', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'] as const) {
      expect((await send({ method, headers: { authorization: 'Bearer bad' } })).statusCode).toBe(401)
    }
  })
})

describe('a request without a token', () => {
  it('may sign in', async () => {
    const response = await post({ query: SIGN_IN, variables: { email: 'a@b.c' } }, { authorization: undefined })
    expect([response.statusCode, response.json()]).toEqual([
      200,
      { data: { signIn: 'token of a@b.c' }, extensions: { cost: { requested: 10, actual: 10, planning: 550 } } },
    ])
    expect(asked().map(({ envelope }) => envelope.authorization)).toEqual([undefined])
  })

  it('is told apart by its address; what it says itself of that is not heard', async () => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.9' }
    const payload = { query: SIGN_IN, variables: { email: 'a@b.c' } }
    await send({ method: 'POST', headers, payload, remoteAddress: '198.51.100.7' })
    expect(asked().map(({ envelope }) => envelope.peer)).toEqual(['198.51.100.7'])
  })

  it('that comes by a proxy which is trusted has the address that the proxy names', async () => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.1, 203.0.113.9, 10.1.2.3' }
    const payload = { query: SIGN_IN, variables: { email: 'a@b.c' } }
    await behind.send({ method: 'POST', headers, payload, remoteAddress: '10.0.0.1' })
    await behind.send({ method: 'POST', headers, payload, remoteAddress: '198.51.100.7' })
    expect(behind.asked().map(({ envelope }) => envelope.peer)).toEqual(['203.0.113.9', '198.51.100.7'])
  })

  it.each([
    ['a query', { query: '{ customerCount }' }],
    ['the schema', { query: '{ __schema { queryType { name } } }' }],
    ['another mutation', { query: 'mutation { postInvoice(id: "inv_1") { id } }' }],
    ['a sign-in and something else', { query: 'mutation { signIn(email: "a") postInvoice(id: "inv_1") { id } }' }],
    ['a sign-in twice', { query: 'mutation { a: signIn(email: "a") b: signIn(email: "b") }' }],
    ['a sign-in beside a query', { query: `query Q { customerCount } ${SIGN_IN}`, operationName: 'Q' }],
    ['a batch', [{ query: SIGN_IN, variables: { email: 'a' } }]],
    ['bad JSON', '{'],
    ['no query', {}],
    ['a long body', { query: SIGN_IN, variables: { email: 'a'.repeat(4_096) } }],
  ])('is a 401 with anything else: %s', async (_, body) => {
    const response = await post(body, { authorization: undefined })
    expect(response.statusCode).toBe(401)
    expect(response.json().errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED' })
    expect(asked()).toEqual([])
  })

  it('is a 401 in any other shape, too', async () => {
    expect((await get({ query: 'mutation { signIn(email: "a") }' }, {})).statusCode).toBe(401)
    expect(
      (await post({ query: SIGN_IN }, { authorization: undefined, 'content-type': 'text/plain' })).statusCode,
    ).toBe(401)
    expect((await post({ query: SIGN_IN }, { authorization: undefined, accept: 'text/html' })).statusCode).toBe(401)
    expect((await send({ method: 'PUT' })).statusCode).toBe(401)
  })

  it('is a 401 when it hides its length', async () => {
    if (!app().server.listening) await app().listen({ port: 0, host: '127.0.0.1' })
    const status = await raw(['content-type', 'application/json', 'transfer-encoding', 'chunked'], '{"query":"{a}"}')
    expect(status).toBe(401)
  })
})

describe('a request with a token', () => {
  it('is a 401 when it brings two', async () => {
    if (!app().server.listening) await app().listen({ port: 0, host: '127.0.0.1' })
    const two = ['authorization', 'Bearer good', 'authorization', 'Bearer bad', 'content-type', 'application/json']
    expect(await raw([...two, 'content-length', '28'], '{"query":"{ customerCount }"}'.slice(0, 28))).toBe(401)
  })

  it('is a 401 when a subgraph no longer accepts it', async () => {
    subgraphs.crm.before = () => {
      throw new Unauthenticated('The token has been revoked.')
    }
    const response = await post({ query: '{ customerCount viewer { name } }' })
    expect([response.statusCode, response.json()]).toEqual([401, refusal('The token has been revoked.')])
  })

  it('is nobody but its token: headers that claim otherwise stay outside', async () => {
    const claims = {
      'x-user-id': 'u',
      'x-organization-id': 'o',
      'x-role': 'OWNER',
      'x-router-secret': 's',
      cookie: 'a=b',
    }
    await post({ query: '{ customerCount }' }, { ...claims, 'x-request-id': 'mine' })
    expect(asked().map(({ envelope }) => envelope)).toEqual([
      {
        authorization: 'Bearer good',
        requestId: 'mine',
        traceparent: undefined,
        trail: { ...newTrail(), organizationId: 'org-1', type: 'query', cost: expect.any(Number) },
        readOnly: false,
        signal: expect.anything(),
      },
    ])
  })
})

describe('a sign-in', () => {
  it.each([
    ['mutation { signIn(email: "a") }', true],
    ['mutation M { token: signIn(email: "a") { token } }', true],
    ['{ signIn(email: "a") }', false],
    ['mutation { signOut }', false],
    ['mutation { ... { signIn } }', false],
    ['mutation { ...F } fragment F on Mutation { signIn }', false],
    ['mutation { signIn', false],
    [`mutation { signIn { ${'a '.repeat(300)} } }`, false],
  ])('is known by its form: %s', (query, expected) => {
    expect(isSignIn(query)).toBe(expected)
  })
})

/** A request whose header lines are exactly these. */
const raw = (headers: string[], body: string) =>
  new Promise<number>((resolve, reject) => {
    const { port } = app().server.address() as AddressInfo
    const outgoing = request(
      { port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers: ['host', 'localhost', ...headers] },
      (response) => {
        response.resume()
        resolve(response.statusCode!)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
