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

export function addDays(date: LocalDate, days: number): LocalDate {
  const moment = new Date(`${date}T00:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    // sv-SE writes days as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    formats.set(timeZone, format)
  }
  return format
}
