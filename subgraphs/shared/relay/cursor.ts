import { createHash } from 'node:crypto'
import { fromBase64url } from '../base64url.ts'
import { BadInput } from '../graphql/errors.ts'
import { isLocalDate } from '../time/date.ts'

/** What Postgres calls the values a list is ordered by. */
export type OrderType = 'timestamptz' | 'date' | 'bigint' | 'numeric' | 'text'

/** A place in a list: just after (or before) the row with this order value and id. */
export interface Position {
  readonly value: string
  readonly id: string
}

const MOMENT = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/
/** Where a column may be null, `coalesce` puts its rows before or after all others. */
const INFINITE = /^-?infinity$/

const LOOKS_RIGHT: Record<OrderType, (value: string) => boolean> = {
  timestamptz: (value) => isLocalDate(MOMENT.exec(value)?.[1] ?? '') || INFINITE.test(value),
  date: (value) => isLocalDate(value) || INFINITE.test(value),
  bigint: (value) => /^-?\d{1,18}$/.test(value),
  numeric: (value) => /^-?\d{1,30}(\.\d{1,30})?$/.test(value),
  // Folding takes letters apart: the 200 of a name may become eighteen times as many.
  text: (value) => value.length <= 4_000 && !value.includes('\0'),
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * A cursor carries its position and a fingerprint of the list it came from: organisation, filter,
 * search and order. It is no secret: whoever forges one only moves within their own rows.
 */
export function encodeCursor({ value, id }: Position, list: string): string {
  return Buffer.from(JSON.stringify([value, id, fingerprint(value, id, list)])).toString('base64url')
}

/** Reads a cursor back; refuses one of another list, another order, or of no list of ours with INVALID_CURSOR. */
export function decodeCursor(cursor: string, list: string, type: OrderType): Position {
  const parts = parts3(cursor)
  if (parts) {
    const [value, id] = parts
    // Whatever else a reader forgives: a cursor of ours is, to the letter, what is written of its position here.
    const known = encodeCursor({ value, id }, list) === cursor
    if (known && UUID.test(id) && LOOKS_RIGHT[type](value)) return { value, id }
  }
  throw new BadInput('This cursor belongs to another list, filter or order. Start again without it.', 'INVALID_CURSOR')
}

function parts3(cursor: string): [string, string, string] | null {
  const bytes = fromBase64url(cursor)
  if (!bytes) return null
  try {
    const parts: unknown = JSON.parse(bytes.toString('utf8'))
    const whole = Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === 'string')
    return whole ? (parts as [string, string, string]) : null
  } catch {
    return null
  }
}

const fingerprint = (value: string, id: string, list: string) =>
  createHash('sha256')
    .update(JSON.stringify([value, id, list]))
    .digest('base64url')
    .slice(0, 16)
