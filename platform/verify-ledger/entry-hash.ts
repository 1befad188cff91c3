import { createHash } from 'node:crypto'
import type { Entry, Line } from './answer.ts'

// What docs/ledger.md says, once more in code: nothing here is shared with the server that is being checked.

/** The hash of an entry, in hex: over the hash before it, and what the entry says. */
export const hashOf = (organization: string, entry: Entry, previousHash: string): string =>
  createHash('sha256').update(previousHash, 'hex').update(saidBy(organization, entry), 'utf8').digest('hex')

/** All that an entry says, as it is hashed. Throws a sentence where something cannot be what the server wrote. */
export const saidBy = (organization: string, entry: Entry): string =>
  list([
    '1',
    number(entry.sequence),
    uuid('org', organization),
    uuid('je', entry.id),
    uuid('jrnl', entry.journal.id),
    number(entry.number),
    text(entry.date),
    text(entry.currency),
    text(entry.description),
    text(entry.source),
    uuid(entry.source === 'INVOICE' ? 'inv' : 'pay', entry.sourceId),
    microseconds(entry.postedAt),
    uuid('user', entry.postedBy.id),
    list(entry.lines.map(saidByLine)),
  ])

const saidByLine = (line: Line): string =>
  list([
    number(line.position),
    uuid('acct', line.account.id),
    text(line.debit.currency),
    String(minorUnits(line.debit)),
    String(minorUnits(line.credit)),
    line.description === null ? 'null' : text(line.description),
    line.customer === null ? 'null' : uuid('cust', line.customer.id),
    line.deal === null ? 'null' : uuid('deal', line.deal.id),
    line.project === null ? 'null' : uuid('proj', line.project.id),
  ])

const list = (items: string[]) => `[${items.join(', ')}]`
const text = (value: string) => JSON.stringify(value)
const number = (value: number) => String(value)

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** An id's 26 letters are 128 bits, five in each and the first two of them nought: the UUID. */
function uuid(prefix: string, id: string): string {
  const letters = id.slice(prefix.length + 1)
  if (!id.startsWith(`${prefix}_`) || !/^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(letters)) {
    throw new Error(`"${id}" is no id that begins with ${prefix}_`)
  }
  const bits = [...letters].reduce((sum, letter) => sum * 32n + BigInt(LETTERS.indexOf(letter)), 0n)
  const hex = bits.toString(16).padStart(32, '0')
  return text([hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'))
}

/** Since 1970, in UTC. */
function microseconds(moment: string): string {
  const [, second, micros] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6})Z$/.exec(moment) ?? []
  const milliseconds = Date.parse(`${second}Z`)
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString() !== `${second}.000Z`) {
    throw new Error(`"${moment}" is no moment in UTC with microseconds`)
  }
  return String(BigInt(milliseconds) * 1000n + BigInt(micros!))
}

/** How many digits after the point a currency has by ISO 4217: two, but for these. */
const DIGITS: Record<string, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}
const digitsOf = (currency: string): number =>
  Number(Object.keys(DIGITS).find((digits) => DIGITS[digits]!.split(' ').includes(currency)) ?? 2)

/** 12.50 EUR are 1250 cents. */
export function minorUnits({ amount, currency }: Line['debit']): bigint {
  const [, whole, fraction = ''] = /^(0|[1-9]\d*)(?:\.(\d+))?$/.exec(amount) ?? []
  if (whole === undefined || fraction.length !== digitsOf(currency)) {
    throw new Error(`"${amount}" is no amount in ${currency}, which has ${digitsOf(currency)} digits after the point`)
  }
  return BigInt(whole + fraction)
}
