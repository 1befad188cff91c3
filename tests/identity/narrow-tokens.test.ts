import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '../../subgraphs/shared/auth/permissions.ts'
import { data } from '../support/ask.ts'
import { type House, openHouse } from './identity.ts'

let house: House
let narrow: string
/** As narrow, but that it may do all that a viewer may. */
let narrowViewer: string
beforeAll(async () => {
  house = await openHouse()
  narrow = await tokenWith(['user:read', 'user:write'])
  narrowViewer = await tokenWith([...ROLES.VIEWER, 'user:write'])
})

async function tokenWith(scopes: readonly string[]): Promise<string> {
  const { createApiToken } = await data(
    house.identity,
    await house.owner(),
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token userErrors { code } } }',
    {
      input: {
        name: 'HR',
        scopes,
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      },
    },
  )
  return `Bearer ${createApiToken.token}`
}
afterAll(() => house.close())

const forbidden = [{ code: 'FORBIDDEN', path: [] }]
const count = async () => (await data(house.identity, await house.owner(), '{ users { totalCount } }')).users.totalCount
const PASSWORD = 'a password nobody knew'

describe('a token that may only manage users', () => {
  it('makes nobody who may do more than it may', async () => {
    const before = await count()
    for (const role of ['OWNER', 'ADMIN', 'SALES']) {
      const input = { email: `${role.toLowerCase()}@northwind.example`, name: role, role, password: PASSWORD }
      const mutation = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { userErrors { code path } } }'
      expect((await data(house.identity, narrow, mutation, { input })).createUser.userErrors).toEqual(forbidden)
    }
    expect(await count()).toBe(before)
  })

  it('brings in nobody who may', async () => {
    const externalReference = { source: 'hr', id: '1' }
    const { importUsers } = await data(
      house.identity,
      narrow,
      'mutation ($input: ImportUsersInput!) { importUsers(input: $input) { created userErrors { code path } } }',
      { input: { rows: [{ externalReference, email: 'x@northwind.example', name: 'X', role: 'ADMIN' }] } },
    )
    expect(importUsers).toEqual({ created: 0, userErrors: forbidden })
  })

  it.each(['OWNER', 'ADMIN', 'SALES'])('changes no imported %s by another import', async (role) => {
    const owner = await house.owner()
    const row = {
      externalReference: { source: 'hr', id: `imported-${role}` },
      email: `imported.${role.toLowerCase()}@northwind.example`,
      name: 'Ida Imported',
      role,
    }
    const bring = async (token: string, changed: object) =>
      (
        await data(
          house.identity,
          token,
          `mutation ($input: ImportUsersInput!) {
            importUsers(input: $input) { rows { outcome userErrors { code path } } userErrors { code } }
          }`,
          { input: { rows: [{ ...row, ...changed }] } },
        )
      ).importUsers
    expect((await bring(owner, {})).rows[0].outcome).toBe('CREATED')
    for (const changed of [{ role: 'VIEWER' }, { role: 'VIEWER', email: 'mallory@northwind.example' }]) {
      expect(await bring(narrowViewer, changed)).toEqual({
        rows: [{ outcome: 'FAILED', userErrors: [{ code: 'FORBIDDEN', path: ['rows', '0', 'role'] }] }],
        userErrors: [],
      })
    }
    expect((await bring(owner, {})).rows[0].outcome).toBe('UNCHANGED')
  })

  it('takes nobody over by setting their password', async () => {
    const { createUser } = await data(
      house.identity,
      await house.owner(),
      'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id version } } }',
      { input: { email: 'sam@northwind.example', name: 'Sam', role: 'SALES' } },
    )
    const { id, version } = createUser.user
    const asked = await data(
      house.identity,
      narrow,
      `mutation ($password: SetPasswordInput!, $role: UpdateUserInput!) {
        setPassword(input: $password) { userErrors { code path } }
        updateUser(input: $role) { userErrors { code path } }
      }`,
      { password: { userId: id, newPassword: PASSWORD }, role: { id, expectedVersion: version, role: 'VIEWER' } },
    )
    expect([asked.setPassword.userErrors, asked.updateUser.userErrors]).toEqual([forbidden, forbidden])
  })
})
