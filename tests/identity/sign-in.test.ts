import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import { decodeId, encodeId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from '../support/ask.ts'
import { type House, openHouse, PASSWORD, signIn, takeIn } from './identity.ts'

let house: House
let owner: string
beforeAll(async () => {
  house = await openHouse()
  owner = await house.owner()
})
afterAll(() => house.close())

const FAILED = [
  {
    code: 'SIGN_IN_FAILED',
    message:
      'This e-mail address and password do not open anything here. Look at both again; after five wrong passwords nothing opens for 15 minutes.',
    path: [],
  },
]
const codes = (answers: { userErrors: { code: string }[] }[]) => {
  const count: Record<string, number> = {}
  for (const { userErrors } of answers) {
    const code = userErrors[0]?.code ?? 'SIGNED_IN'
    count[code] = (count[code] ?? 0) + 1
  }
  return count
}

describe('signing in', () => {
  it('opens a session of an hour, whose token says who, where and what', async () => {
    const before = Date.now() / 1_000
    const { token, expiresAt, user, userErrors } = await signIn(house.identity, ' Olga@Northwind.Example', PASSWORD)
    expect(userErrors).toEqual([])
    expect(user).toEqual({
      id: encodeId('user', house.ownerId),
      email: 'olga@northwind.example',
      name: 'Olga Owner',
      role: 'OWNER',
    })
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', kid: house.keys.public[0]!.kid, typ: 'JWT' })
    const claims = decodeJwt(token)
    expect(claims).toEqual({
      iss: 'kopru',
      aud: 'kopru',
      sub: house.ownerId,
      org: house.organizationId,
      role: 'OWNER',
      cur: 'USD',
      tz: 'America/New_York',
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iat: expect.any(Number),
      exp: Date.parse(expiresAt) / 1_000,
    })
    expect(claims.iat).toBeGreaterThan(before - 5)
    expect(claims.exp! - Math.floor(claims.iat!)).toBe(3_600)
    expect(await data(house.identity, `Bearer ${token}`, '{ me { name } organization { name } }')).toEqual({
      me: { name: 'Olga Owner' },
      organization: { name: 'Northwind' },
    })
  })

  it('fails in the same words whatever is wrong', async () => {
    await takeIn(house.identity, owner, 'nopassword', 'SALES')
    const gone = await takeIn(house.identity, owner, 'gone', 'SALES', PASSWORD)
    const input = { id: gone, expectedVersion: 1, active: false }
    await data(
      house.identity,
      owner,
      `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }`,
      {
        input,
      },
    )
    const refused = { token: null, expiresAt: null, user: null, userErrors: FAILED }
    expect(await signIn(house.identity, 'olga@northwind.example', 'wrong')).toEqual(refused)
    expect(await signIn(house.identity, 'unknown@northwind.example', PASSWORD)).toEqual(refused)
    expect(await signIn(house.identity, 'nopassword@northwind.example', '')).toEqual(refused)
    expect(await signIn(house.identity, 'gone@northwind.example', PASSWORD)).toEqual(refused)
    expect(await signIn(house.identity, 'not an address\0', PASSWORD)).toEqual(refused)
    expect(await signIn(house.identity, "' or 1=1 --", PASSWORD)).toEqual(refused)
    expect(await signIn(house.identity, 'olga@northwind.example', PASSWORD, 'org_nonsense')).toEqual(refused)
    expect(await signIn(house.identity, 'olga@northwind.example', PASSWORD, encodeId('org', house.ownerId))).toEqual(
      refused,
    )
    expect(house.reported).toEqual([])
  })

  it('takes as many statements for an address nobody has as for one with a wrong password', async () => {
    const statementsOf = async (email: string) => {
      house.statements.length = 0
      await signIn(house.identity, email, 'wrong')
      return [...house.statements]
    }
    const known = await statementsOf('nopassword@northwind.example')
    expect(known.length).toBeGreaterThan(0)
    expect(await statementsOf('nobody-at-all@northwind.example')).toEqual(known)
  })

  it('is told to the log, without the address or the password', async () => {
    house.logged.length = 0
    await signIn(house.identity, 'olga@northwind.example', PASSWORD)
    await signIn(house.identity, 'nobody@northwind.example', 'secret words')
    expect(house.logged).toEqual([
      { requestId: 'test', organizationId: house.organizationId, userId: house.ownerId, message: 'signed in' },
      { requestId: 'test', code: 'SIGN_IN_FAILED', message: 'sign-in refused' },
    ])
  })
})

describe('a stranger', () => {
  it.each([
    '{ __typename }',
    '{ __schema { types { name } } }',
    '{ users { nodes { email } } }',
    'mutation { signOut { userErrors { code } } }',
    'mutation { createUser(input: { email: "a@b.co", name: "A", role: OWNER }) { user { id } } }',
    'mutation { signIn(input: { email: "a", password: "b" }) { token } signOut { userErrors { code } } }',
    '{ unknown }',
    '{',
  ])('is not answered %s', async (query) => {
    await expect(ask(house.identity, undefined, query)).rejects.toThrow(Unauthenticated)
  })

  it('who signs in with a bad token is refused for the token', async () => {
    await expect(
      ask(house.identity, 'Bearer a.b.c', 'mutation { signIn(input: { email: "a", password: "b" }) { token } }'),
    ).rejects.toThrow(Unauthenticated)
  })

  it('sees nothing through the answer to a sign-in', async () => {
    const query = `mutation ($input: SignInInput!) { signIn(input: $input) { user { id email externalReference { id } } } }`
    const input = { email: 'olga@northwind.example', password: 'wrong' }
    expect(await data(house.identity, undefined, query, { input })).toEqual({ signIn: { user: null } })
  })
})

describe('wrong passwords', () => {
  it('are five at most; after them the right one is refused as well, and for 15 minutes', async () => {
    await takeIn(house.identity, owner, 'throttled', 'SALES', PASSWORD)
    const email = 'throttled@northwind.example'
    const answers = []
    for (let attempt = 1; attempt <= 5; attempt += 1)
      answers.push(await signIn(house.identity, email, `wrong ${attempt}`))
    expect(codes(answers)).toEqual({ SIGN_IN_FAILED: 5 })
    expect((await signIn(house.identity, 'Throttled@northwind.example ', PASSWORD)).userErrors).toEqual([
      {
        code: 'SIGN_IN_THROTTLED',
        message: 'Too many wrong passwords for this e-mail address. Try again in 15 minutes.',
        path: [],
      },
    ])
    house.statements.length = 0
    expect(codes([await signIn(house.identity, email, PASSWORD)])).toEqual({ SIGN_IN_THROTTLED: 1 })
    expect(house.statements).toEqual([])
    const elsewhere = await house.another()
    expect(codes([await signIn(elsewhere, email, PASSWORD)])).toEqual({ SIGN_IN_THROTTLED: 1 })

    // The quarter of an hour passes.
    await connected(house.database.appUrl, async (sql) => {
      await sql.begin(async (tx) => {
        await tx`select set_config('app.organization', '00000000-0000-0000-0000-000000000000', true)`
        await tx`update password_attempts set started_at = started_at - interval '15 minutes'`
      })
    })
    const later = await house.another()
    expect(codes([await signIn(later, email, PASSWORD)])).toEqual({ SIGNED_IN: 1 })
  })

  it('are counted for addresses nobody has, too', async () => {
    const answers = []
    for (let attempt = 1; attempt <= 7; attempt += 1)
      answers.push(await signIn(house.identity, 'ghost@nowhere.example', 'x'))
    expect(codes(answers)).toEqual({ SIGN_IN_FAILED: 5, SIGN_IN_THROTTLED: 2 })
  })

  it('are five at most when 64 come at once, from two processes', async () => {
    await takeIn(house.identity, owner, 'stormed', 'SALES', PASSWORD)
    const another = await house.another()
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        signIn(n % 2 ? house.identity : another, 'stormed@northwind.example', `wrong ${n}`),
      ),
    )
    expect(codes(answers)).toEqual({ SIGN_IN_FAILED: 5, SIGN_IN_THROTTLED: 59 })
    expect(house.reported).toEqual([])
  })

  it('are forgotten with the right one, and 32 right ones at once are let in', async () => {
    await takeIn(house.identity, owner, 'busy', 'SALES', PASSWORD)
    const email = 'busy@northwind.example'
    for (let attempt = 1; attempt <= 4; attempt += 1) await signIn(house.identity, email, 'wrong')
    const answers = await Promise.all(Array.from({ length: 32 }, () => signIn(house.identity, email, PASSWORD)))
    expect(codes(answers)).toEqual({ SIGNED_IN: 32 })
    for (let attempt = 1; attempt <= 4; attempt += 1) await signIn(house.identity, email, 'wrong')
    expect(codes([await signIn(house.identity, email, PASSWORD)])).toEqual({ SIGNED_IN: 1 })
  })
})

describe('an address in several organisations', () => {
  it('opens the one that is named, or the only one the password fits', async () => {
    const [a, b] = await Promise.all(
      ['Atelier', 'Bureau'].map((name) =>
        house.identity.createOrganization({
          name,
          currency: 'EUR',
          timeZone: 'Europe/Istanbul',
          owner: { email: 'twice@example.com', name: `${name}'s owner`, password: PASSWORD },
        }),
      ),
    )
    const both = [a!, b!].map(({ organizationId }) => encodeId('org', organizationId))
    const { token, userErrors } = await signIn(house.identity, 'twice@example.com', PASSWORD)
    expect(token).toBeNull()
    expect(userErrors).toEqual([
      {
        code: 'ORGANIZATION_REQUIRED',
        message: expect.stringMatching(
          /^This opens several organisations; say which: org_\w+ \(\w+\), org_\w+ \(\w+\)\.$/,
        ),
        path: ['organizationId'],
      },
    ])
    for (const id of both) expect(userErrors[0].message).toContain(id)
    expect((await signIn(house.identity, 'twice@example.com', 'wrong')).userErrors).toEqual(FAILED)
    const session = await signIn(house.identity, 'twice@example.com', PASSWORD, both[1])
    expect(decodeJwt(session.token).org).toBe(decodeId('org', both[1]!))

    const other = await house.identity.issueToken({ organizationId: b!.organizationId })
    const change = `mutation { setPassword(input: { currentPassword: "${PASSWORD}", newPassword: "another password" }) { userErrors { code } } }`
    await data(house.identity, `Bearer ${other!.token}`, change)
    expect(decodeJwt((await signIn(house.identity, 'twice@example.com', 'another password')).token).org).toBe(
      b!.organizationId,
    )
    expect(decodeJwt((await signIn(house.identity, 'twice@example.com', PASSWORD)).token).org).toBe(a!.organizationId)
  })
})
