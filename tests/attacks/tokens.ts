import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { data } from '../support/ask.ts'
import { forgeries, signer } from './forgeries.ts'
import type { Attack, Range } from './range.ts'

const DOORS = ['router', 'identity', 'crm', 'erp'] as const
const WHO = { query: '{ me { id } }' }
const body = (door: Attack['door']) => ({
  query: door === 'router' || door === 'identity' ? WHO.query : '{ __typename }',
})

/** A9, A11, A12: whoever is nobody, or was somebody once. */
export function tokens({ fire, refused, ours, theirs, world }: Range): void {
  const mint = () => signer(world().dataDir, world().graph.identity.publicKeys[0]!, ours().company.owner)

  it('A11: every token that is not one of ours, at every door', async () => {
    const forged = await forgeries(await mint())
    expect(Object.keys(forged).length).toBeGreaterThan(30)
    for (const [name, token] of Object.entries(forged)) {
      for (const door of DOORS) {
        const attack = { kind: 'A11', door, headers: { authorization: `Bearer ${token}` }, body: body(door) }
        expect([name, door, ...(await refused(attack))]).toEqual([name, door, 401, 'UNAUTHENTICATED'])
      }
    }
  })

  it('A11: a clock that is a little slow is forgiven for half a minute, and no longer', async () => {
    const { sign, now } = await mint()
    for (const door of DOORS) {
      const asked = (exp: number, nbf: number) =>
        sign({ iat: now - 3_600, exp: now + exp, nbf: now + nbf }).then((token) => ({
          ...{ kind: 'A11', door, body: body(door) },
          headers: { authorization: `Bearer ${token}` },
        }))
      for (const [exp, nbf] of [
        [-1, -60],
        [60, 1],
      ] as const) {
        const { status, codes } = await fire(await asked(exp, nbf))
        expect([door, exp, nbf, status, codes]).toEqual([door, exp, nbf, 200, []])
      }
      for (const [exp, nbf] of [
        [-31, -60],
        [-61, -120],
        [60, 45],
      ] as const) {
        expect([door, exp, nbf, ...(await refused(await asked(exp, nbf)))]).toEqual([
          door,
          exp,
          nbf,
          401,
          'UNAUTHENTICATED',
        ])
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
    // At a subgraph HTTP itself reads the first alone: it must be good, and it is who is asked for.
    const [forged, organization] = [`${mine}x`, { query: '{ organization { id } }' }]
    for (const door of ['identity', 'crm', 'erp'] as const) {
      const attack = { kind: 'A11', door, headers: { authorization: [forged, mine] }, body: body(door) }
      expect([door, ...(await refused(attack))]).toEqual([door, 401, 'UNAUTHENTICATED'])
    }
    const both = {
      kind: 'A11',
      door: 'identity',
      headers: { authorization: [mine, others] },
      body: organization,
    } as const
    expect((await fire(both)).json.data).toEqual({ organization: { id: ours().ids.org } })
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
