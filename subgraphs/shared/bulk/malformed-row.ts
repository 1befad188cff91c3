import { Refusal } from '../refusal.ts'

type Path = readonly (string | number)[]

/** What the input of an import is called; its `rows` are what is imported. */
export const IMPORT = /^Import\w+Input$/

/** What is wrong in a row, and where in it. */
export interface Fault {
  readonly path: Path
  readonly message: string
}

const DEEPEST = 25

/**
 * Stands in the place of a row of an import that is no such row, so that the others are read in spite of it.
 * It travels on as what was sent, to whoever reads the row next.
 */
export class MalformedRow {
  /** What was sent: part of what an idempotency key stands for. */
  readonly given: unknown
  readonly #faults: readonly Fault[]

  constructor(given: unknown, faults: readonly Fault[]) {
    this.given = portable(given, DEEPEST)
    this.#faults = faults
  }

  toJSON(): unknown {
    return this.given
  }

  /** Why it is refused, all that is wrong at once. */
  refusal(path: Path): Refusal {
    const refusals = this.#faults.map((fault) => new Refusal('BAD_VALUE', fault.message, [...path, ...fault.path]))
    return Object.assign(refusals[0]!, { errors: refusals.flatMap(({ errors }) => errors) })
  }
}

/** Why the row at `path` is none; null where it is one. */
export function malformed(row: unknown, path: Path): Refusal | null {
  if (row === null) return new Refusal('BAD_VALUE', 'A row must not be null.', path)
  return row instanceof MalformedRow ? row.refusal(path) : null
}

/** The rows that are rows. */
export const wellFormed = <Row>(rows: readonly Row[]): Row[] => rows.filter((row) => malformed(row, []) === null)

/**
 * What was sent, in JSON that is no row either. What nobody reads may nest deeper than the stack reaches: down there is
 * nothing that could make a row of it. A number beyond all numbers (1e400) would be written as null, which clears.
 */
function portable(value: unknown, deep: number): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (deep === 0) return null
  if (Array.isArray(value)) return value.map((item) => portable(item, deep - 1))
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, portable(inner, deep - 1)]))
}
