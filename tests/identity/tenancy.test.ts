import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from '../support/ask.ts'
import { type House, openHouse, PASSWORD, tokenOf } from './identity.ts'

let house: House
let owner: string
let stranger: string
let theirs: { organization: string; user: string; token: string }

beforeAll(async () => {
  house = await openHouse()
  owner = await house.owner()
  const { organizationId, ownerId } = await house.identity.createOrganization({
    name: 'MARKER Atelier',
    currency: 'EUR',
    timeZone: 'Europe/Istanbul',
    owner: { email: 'marker@atelier.example', name: 'MARKER Owner', password: PASSWORD },
  })
  stranger = await tokenOf(house.identity, organizationId, ownerId)
  const made = await data(
    house.identity,
    stranger,
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } } }',
    { input: { name: 'MARKER token', scopes: ['user:read'], expiresAt: new Date(Date.now() + 1e8).toISOString() } },
  )
  theirs = {
    organization: encodeId('org', organizationId),
    user: encodeId('user', ownerId),
    token: made.createApiToken.apiToken.id,
  }
})
afterAll(() => house.close())

describe('another organisation', () => {
  it('is seen by itself', async () => {
    const { nodes } = await data(
      house.identity,
      stranger,
      `{ nodes(ids: ["${theirs.organization}", "${theirs.user}", "${theirs.token}"]) {
      ... on Organization { name } ... on User { name } ... on ApiToken { name } } }`,
    )
    expect(nodes).toEqual([{ name: 'MARKER Atelier' }, { name: 'MARKER Owner' }, { name: 'MARKER token' }])
  })

  it('is invisible to others, by every id and every list', async () => {
    const answers = await Promise.all([
      ask(house.identity, owner, `{ user(id: "${theirs.user}") { name email } }`),
      ask(
        house.identity,
        owner,
        `{ nodes(ids: ["${theirs.organization}", "${theirs.user}", "${theirs.token}"]) { nodeId } }`,
      ),
      ask(
        house.identity,
        owner,
        '{ organization { name } users(first: 100) { nodes { name email } totalCount } apiTokens { nodes { name } totalCount } }',
      ),
      ask(house.identity, owner, '{ users(search: "marker") { nodes { name } totalCount } }'),
      ask(house.identity, owner, `{ apiTokens(filter: { createdBy: { eq: "${theirs.user}" } }) { nodes { name } } }`),
      ask(
        house.identity,
        owner,
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { name } ... on Organization { name } ... on ApiToken { name } } }',
        {
          r: [
            { __typename: 'User', id: theirs.user },
            { __typename: 'Organization', id: theirs.organization },
            { __typename: 'ApiToken', id: theirs.token },
            { __typename: 'User', id: 'nonsense' },
          ],
        },
      ),
    ])
    expect(answers.map(({ data }) => data)).toEqual([
      { user: null },
      { nodes: [null, null, null] },
      {
        organization: { name: 'Northwind' },
        users: { nodes: [{ name: 'Olga Owner', email: 'olga@northwind.example' }], totalCount: 1 },
        apiTokens: { nodes: [], totalCount: 0 },
      },
      { users: { nodes: [], totalCount: 0 } },
      { apiTokens: { nodes: [] } },
      { _entities: [null, null, null, null] },
    ])
    expect(JSON.stringify(answers)).not.toMatch(/marker/i)
  })

  it.each([
    [
      'updateUser',
      'UpdateUserInput',
      () => ({ id: theirs.user, expectedVersion: 1, name: 'Hacked' }),
      'USER_NOT_FOUND',
    ],
    [
      'setPassword',
      'SetPasswordInput',
      () => ({ userId: theirs.user, newPassword: 'hacked and taken' }),
      'USER_NOT_FOUND',
    ],
    ['revokeApiToken', 'RevokeApiTokenInput', () => ({ id: theirs.token }), 'TOKEN_NOT_FOUND'],
  ])('is not touched by %s: it is as if it were not there', async (mutation, type, input, code) => {
    const query = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { userErrors { code } } }`
    expect(await data(house.identity, owner, query, { input: input() })).toEqual({ done: { userErrors: [{ code }] } })
  })

  it('may have the same addresses and outside ids', async () => {
    const input = { email: 'marker@atelier.example', name: 'Namesake', role: 'VIEWER' }
    const query =
      'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { email } userErrors { code } } }'
    expect(await data(house.identity, owner, query, { input })).toEqual({
      createUser: { user: { email: 'marker@atelier.example' }, userErrors: [] },
    })
  })
})

describe('the database', () => {
  const TABLES = ['api_tokens', 'ended_sessions', 'organizations', 'password_attempts', 'passwords', 'users']

  it('forces row-level security on every table, each with its organisation first', async () => {
    const rows = await connected(
      house.database.ownerUrl,
      (sql) => sql`
        select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
          (select attname from pg_attribute a join pg_index i on i.indrelid = c.oid and i.indisprimary
            where a.attrelid = c.oid and a.attnum = i.indkey[0]) as first
        from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`,
    )
    expect(rows.map((row) => ({ ...row }))).toEqual(
      TABLES.map((name) => ({ name, forced: true, first: 'organization_id' })),
    )
  })

  it.each(['appUrl', 'ownerUrl'] as const)(
    'shows nothing outside an organisation, not even to its owner: %s',
    async (url) => {
      await connected(house.database[url], async (sql) => {
        for (const table of TABLES) expect(await sql`select * from ${sql(table)}`).toHaveLength(0)
      })
    },
  )

  it('lets the application remove nobody and change no key', async () => {
    await connected(house.database.appUrl, async (sql) => {
      for (const statement of [
        'delete from users',
        'delete from organizations',
        'delete from passwords',
        'delete from api_tokens',
        'truncate users',
        'update users set organization_id = organization_id',
        "update api_tokens set expires_at = now() + interval '10 years'",
        "update organizations set currency = 'USD'",
        'create table mine (id int)',
      ]) {
        await expect(sql.unsafe(statement), statement).rejects.toThrow(/permission denied/)
      }
    })
  })

  it('answers across organisations by two functions only, and only to the application', async () => {
    const definers = await connected(
      house.database.ownerUrl,
      (sql) =>
        sql`select proname, proacl::text from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1`,
    )
    expect(definers.map((row) => ({ ...row }))).toEqual([
      { proname: 'kopru_sign_in', proacl: '{kopru_owner=X/kopru_owner,kopru_app=X/kopru_owner}' },
      { proname: 'kopru_void_tokens', proacl: '{kopru_owner=X/kopru_owner,kopru_app=X/kopru_owner}' },
    ])
    await connected(house.database.ownerUrl, async (sql) => {
      expect(await sql`select * from kopru_sign_in('marker@atelier.example', null)`).toHaveLength(0)
    })
  })

  it('keeps an active owner, whoever asks', async () => {
    await connected(house.database.appUrl, async (sql) => {
      const demoted = sql.begin(async (tx) => {
        await tx`select set_config('app.organization', ${house.organizationId}, true)`
        await tx`update users set role = 'SALES' where id = ${house.ownerId}`
      })
      await expect(demoted).rejects.toThrow(/without an active owner/)
    })
  })

  it('holds no organisation of those who are not signed in', async () => {
    const nobody = house.identity.createOrganization({
      id: '00000000-0000-0000-0000-000000000000',
      name: 'Nobody',
      currency: 'EUR',
      timeZone: 'UTC',
      owner: { email: 'nobody@example.com', name: 'Nobody' },
    })
    await expect(nobody).rejects.toThrow()
  })

  it('founds an organisation of a known id once', async () => {
    const id = newId()
    const owner = { email: 'first@example.com', name: 'First' }
    const found = () => house.identity.createOrganization({ id, name: 'Once', currency: 'EUR', timeZone: 'UTC', owner })
    const [first, second] = [await found(), await found()]
    expect(first).toEqual({ organizationId: id, ownerId: expect.any(String), created: true })
    expect(second).toEqual({ ...first, created: false })
  })
})
