import type { Data } from './merge.ts'

export type Path = readonly (string | number)[]

/** The part of an error that is told on; those of subgraphs in other processes are no GraphQLErrors. */
export interface Cause {
  readonly message: string
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}

/** What a subgraph could not tell of an object in the data: of a field below it, or of all that it was asked. */
export interface Failure {
  readonly cause: Cause
  /** From the object, in the keys of the data; empty for all that was asked. */
  readonly path: Path
}

/**
 * Why something is not in the data. It hangs on the objects themselves, so that wherever one of them stands in the
 * answer, under whatever key, its failures are found with it.
 */
export class Failures {
  readonly #of = new Map<Data, Failure[]>()
  readonly #missing = new Set<Data>()
  readonly #beside = new Set<Cause>()

  get isEmpty(): boolean {
    return this.#of.size === 0 && this.#missing.size === 0 && this.#beside.size === 0
  }

  /** What a subgraph said beside data without saying of which field: it is told even where nothing is lacking. */
  get beside(): ReadonlySet<Cause> {
    return this.#beside
  }

  addBeside(cause: Cause): void {
    this.#beside.add(cause)
  }

  add(object: Data, failure: Failure): void {
    const known = this.#of.get(object)
    if (known) known.push(failure)
    else this.#of.set(object, [failure])
  }

  of(object: Data): readonly Failure[] {
    return this.#of.get(object) ?? []
  }

  /** A subgraph has no row for it, which is no failure. */
  addMissing(object: Data): void {
    this.#missing.add(object)
  }

  isMissing(object: Data): boolean {
    return this.#missing.has(object)
  }
}
