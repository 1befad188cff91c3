/** A calendar day, `2026-03-31`. Days compare as the strings they are. */
export type LocalDate = string

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether the text is a real day between 1900 and 2199: no 30 February, no year 0, no `infinity`. */
export function isLocalDate(text: string): boolean {
  const match = PATTERN.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1900 || year > 2199) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** The day it is at `now` in a time zone: an organisation's today is its own. */
export function today(timeZone: string, now: Date): LocalDate {
  return dayFormat(timeZone).format(now)
}

/** The first moment of a day in a time zone: midnight, or what follows it where the clocks skip midnight. */
export function startOfDay(date: LocalDate, timeZone: string): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  const guess = midnight - offset(timeZone, midnight)
  const corrected = midnight - offset(timeZone, guess)
  const earlier = new Date(Math.min(guess, corrected))
  return today(timeZone, earlier) === date ? earlier : new Date(Math.max(guess, corrected))
}

/** How far the wall clock is ahead of UTC at a moment, in milliseconds. */
function offset(timeZone: string, moment: number): number {
  const [year, month, day, hour, minute, second] = wallFormat(timeZone).format(moment).match(/\d+/g)!.map(Number)
  return Date.UTC(year!, month! - 1, day, hour, minute, second) - moment
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const moment = new Date(`${date}T00:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10)
}

// sv-SE writes days and times as ISO 8601 does.
const dayFormat = formatIn({ dateStyle: 'short' })
const wallFormat = formatIn({ dateStyle: 'short', timeStyle: 'medium' })

function formatIn(style: Intl.DateTimeFormatOptions): (timeZone: string) => Intl.DateTimeFormat {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return (timeZone) => {
    let format = formats.get(timeZone)
    if (!format) {
      format = new Intl.DateTimeFormat('sv-SE', { timeZone, ...style })
      formats.set(timeZone, format)
    }
    return format
  }
}
