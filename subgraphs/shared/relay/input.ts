import { currencyDigits, isCurrency } from '../money/currency.ts'
import { decimal, unitsAt } from '../money/decimal.ts'
import { type Money, money } from '../money/money.ts'
import { Refusal } from '../refusal.ts'
import { decodeId, type IdPrefix } from './id.ts'

type Path = readonly (string | number)[]

/** The uuid in a public id of that type. Refuses with BAD_ID. */
export function idOf(prefix: IdPrefix, id: string, path: Path): string {
  const uuid = decodeId(prefix, id)
  if (!uuid) throw new Refusal('BAD_ID', `This is not the id of such an object: those begin with "${prefix}_".`, path)
  return uuid
}

/** The same where the id may be left out. */
export const optionalIdOf = (prefix: IdPrefix, id: string | null | undefined, path: Path): string | null =>
  id == null ? null : idOf(prefix, id, path)

/** A text people typed in one line: trimmed, composed (NFC). Refuses with TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID. */
export const textOf = (text: string, path: Path, longest = 200): string => clean(text, path, longest, UNSEEN)

/** What no name holds: controls and ends of lines, and what makes a text read in another order than it is written. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u
/** The same, where lines and tabs are the writer's. */
const UNSEEN_IN_LINES = /[^\P{Cc}\t\n]|[\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u

function clean(text: string, path: Path, longest: number, unseen: RegExp): string {
  const clean = text.normalize('NFC').trim()
  if (isBlank(clean)) throw new Refusal('TEXT_REQUIRED', 'This must not be empty.', path)
  if (clean.length > longest) throw new Refusal('TEXT_TOO_LONG', `This has at most ${longest} characters.`, path)
  // Lone surrogates cannot be sent.
  if (unseen.test(clean) || !clean.isWellFormed()) {
    throw new Refusal(
      'TEXT_INVALID',
      'This holds a character that nobody sees, like a control or a line end: take it out.',
      path,
    )
  }
  return clean
}

/** The same where the text may be left out; an empty one is none. */
export const optionalTextOf = (text: string | null | undefined, path: Path, longest = 200): string | null =>
  text == null || isBlank(text) ? null : textOf(text, path, longest)

/** A text of several lines that may be left out; an empty one is none. Refuses with TEXT_TOO_LONG, TEXT_INVALID. */
export const optionalLinesOf = (text: string | null | undefined, path: Path, longest: number): string | null =>
  text == null || isBlank(text) ? null : clean(text.replace(/\r\n?/g, '\n'), path, longest, UNSEEN_IN_LINES)

/** Whether there is nothing to see: white space, and characters of no width. */
const isBlank = (text: string): boolean => /^[\s\u00ad\u200b-\u200f\u2060\ufeff]*$/.test(text)

const MOST_MINOR = 10n ** 15n

/** An amount in minor units. Refuses with AMOUNT_PRECISION (more digits than the currency has), AMOUNT_RANGE, CURRENCY_UNKNOWN. */
export function moneyOf(input: { amount: string; currency: string }, path: Path): Money {
  const { amount, currency } = input
  if (!isCurrency(currency))
    throw new Refusal('CURRENCY_UNKNOWN', 'This is not an ISO 4217 currency.', [...path, 'currency'])
  const value = decimal(amount)
  const digits = currencyDigits(currency)
  const minor = unitsAt(value, digits)
  if (unitsAt({ units: minor, scale: digits }, value.scale) !== value.units && digits < value.scale) {
    throw new Refusal('AMOUNT_PRECISION', `${currency} has ${digits} digits after the point.`, [...path, 'amount'])
  }
  if (minor >= MOST_MINOR || minor <= -MOST_MINOR) {
    throw new Refusal('AMOUNT_RANGE', 'This amount is too large.', [...path, 'amount'])
  }
  return money(minor, currency)
}

/** An amount above zero. Refuses with AMOUNT_NOT_POSITIVE besides. */
export function positiveMoneyOf(input: { amount: string; currency: string }, path: Path): Money {
  const amount = moneyOf(input, path)
  if (amount.minor <= 0n) throw new Refusal('AMOUNT_NOT_POSITIVE', 'This must be more than zero.', [...path, 'amount'])
  return amount
}

/** Where an object came from, its system in small letters. Refuses as texts do. */
export const referenceOf = (input: { source: string; id: string } | null | undefined, path: Path) =>
  input
    ? { source: sourceOf(textOf(input.source, [...path, 'source'], 50)), id: textOf(input.id, [...path, 'id'], 200) }
    : null

/** The same name of a system however its letters are written: as `kopru_source` in the databases. */
export const sourceOf = (name: string): string =>
  name.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC')
