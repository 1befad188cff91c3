import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import { decodeId, encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from '../support/ask.ts'
import { type House, openHouse, PASSWORD, signIn, takeIn, tokenOf } from './identity.ts'

let house: House
let owner: string
beforeAll(async () => {
  house = await openHouse()
  owner = await house.owner()
})
afterAll(() => house.close())

const PASSWORDS = `mutation ($input: SetPasswordInput!) { setPassword(input: $input) { user { id } userErrors { code path } } }`

const setPassword = async (token: string, input: object) =>
  (await data(house.identity, token, PASSWORDS, { input })).setPassword
const bearerOf = (id: string) => tokenOf(house.identity, house.organizationId, decodeId('user', id)!)
const refusal = (code: string, ...path: string[]) => ({ user: null, userErrors: [{ code, path }] })

describe('a password', () => {
  it('is changed by whoever knows it, and five guesses are all there are', async () => {
    const id = await takeIn(house.identity, owner, 'paula', 'SALES', PASSWORD)
    const paula = await bearerOf(id)
    const email = 'paula@northwind.example'
    expect(await setPassword(paula, { newPassword: 'a new password' })).toEqual(
      refusal('CURRENT_PASSWORD_WRONG', 'currentPassword'),
    )
    expect(await setPassword(paula, { currentPassword: PASSWORD, newPassword: 'short' })).toEqual(
      refusal('PASSWORD_TOO_SHORT', 'newPassword'),
    )
    expect((await signIn(house.identity, email, PASSWORD)).userErrors).toEqual([])
    expect(await setPassword(paula, { currentPassword: PASSWORD, newPassword: 'a new password' })).toEqual({
      user: { id },
      userErrors: [],
    })
    expect((await signIn(house.identity, email, PASSWORD)).token).toBeNull()
    expect((await signIn(house.identity, email, 'a new password')).userErrors).toEqual([])
    for (let guess = 1; guess <= 5; guess += 1)
      await setPassword(paula, { currentPassword: 'x', newPassword: 'yet another one' })
    expect(await setPassword(paula, { currentPassword: 'a new password', newPassword: 'yet another one' })).toEqual(
      refusal('SIGN_IN_THROTTLED'),
    )
    expect(await data(house.identity, paula, '{ me { id } }')).toEqual({ me: { id } })
  })

  it('is set for others by those who may, which ends their throttling, and their tokens if wanted', async () => {
    const id = await takeIn(house.identity, owner, 'lost', 'SALES', PASSWORD)
    const [lost, sales] = [await bearerOf(id), await bearerOf(await takeIn(house.identity, owner, 'nosy', 'SALES'))]
    for (let guess = 1; guess <= 6; guess += 1) await signIn(house.identity, 'lost@northwind.example', 'forgotten')
    expect(await setPassword(sales, { userId: id, newPassword: 'from somebody' })).toEqual(refusal('FORBIDDEN'))
    expect((await setPassword(owner, { userId: id, newPassword: 'fresh from olga' })).userErrors).toEqual([])
    expect((await signIn(house.identity, 'lost@northwind.example', 'fresh from olga')).userErrors).toEqual([])
    expect(await data(house.identity, lost, '{ me { id } }')).toEqual({ me: { id } })
    await setPassword(owner, { userId: id, newPassword: 'fresh from olga', voidTokens: true })
    await expect(ask(house.identity, lost, '{ me { id } }')).rejects.toThrow(Unauthenticated)
    expect(await setPassword(owner, { userId: encodeId('user', newId()), newPassword: 'nobody at all' })).toEqual(
      refusal('USER_NOT_FOUND', 'userId'),
    )
  })
})
