import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { registry } from '../telemetry/metrics.ts'
import { type Following, followAuthState } from './follow.ts'
import { AUDIENCE, type AuthState, Identifier, ISSUER } from './identify.ts'

const EMPTY = { revokedTokens: [], revokedUsers: {} }
let keys: AuthState['keys']
let token: string
let following: Following | undefined

beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA', { extractable: true })
  keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'k' }]
  token = await new SignJWT({ org: 'o', role: 'SALES', cur: 'EUR', tz: 'UTC', sub: 'u', jti: 't' })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(pair.privateKey)
})
afterEach(() => following?.close())

const works = (identifier: Identifier) =>
  identifier.identify(`Bearer ${token}`).then(
    () => true,
    () => false,
  )

describe('following the state of tokens', () => {
  it('begins with a state, however often it must ask for the first', async () => {
    const identifier = new Identifier()
    const source = vi.fn(async () => ({ keys, ...EMPTY })).mockRejectedValueOnce(new Error('not yet'))
    following = await followAuthState(source, identifier)
    expect(source).toHaveBeenCalledTimes(2)
    expect(await works(identifier)).toBe(true)
  })

  it('does not begin without one', async () => {
    const away = async () => Promise.reject(new Error('identity is away'))
    await expect(followAuthState(away, new Identifier(), { patienceMs: 0 })).rejects.toThrow('identity is away')
  })

  it('learns of a revocation by itself', async () => {
    const identifier = new Identifier()
    let revokedTokens: string[] = []
    following = await followAuthState(async () => ({ keys, revokedTokens, revokedUsers: {} }), identifier, {
      everyMs: 5,
    })
    revokedTokens = ['t']
    await vi.waitFor(async () => expect(await works(identifier)).toBe(false))
  })

  it('holds to the last state while identity is away, and says so once each time', async () => {
    const identifier = new Identifier()
    const onError = vi.fn()
    let away = false
    const source = vi.fn(async (): Promise<AuthState> => {
      if (away) throw new Error('away')
      return { keys, ...EMPTY }
    })
    following = await followAuthState(source, identifier, { everyMs: 60_000, onError })
    for (const times of [1, 2]) {
      away = true
      for (const _ of [1, 2, 3]) await following.refresh()
      expect(onError).toHaveBeenCalledTimes(times)
      expect(await works(identifier)).toBe(true)
      away = false
      await following.refresh()
    }
  })

  it('never lets an old answer overtake a newer one, and asks once for all who wait', async () => {
    const identifier = new Identifier()
    let revokedTokens: string[] = []
    let slow = 0
    const source = vi.fn(async () => {
      const state = { keys, revokedTokens, revokedUsers: {} }
      await new Promise((resolve) => setTimeout(resolve, slow))
      return state
    })
    following = await followAuthState(source, identifier, { everyMs: 60_000 })
    slow = 30
    const before = following.refresh()
    await new Promise((resolve) => setTimeout(resolve, 5))
    revokedTokens = ['t']
    slow = 0
    await Promise.all([following.refresh(), following.refresh(), following.refresh(), before])
    expect(await works(identifier)).toBe(false)
    expect(source).toHaveBeenCalledTimes(3)
  })

  it('tells the metrics how old is what it knows', async () => {
    const age = async () => {
      const text = await registry.getSingleMetricAsString('kopru_auth_state_age_seconds')
      return Number(/^kopru_auth_state_age_seconds (\S+)$/m.exec(text)![1])
    }
    let away = false
    const source = async () => (away ? Promise.reject(new Error('away')) : { keys, ...EMPTY })
    following = await followAuthState(source, new Identifier(), { everyMs: 60_000 })
    const since = Date.now()
    away = true
    await new Promise((resolve) => setTimeout(resolve, 120))
    await following.refresh()
    expect(await age()).toBeGreaterThanOrEqual(0.12)
    expect(await age()).toBeLessThan((Date.now() - since) / 1_000 + 1)
    away = false
    const before = Date.now()
    await following.refresh()
    expect(await age()).toBeLessThanOrEqual((Date.now() - before) / 1_000)
  })

  it('asks no more when it is closed', async () => {
    const source = vi.fn(async () => ({ keys, ...EMPTY }))
    following = await followAuthState(source, new Identifier(), { everyMs: 5 })
    following.close()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(source).toHaveBeenCalledTimes(1)
  })
})
