import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { identityServer } from '../../subgraphs/identity/http.ts'
import { followAuthState, httpAuthState } from '../../subgraphs/shared/auth/follow.ts'
import { Identifier } from '../../subgraphs/shared/auth/identify.ts'
import { data } from '../support/ask.ts'
import { type House, openHouse, PASSWORD } from './identity.ts'

const SECRET = 'only the router knows'
let house: House
let app: FastifyInstance
let url: string
beforeAll(async () => {
  house = await openHouse()
  app = await identityServer(house.identity, SECRET)
  url = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await app.close()
  await house.close()
})

const router = { 'x-router-secret': SECRET, 'content-type': 'application/json' }
const post = async (body: unknown, headers: Record<string, string> = router) => {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: response.status, answer: await response.json() }
}
const unauthenticated = (message: string | RegExp) => ({
  status: 401,
  answer: { errors: [{ message: expect.stringMatching(message), extensions: { code: 'UNAUTHENTICATED' } }] },
})
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { token userErrors { code } } }'
const input = { email: 'olga@northwind.example', password: PASSWORD }

describe('identity behind HTTP', () => {
  it('lets strangers sign in, and then asks for the token', async () => {
    const { status, answer } = await post({ query: SIGN_IN, variables: { input } })
    expect(status).toBe(200)
    const authorization = `Bearer ${answer.data.signIn.token}`
    expect(await post({ query: '{ me { name } }' }, { ...router, authorization })).toEqual({
      status: 200,
      answer: { data: { me: { name: 'Olga Owner' } } },
    })
  })

  it('believes the router about who asks, and of a chain of proxies the last', async () => {
    const peers: (string | undefined)[] = []
    const execute: House['identity']['execute'] = (operation, envelope) => {
      peers.push(envelope.peer)
      return house.identity.execute(operation, envelope)
    }
    const listening = await identityServer({ ...house.identity, execute }, SECRET)
    for (const said of ['203.0.113.9', '198.51.100.1, 203.0.113.9', undefined]) {
      const headers = { ...router, ...(said && { 'x-forwarded-for': said }) }
      const payload = { query: SIGN_IN, variables: { input } }
      await listening.inject({ method: 'POST', url: '/graphql', headers, payload, remoteAddress: '10.0.0.1' })
    }
    expect(peers).toEqual(['203.0.113.9', '203.0.113.9', '10.0.0.1'])
    await listening.close()
  })

  it.each([
    ['a query', { query: '{ me { name } }' }],
    ['something unknown', { query: '{ unknown }' }],
    ['something unreadable', { query: '{' }],
    ['introspection', { query: '{ __schema { types { name } } }' }],
    [
      'a sign-in and more',
      { query: 'mutation { signIn(input: { email: "", password: "" }) { token } signOut { userErrors { code } } }' },
    ],
    ['nothing', {}],
    ['null', null],
    ['a list', [{ query: SIGN_IN, variables: { input } }]],
    ['more than 4 kB', { query: SIGN_IN, variables: { input: { ...input, password: 'x'.repeat(4_096) } } }],
  ])('refuses strangers %s, and tells them nothing of the graph', async (_, body) => {
    expect(await post(body)).toEqual(unauthenticated(/^A token is missing/))
  })

  it('refuses strangers a body of unknown length, and a GET', async () => {
    const stream = new Blob([JSON.stringify({ query: SIGN_IN, variables: { input } })]).stream()
    const chunked = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: router,
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(chunked.status).toBe(401)
    const query = encodeURIComponent('mutation { signIn(input: { email: "a", password: "b" }) { token } }')
    expect((await fetch(`${url}/graphql?query=${query}`, { headers: router })).status).toBe(401)
  })

  it('refuses a bad token and a stranger to the router, before it reads on', async () => {
    expect(await post({ query: SIGN_IN, variables: { input } }, { ...router, authorization: 'Bearer a.b.c' })).toEqual(
      unauthenticated('The token is not valid.'),
    )
    const { 'x-router-secret': _, ...others } = router
    expect(await post({ query: SIGN_IN, variables: { input } }, others)).toEqual({
      status: 403,
      answer: { errors: [{ message: 'This door is for the router.', extensions: { code: 'FORBIDDEN' } }] },
    })
  })

  it('reads no further than an operation may be long', async () => {
    const authorization = await house.owner()
    const { status, answer } = await post({ query: `{ ${'__typename '.repeat(90_000)}}` }, { ...router, authorization })
    expect(status).toBe(400)
    expect(answer.errors).toMatchObject([
      { message: expect.stringContaining('4000 tokens'), extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
    ])
  })

  it('shows everybody the public keys, and nothing of the private ones', async () => {
    const response = await fetch(`${url}/.well-known/jwks.json`)
    expect(response.headers.get('content-type')).toMatch(/^application\/jwk-set\+json/)
    expect(await response.json()).toEqual({
      keys: [{ kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' }],
    })
  })

  it('tells our own processes which tokens are void, and nobody else', async () => {
    expect((await fetch(`${url}/auth/state`)).status).toBe(403)
    const response = await fetch(`${url}/auth/state`, { headers: router })
    expect(await response.json()).toEqual({
      keys: house.keys.public,
      ...{ revokedTokens: [], revokedUsers: {}, revokedOrganizations: {} },
    })
    await expect(httpAuthState(url)()).rejects.toThrow('Identity answers 403')
  })

  it('is followed: a revocation is in force within five seconds, and holds while identity is away', async () => {
    const identifier = new Identifier()
    const onError = vi.fn()
    const elsewhere = await identityServer(house.identity, SECRET)
    const address = await elsewhere.listen({ port: 0, host: '127.0.0.1' })
    const following = await followAuthState(httpAuthState(address, SECRET), identifier, { onError })
    const works = (token: string) =>
      identifier.identify(token).then(
        () => true,
        () => false,
      )
    const [mine, other] = [await house.owner(), await house.owner()]
    expect([await works(mine), await works(other)]).toEqual([true, true])
    await data(house.identity, mine, 'mutation { signOut { userErrors { code } } }')
    await vi.waitFor(async () => expect(await works(mine)).toBe(false), { timeout: 5_000, interval: 100 })
    await elsewhere.close()
    await following.refresh()
    await following.refresh()
    expect(onError).toHaveBeenCalledTimes(1)
    expect([await works(mine), await works(other)]).toEqual([false, true])
    following.close()
  })
})

describe('identity in a process of its own', () => {
  it('starts, serves, and stops when it is told to', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kopru-identity-'))
    const child = spawn(process.execPath, ['subgraphs/identity/server.ts'], {
      cwd: join(import.meta.dirname, '../..'),
      env: { PATH: process.env.PATH, PORT: '0', DATABASE_URL_IDENTITY: house.database.appUrl, KOPRU_DATA_DIR: dataDir },
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    try {
      const address = await new Promise<string>((resolve, reject) => {
        const told: string[] = []
        createInterface(child.stderr).on('line', (line) => {
          told.push(line)
          const { url } = line.startsWith('{') ? JSON.parse(line) : {}
          if (url) resolve(url)
        })
        child.once('exit', () => reject(new Error(told.join('\n'))))
      })
      expect((await fetch(`${address}/health/ready`)).status).toBe(200)
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: SIGN_IN, variables: { input } }),
      })
      expect(await response.json()).toEqual({ data: { signIn: { token: expect.any(String), userErrors: [] } } })
    } finally {
      child.kill('SIGTERM')
      expect(await ended).toBe(0)
      await rm(dataDir, { recursive: true })
    }
  })
})
