import type { Database } from '../../../shared/db/database.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { addressOf, doorOf, forget, knock } from './attempts.ts'
import { Places } from './places.ts'

const MOST_REMEMBERED = 10_000
/** How long this process refuses by itself before it asks the database again. */
const TRUSTED_MS = 60_000

interface Rest {
  readonly until: number
  readonly askAgain: number
}

/** Where somebody tries a password. */
export interface Attempt {
  readonly email: string
  /** Null where none is named: then every organisation's door of the address is tried. */
  readonly organizationId: string | null
  /** Whose place it takes while it waits. */
  readonly whose: string
}

/** What a password may open. */
interface Door {
  readonly organizationId: string
}

/**
 * Where passwords are tried: at each door, which is an e-mail address in an organisation, one after the other, and
 * after five wrong ones within 15 minutes none, right or wrong, until these are over. Whoever names no organisation
 * tries all doors of the address, and is counted at each of them; a door that is closed is passed by. What opens a door,
 * or sets its password, begins the count of that door anew and of no other: whoever has a door of their own for
 * somebody else's address learns nothing by it. It makes no difference whether anybody has the address. The count is in
 * the database, for all processes; what it said is remembered here.
 */
export class PasswordGate {
  readonly #database: Database
  readonly #places = new Places('SIGN_IN_THROTTLED')
  readonly #resting = new Map<string, Rest>()
  readonly #turns = new Map<string, Promise<unknown>>()

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * Finds the doors, and answers those that `opens` says are opened; it is asked even where none may be tried, so that
   * this takes as long. Refuses with SIGN_IN_THROTTLED.
   */
  try<D extends Door>(
    attempt: Attempt,
    find: () => Promise<readonly D[]>,
    opens: (doors: readonly D[]) => Promise<readonly D[]>,
  ): Promise<readonly D[]> {
    const { email, organizationId, whose } = attempt
    const door = doorOf(email, organizationId)
    return this.#places.hold(whose, () =>
      this.#inTurn(door, async () => {
        this.#refuseResting(door)
        const found = await find()
        const keyOf = ({ organizationId }: Door) => doorOf(email, organizationId)
        const address = organizationId === null ? addressOf(email) : null
        const behind = address === null ? null : { address, doors: found.map(keyOf) }
        const { wait, open } = await knock(this.#database, door, behind)
        if (wait > 0) throw this.#rest(door, wait)
        const opened = await opens(found.filter((one) => open.has(keyOf(one))))
        if (opened.length > 0) await this.#forget([door, ...opened.map(keyOf)], address)
        return opened
      }),
    )
  }

  /** Begins the count at a door anew; those who name no organisation may try it, too, as far as the address lets them. */
  reset(email: string, organizationId: string): Promise<void> {
    return this.#forget([doorOf(email, organizationId), doorOf(email, null)], null)
  }

  async #inTurn<T>(door: string, task: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(door) ?? Promise.resolve()
    const turn = before.then(task, task)
    this.#turns.set(door, turn)
    try {
      return await turn
    } finally {
      if (this.#turns.get(door) === turn) this.#turns.delete(door)
    }
  }

  #refuseResting(door: string): void {
    const now = Date.now()
    const rest = this.#resting.get(door)
    if (rest && now < rest.askAgain) throw throttled(rest.until - now)
    this.#resting.delete(door)
  }

  #rest(door: string, wait: number): Refusal {
    const now = Date.now()
    if (this.#resting.size >= MOST_REMEMBERED) this.#resting.delete(this.#resting.keys().next().value!)
    this.#resting.set(door, { until: now + wait, askAgain: now + Math.min(wait, TRUSTED_MS) })
    return throttled(wait)
  }

  async #forget(doors: readonly string[], address: string | null): Promise<void> {
    for (const door of doors) this.#resting.delete(door)
    await forget(this.#database, doors, address)
  }
}

function throttled(milliseconds: number): Refusal {
  const minutes = Math.ceil(milliseconds / 60_000)
  const wait = minutes > 1 ? `in ${minutes} minutes` : 'in a minute'
  return new Refusal('SIGN_IN_THROTTLED', `Too many wrong passwords for this e-mail address. Try again ${wait}.`)
}
