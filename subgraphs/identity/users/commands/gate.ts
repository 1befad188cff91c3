import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { type Database, write } from '../../../shared/db/database.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { STRANGER } from '../../stranger.ts'
import { passwordAttempts } from '../tables.ts'

const MOST_ATTEMPTS = 5
const WINDOW = sql`interval '15 minutes'`
const MOST_WAITING = 200
const MOST_REMEMBERED = 10_000
/** How long this process refuses by itself before it asks the database again. */
const TRUSTED_MS = 60_000

interface Rest {
  readonly until: number
  readonly askAgain: number
}

/**
 * Where passwords are tried: for each e-mail address one after the other, and after five wrong ones
 * within 15 minutes none, right or wrong, until these are over. It makes no difference whether anybody
 * has the address. The count is in the database, for all processes; what it said is remembered here.
 */
export class PasswordGate {
  readonly #database: Database
  readonly #resting = new Map<string, Rest>()
  readonly #turns = new Map<string, Promise<unknown>>()
  #waiting = 0

  constructor(database: Database) {
    this.#database = database
  }

  /** Runs `check`, which answers null for a wrong password. Refuses with SIGN_IN_THROTTLED. */
  async try<T>(email: string, check: () => Promise<T | null>): Promise<T | null> {
    const address = hashed(email)
    if (this.#waiting >= MOST_WAITING) {
      throw new Refusal('SIGN_IN_THROTTLED', 'Too many people are signing in at once. Try again in a minute.')
    }
    this.#waiting += 1
    try {
      return await this.#inTurn(address, async () => {
        await this.#admit(address)
        const found = await check()
        if (found !== null) await this.#forget(address)
        return found
      })
    } finally {
      this.#waiting -= 1
    }
  }

  /** Begins the count for an address anew. */
  reset(email: string): Promise<void> {
    return this.#forget(hashed(email))
  }

  async #inTurn<T>(address: string, task: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(address) ?? Promise.resolve()
    const turn = before.then(task, task)
    this.#turns.set(address, turn)
    try {
      return await turn
    } finally {
      if (this.#turns.get(address) === turn) this.#turns.delete(address)
    }
  }

  async #admit(address: string): Promise<void> {
    const now = Date.now()
    const rest = this.#resting.get(address)
    if (rest && now < rest.askAgain) throw throttled(rest.until - now)
    this.#resting.delete(address)
    const wait = await count(this.#database, address)
    if (wait === 0) return
    if (this.#resting.size >= MOST_REMEMBERED) this.#resting.delete(this.#resting.keys().next().value!)
    this.#resting.set(address, { until: now + wait, askAgain: now + Math.min(wait, TRUSTED_MS) })
    throw throttled(wait)
  }

  async #forget(address: string): Promise<void> {
    this.#resting.delete(address)
    await write(this.#database, STRANGER, (tx) => tx.delete(passwordAttempts).where(isOf(address)))
  }
}

const hashed = (email: string) => createHash('sha256').update(email).digest('base64url')

const isOf = (address: string) =>
  and(eq(passwordAttempts.organizationId, STRANGER.organizationId), eq(passwordAttempts.emailHash, address))

function throttled(milliseconds: number): Refusal {
  const minutes = Math.ceil(milliseconds / 60_000)
  const wait = minutes > 1 ? `in ${minutes} minutes` : 'in a minute'
  return new Refusal('SIGN_IN_THROTTLED', `Too many wrong passwords for this e-mail address. Try again ${wait}.`)
}

/** Counts an attempt before it is made, so that those made at once are counted, too; answers how long to wait, or 0. */
const count = (database: Database, emailHash: string): Promise<number> =>
  write(database, STRANGER, async (tx) => {
    const { organizationId } = STRANGER
    const { startedAt, attempts } = passwordAttempts
    await tx.execute(sql`delete from ${passwordAttempts} where (organization_id, email_hash) in (
      select organization_id, email_hash from ${passwordAttempts}
      where organization_id = ${organizationId} and started_at <= now() - ${WINDOW} limit 100 for update skip locked)`)
    const over = sql`${startedAt} <= now() - ${WINDOW}`
    const counted = await tx
      .insert(passwordAttempts)
      .values({ organizationId, emailHash, attempts: 1, startedAt: sql`now()` })
      .onConflictDoUpdate({
        target: [passwordAttempts.organizationId, passwordAttempts.emailHash],
        set: {
          attempts: sql`case when ${over} then 1 else ${attempts} + 1 end`,
          startedAt: sql`case when ${over} then now() else ${startedAt} end`,
        },
        setWhere: sql`${over} or ${attempts} < ${MOST_ATTEMPTS}`,
      })
      .returning({ attempts })
    if (counted.length > 0) return 0
    const [rest] = await tx
      .select({ wait: sql<number>`(extract(epoch from ${startedAt} + ${WINDOW} - now()) * 1000)::float8` })
      .from(passwordAttempts)
      .where(isOf(emailHash))
    return Math.max(1, Math.ceil(rest?.wait ?? 1))
  })
