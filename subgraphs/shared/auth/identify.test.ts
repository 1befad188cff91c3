import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { AUDIENCE, type AuthState, Identifier, ISSUER, Unauthenticated } from './identify.ts'

const claims = { org: 'o', role: 'SALES', cur: 'EUR', tz: 'Europe/Istanbul' }
const now = new Date('2026-03-31T12:00:00Z')
const second = Math.floor(now.getTime() / 1000)
const identifier = new Identifier()
let privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']
let state: AuthState

beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA', { extractable: true })
  privateKey = pair.privateKey
  state = {
    keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1' }],
    revokedTokens: ['gone'],
    revokedUsers: { left: second - 60 },
  }
  await identifier.update(state)
})

const sign = (payload: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
  new SignJWT({
    ...claims,
    sub: 'u',
    jti: 't',
    iss: ISSUER,
    aud: AUDIENCE,
    iat: second - 100,
    exp: second + 100,
    ...payload,
  })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k1', ...header })
    .sign(privateKey)

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The same signature with the order of the group added to its second half. */
function beyondGroup(token: string): string {
  const [head, body, signature] = token.split('.')
  const bytes = Buffer.from(signature!, 'base64url')
  const order = 2n ** 252n + 27742317777372353535851937790883648493n
  let s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order
  for (let at = 32; at < 64; at += 1, s >>= 8n) bytes[at] = Number(s & 255n)
  return `${head}.${body}.${bytes.toString('base64url')}`
}

const identify = async (token: string | Promise<string>, at = now) => identifier.identify(`Bearer ${await token}`, at)

describe('a token', () => {
  it('names its actor, again and again', async () => {
    const token = sign()
    for (const _ of [1, 2]) {
      expect(await identify(token)).toMatchObject({
        userId: 'u',
        organizationId: 'o',
        role: 'SALES',
        timeZone: 'Europe/Istanbul',
      })
    }
  })

  it('is good for half a minute after it expires, and no longer, remembered or not', async () => {
    const token = await sign({ exp: second + 10 })
    await identify(token)
    await identify(token, new Date((second + 39) * 1000))
    await expect(identify(token, new Date((second + 41) * 1000))).rejects.toThrow(Unauthenticated)
  })

  it.each([
    ['revoked', () => sign({ jti: 'gone' })],
    ['of a user whose tokens were voided', () => sign({ sub: 'left' })],
    ['expired', () => sign({ exp: second - 61 })],
    ['not valid yet', () => sign({ nbf: second + 61 })],
    ['of another issuer', () => sign({ iss: 'evil' })],
    ['for another audience', () => sign({ aud: 'evil' })],
    ['of an unknown key', () => sign({}, { kid: '../../dev/null' })],
    ['without a key id', () => sign({}, { kid: undefined })],
    ['without an organisation', () => sign({ org: undefined })],
    ['without an expiry', () => sign({ exp: undefined })],
    ['of an unknown role', () => sign({ role: 'GOD' })],
    [
      'unsigned',
      async () =>
        new UnsecuredJWT({ ...claims, sub: 'u', jti: 't', iss: ISSUER, aud: AUDIENCE, exp: second + 100 }).encode(),
    ],
    [
      'signed with the public key as a shared secret',
      () =>
        new SignJWT({ ...claims, sub: 'u', jti: 't', iss: ISSUER, aud: AUDIENCE, iat: second, exp: second + 100 })
          .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
          .sign(Buffer.from(state.keys[0]!.x!, 'base64url')),
    ],
    ['cut', async () => (await sign()).slice(0, -3)],
    ['signed with a number beyond the group (RFC 8032, 5.1.7)', async () => beyondGroup(await sign())],
  ])('is refused when it is %s', async (_, token) => {
    await expect(identify(token())).rejects.toThrow(Unauthenticated)
  })

  it('has one spelling: no other character will do at the end of any of its parts', async () => {
    const parts = (await sign()).split('.')
    for (const [index, part] of parts.entries()) {
      for (const last of BASE64URL) {
        const spelled = parts.with(index, part.slice(0, -1) + last).join('.')
        const read = await identify(spelled).catch((error: Error) => error.message)
        if (spelled === parts.join('.')) expect(read).toMatchObject({ userId: 'u' })
        else expect(read, `${index} ${last}`).toBe('The token is not valid.')
      }
      await expect(identify(parts.with(index, `${part}=`).join('.'))).rejects.toThrow('The token is not valid.')
    }
  })

  it.each([undefined, '', 'Bearer', 'Basic dTpw', 'Bearer a.b.c, Bearer a.b.c', `Bearer ${'x'.repeat(9000)}.a.b`])(
    'is not read out of %j',
    async (header) => {
      await expect(identifier.identify(header, now)).rejects.toThrow(Unauthenticated)
    },
  )

  it('is not remembered when its key went while it was checked', async () => {
    const rotating = new Identifier()
    await rotating.update(state)
    const header = `Bearer ${await sign()}`
    const checking = rotating.identify(header, now)
    await rotating.update({ ...state, keys: [] })
    await checking.catch(() => {})
    await expect(rotating.identify(header, now)).rejects.toThrow(Unauthenticated)
  })

  it('is void with all sessions of its organisation, unless it is a program’s', async () => {
    const crowded = new Identifier()
    await crowded.update({ ...state, revokedOrganizations: { o: second - 50 } })
    const works = async (payload: object) =>
      crowded.identify(`Bearer ${await sign({ ...payload })}`, now).then(
        () => true,
        () => false,
      )
    expect(await works({ iat: second - 51 })).toBe(false)
    expect(await works({ iat: second - 50 })).toBe(true)
    expect(await works({ iat: second - 51, scope: 'customer:read' })).toBe(true)
    expect(await works({ iat: second - 51, org: 'other' })).toBe(true)
  })

  it('is void in the moment the state says so', async () => {
    const token = await sign({ jti: 'soon' })
    await identify(token)
    await identifier.update({ ...state, revokedTokens: ['gone', 'soon'] })
    await expect(identify(token)).rejects.toThrow('revoked')
  })
})
