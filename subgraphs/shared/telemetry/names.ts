/** What stands for all names that have no place of their own. */
export const OTHER = 'other'

const CANDIDATES = 1_000

/**
 * Names that somebody outside chooses, as labels of metrics: at most so many. A name has its own place from the
 * second time on, so that names which never come again (one with a number in it) take nobody's place; and an
 * organisation never has more places than it leaves to the others.
 */
export class Names {
  readonly #most: number
  readonly #placed = new Set<string>()
  readonly #held = new Map<string, number>()
  readonly #candidates = new Set<string>()

  constructor(most = 200) {
    this.#most = most
  }

  label(name: string, organizationId: string): string {
    if (this.#placed.has(name)) return name
    const held = this.#held.get(organizationId) ?? 0
    if (held >= this.#most - this.#placed.size) return OTHER
    if (this.#candidates.delete(name)) {
      this.#placed.add(name)
      this.#held.set(organizationId, held + 1)
      return name
    }
    if (this.#candidates.size >= CANDIDATES) this.#candidates.clear()
    this.#candidates.add(name)
    return OTHER
  }
}
