import { describe, expect, it } from 'vitest'
import { type Actor, permissionsOf } from '../auth/actor.ts'
import { checkReference, type Known, type Named, needsAnswer } from './reference.ts'

const actor = (scope?: string): Actor => ({
  userId: 'me',
  organizationId: 'ours',
  role: 'OWNER',
  permissions: permissionsOf('OWNER', scope),
  tokenId: 'token',
  currency: 'EUR',
  timeZone: 'Europe/Istanbul',
})
const named = (kind: Named['kind'], more: Partial<Named> = {}): Named => ({ kind, id: 'it', path: ['at'], ...more })
const refusal = (one: Named, answer: Known | null, by = actor()) => {
  try {
    checkReference(one, by, answer)
    return null
  } catch (error) {
    return (error as { errors: unknown }).errors
  }
}

describe('a reference', () => {
  it.each([
    ['Customer', 'CUSTOMER_NOT_FOUND', 'There is no such customer.'],
    ['Deal', 'DEAL_NOT_FOUND', 'There is no such deal.'],
    ['User', 'USER_NOT_FOUND', 'There is no such user.'],
  ] as const)('to a %s that is not there is refused in its place', (kind, code, message) => {
    expect(refusal(named(kind), null)).toEqual([{ code, message, path: ['at'] }])
    expect(refusal(named(kind), {})).toBeNull()
  })

  it('to a deal is to one of the customer', () => {
    expect(refusal(named('Deal', { of: 'them' }), { customerId: 'them' })).toBeNull()
    expect(refusal(named('Deal', { of: 'them' }), { customerId: 'others' })).toMatchObject([
      { code: 'DEAL_OF_ANOTHER_CUSTOMER', path: ['at'] },
    ])
  })

  it.each([
    ['Customer', 'deal:read user:read', 'customer:read'],
    ['Deal', 'customer:read user:read', 'deal:read'],
    ['Deal', 'deal:read user:read', 'customer:read'],
    ['User', 'customer:read deal:read', 'user:read'],
  ] as const)(
    'to a %s by whoever may only %s is refused alike, whether or not it is there',
    (kind, scope, permission) => {
      const told = [{ code: 'FORBIDDEN', message: expect.stringContaining(permission), path: ['at'] }]
      expect(refusal(named(kind), null, actor(scope))).toEqual(told)
      expect(refusal(named(kind), {}, actor(scope))).toEqual(told)
      expect(needsAnswer(named(kind), actor(scope))).toBe(false)
    },
  )

  it('to oneself needs neither an answer nor a permission', () => {
    expect(needsAnswer(named('User', { id: 'me' }), actor())).toBe(false)
    expect(refusal(named('User', { id: 'me' }), null, actor(''))).toBeNull()
    expect(needsAnswer(named('Customer', { id: 'me' }), actor())).toBe(true)
  })
})
