import { describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../shared/auth/permissions.ts'
import {
  checkMayManage,
  checkOwnerRemains,
  emailOf,
  newPasswordOf,
  normalized,
  type Standing,
  voidsTokens,
} from './user.ts'

const path = ['email']
const refused = (code: string) => expect.objectContaining({ code })

describe('an e-mail address', () => {
  it.each([
    ['  Nancy.Davolio@Northwind.Example ', 'nancy.davolio@northwind.example'],
    ["o'brien+crm@mail.example.co", "o'brien+crm@mail.example.co"],
    ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
  ])('is kept of %j as %j', (text, email) => expect(emailOf(text, path)).toBe(email))

  it.each([
    '',
    'nancy',
    'nancy@',
    'nancy@localhost',
    '@example.com',
    'a b@example.com',
    'a@b@example.com',
    'ayşe@example.com',
    'nancy@example.com\0',
    'nancy@example.com\nbcc: all@example.com',
    `${'a'.repeat(250)}@b.co`,
  ])('is not %j', (text) => expect(() => emailOf(text, path)).toThrow(refused('EMAIL_INVALID')))

  it('is read in a moment, however long and strange it is', () => {
    const started = performance.now()
    expect(() => emailOf(`a@${'a-.'.repeat(20_000)}`, path)).toThrow(refused('EMAIL_INVALID'))
    expect(performance.now() - started).toBeLessThan(50)
  })
})

describe('a new password', () => {
  it('is any 12 characters or more', () => {
    expect(newPasswordOf('correct horse', 'a@b.co', [])).toBe('correct horse')
    expect(newPasswordOf('şifre çok uzun', 'a@b.co', [])).toBe('şifre çok uzun')
  })

  it('is the same however its letters are composed', () => {
    expect(newPasswordOf('s\u0327ifre cok uzun', 'a@b.co', [])).toBe(newPasswordOf('şifre cok uzun', 'a@b.co', []))
    expect(normalized('ﬁ')).toBe('fi')
  })

  it.each([
    ['PASSWORD_TOO_SHORT', 'elevenchars'],
    ['PASSWORD_TOO_SHORT', '😀😀😀😀😀😀😀😀😀😀😀'],
    ['PASSWORD_TOO_LONG', 'x'.repeat(201)],
    ['PASSWORD_IS_EMAIL', 'Nancy@Example.com'],
  ])('is refused with %s', (code, text) => {
    expect(() => newPasswordOf(text, 'nancy@example.com', [])).toThrow(refused(code))
  })
})

describe('an owner', () => {
  const everyRole = Object.keys(ROLES) as Role[]

  it.each(everyRole)('is made and changed by owners, and %s manages everybody else', (by) => {
    for (const role of everyRole) {
      const manage = () => checkMayManage(by, [role], ['role'])
      if (role === 'OWNER' && by !== 'OWNER') expect(manage).toThrow(refused('OWNER_ONLY'))
      else manage()
    }
  })

  const ann: Standing = { id: 'ann', role: 'OWNER', active: true }

  it.each([
    [true, ['ann'], ann],
    [true, ['ann', 'bob'], { ...ann, role: 'SALES' }],
    [true, ['ann', 'bob'], { ...ann, active: false }],
    [true, ['bob'], { ...ann, active: false }],
    [false, ['ann'], { ...ann, role: 'ADMIN' }],
    [false, ['ann'], { ...ann, active: false }],
  ] as const)('remains: %s, with active owners %j and the change %j', (remains, owners, change) => {
    const check = () => checkOwnerRemains(new Set(owners), change, [])
    if (remains) check()
    else expect(check).toThrow(refused('LAST_OWNER'))
  })
})

describe('tokens', () => {
  const before: Standing = { id: 'ann', role: 'SALES', active: true }

  it.each([
    [false, before, before],
    [true, before, { ...before, role: 'VIEWER' }],
    [true, before, { ...before, role: 'ADMIN' }],
    [true, before, { ...before, active: false }],
    [false, { ...before, active: false }, before],
  ] as const)('are void: %s, from %j to %j', (void_, from, to) => expect(voidsTokens(from, to)).toBe(void_))
})
