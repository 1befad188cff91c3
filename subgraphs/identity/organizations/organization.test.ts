import { describe, expect, it } from 'vitest'
import { checkOrganization } from './organization.ts'

describe('an organisation', () => {
  it('keeps its books in a currency and a time zone of this world', () => {
    checkOrganization({ currency: 'TRY', timeZone: 'Europe/Istanbul' })
    checkOrganization({ currency: 'USD', timeZone: 'UTC' })
  })

  it.each([
    ['CURRENCY_UNKNOWN', { currency: 'XYZ', timeZone: 'UTC' }],
    ['CURRENCY_UNKNOWN', { currency: 'eur', timeZone: 'UTC' }],
    ['TIME_ZONE_UNKNOWN', { currency: 'EUR', timeZone: 'Europe/Constantinople-West' }],
    ['TIME_ZONE_UNKNOWN', { currency: 'EUR', timeZone: '+03:00' }],
    ['TIME_ZONE_UNKNOWN', { currency: 'EUR', timeZone: '' }],
  ])('is refused with %s for %j', (code, organization) => {
    expect(() => checkOrganization(organization)).toThrow(expect.objectContaining({ code }))
  })
})
