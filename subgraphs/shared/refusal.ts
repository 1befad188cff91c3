/** One thing the business says no to, for the person at the screen. */
export interface UserError {
  readonly code: string
  readonly message: string
  /** Where in the mutation's input, outermost first; empty when it concerns the whole. */
  readonly path: readonly string[]
}

/** The one error a rule may throw. `payload()` turns it into `userErrors`, after the rollback. */
export class Refusal extends Error {
  readonly errors: readonly UserError[]

  constructor(code: string, message: string, path: readonly (string | number)[] = []) {
    super(message)
    this.name = 'Refusal'
    this.errors = [{ code, message, path: path.map(String) }]
  }

  get code(): string {
    return this.errors[0]!.code
  }

  /** Says all that is wrong with a form at once; does nothing when nothing is. */
  static all(refusals: readonly Refusal[]): void {
    if (refusals.length === 0) return
    const first = refusals[0]!
    const together = new Refusal(first.code, first.message)
    Object.assign(together, { errors: refusals.flatMap(({ errors }) => errors) })
    throw together
  }
}
