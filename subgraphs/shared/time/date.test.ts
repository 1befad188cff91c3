import { describe, expect, it } from 'vitest'
import { addDays, isLocalDate, startOfDay, today } from './date.ts'

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

  it.each([
    ['2026-03-31', 'Europe/Istanbul', '2026-03-30T21:00:00.000Z'],
    ['1996-07-04', 'America/New_York', '1996-07-04T04:00:00.000Z'],
    // The clocks skip midnight: the day begins at one.
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
    ['2026-03-08', 'America/Havana', '2026-03-08T05:00:00.000Z'],
    // Midnight comes twice: the day begins with the first.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  ])('begins: %s in %s at %s', (date, timeZone, moment) => {
    expect(startOfDay(date, timeZone).toISOString()).toBe(moment)
  })

  it.each([
    'Europe/Istanbul',
    'America/New_York',
    'Asia/Beirut',
    'Pacific/Auckland',
    'America/Havana',
    'Asia/Kathmandu',
  ])('begins in %s a moment after the day before, all year', (timeZone) => {
    for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      const start = startOfDay(day, timeZone)
      expect(today(timeZone, start)).toBe(day)
      expect(today(timeZone, new Date(start.getTime() - 1))).toBe(addDays(day, -1))
    }
  })
})
