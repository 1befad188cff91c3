import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CompactSign, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { expect, it } from 'vitest'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { data } from '../support/ask.ts'
import type { Attack, Range } from './range.ts'

const DOORS = ['router', 'identity', 'crm', 'erp'] as const
const WHO = { query: '{ me { id } }' }
const body = (door: Attack['door']) => ({
  query: door === 'router' || door === 'identity' ? WHO.query : '{ __typename }',
})

/** A9, A11, A12, A14, A15: whoever is nobody, pretends to be somebody, or was somebody once. */
export function tokens({ fire, refused, ask, ours, theirs, world }: Range): void {
  it('A11: every token that is not one of ours, at every door', async () => {
    const forged = await forgeries(world().dataDir, world().graph.identity.publicKeys[0]!, ours().company.owner)
    expect(Object.keys(forged).length).toBeGreaterThan(30)
    for (const [name, token] of Object.entries(forged)) {
      for (const door of DOORS) {
        const attack = { kind: 'A11', door, headers: { authorization: `Bearer ${token}` }, body: body(door) }
        expect([name, door, ...(await refused(attack))]).toEqual([name, door, 401, 'UNAUTHENTICATED'])
      }
    }
  })

  it('A11: a good token, said in another way', async () => {
    const [, token = ''] = ours().company.owner.split(' ')
    for (const authorization of [
      ...[`Basic ${token}`, token, `Bearer ${token}, Bearer ${token}`, `Bearer  ${token}`, `Bearer\t${token}`],
      ...[
        `Bearer ${token} x`,
        `Token ${token}`,
        `Bearer "${token}"`,
        `Bearer ${encodeURIComponent(`${token}=`)}`,
        'Bearer',
        '',
      ],
      ...['null', 'undefined', `Bearer ${Buffer.from(token).toString('base64')}`, `Bearer ${token.toUpperCase()}`],
    ]) {
      for (const door of DOORS) {
        const attack = { kind: 'A11', door, headers: { authorization }, body: body(door) }
        expect([authorization, door, ...(await refused(attack))]).toEqual([authorization, door, 401, 'UNAUTHENTICATED'])
      }
    }
  })

  it('A11: two tokens at once, and A15: a second one beside a good one', async () => {
    const [mine, others] = [ours().company.owner, theirs().company.owner]
    for (const authorization of [
      [mine, mine],
      [mine, others],
      [others, mine],
    ]) {
      const attack = { kind: 'A11', headers: { authorization }, body: WHO }
      expect(await refused(attack)).toEqual([401, 'UNAUTHENTICATED'])
    }
  })

  it('A9, A12: no token, however the request looks and wherever else a token stands', async () => {
    const [, token = ''] = ours().company.owner.split(' ')
    for (const query of [
      ...['{ __schema { types { name } } }', '{ __typename }', '{ me { nam } }', '{', '', '{ _service { sdl } }'],
      ...['mutation { signOut { userErrors { code } } }', `{ ${'a { '.repeat(2_000)}`],
      'mutation { signIn(input: { email: "a@b.example", password: "x" }) { token user { apiTokens { nodes { id } } } } b: signOut { userErrors { code } } }',
      'mutation { signIn: signOut { userErrors { code } } }',
    ]) {
      const attack = { kind: 'A9', headers: { authorization: undefined }, body: { query } }
      expect([query, ...(await refused(attack))]).toEqual([query, 401, 'UNAUTHENTICATED'])
    }
    for (const [path, headers] of [
      [`/graphql?access_token=${token}`, {}],
      [`/graphql?query=%7Bme%7Bid%7D%7D&token=${token}&api_key=${token}`, {}],
      [
        '/graphql',
        { 'x-api-key': token, 'x-authorization': `Bearer ${token}`, 'proxy-authorization': `Bearer ${token}` },
      ],
      ['/graphql', { cookie: `token=${token}; authorization=Bearer ${token}; session=${token}` }],
      ['/graphql', { 'router-authorization': `Bearer ${token}`, authorization_: `Bearer ${token}` }],
    ] as const) {
      for (const method of ['GET', 'POST'] as const) {
        const attack = { kind: 'A12', method, path, headers: { authorization: undefined, ...headers } }
        expect(await refused({ ...attack, ...(method === 'POST' && { body: WHO }) })).toEqual([401, 'UNAUTHENTICATED'])
      }
    }
  })

  it('A14: straight at a subgraph, without the secret of the router or with a guess', async () => {
    for (const door of ['identity', 'crm', 'erp'] as const) {
      for (const guess of [
        undefined,
        '',
        ' ',
        'x',
        SECRETS.longer,
        SECRETS.shorter,
        SECRETS.other,
        ['a', 'b'],
        'x'.repeat(8_000),
      ]) {
        for (const query of ['{ __typename }', '{ _service { sdl } }', '{']) {
          const attack = { kind: 'A14', door, headers: { 'x-router-secret': guess }, body: { query } }
          expect([door, guess, ...(await refused(attack))]).toEqual([door, guess, 403, 'FORBIDDEN'])
        }
      }
    }
    for (const path of ['/auth/state', '/auth/state/', '/auth//state', '/AUTH/STATE']) {
      const { status, text } = await fire({
        kind: 'A14',
        door: 'identity',
        method: 'GET',
        path,
        headers: { 'x-router-secret': 'x' },
      })
      expect([path, [403, 404].includes(status), text]).toEqual([path, true, expect.not.stringContaining('revoked')])
    }
  })

  it('A15: what a client says of itself in headers is not heard', async () => {
    const viewer = await ours().company.hire('VIEWER')
    const me = async (headers: Attack['headers']) =>
      (
        await ask(
          'A15',
          '{ me { id role } organization { id name } }',
          {},
          { headers: { authorization: viewer, ...headers } },
        )
      ).json
    const known = await me({})
    expect(known.data).toMatchObject({ me: { role: 'VIEWER' }, organization: { id: ours().ids.org } })
    const input = await ours().input('createCustomer')
    const create =
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { code } } }'
    for (const headers of spoofed(theirs().company.organizationId, theirs().company.owner)) {
      expect([headers, await me(headers)]).toEqual([headers, known])
      const { json, statements } = await ask(
        'A15',
        create,
        { input },
        { headers: { authorization: viewer, ...headers } },
      )
      expect(json.data.createCustomer).toEqual({ customer: null, userErrors: [{ code: 'FORBIDDEN' }] })
      expect(statements).toEqual([])
    }
    for (const headers of spoofed(theirs().company.organizationId, theirs().company.owner)) {
      const attack = { kind: 'A15', headers: { ...headers, authorization: undefined }, body: WHO }
      expect(await refused(attack)).toEqual([401, 'UNAUTHENTICATED'])
    }
  })

  it('A12: a token that was revoked opens nothing within 5 s, though another process revoked it', async () => {
    const { router } = world()
    const { owner } = ours().company
    const input = {
      name: 'Dashboard',
      scopes: ['customer:read'],
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    }
    const made = (await data(router, owner, MAKE, { input })).createApiToken
    const attack = (door: (typeof DOORS)[number]): Attack => ({
      kind: 'A12',
      door,
      headers: { authorization: `Bearer ${made.token}` },
      body: { query: '{ __typename }' },
    })
    for (const door of DOORS) expect((await fire(attack(door))).status).toBe(200)
    await data(
      router,
      owner,
      `mutation { revokeApiToken(input: { id: "${made.apiToken.id}" }) { userErrors { code } } }`,
    )
    const since = performance.now()
    for (const door of DOORS) {
      while ((await fire(attack(door))).status !== 401 && performance.now() - since < 10_000) await sleep(100)
    }
    expect(performance.now() - since).toBeLessThan(5_000)
    for (const door of DOORS) expect(await refused(attack(door))).toEqual([401, 'UNAUTHENTICATED'])
  })
}

const MAKE =
  'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token apiToken { id } userErrors { code } } }'

const SECRETS = {
  longer: 'known to the router alone!',
  shorter: 'known to the router alon',
  other: 'KNOWN TO THE ROUTER ALONE',
}

const spoofed = (organization: string, authorization: string): Record<string, string | string[]>[] => [
  { 'x-user-id': '1', 'x-tenant-id': organization, 'x-role': 'OWNER' },
  { 'x-organization-id': organization, 'x-org': organization, 'x-tenant': organization, x_tenant_id: organization },
  {
    'router-authorization': authorization,
    'x-forwarded-authorization': authorization,
    'x-original-authorization': authorization,
  },
  { 'x-role': ['OWNER', 'ADMIN'], 'x-permissions': '*', 'x-scopes': 'customer:write', 'x-hasura-role': 'admin' },
  { 'x-forwarded-user': 'owner', 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' },
  { 'x-http-method-override': 'DELETE', 'x-original-url': '/auth/state', 'x-rewrite-url': '/metrics' },
  { 'x-router-secret': 'known to the router alone', 'apollo-federation-include-trace': 'ftv1' },
  { cookie: `authorization=${authorization}`, 'set-cookie': 'a=b' },
]

/** Tokens by what is wrong with them; the claims and the key are real unless something is said of them. */
async function forgeries(dataDir: string, published: JWK, owner: string): Promise<Record<string, string>> {
  const jwk = JSON.parse(await readFile(join(dataDir, 'signing-keys.json'), 'utf8')).keys[0] as JWK
  const key = await importJWK(jwk, 'EdDSA')
  const kid = published.kid!
  const now = Math.floor(Date.now() / 1_000)
  const claimed = JSON.parse(Buffer.from(owner.split('.')[1]!, 'base64url').toString())
  const sign = (claims: object = {}, header: object = {}, by: Parameters<SignJWT['sign']>[0] = key) =>
    new SignJWT({ ...claimed, iat: now, exp: now + 60, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid, ...header })
      .sign(by)
  const good = await sign()
  const [head = '', middle = '', signature = ''] = good.split('.')
  const { privateKey: strange, publicKey } = await generateKeyPair('EdDSA')
  const { privateKey: rsa } = await generateKeyPair('RS256')
  const { privateKey: curve } = await generateKeyPair('ES256')
  const own = { jwk: published, strangers: publicKey }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const kids = [
    '../../dev/null',
    '/etc/passwd',
    "' or '1'='1",
    'https://evil.example/key',
    '',
    '__proto__',
    'constructor',
    `${kid}\u0000`,
    `${kid} `,
    'x'.repeat(2_000),
  ]
  const algs = ['none', 'None', 'NONE', 'nOnE', 'HS256', 'HS512', 'RS256', 'ES256', 'eddsa', 'Ed25519x', '', 'dir']
  return {
    garbage: 'garbage',
    'three dots': '...',
    '8 kB': `${good}${'a'.repeat(8_192)}`,
    'no signature': `${head}.${middle}.`,
    'half a signature': `${head}.${middle}.${signature.slice(0, 40)}`,
    'a flipped signature': `${head}.${middle}.${(signature[0] === 'A' ? 'B' : 'A') + signature.slice(1)}`,
    'another organisation': `${head}.${part({ ...claimed, iat: now, exp: now + 60, org: newId() })}.${signature}`,
    'more rights': `${head}.${part({ ...claimed, role: 'OWNER', scope: undefined })}.${signature}`,
    'no payload': `${head}..${signature}`,
    'a payload that is no object': await new CompactSign(Buffer.from('[]'))
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .sign(key),
    'expired a minute ago': await sign({ iat: now - 3_600, exp: now - 61 }),
    'expired a day ago': await sign({ iat: now - 90_000, exp: now - 86_400 }),
    'no end': await sign({ exp: undefined }),
    'an end that is text': await sign({ exp: 'never' as never }).catch(() => 'a.b.c'),
    'not begun yet': await sign({ nbf: now + 600 }),
    'of another issuer': await sign({ iss: 'evil' }),
    'of no issuer': await sign({ iss: undefined }),
    'for another audience': await sign({ aud: 'evil' }),
    'of no user': await sign({ sub: undefined }),
    'of no organisation': await sign({ org: undefined }),
    'of two organisations': await sign({ org: [claimed.org, newId()] }),
    'of no id': await sign({ jti: undefined }),
    'of a role that is none': await sign({ role: 'SUPERUSER' }),
    'of a role of every object': await sign({ role: 'constructor' }),
    'of another key': await sign({}, {}, strange),
    'that brings its key': await sign({}, { jwk: own.jwk }, strange),
    'that says where its key is': await sign(
      {},
      { jku: 'http://127.0.0.1:9/keys', x5u: 'http://127.0.0.1:9/cert' },
      strange,
    ),
    'that brings a certificate': await sign({}, { x5c: ['MIIB'] }, strange),
    'that needs more than we know': await sign({}, { crit: ['exp'] }).catch(() => 'a.b.c'),
    'HS256 by the public key': await sign({}, { alg: 'HS256' }, Buffer.from(published.x!, 'base64url')),
    'HS256 by the public key as it is written': await sign(
      {},
      { alg: 'HS256' },
      Buffer.from(JSON.stringify(published)),
    ),
    'RS256 by a key of its own': await sign({}, { alg: 'RS256' }, rsa),
    'ES256 by a key of its own': await sign({}, { alg: 'ES256' }, curve),
    'no kid': await sign({}, { kid: undefined }),
    ...Object.fromEntries(
      await Promise.all(kids.map(async (named) => [`kid ${named.slice(0, 30)}`, await sign({}, { kid: named })])),
    ),
    ...Object.fromEntries(
      algs.flatMap((alg) => [
        [`alg ${alg} without a signature`, `${part({ alg, kid })}.${middle}.`],
        [`alg ${alg} with the signature`, `${part({ alg, kid })}.${middle}.${signature}`],
      ]),
    ),
  }
}
