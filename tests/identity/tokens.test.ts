import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connected } from '../../platform/databases.ts'
import type { IdentitySubgraph } from '../../subgraphs/identity/subgraph.ts'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import { decodeId, encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from '../support/ask.ts'
import { type House, openHouse, takeIn, tokenOf } from './identity.ts'

let house: House
let another: IdentitySubgraph
let owner: string
beforeAll(async () => {
  house = await openHouse()
  owner = await house.owner()
  another = await house.another()
})
afterAll(() => house.close())

const TOKEN = 'id name scopes last4 status createdBy { name } createdAt expiresAt revokedAt'
const CREATE = `mutation ($input: CreateApiTokenInput!) {
  createApiToken(input: $input) { apiToken { ${TOKEN} } token userErrors { code path } }
}`
const REVOKE = `mutation ($input: RevokeApiTokenInput!) {
  revokeApiToken(input: $input) { apiToken { id status revokedAt } userErrors { code path } }
}`
const SIGN_OUT = 'mutation { signOut { userErrors { code } } }'
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const make = async (token: string, input: object) => {
  const given = { name: 'Dashboard', scopes: ['user:read', 'organization:read'], expiresAt: inDays(30), ...input }
  return (await data(house.identity, token, CREATE, { input: given })).createApiToken
}
const revoke = async (token: string, id: string) =>
  (await data(house.identity, token, REVOKE, { input: { id } })).revokeApiToken
const count = async () => (await data(house.identity, owner, '{ apiTokens { totalCount } }')).apiTokens.totalCount
const works = (target: IdentitySubgraph, token: string) =>
  ask(target, `Bearer ${token}`, '{ me { id } }').then(
    () => true,
    (error) => {
      if (error instanceof Unauthenticated) return false
      throw error
    },
  )
const someone = async (name: string, role: string) =>
  tokenOf(house.identity, house.organizationId, decodeId('user', await takeIn(house.identity, owner, name, role))!)

describe('a token for a program', () => {
  it('is shown once, and remembered by its last four characters', async () => {
    const expiresAt = inDays(365)
    const { apiToken, token, userErrors } = await make(owner, {
      expiresAt,
      scopes: ['user:read', 'token:read', 'user:read'],
    })
    expect(userErrors).toEqual([])
    const claims = decodeJwt(token)
    expect(claims).toMatchObject({
      sub: house.ownerId,
      org: house.organizationId,
      jti: decodeId('tok', apiToken.id),
      role: 'OWNER',
      scope: 'user:read token:read',
      exp: Math.floor(Date.parse(expiresAt) / 1_000),
    })
    expect(apiToken).toEqual({
      id: expect.stringMatching(/^tok_[0-9a-z]{26}$/),
      name: 'Dashboard',
      scopes: ['user:read', 'token:read'],
      last4: token.slice(-4),
      status: 'ACTIVE',
      createdBy: { name: 'Olga Owner' },
      createdAt: expect.any(String),
      expiresAt: new Date(claims.exp! * 1_000).toISOString(),
      revokedAt: null,
    })
    const listed = await data(house.identity, `Bearer ${token}`, `{ apiTokens { nodes { ${TOKEN} } } me { name } }`)
    expect(listed).toEqual({ apiTokens: { nodes: [apiToken] }, me: { name: 'Olga Owner' } })
    expect(JSON.stringify(listed)).not.toContain(token)
    const stored = await connected(house.database.appUrl, (sql) =>
      sql.begin(async (tx) => {
        await tx`select set_config('app.organization', ${house.organizationId}, true)`
        return tx`select api_tokens::text as line from api_tokens`
      }),
    )
    expect(stored[0]!.line).toContain('Dashboard')
    expect(stored[0]!.line).not.toContain(token.slice(-20))
  })

  it('can do what it was made for and nothing else', async () => {
    const { token } = await make(owner, { scopes: ['organization:read'] })
    const { data: seen, errors } = await ask(house.identity, `Bearer ${token}`, '{ organization { name } me { name } }')
    expect(seen).toEqual({ organization: { name: 'Northwind' }, me: null })
    expect(errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['me'], 'FORBIDDEN']])
    const input = { email: 'x@northwind.example', name: 'X', role: 'VIEWER' }
    const CREATE_USER = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { userErrors { code } } }'
    expect(await data(house.identity, `Bearer ${token}`, CREATE_USER, { input })).toEqual({
      createUser: { userErrors: [{ code: 'FORBIDDEN' }] },
    })
  })

  it.each([
    ['EXPIRY_TOO_FAR', ['expiresAt'], { expiresAt: inDays(367) }],
    ['EXPIRY_PAST', ['expiresAt'], { expiresAt: inDays(-1) }],
    ['SCOPES_EMPTY', ['scopes'], { scopes: [] }],
    ['FORBIDDEN_SCOPE', ['scopes', '1'], { scopes: ['user:read', 'everything'] }],
    ['TEXT_REQUIRED', ['name'], { name: '' }],
    ['TEXT_TOO_LONG', ['name'], { name: 'x'.repeat(101) }],
  ])('is refused with %s at %j', async (code, path, wrong) => {
    const before = await count()
    expect(await make(owner, wrong)).toEqual({ apiToken: null, token: null, userErrors: [{ code, path }] })
    expect(await count()).toBe(before)
  })

  it('cannot make one that may do more than itself', async () => {
    const { token } = await make(owner, { scopes: ['token:write', 'token:read', 'user:read'] })
    expect((await make(`Bearer ${token}`, { scopes: ['user:read'] })).userErrors).toEqual([])
    expect((await make(`Bearer ${token}`, { scopes: ['user:write'] })).userErrors).toEqual([
      { code: 'FORBIDDEN_SCOPE', path: ['scopes', '0'] },
    ])
  })

  it('is for those who may', async () => {
    const sales = await someone('sales', 'SALES')
    const [first] = (await data(house.identity, owner, '{ apiTokens { nodes { id } } }')).apiTokens.nodes
    expect(await make(sales, {})).toEqual({
      apiToken: null,
      token: null,
      userErrors: [{ code: 'FORBIDDEN', path: [] }],
    })
    expect(await revoke(sales, first.id)).toEqual({ apiToken: null, userErrors: [{ code: 'FORBIDDEN', path: [] }] })
    const { data: seen, errors } = await ask(house.identity, sales, '{ apiTokens { nodes { id } } }')
    expect(seen).toEqual({ apiTokens: null })
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN')
  })

  it('is listed by page, order and maker', async () => {
    const admin = await takeIn(house.identity, owner, 'admin', 'ADMIN')
    const as = await tokenOf(house.identity, house.organizationId, decodeId('user', admin)!)
    await make(as, { name: 'b' })
    await make(as, { name: 'A' })
    const names = async (args: string) =>
      (await data(house.identity, owner, `{ apiTokens(${args}) { nodes { name } } }`)).apiTokens.nodes.map(
        ({ name }: { name: string }) => name,
      )
    expect(await names(`filter: { createdBy: { eq: "${admin}" } }`)).toEqual(['A', 'b'])
    expect(
      await names(`filter: { createdBy: { eq: "${admin}" } }, orderBy: { field: CREATED_AT, direction: ASC }, last: 1`),
    ).toEqual(['A'])
    expect(
      await names(`filter: { createdBy: { in: ["${admin}"] } }, orderBy: { field: NAME, direction: DESC }`),
    ).toEqual(['b', 'A'])
  })
})

describe('revoking', () => {
  it('is in force here at once and elsewhere within five seconds, and can be repeated', async () => {
    const { apiToken, token } = await make(owner, {})
    expect([await works(house.identity, token), await works(another, token)]).toEqual([true, true])
    const revoked = await revoke(owner, apiToken.id)
    expect(revoked).toEqual({
      apiToken: { id: apiToken.id, status: 'REVOKED', revokedAt: expect.any(String) },
      userErrors: [],
    })
    expect(await works(house.identity, token)).toBe(false)
    await vi.waitFor(async () => expect(await works(another, token)).toBe(false), { timeout: 5_000, interval: 100 })
    expect(await revoke(owner, apiToken.id)).toEqual(revoked)
    // Whoever comes up later knows it, too.
    expect(await works(await house.another(), token)).toBe(false)
  })

  it('refuses what is no token here', async () => {
    const nothing = (code: string) => ({ apiToken: null, userErrors: [{ code, path: ['id'] }] })
    expect(await revoke(owner, encodeId('tok', newId()))).toEqual(nothing('TOKEN_NOT_FOUND'))
    expect(await revoke(owner, encodeId('user', newId()))).toEqual(nothing('BAD_ID'))
  })

  it('happens by itself with another role, here at once and elsewhere within five seconds', async () => {
    const id = await takeIn(house.identity, owner, 'fallen', 'ADMIN')
    const fallen = await tokenOf(house.identity, house.organizationId, decodeId('user', id)!)
    const { apiToken, token } = await make(fallen, {})
    const input = { id, expectedVersion: 1, role: 'VIEWER' }
    await data(
      house.identity,
      owner,
      'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }',
      { input },
    )
    expect(await works(house.identity, token)).toBe(false)
    await vi.waitFor(async () => expect(await works(another, token)).toBe(false), { timeout: 5_000, interval: 100 })
    const { node } = await data(
      house.identity,
      owner,
      `{ node(id: "${apiToken.id}") { ... on ApiToken { status revokedAt } } }`,
    )
    expect(node).toEqual({ status: 'REVOKED', revokedAt: expect.any(String) })
  })
})

describe('signing out', () => {
  it('ends this session and no other', async () => {
    const [mine, other] = [await house.owner(), await house.owner()]
    expect(await data(house.identity, mine, SIGN_OUT)).toEqual({ signOut: { userErrors: [] } })
    await expect(ask(house.identity, mine, '{ me { id } }')).rejects.toThrow(Unauthenticated)
    await vi.waitFor(async () => expect(await works(another, mine.slice(7))).toBe(false), {
      timeout: 5_000,
      interval: 100,
    })
    expect(await works(house.identity, other.slice(7))).toBe(true)
  })

  it('is remembered for as long as the session could have lasted', async () => {
    const day = { organizationId: house.organizationId, seconds: 86_400 }
    const { token, expiresAt } = (await house.identity.issueToken(day))!
    await data(house.identity, `Bearer ${token}`, SIGN_OUT)
    const [ended] = await connected(house.database.appUrl, (sql) =>
      sql.begin(async (tx) => {
        await tx`select set_config('app.organization', ${house.organizationId}, true)`
        return tx`select expires_at from ended_sessions where token_id = ${decodeJwt(token).jti!}`
      }),
    )
    expect(ended!.expires_at).toEqual(expiresAt)
    await expect(house.identity.issueToken({ ...day, seconds: 86_401 })).rejects.toThrow('a day at most')
  })

  it('revokes the token of a program that says it', async () => {
    const { apiToken, token } = await make(owner, {})
    await data(house.identity, `Bearer ${token}`, SIGN_OUT)
    expect(await works(house.identity, token)).toBe(false)
    const { node } = await data(house.identity, owner, `{ node(id: "${apiToken.id}") { ... on ApiToken { status } } }`)
    expect(node).toEqual({ status: 'REVOKED' })
  })
})

describe('an organisation that has very many', () => {
  let crowded: { organizationId: string; ownerId: string }
  let session: string
  beforeAll(async () => {
    crowded = await house.identity.createOrganization({
      ...{ name: 'Crowded', currency: 'USD', timeZone: 'UTC', owner: { email: 'c@crowded.example', name: 'C' } },
    })
    session = await tokenOf(house.identity, crowded.organizationId, crowded.ownerId)
  })
  const inCrowded = (statement: string) =>
    connected(house.database.appUrl, (sql) =>
      sql.begin(async (tx) => {
        await tx`select set_config('app.organization', ${crowded.organizationId}, true)`
        return tx.unsafe(statement)
      }),
    )

  it('has 1,000 tokens that have not ended at most, however many are made at once, revoked or not', async () => {
    await inCrowded(`insert into api_tokens
      select '${crowded.organizationId}', gen_random_uuid(), '${crowded.ownerId}', 'Old', '{user:read}', 'abcd', now() - interval '2 days',
        now() + make_interval(days => case when n <= 998 then 30 else -1 end)
      from generate_series(1, 1500) as n`)
    const made = await Promise.all(Array.from({ length: 5 }, () => make(session, {})))
    const codes = made.map(({ userErrors }) => userErrors[0]?.code ?? 'made').sort()
    expect(codes).toEqual(['TOO_MANY_TOKENS', 'TOO_MANY_TOKENS', 'TOO_MANY_TOKENS', 'made', 'made'])
    const { apiToken } = made.find(({ token }) => token)!
    expect(
      (await data(house.identity, session, REVOKE, { input: { id: apiToken.id } })).revokeApiToken.userErrors,
    ).toEqual([])
    expect(await make(session, {})).toEqual({
      apiToken: null,
      token: null,
      userErrors: [{ code: 'TOO_MANY_TOKENS', path: [] }],
    })
    expect((await make(owner, {})).userErrors).toEqual([])
  })

  it('has 10,000 ended sessions that are not over at most', async () => {
    await inCrowded(`insert into ended_sessions
      select '${crowded.organizationId}', gen_random_uuid(), now() + interval '1 hour' from generate_series(1, 9999)`)
    const last = await tokenOf(house.identity, crowded.organizationId, crowded.ownerId)
    expect(await data(house.identity, last, SIGN_OUT)).toEqual({ signOut: { userErrors: [] } })
    expect(await data(house.identity, session, SIGN_OUT)).toEqual({
      signOut: { userErrors: [{ code: 'TOO_MANY_SIGN_OUTS' }] },
    })
    expect([await works(house.identity, last.slice(7)), await works(house.identity, session.slice(7))]).toEqual([
      false,
      true,
    ])
  })

  it('has 10,000 users at most whose sessions are void, each for as long as one lasts: more of them are all of its sessions', async () => {
    const [program, session] = [await make(owner, {}), await house.owner()]
    const before = await house.identity.authState()
    await inCrowded(`insert into users (organization_id, id, email, name, role, tokens_void_before)
      select '${crowded.organizationId}'::uuid, gen_random_uuid(), n || '@void.example', 'Void', 'VIEWER',
        date_trunc('second', now()) - interval '1 hour' - make_interval(secs => n)
      from generate_series(1, 10003) as n
      union all
      select '${crowded.organizationId}'::uuid, gen_random_uuid(), n || '@past.example', 'Past', 'VIEWER', now() - make_interval(hours => 26)
      from generate_series(1, 5) as n`)
    const state = await house.identity.authState()
    expect(state.revokedTokens).toEqual(before.revokedTokens)
    const added = Object.entries(state.revokedUsers).filter(([id]) => !(id in before.revokedUsers))
    expect(added).toHaveLength(10_000)
    const oldest = Math.min(...added.map(([, moment]) => moment))
    expect(state.revokedOrganizations).toEqual({ [crowded.organizationId]: oldest - 1 })
    expect([await works(house.identity, program.token), await works(house.identity, session.slice(7))]).toEqual([
      true,
      true,
    ])
  })

  it('is no mistake of identity', () => expect(house.reported).toEqual([]))
})
