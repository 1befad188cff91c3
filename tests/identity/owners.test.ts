import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeId, encodeId } from '../../subgraphs/shared/relay/id.ts'
import { data } from '../support/ask.ts'
import { type House, openHouse, takeIn, tokenOf } from './identity.ts'

let house: House
let owner: string
beforeAll(async () => {
  house = await openHouse()
  owner = await house.owner()
})
afterAll(() => house.close())

const USER = 'id email name title role active version externalReference { source id }'
const UPDATE = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { ${USER} } userErrors { code path } } }`
const PASSWORDS = `mutation ($input: SetPasswordInput!) { setPassword(input: $input) { user { id } userErrors { code path } } }`

const update = async (token: string, input: object) => (await data(house.identity, token, UPDATE, { input })).updateUser
const setPassword = async (token: string, input: object) =>
  (await data(house.identity, token, PASSWORDS, { input })).setPassword
const bearerOf = (id: string) => tokenOf(house.identity, house.organizationId, decodeId('user', id)!)
const refusal = (code: string, ...path: string[]) => ({ user: null, userErrors: [{ code, path }] })

describe('owners', () => {
  it('are made and changed by owners only, whose last active one stays', async () => {
    const admin = await bearerOf(await takeIn(house.identity, owner, 'adm', 'ADMIN'))
    const id = encodeId('user', house.ownerId)
    const second = await takeIn(house.identity, owner, 'second', 'SALES')
    expect(await update(admin, { id: second, expectedVersion: 1, role: 'OWNER' })).toEqual(
      refusal('OWNER_ONLY', 'role'),
    )
    expect(await update(admin, { id, expectedVersion: 1, name: 'Hacked' })).toEqual(refusal('OWNER_ONLY', 'id'))
    expect(await setPassword(admin, { userId: id, newPassword: 'taken over now' })).toEqual(
      refusal('OWNER_ONLY', 'userId'),
    )
    expect(await update(owner, { id, expectedVersion: 1, role: 'ADMIN' })).toEqual(refusal('LAST_OWNER', 'role'))
    expect(await update(owner, { id, expectedVersion: 1, active: false })).toEqual(refusal('LAST_OWNER', 'active'))

    expect((await update(owner, { id: second, expectedVersion: 1, role: 'OWNER' })).user.role).toBe('OWNER')
    const other = await bearerOf(second)
    const demotions = await Promise.all([
      update(owner, { id: second, expectedVersion: 2, role: 'SALES' }),
      update(other, { id, expectedVersion: 1, role: 'SALES' }),
    ])
    expect(demotions.filter(({ user }) => user).length).toBe(1)
    expect(demotions.filter(({ user }) => !user)).toEqual([refusal('LAST_OWNER', 'role')])
  })
})
