import { isCurrency } from '../../shared/money/currency.ts'
import { Refusal } from '../../shared/refusal.ts'

/** Refuses a currency or a time zone that nobody could keep books by: CURRENCY_UNKNOWN, TIME_ZONE_UNKNOWN. */
export function checkOrganization({ currency, timeZone }: { currency: string; timeZone: string }): void {
  if (!isCurrency(currency)) {
    throw new Refusal('CURRENCY_UNKNOWN', 'This is not an ISO 4217 currency.', ['currency'])
  }
  if (!isTimeZone(timeZone)) {
    throw new Refusal('TIME_ZONE_UNKNOWN', 'This is not a time zone like "Europe/Istanbul".', ['timeZone'])
  }
}

/** An offset like "+03:00" is none: it does not know when its clocks change. */
function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}
