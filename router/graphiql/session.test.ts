import { describe, expect, it } from 'vitest'
import { type Explorer, openingSession, type Session } from './session.ts'

const NOW = 1_000_000
const expired = `e30.${btoa('{"exp":1000}')}.s`
const demo: Explorer = {
  endpoint: '/graphql',
  token: 'north',
  organization: 'Northwind Traders',
  organizations: [
    { name: 'Northwind Traders', token: 'north' },
    { name: 'Atölye Studio', token: 'studio' },
  ],
  tabs: [],
}
const real: Explorer = { ...demo, token: null, organization: null, organizations: [] }
const own: Session = { token: 'own', organization: 'Mine', demo: false }

describe('the session a page opens with', () => {
  it('is the demo, at the organisation chosen last', () => {
    expect(openingSession(demo, null, null, NOW)?.organization).toBe('Northwind Traders')
    expect(openingSession(demo, null, 'Atölye Studio', NOW)).toEqual({
      token: 'studio',
      organization: 'Atölye Studio',
      demo: true,
    })
    expect(openingSession(demo, null, 'Gone Ltd', NOW)?.token).toBe('north')
  })

  it("is somebody's own while it lasts", () => {
    expect(openingSession(demo, own, 'Atölye Studio', NOW)).toBe(own)
    expect(openingSession(demo, { ...own, token: expired }, null, NOW)?.token).toBe('north')
    expect(openingSession(real, { ...own, token: expired }, null, NOW)).toBeNull()
  })

  it('is nobody where there is no demo', () => {
    expect(openingSession(real, null, 'Northwind Traders', NOW)).toBeNull()
  })
})
