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
/** Two hexadecimal digits for each byte. */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const ID = /^([a-z]{2,4})_([0-7][0-9a-hjkmnp-tv-z]{25})$/
const LETTERS = 26

/** What each character is worth, by its code; what is none of them is negative. */
const worths = (characters: string): Int8Array => {
  const worths = new Int8Array(128).fill(-1)
  for (const [worth, character] of [...characters].entries()) worths[character.charCodeAt(0)] = worth
  return worths
}
const BITS = worths(ALPHABET)
const NIBBLES = worths('0123456789abcdef')

// An answer holds hundreds of ids: both ways go through codes of characters, nearly three times as fast as through pieces of text.

/** The public id of a row: `encodeId('inv', uuid)` is `inv_01jd…`. */
export function encodeId(prefix: IdPrefix, uuid: string): string {
  let id = `${prefix}_`
  // Two of the 130 bits of 26 letters are none of the uuid's.
  let [bits, held] = [0, 2]
  for (let at = 0; at < uuid.length; at += 1) {
    const nibble = NIBBLES[uuid.charCodeAt(at)]!
    if (nibble < 0) continue
    bits = (bits << 4) | nibble
    held += 4
    if (held < 10) continue
    held -= 10
    id += PAIRS[(bits >> held) & 1_023]!
  }
  return id
}

/** The uuid inside a public id, or null when there is none, it is malformed, or of another type. */
export function decodeId(prefix: IdPrefix, id: string | null | undefined): string | null {
  const start = prefix.length + 1
  if (id?.length !== start + LETTERS || !id.startsWith(prefix) || id[start - 1] !== '_') return null
  let uuid = ''
  let [bits, held] = [0, -2]
  for (let at = start; at < id.length; at += 1) {
    const letter = BITS[id.charCodeAt(at)] ?? -1
    if (letter < 0 || (at === start && letter > 7)) return null
    bits = (bits << 5) | letter
    held += 5
    if (held < 8) continue
    held -= 8
    uuid += BYTES[(bits >> held) & 255]!
    if (DASHES.has(uuid.length)) uuid += '-'
  }
  return uuid
}

/** Where a uuid goes on after a dash. */
const DASHES: ReadonlySet<number> = new Set([8, 13, 18, 23])

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
