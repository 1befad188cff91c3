/** What stands for all names that have no place of their own. */
export const OTHER = 'other'

/** Of one organisation, and of how many organisations. */
const CANDIDATES = 100
const ORGANIZATIONS = 100

/**
 * Names that somebody outside chooses, as labels of metrics: at most so many. A name has its own place from the
 * second time on, so that names which never come again (one with a number in it) take nobody's place; and an
 * organisation never has more places than it leaves to the others, nor makes theirs forgotten before they have one.
 */
export class Names {
  readonly #most: number
  readonly #placed = new Set<string>()
  readonly #held = new Map<string, number>()
  readonly #candidates = new Map<string, Set<string>>()

  constructor(most = 200) {
    this.#most = most
  }

  label(name: string, organizationId: string): string {
    if (this.#placed.has(name)) return name
    const held = this.#held.get(organizationId) ?? 0
    if (held >= this.#most - this.#placed.size) return OTHER
    const candidates = this.#candidatesOf(organizationId)
    if (candidates.delete(name)) {
      this.#placed.add(name)
      this.#held.set(organizationId, held + 1)
      return name
    }
    if (candidates.size >= CANDIDATES) candidates.clear()
    candidates.add(name)
    return OTHER
  }

  /** Of the organisations that came last. */
  #candidatesOf(organizationId: string): Set<string> {
    const candidates = this.#candidates.get(organizationId) ?? new Set()
    this.#candidates.delete(organizationId)
    this.#candidates.set(organizationId, candidates)
    if (this.#candidates.size > ORGANIZATIONS) this.#candidates.delete(this.#candidates.keys().next().value!)
    return candidates
  }
}
