import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IdentitySubgraph } from '../../subgraphs/identity/subgraph.ts'
import { encodeId } from '../../subgraphs/shared/relay/id.ts'
import { data } from '../support/ask.ts'
import { type House, openHouse, PASSWORD, signIn, takeIn, tokenOf } from './identity.ts'

/** A stranger founds an organisation, and takes somebody in by the address of one of Northwind's. */
let house: House
let northwind: string
let owner: string
beforeAll(async () => {
  house = await openHouse()
  northwind = encodeId('org', house.organizationId)
  owner = await house.owner()
})
afterAll(() => house.close())

const OWN = 'a password of the stranger'
const SET = `mutation ($input: SetPasswordInput!) { setPassword(input: $input) { userErrors { code } } }`

async function victim(name: string) {
  const id = await takeIn(house.identity, owner, name, 'SALES', PASSWORD)
  return { id, email: `${name}@northwind.example` }
}

async function strangerAs(email: string) {
  const { organizationId, ownerId } = await house.identity.createOrganization({
    name: 'Mallory',
    currency: 'EUR',
    timeZone: 'UTC',
    owner: { email, name: 'Not they', password: OWN },
  })
  const token = await tokenOf(house.identity, organizationId, ownerId)
  return {
    organization: encodeId('org', organizationId),
    setPassword: async (currentPassword: string, newPassword: string) =>
      (await data(house.identity, token, SET, { input: { currentPassword, newPassword } })).setPassword.userErrors,
  }
}

const codeOf = async (email: string, password: string, organization?: string, at: IdentitySubgraph = house.identity) =>
  (await signIn(at, email, password, organization)).userErrors[0]?.code ?? 'SIGNED_IN'
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code message } } }'
/** Signs in from an address on the network. */
const from = async (peer: string, email: string, password: string) => {
  const variables = { input: { email, password } }
  const { data } = await house.identity.execute({ query: SIGN_IN, variables }, { requestId: 'test', peer })
  return data!.signIn as { userErrors: { code: string; message: string }[] }
}
const tally = (codes: string[]) =>
  Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]))

describe('the doors of one address', () => {
  it('are closed each by itself: what opens a stranger’s own does not give guesses at another', async () => {
    const { email } = await victim('vera')
    const { organization, setPassword } = await strangerAs(email)
    const guesses: string[] = []
    for (let guess = 1; guess <= 8; guess += 1) {
      guesses.push(await codeOf(email, `wrong ${guess}`, northwind))
      expect(await codeOf(email, OWN, organization)).toBe('SIGNED_IN')
      expect(await setPassword(OWN, OWN)).toEqual([])
    }
    expect(tally(guesses)).toEqual({ SIGN_IN_FAILED: 5, SIGN_IN_THROTTLED: 3 })
    const another = await house.another()
    expect(await codeOf(email, PASSWORD, northwind, another)).toBe('SIGN_IN_THROTTLED')
  })

  it('take five guesses each, and twenty together, of whoever names none and opens their own in between', async () => {
    const { email } = await victim('victor')
    const { organization } = await strangerAs(email)
    const guesses: string[] = []
    for (let guess = 1; guess <= 30; guess += 1) {
      guesses.push(await codeOf(email, `wrong ${guess}`))
      await codeOf(email, OWN)
      await codeOf(email, OWN, organization)
    }
    expect(tally(guesses)).toEqual({ SIGN_IN_FAILED: 20, SIGN_IN_THROTTLED: 10 })
    expect(await codeOf(email, PASSWORD)).toBe('SIGN_IN_THROTTLED')
    expect(await codeOf(email, PASSWORD, northwind)).toBe('SIGN_IN_THROTTLED')
  })

  it('count a password at each, also where it opens another: setting one’s own is no way to guess', async () => {
    const { email } = await victim('vivian')
    const { setPassword } = await strangerAs(email)
    let own = OWN
    for (let guess = 1; guess <= 5; guess += 1) {
      await setPassword(own, `a guess, number ${guess}`)
      own = `a guess, number ${guess}`
      expect(await codeOf(email, own)).toBe('SIGNED_IN')
    }
    expect(await setPassword(own, PASSWORD)).toEqual([])
    // Where the guess is right it would open both, and that would be told.
    expect(await codeOf(email, PASSWORD)).toBe('SIGNED_IN')
    expect(await codeOf(email, PASSWORD, northwind)).toBe('SIGN_IN_THROTTLED')
  })

  it('stay open to those whom wrong passwords at another have nothing to do with', async () => {
    const { email } = await victim('walter')
    const { organization, setPassword } = await strangerAs(email)
    const codes: string[] = []
    for (let attempt = 1; attempt <= 25; attempt += 1) codes.push(await codeOf(email, 'wrong', organization))
    expect(tally(codes)).toEqual({ SIGN_IN_FAILED: 5, SIGN_IN_THROTTLED: 20 })
    expect(await setPassword('wrong', 'something else here')).toEqual([{ code: 'SIGN_IN_THROTTLED' }])
    for (let visit = 1; visit <= 8; visit += 1) {
      expect(await codeOf(email, PASSWORD, northwind)).toBe('SIGNED_IN')
      expect(await codeOf(email, PASSWORD)).toBe('SIGNED_IN')
    }
  })

  it('are opened again by who may set the password there, and no other is', async () => {
    const { id, email } = await victim('wanda')
    const { organization } = await strangerAs(email)
    for (let attempt = 1; attempt <= 5; attempt += 1) await codeOf(email, `wrong ${attempt}`)
    expect(await codeOf(email, PASSWORD)).toBe('SIGN_IN_THROTTLED')
    const input = { userId: id, newPassword: 'fresh from olga' }
    expect((await data(house.identity, owner, SET, { input })).setPassword.userErrors).toEqual([])
    expect(await codeOf(email, OWN, organization)).toBe('SIGN_IN_THROTTLED')
    expect(await codeOf(email, 'fresh from olga', northwind)).toBe('SIGNED_IN')
    expect(await codeOf(email, 'fresh from olga')).toBe('SIGNED_IN')
  })

  it('do not tell whether anybody has the address in an organisation', async () => {
    const { email } = await victim('xenia')
    const course = async (address: string) => {
      const codes: string[] = []
      house.statements.length = 0
      for (let attempt = 1; attempt <= 6; attempt += 1) codes.push(await codeOf(address, 'wrong', northwind))
      for (let attempt = 1; attempt <= 6; attempt += 1) codes.push(await codeOf(address, 'wrong'))
      for (const organization of [northwind, encodeId('org', house.ownerId), 'org_nonsense'])
        codes.push(await codeOf(address, 'wrong', organization))
      return { codes, statements: [...house.statements] }
    }
    const known = await course(email)
    expect(tally(known.codes)).toEqual({ SIGN_IN_FAILED: 12, SIGN_IN_THROTTLED: 3 })
    expect(await course('nobody@northwind.example')).toEqual(known)
  })

  it('are counted once where two who name none come at once, from two processes', async () => {
    const { email } = await victim('yvonne')
    await strangerAs(email)
    const another = await house.another()
    const codes = await Promise.all(
      Array.from({ length: 40 }, (_, n) => codeOf(email, `wrong ${n}`, undefined, n % 2 ? house.identity : another)),
    )
    expect(tally(codes)).toEqual({ SIGN_IN_FAILED: 5, SIGN_IN_THROTTLED: 35 })
    expect(house.reported).toEqual([])
  })
})

describe('the places for those who wait to sign in', () => {
  it('are shared out by address: who takes all they can leaves the others theirs', async () => {
    const { email } = await victim('zora')
    const crowd = Array.from({ length: 300 }, (_, n) => from('2001:db8::1:2', `nobody-${n}@nowhere.example`, 'x'))
    const neighbour = from('2001:db8::ffff', email, PASSWORD)
    const visitor = from('192.0.2.1', email, PASSWORD)
    expect((await visitor).userErrors).toEqual([])
    expect((await neighbour).userErrors).toEqual([
      {
        code: 'SIGN_IN_THROTTLED',
        message: 'Too many passwords of your network or organisation are being looked at. Try again in a minute.',
      },
    ])
    const codes = (await Promise.all(crowd)).map(({ userErrors }) => userErrors[0]!.code)
    expect(tally(codes)).toEqual({ SIGN_IN_FAILED: 40, SIGN_IN_THROTTLED: 260 })
    expect((await from('2001:db8::ffff', email, PASSWORD)).userErrors).toEqual([])
  })

  it('are two hundred in all', async () => {
    const crowd = Array.from({ length: 240 }, (_, n) => from(`192.0.2.${n % 6}`, `ghost-${n}@nowhere.example`, 'x'))
    const codes = (await Promise.all(crowd)).map(({ userErrors }) => userErrors[0]!.code)
    expect(tally(codes)).toEqual({ SIGN_IN_FAILED: 200, SIGN_IN_THROTTLED: 40 })
  })
})

describe('passwords that are set', () => {
  it('are forty at once of an organisation, and keep nobody of another from signing in', async () => {
    const { email } = await victim('ysolde')
    const { organizationId, ownerId } = await house.identity.createOrganization({
      name: 'Busy',
      currency: 'EUR',
      timeZone: 'UTC',
      owner: { email: 'boss@busy.example', name: 'Boss' },
    })
    const boss = await tokenOf(house.identity, organizationId, ownerId)
    const create = `mutation ($input: CreateUserInput!) { createUser(input: $input) { userErrors { code } } }`
    const order: string[] = []
    const crowd = Array.from({ length: 60 }, async (_, n) => {
      const input = { email: `u${n}@busy.example`, name: `User ${n}`, role: 'VIEWER', password: PASSWORD }
      const { createUser } = await data(house.identity, boss, create, { input })
      order.push('created')
      return createUser.userErrors[0]?.code ?? 'CREATED'
    })
    const visit = from('192.0.2.9', email, PASSWORD).then(({ userErrors }) => {
      order.push('signed in')
      return userErrors
    })
    expect(await visit).toEqual([])
    expect(tally(await Promise.all(crowd))).toEqual({ CREATED: 40, PASSWORDS_THROTTLED: 20 })
    expect(order.slice(-20)).not.toContain('signed in')
  })
})
