import { describe, expect, it } from 'vitest'
import { addDays, isLocalDate, today } from './date.ts'

describe('a calendar day', () => {
  it.each(['2026-02-28', '2024-02-29', '1900-01-01', '2199-12-31'])('is %s', (text) => {
    expect(isLocalDate(text)).toBe(true)
  })

  it.each([
    '2026-02-30',
    '2026-02-29',
    '0000-01-01',
    '9999-12-31',
    '2026-13-01',
    '2026-1-1',
    'infinity',
    '2026-01-01T00:00',
    '',
  ])('is not %j', (text) => expect(isLocalDate(text)).toBe(false))

  it('is today where the organisation is', () => {
    const now = new Date('2026-03-31T22:30:00Z')
    expect(today('Europe/Istanbul', now)).toBe('2026-04-01')
    expect(today('America/New_York', now)).toBe('2026-03-31')
  })

  it('adds days across months and leap years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })
})
