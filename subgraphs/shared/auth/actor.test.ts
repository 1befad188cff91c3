import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusal.ts'
import { type Actor, authorize, permissionsOf } from './actor.ts'
import { PERMISSIONS, ROLES } from './permissions.ts'

const viewer = { permissions: permissionsOf('VIEWER') } as Actor

describe('a role', () => {
  it('lets the owner do everything and the viewer only read', () => {
    expect(permissionsOf('OWNER')).toEqual(new Set(PERMISSIONS))
    expect([...permissionsOf('VIEWER')].every((permission) => permission.endsWith(':read'))).toBe(true)
  })

  it('keeps selling and bookkeeping apart', () => {
    expect(permissionsOf('SALES').has('invoice:post')).toBe(false)
    expect(permissionsOf('ACCOUNTANT').has('deal:write')).toBe(false)
  })

  it('lists each permission once', () => {
    for (const granted of Object.values(ROLES)) expect(new Set(granted).size).toBe(granted.length)
  })
})

describe('a scoped token', () => {
  it('can do what both its role and its scopes allow, and ignores words it does not know', () => {
    expect(permissionsOf('VIEWER', 'invoice:read invoice:post everything')).toEqual(new Set(['invoice:read']))
    expect(permissionsOf('OWNER', '')).toEqual(new Set())
  })
})

describe('authorisation', () => {
  it('passes with the permission and refuses without it', () => {
    authorize(viewer, 'deal:read')
    expect(() => authorize(viewer, 'deal:write')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
    expect(() => authorize(viewer, 'deal:write')).toThrow(Refusal)
  })
})
