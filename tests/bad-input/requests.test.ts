import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { door, INDISCREET, type Sent } from './door.ts'

const { app, world, ours, send, unchanged, unasked, cheap } = door()
const WHO = { query: '{ me { id } }' }

/** Refused as it should be: by that status and code, before any database heard of it, discreetly and soon. */
async function refusal(sent: () => Sent): Promise<[number, string | undefined]> {
  const { status, codes, text, data } = await unchanged(() => unasked(() => send(sent())))
  await cheap(() => send(sent()))
  expect(text).not.toMatch(INDISCREET)
  expect(text.length).toBeLessThan(3_000)
  expect(codes.length).toBeLessThanOrEqual(6)
  expect(data ?? null).toBeNull()
  return [status, codes[0]]
}

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
    expect(await refusal(() => ({ headers: { authorization }, body: WHO }))).toEqual([401, 'UNAUTHENTICATED'])
  })

  it.each([
    ['as Basic', () => `Basic ${tokens['is good']}`],
    ['without its scheme', () => `${tokens['is good']}`],
    ['twice in one header', () => `Bearer ${tokens['is good']}, Bearer ${tokens['is good']}`],
  ])('is refused %s', async (_, authorization) => {
    expect(await refusal(() => ({ headers: { authorization: authorization() }, body: WHO }))).toEqual([
      401,
      'UNAUTHENTICATED',
    ])
  })

  it('is refused in the address, and in other headers', async () => {
    const url = `/graphql?query=${encodeURIComponent(WHO.query)}&access_token=${tokens['is good']}`
    const nameless = { authorization: undefined, 'content-type': undefined }
    expect(await refusal(() => ({ method: 'GET', url, headers: nameless }))).toEqual([401, 'UNAUTHENTICATED'])
    const headers = { ...nameless, 'x-api-key': tokens['is good'], cookie: `token=${tokens['is good']}` }
    expect(await refusal(() => ({ headers: { ...headers, 'content-type': 'application/json' }, body: WHO }))).toEqual([
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
      expect(await refusal(() => ({ headers: nobody, body: { query } }))).toEqual([401, 'UNAUTHENTICATED'])
    }
  })
})

describe('a request', () => {
  const nested = (depth: number) => `${'{ a '.repeat(depth)}${'}'.repeat(depth)}`
  const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `a${n}: me { id }`).join(' ')} }`
  const MUTATION = 'mutation { signOut { userErrors { code } } }'

  it.each<[string, Sent, number, string]>([
    ['that is a batch', { body: [WHO, WHO] }, 400, 'BAD_USER_INPUT'],
    ['that is a batch of a hundred', { body: Array(100).fill(WHO) }, 400, 'BAD_USER_INPUT'],
    ['that is half', { body: '{"query":' }, 400, 'BAD_USER_INPUT'],
    ['that is nothing', { body: '' }, 400, 'BAD_USER_INPUT'],
    ['of 2 MB', { body: { ...WHO, variables: { a: 'x'.repeat(2_097_152) } } }, 413, 'PAYLOAD_TOO_LARGE'],
    [
      'that changes something by GET',
      { method: 'GET', url: `/graphql?query=${encodeURIComponent(MUTATION)}` },
      405,
      'METHOD_NOT_ALLOWED',
    ],
    ...[
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      'application/graphql',
      undefined,
    ].map((type): [string, Sent, number, string] => [
      `sent as ${type}`,
      { headers: { 'content-type': type }, body: `query=${encodeURIComponent(WHO.query)}` },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ]),
    ['that wants a page', { headers: { accept: 'text/html' }, body: WHO }, 406, 'NOT_ACCEPTABLE'],
    ['that is no GraphQL', { body: { query: '{' } }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['with a NUL in its document', { body: { query: '{ me\u0000 { id } }' } }, 400, 'GRAPHQL_PARSE_FAILED'],
    [
      'for a field that is not there',
      { body: { query: '{ customers { nodes { salary } } }' } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'for the entities of a subgraph',
      { body: { query: '{ _entities(representations: []) { __typename } }' } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'for a key that is not public',
      { body: { query: '{ node(id: "x") { nodeId } }' } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with an argument that is not there',
      { body: { query: '{ me(organizationId: "x") { id } }' } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'that nests 16 deep',
      {
        body: {
          query: `{ customers { nodes ${'{ owner { deals { nodes { customer '.repeat(4)}{ id }${' } } } }'.repeat(4)} } }`,
        },
      },
      400,
      'LIMIT_EXCEEDED',
    ],
    ['that nests 1,300 deep', { body: { query: nested(1_300) } }, 400, 'LIMIT_EXCEEDED'],
    ['that nests 2,000 deep', { body: { query: nested(2_000) } }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['of 50,000 braces', { body: { query: '{'.repeat(50_000) } }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['with 21 root fields', { body: { query: aliases(21) } }, 400, 'LIMIT_EXCEEDED'],
    ['with 10,000 aliases', { body: { query: aliases(10_000) } }, 400, 'GRAPHQL_PARSE_FAILED'],
    [
      'with 1,000 directives that are not there',
      { body: { query: `{ me ${'@a '.repeat(1_000)}{ id } }` } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with a fragment in itself',
      { body: { query: '{ ...a } fragment a on Query { me { id } ...a }' } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with fragments in a circle',
      {
        body: {
          query: '{ ...a } fragment a on Query { ...b } fragment b on Query { ...c } fragment c on Query { ...a }',
        },
      },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with 1,000 fragments doubling each other',
      {
        body: {
          query: `{ ...f0 } ${Array.from({ length: 300 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`).join(' ')} fragment f300 on Query { me { id } }`,
        },
      },
      400,
      'LIMIT_EXCEEDED',
    ],
    ['whose variables are a list', { body: { ...WHO, variables: [] } }, 400, 'BAD_USER_INPUT'],
    [
      'with a prototype',
      { body: `{"query":"{ me { id } }","variables":{"__proto__":{"a":1}}}` },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'without a variable that is needed',
      { body: { query: 'query ($id: ID!) { customer(id: $id) { id } }' } },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'with an operation name of none of its operations',
      { body: { ...WHO, operationName: 'other' } },
      400,
      'BAD_USER_INPUT',
    ],
    ['for a subscription', { body: { query: 'subscription { me { id } }' } }, 400, 'BAD_USER_INPUT'],
  ])('%s is refused', async (_, sent, status, code) => {
    expect(await refusal(() => sent)).toEqual([status, code])
  })
})
