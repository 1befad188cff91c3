import { describe, expect, it } from 'vitest'
import { PERMISSIONS } from '../../shared/auth/permissions.ts'
import { checkEndedSessions, checkExpiry, checkTokens, expiryOf, scopesOf, statusOf } from './token.ts'

const now = new Date('2026-03-31T12:00:00.000Z')
const refused = (code: string) => expect.objectContaining({ code })

describe('the scopes of a token', () => {
  const mine = new Set(['invoice:read', 'customer:read'] as const)

  it('are some of what its maker may do, each once', () => {
    expect(scopesOf(['invoice:read', 'customer:read', 'invoice:read'], mine)).toEqual(['invoice:read', 'customer:read'])
    expect(scopesOf([...PERMISSIONS], new Set(PERMISSIONS))).toEqual(PERMISSIONS)
  })

  it('are never more, known or not, and each that is too much is named', () => {
    const over = () => scopesOf(['invoice:read', 'invoice:post', 'everything'], mine)
    expect(over).toThrow(refused('FORBIDDEN_SCOPE'))
    expect(over).toThrow(
      expect.objectContaining({
        errors: [
          expect.objectContaining({ path: ['scopes', '1'] }),
          expect.objectContaining({ path: ['scopes', '2'] }),
        ],
      }),
    )
  })

  it('are some', () => {
    expect(() => scopesOf([], mine)).toThrow(refused('SCOPES_EMPTY'))
    expect(() => scopesOf(Array(51).fill('invoice:read'), mine)).toThrow(refused('TOO_MANY_SCOPES'))
  })
})

describe('what everybody must be told of until it ends', () => {
  const firstEnd = new Date('2026-05-01T00:00:00Z')

  it('are 1,000 tokens of an organisation at most', () => {
    expect(() => checkTokens({ count: 999, firstEnd })).not.toThrow()
    expect(() => checkTokens({ count: 1_000, firstEnd })).toThrow(
      expect.objectContaining({
        code: 'TOO_MANY_TOKENS',
        message:
          'An organisation has at most 1,000 tokens that have not ended, revoked ones among them: the first place is free at 2026-05-01T00:00:00.000Z.',
      }),
    )
  })

  it('are 10,000 ended sessions at most', () => {
    expect(() => checkEndedSessions({ count: 9_999, firstEnd })).not.toThrow()
    expect(() => checkEndedSessions({ count: 10_000, firstEnd })).toThrow(refused('TOO_MANY_SIGN_OUTS'))
  })
})

describe('the expiry of a token', () => {
  it('is within a year, in whole seconds', () => {
    expect(expiryOf('2026-03-31T15:00:01.999+03:00', now).toISOString()).toBe('2026-03-31T12:00:01.000Z')
    expect(expiryOf('2027-03-31T12:00:00Z', now).toISOString()).toBe('2027-03-31T12:00:00.000Z')
  })

  it.each([
    ['EXPIRY_PAST', '2026-03-31T12:00:00Z'],
    ['EXPIRY_PAST', '1999-12-31T23:59:59Z'],
    ['EXPIRY_TOO_FAR', '2027-04-01T12:00:01Z'],
    ['EXPIRY_TOO_FAR', '2199-01-01T00:00:00Z'],
  ])('is refused with %s at %s', (code, moment) => expect(() => expiryOf(moment, now)).toThrow(refused(code)))
})

describe('a token that ends within the second', () => {
  const later = new Date('2026-03-31T12:00:00.500Z')

  it('is refused with EXPIRY_PAST, as it would have ended when that began', () => {
    expect(() => expiryOf('2026-03-31T12:00:00.900Z', later)).toThrow(refused('EXPIRY_PAST'))
    expect(expiryOf('2026-03-31T12:00:01.000Z', later).toISOString()).toBe('2026-03-31T12:00:01.000Z')
  })

  it('is refused with EXPIRY_PAST when the clock that it is issued by is past it', () => {
    expect(() => checkExpiry(now, later)).toThrow(refused('EXPIRY_PAST'))
    expect(() => checkExpiry(now, now)).toThrow(refused('EXPIRY_PAST'))
    expect(() => checkExpiry(later, now)).not.toThrow()
  })
})

describe('the status of a token', () => {
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const token = { expiresAt: at(10), revokedAt: null }

  it.each([
    ['ACTIVE', token],
    ['REVOKED', { ...token, revokedAt: at(-1) }],
    ['REVOKED', { ...token, revokedAt: at(-1), expiresAt: at(-1) }],
    ['EXPIRED', { ...token, expiresAt: now }],
  ] as const)('is %s for %j', (status, token) => {
    expect(statusOf(token, now)).toBe(status)
  })
})
