import type { Entry } from './answer.ts'
import { hashOf, minorUnits } from './entry-hash.ts'

/** Something that the books cannot have said. */
export class Fault extends Error {}

/** Where a chain ends. */
export interface End {
  readonly sequence: number
  readonly hash: string
}

/** An entry that somebody knows to be there, by its place and, where they know it, its hash. */
export type Head = Pick<End, 'sequence'> & Partial<End>

/** The entries of one organisation in their order; remembers no more of them than the last. */
export class Chain {
  #organization = ''
  #last: End = { sequence: 0, hash: '' }
  readonly #numbers = new Map<string, number>()
  readonly #heads: readonly Head[]

  constructor(heads: readonly Head[]) {
    this.#heads = heads
  }

  /** Where it ends so far. */
  get last(): End {
    return this.#last
  }

  /** Takes the next entry; throws a Fault that says what is wrong with it. */
  add(organization: string, entry: Entry): void {
    this.#organization ||= organization
    if (organization !== this.#organization) fault(`it is of ${organization}, those before of ${this.#organization}`)
    this.#checkPlace(entry)
    checkBalance(entry)
    if (read(() => hashOf(organization, entry, this.#last.hash)) !== entry.hash) {
      fault('what it says does not have its hash: something in it, or its hash, was changed')
    }
    const { sequence, hash } = entry
    const other = this.#heads.find((head) => head.sequence === sequence && (head.hash ?? hash) !== hash)
    if (other) fault(`its hash is not the known one, ${other.hash}: these are other books`)
    this.#last = { sequence, hash }
  }

  /** Takes notice that there are no more entries. */
  end(): void {
    const { sequence } = this.#last
    const beyond = this.#heads.find((head) => head.sequence > sequence)
    if (beyond) fault(`it ends after ${sequence} entries, but there are ${beyond.sequence}: the end is missing`)
  }

  #checkPlace({ sequence, previousHash, journal, number }: Entry): void {
    const { sequence: before, hash } = this.#last
    if (sequence > before + 1) fault(`before it, ${before + 1} is missing`)
    if (sequence <= before) fault(`it comes after ${before}: it is there twice, or not in its place`)
    if (previousHash !== hash) {
      fault(
        before === 0 ? 'it is the first, and says that one was before it' : 'it does not go on from the hash before it',
      )
    }
    const expected = (this.#numbers.get(journal.id) ?? 0) + 1
    if (number !== expected) fault(`it has number ${number} in its journal, where ${expected} is due`)
    this.#numbers.set(journal.id, number)
  }
}

/** Two lines or more in the entry's one currency, each on one side, whose debits equal their credits. */
function checkBalance({ currency, lines }: Entry): void {
  if (lines.length < 2) fault(`it has ${lines.length} lines, and an entry has two or more`)
  let difference = 0n
  for (const [index, line] of lines.entries()) {
    if (line.position !== index + 1) fault(`line ${line.position} stands at place ${index + 1}`)
    if (line.debit.currency !== currency || line.credit.currency !== currency) {
      fault(`line ${line.position} is not in ${currency}`)
    }
    const [debit, credit] = read(() => [minorUnits(line.debit), minorUnits(line.credit)] as const)
    if ((debit === 0n) === (credit === 0n)) fault(`line ${line.position} is not on one side`)
    difference += debit - credit
  }
  if (difference !== 0n) fault('its debits are not its credits')
}

function read<T>(task: () => T): T {
  try {
    return task()
  } catch (error) {
    return fault((error as Error).message)
  }
}

function fault(what: string): never {
  throw new Fault(what)
}
