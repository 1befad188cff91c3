import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { data } from '../support/ask.ts'
import { type House, openHouse } from './identity.ts'

let house: House
let narrow: string
beforeAll(async () => {
  house = await openHouse()
  const { createApiToken } = await data(
    house.identity,
    await house.owner(),
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token userErrors { code } } }',
    {
      input: {
        name: 'HR',
        scopes: ['user:read', 'user:write'],
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      },
    },
  )
  narrow = `Bearer ${createApiToken.token}`
})
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
