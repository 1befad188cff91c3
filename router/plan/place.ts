import type { Cause, Failure, Failures, Path } from './failures.ts'
import type { Data } from './merge.ts'

/** An error as it is told: why, and where in the answer; null where nobody said of what it is. */
export interface Told {
  readonly cause: Cause
  readonly path: Path | null
}

/** A failure on its way to its place. */
interface Nearing {
  readonly failure: Failure
  /** How many steps of its path lead here; -1 where they ended above: it is about all that is lacking here. */
  readonly steps: number
}

/** What is told of one answer; it is written down only where something is wrong with it. */
export class Telling {
  readonly failures: Failures
  readonly #told: { cause: Cause; at: Place; tail: Path }[] = []
  readonly #said = new Set<Cause>()

  constructor(failures: Failures) {
    this.failures = failures
  }

  get length(): number {
    return this.#told.length
  }

  add(cause: Cause, at: Place, tail: Path = []): void {
    this.#told.push({ cause, at, tail })
    this.#said.add(cause)
  }

  /** What was told inside an object that is null now is not told, but for the reason why it is. */
  keepReason(from: number, reason: number): void {
    this.#told.splice(from, reason - from)
  }

  /** All of it, however much: the limit of the cost is the limit of the places, and a null without its error is a lie. */
  errors(): Told[] {
    const beside = [...this.failures.beside].filter((cause) => !this.#said.has(cause))
    return [
      ...this.#told.map(({ cause, at, tail }) => ({ cause, path: [...at.path(), ...tail] })),
      ...beside.map((cause) => ({ cause, path: null })),
    ]
  }
}

/** A place in the answer, with what failed on the way to it and below it. */
export class Place {
  readonly telling: Telling
  readonly #above: Place | null
  readonly #key: string | number
  readonly #nearing: readonly Nearing[]
  /** What failed beside it, in the same object. */
  readonly #beside: readonly Nearing[]
  /** Whether it is in an object that a subgraph has no row for. */
  readonly inMissing: boolean

  private constructor(
    telling: Telling,
    above: Place | null,
    key: string | number,
    nearing: readonly Nearing[],
    beside: readonly Nearing[] = NONE,
    inMissing = false,
  ) {
    this.telling = telling
    this.#above = above
    this.#key = key
    this.#nearing = nearing
    this.#beside = beside
    this.inMissing = inMissing
  }

  static root(failures: Failures): Place {
    return new Place(new Telling(failures), null, '', NONE)
  }

  get isRoot(): boolean {
    return this.#above === null
  }

  path(): (string | number)[] {
    const path: (string | number)[] = []
    for (let place: Place = this; place.#above; place = place.#above) path.push(place.#key)
    return path.reverse()
  }

  item(index: number): Place {
    return new Place(this.telling, this, index, stepped(this.#nearing, index))
  }

  /** Makes places of the fields of the object that stands here. */
  fieldsOf(object: Data): (key: string, from: string) => Place {
    const { failures } = this.telling
    const own = failures.of(object)
    const all = own.length > 0 ? [...this.#nearing, ...own.map((failure) => ({ failure, steps: 0 }))] : this.#nearing
    const isMissing = failures.isMissing(object)
    return (key, from) => new Place(this.telling, this, key, stepped(all, from), all, isMissing)
  }

  /** Tells why it is not known what stands here; false where nothing failed. */
  explainUnknown(object: Data): boolean {
    const failed = [...this.#nearing.map(({ failure }) => failure), ...this.telling.failures.of(object)]
    const causes = new Set(failed.map(({ cause }) => cause))
    for (const cause of causes) this.telling.add(cause, this)
    return causes.size > 0
  }

  /**
   * Tells why nothing is here, in the words of the failures that are about this place; false where there are none.
   * What never came may have failed with all that was asked of its object, or for want of what else was asked of it.
   */
  explain(isAbsent: boolean, translate: (path: Path) => Path): boolean {
    const direct = this.#nearing.filter(({ steps }) => steps >= 0)
    for (const { failure, steps } of direct) this.telling.add(failure.cause, this, translate(failure.path.slice(steps)))
    if (direct.length > 0) return true
    if (!isAbsent) return false
    const others = this.#nearing.length > 0 || this.inMissing ? this.#nearing : this.#beside
    for (const cause of new Set(others.map(({ failure }) => failure.cause))) this.telling.add(cause, this)
    return others.length > 0
  }
}

const NONE: readonly Nearing[] = []

function stepped(all: readonly Nearing[], key: string | number): readonly Nearing[] {
  if (all.length === 0) return NONE
  return all.flatMap(({ failure, steps }) => {
    if (steps < 0 || steps >= failure.path.length) return [{ failure, steps: -1 }]
    return failure.path[steps] === key ? [{ failure, steps: steps + 1 }] : []
  })
}
