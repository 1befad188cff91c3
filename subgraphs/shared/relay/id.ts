import { randomFillSync } from 'node:crypto'

/** Type prefixes of public ids, and the GraphQL type each names. An id is `prefix_` and a UUIDv7 in base32 (TypeID 0.3). */
export const ID_TYPES = {
  org: 'Organization',
  user: 'User',
  tok: 'ApiToken',
  cust: 'Customer',
  cont: 'Contact',
  pipe: 'Pipeline',
  stg: 'Stage',
  deal: 'Deal',
  acct: 'Account',
  jrnl: 'Journal',
  je: 'JournalEntry',
  prod: 'Product',
  tax: 'TaxRate',
  inv: 'Invoice',
  pay: 'Payment',
  proj: 'Project',
} as const

export type IdPrefix = keyof typeof ID_TYPES

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** Two letters for each ten bits. */
const PAIRS = Array.from({ length: 1_024 }, (_, bits) => ALPHABET[bits >> 5]! + ALPHABET[bits & 31]!)
const BITS = new Map([...ALPHABET].map((letter, value) => [letter, value]))
const ID = /^([a-z]{2,4})_([0-7][0-9a-hjkmnp-tv-z]{25})$/

/** The public id of a row: `encodeId('inv', uuid)` is `inv_01jd…`. */
export function encodeId(prefix: IdPrefix, uuid: string): string {
  const hex = uuid.replaceAll('-', '')
  let suffix = PAIRS[Number.parseInt(hex.slice(0, 2), 16)]!
  // Five hexadecimal digits are twenty bits, as four letters are.
  for (let position = 2; position < 32; position += 5) {
    const bits = Number.parseInt(hex.slice(position, position + 5), 16)
    suffix += PAIRS[bits >> 10]! + PAIRS[bits & 1_023]!
  }
  return `${prefix}_${suffix}`
}

/** The uuid inside a public id, or null when it is malformed or of another type. */
export function decodeId(prefix: IdPrefix, id: string): string | null {
  const match = ID.exec(id)
  if (!match || match[1] !== prefix) return null
  const suffix = match[2]!
  let hex = digits(suffix.slice(0, 2), 2)
  for (let position = 2; position < 26; position += 4) hex += digits(suffix.slice(position, position + 4), 5)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function digits(letters: string, count: number): string {
  let bits = 0
  for (const letter of letters) bits = (bits << 5) | BITS.get(letter)!
  return bits.toString(16).padStart(count, '0')
}

/** The GraphQL type a public id names, or null when it is none of ours. */
export function typeOfId(id: string): (typeof ID_TYPES)[IdPrefix] | null {
  const prefix = ID.exec(id)?.[1]
  return prefix && Object.hasOwn(ID_TYPES, prefix) ? ID_TYPES[prefix as IdPrefix] : null
}

const random = new Uint8Array(4096)
let used = random.length
let millisecond = 0
let counter = 0

/**
 * A new UUIDv7 (RFC 9562, section 6.2, method 1): this process's ids are in the order they were made, also
 * within a millisecond, and random after that.
 */
export function newId(): string {
  const now = Date.now()
  // A clock that was set back, or 4,096 ids within a millisecond, must not break the order.
  if (now > millisecond) {
    millisecond = now
    counter = takeRandom(2).readUInt16BE() & 0x7ff
  } else if (counter === 0xfff) {
    millisecond += 1
    counter = 0
  } else {
    counter += 1
  }
  const time = millisecond.toString(16).padStart(12, '0')
  const tail = takeRandom(8).toString('hex')
  const variant = ((Number.parseInt(tail[0]!, 16) & 3) | 8).toString(16)
  const count = counter.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${tail.slice(1, 4)}-${tail.slice(4, 16)}`
}

function takeRandom(bytes: number): Buffer {
  if (used + bytes > random.length) {
    randomFillSync(random)
    used = 0
  }
  used += bytes
  return Buffer.from(random.buffer, used - bytes, bytes)
}
