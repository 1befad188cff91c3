import { describe, expect, it } from 'vitest'
import type { Role } from '../../shared/auth/permissions.ts'
import { checkMayManage } from './user.ts'
import { decideImport, type MayManage, type UserFacts } from './user-import.ts'

const facts = (externalId: string, more: Partial<UserFacts> = {}) => ({
  email: `${externalId}@example.com`,
  name: externalId,
  title: null,
  role: 'SALES' as const,
  externalSource: 'hr',
  externalId,
  ...more,
})
const row = (externalId: string, more: Partial<UserFacts> = {}) => ({ ...facts(externalId, more), path: ['rows', 0] })
const known = (externalId: string, more: Partial<UserFacts & { active: boolean }> = {}) => ({
  ...facts(externalId, more),
  id: externalId,
  active: more.active ?? true,
})
const ada = known('ada', { role: 'OWNER' })
const bob = known('bob')

type User = ReturnType<typeof known>

const as =
  (role: Role): MayManage =>
  (roles, path) =>
    checkMayManage(role, roles, path)
const outcomes = (by: Role, known: User[], rows: ReturnType<typeof row>[]) =>
  decideImport(as(by), known, rows).map((decision) => ('code' in decision ? decision.code : decision.outcome))

describe('an import of users', () => {
  it('makes those it has not seen, changes those who changed, and leaves the others', () => {
    const rows = [row('cem'), row('bob', { name: 'Bobby' }), row('ada', { role: 'OWNER' })]
    expect(decideImport(as('ADMIN'), [ada, bob], rows)).toEqual([
      { outcome: 'CREATED' },
      { outcome: 'UPDATED', before: bob, voidsTokens: false },
      { outcome: 'UNCHANGED', before: ada },
    ])
  })

  it('voids the tokens of those who get another role', () => {
    expect(decideImport(as('ADMIN'), [ada, bob], [row('bob', { role: 'VIEWER' })])).toEqual([
      { outcome: 'UPDATED', before: bob, voidsTokens: true },
    ])
  })

  it('gives an address to one only, whether or not another row gives it up', () => {
    const elsewhere = known('eve', { externalSource: null, externalId: null })
    expect(outcomes('OWNER', [ada, bob, elsewhere], [row('cem', { email: 'eve@example.com' })])).toEqual([
      'EMAIL_TAKEN',
    ])
    expect(outcomes('OWNER', [ada], [row('cem'), row('dia', { email: 'cem@example.com' })])).toEqual([
      'CREATED',
      'EMAIL_TAKEN',
    ])
    expect(
      outcomes('OWNER', [ada, bob], [row('bob', { email: 'b@example.com' }), row('cem', { email: 'bob@example.com' })]),
    ).toEqual(['UPDATED', 'EMAIL_TAKEN'])
  })

  it('lets owners alone make owners and change them', () => {
    expect(outcomes('ADMIN', [ada, bob], [row('cem', { role: 'OWNER' })])).toEqual(['OWNER_ONLY'])
    expect(outcomes('ADMIN', [ada, bob], [row('bob', { role: 'OWNER' })])).toEqual(['OWNER_ONLY'])
    expect(outcomes('ADMIN', [ada, bob], [row('ada', { role: 'SALES' })])).toEqual(['OWNER_ONLY'])
    expect(outcomes('OWNER', [ada, bob], [row('cem', { role: 'OWNER' })])).toEqual(['CREATED'])
  })

  it('keeps an owner, counting those it made so far and not those who are inactive', () => {
    const steps = [row('ada'), row('bob', { role: 'OWNER' }), row('ada')]
    expect(outcomes('OWNER', [ada, bob], steps)).toEqual(['LAST_OWNER', 'UPDATED', 'UPDATED'])
    const gone = known('bob', { active: false })
    expect(outcomes('OWNER', [ada, gone], [row('bob', { role: 'OWNER' }), row('ada')])).toEqual([
      'UPDATED',
      'LAST_OWNER',
    ])
    expect(outcomes('OWNER', [ada], [row('cem', { role: 'OWNER' }), row('ada')])).toEqual(['CREATED', 'UPDATED'])
  })
})
