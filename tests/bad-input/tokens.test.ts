import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { door } from './door.ts'

const { app, world, ours, send, refusal } = door()
const WHO = { query: '{ me { id } }' }

describe('a token', () => {
  let key: Awaited<ReturnType<typeof importJWK>>
  let kid: string
  let published: JWK
  const tokens: Record<string, string | undefined> = {}

  /** Signed with the real key, unless something is wrong with it. */
  const token = (claims: object = {}, header: object = {}, by = key) => {
    const now = Math.floor(Date.now() / 1_000)
    const [, middle] = ours().company.owner.split('.')
    const payload = { ...JSON.parse(Buffer.from(middle!, 'base64url').toString()), iat: now, exp: now + 60, ...claims }
    return new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', kid, ...header }).sign(by)
  }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

  beforeAll(async () => {
    const file = join(world().dataDir, 'signing-keys.json')
    const jwk = JSON.parse(await readFile(file, 'utf8')).keys[0] as JWK
    key = await importJWK(jwk, 'EdDSA')
    published = world().graph.identity.publicKeys[0]!
    kid = published.kid!
    const now = Math.floor(Date.now() / 1_000)
    const good = await token()
    const [head, body, signature] = good.split('.')
    const stranger = await generateKeyPair('EdDSA')
    const secret = Buffer.from(published.x!, 'base64url')
    Object.assign(tokens, {
      'is good': good,
      'is missing': undefined,
      'is empty': '',
      'is garbage': 'garbage',
      'is 8 kB long': `${good}${'a'.repeat(8_192)}`,
      'has no signature': `${head}.${body}.`,
      'has half a signature': `${head}.${body}.${signature!.slice(0, 40)}`,
      'says another organisation': `${head}.${part({ ...JSON.parse(Buffer.from(body!, 'base64url').toString()), org: newId() })}.${signature}`,
      'is over for a minute': await token({ iat: now - 3_600, exp: now - 61 }),
      'never ends': await token({ exp: undefined }),
      'does not begin yet': await token({ nbf: now + 600 }),
      'is of another issuer': await token({ iss: 'evil' }),
      'is for another audience': await token({ aud: 'evil' }),
      'is of no user': await token({ sub: undefined }),
      'is of no organisation': await token({ org: undefined }),
      'is of a role that is none': await token({ role: 'SUPERUSER' }),
      'is signed with another key': await token({}, {}, stranger.privateKey),
      'brings its own key': await token({}, { jwk: published }, stranger.privateKey),
      'names an unknown key': await token({}, { kid: '../../dev/null' }),
      'names a key that is SQL': await token({}, { kid: "' or 1=1 --" }),
      'names no key': await token({}, { kid: undefined }),
      'is signed with the public key as a secret': await token({}, { alg: 'HS256' }, secret),
      ...Object.fromEntries(
        ['none', 'None', 'nOnE'].map((alg) => [`says alg: ${alg}`, `${part({ alg, kid })}.${body}.`]),
      ),
    })
  })

  const NAMES = [
    ...['is missing', 'is empty', 'is garbage', 'is 8 kB long', 'has no signature', 'has half a signature'],
    ...['says another organisation', 'is over for a minute', 'never ends', 'does not begin yet'],
    ...['is of another issuer', 'is for another audience', 'is of no user', 'is of no organisation'],
    ...['is of a role that is none', 'is signed with another key', 'brings its own key', 'names an unknown key'],
    ...['names a key that is SQL', 'names no key', 'is signed with the public key as a secret'],
    ...['says alg: none', 'says alg: None', 'says alg: nOnE'],
  ]

  it('is accepted when it is good', async () => {
    const { status } = await send({ headers: { authorization: `Bearer ${tokens['is good']}` }, body: WHO })
    expect([status, Object.keys(tokens).sort()]).toEqual([200, ['is good', ...NAMES].sort()])
  })

  it.each(NAMES)('is refused that %s', async (name) => {
    const given = tokens[name]
    const authorization = given === undefined ? undefined : `Bearer ${given}`
    expect(await refusal({ headers: { authorization }, body: WHO })).toEqual([401, 'UNAUTHENTICATED'])
  })

  it.each([
    ['as Basic', () => `Basic ${tokens['is good']}`],
    ['without its scheme', () => `${tokens['is good']}`],
    ['twice in one header', () => `Bearer ${tokens['is good']}, Bearer ${tokens['is good']}`],
  ])('is refused %s', async (_, authorization) => {
    expect(await refusal({ headers: { authorization: authorization() }, body: WHO })).toEqual([401, 'UNAUTHENTICATED'])
  })

  it('is refused in the address, and in other headers', async () => {
    const url = `/graphql?query=${encodeURIComponent(WHO.query)}&access_token=${tokens['is good']}`
    const nameless = { authorization: undefined, 'content-type': undefined }
    expect(await refusal({ method: 'GET', url, headers: nameless })).toEqual([401, 'UNAUTHENTICATED'])
    const headers = { ...nameless, 'x-api-key': tokens['is good'], cookie: `token=${tokens['is good']}` }
    expect(await refusal({ headers: { ...headers, 'content-type': 'application/json' }, body: WHO })).toEqual([
      401,
      'UNAUTHENTICATED',
    ])
  })

  it('is refused when two are sent, good as they are', async () => {
    await app().listen({ port: 0, host: '127.0.0.1' })
    const { port } = app().server.address() as AddressInfo
    const authorization = `Bearer ${tokens['is good']}`
    const statusWith = (lines: string[]) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = ['content-type', 'application/json', 'host', 'localhost', ...lines]
        const sent = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
        sent.on('error', reject)
        sent.end(JSON.stringify(WHO))
      })
    expect(await statusWith(['authorization', authorization])).toBe(200)
    expect(await statusWith(['authorization', authorization, 'Authorization', authorization])).toBe(401)
  })

  it('of nobody opens no more than signing in, however it is dressed up', async () => {
    const nobody = { authorization: undefined }
    for (const query of [
      '{ __schema { types { name } } }',
      '{ __typename }',
      'mutation { signIn(input: { email: "a@b.example", password: "x" }) { token } signOut { userErrors { code } } }',
      'mutation { signIn: signOut { userErrors { code } } }',
      'fragment f on Mutation { signOut { userErrors { code } } } mutation { ...f }',
      `mutation { signIn(input: { email: "a@b.example", password: "${'x'.repeat(5_000)}" }) { token } }`,
    ]) {
      expect(await refusal({ headers: nobody, body: { query } })).toEqual([401, 'UNAUTHENTICATED'])
    }
  })
})
