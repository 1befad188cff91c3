import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Actor } from '../auth/actor.ts'
import type { Transaction } from '../db/database.ts'
import { standInLine } from '../db/line.ts'
import { Refusal } from '../refusal.ts'
import { idempotencyKeys } from './tables.ts'

interface Keyed {
  readonly idempotencyKey: string
}

interface Writer {
  readonly actor: Actor
  write<T>(change: (tx: Transaction) => Promise<T>): Promise<T>
}

/**
 * Does `change` once per key in the organisation, however often and however many at once ask for it:
 * a repetition gets the first result. Refuses with IDEMPOTENCY_KEY_INVALID, and IDEMPOTENCY_KEY_REUSED
 * when the key stands for another wish. A refused attempt leaves the key unused.
 */
export async function once<Result>(
  writer: Writer,
  operation: string,
  input: Keyed,
  change: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const key = input.idempotencyKey
  if (key.length < 1 || key.length > 255 || key.includes('\0') || !key.isWellFormed()) {
    throw new Refusal(
      'IDEMPOTENCY_KEY_INVALID',
      'An idempotency key has 1 to 255 whole characters, none of them NUL.',
      ['idempotencyKey'],
    )
  }
  const { organizationId } = writer.actor
  const inputHash = hash(input)
  return writer.write(async (tx) => {
    // Those who come with the same key at the same time wait here for the first to finish.
    await standInLine(tx, organizationId, `once ${key}`)
    const [done] = await tx
      .select()
      .from(idempotencyKeys)
      .where(and(eq(idempotencyKeys.organizationId, organizationId), eq(idempotencyKeys.key, key)))
    if (done) {
      if (done.operation === operation && done.inputHash === inputHash) return done.result as Result
      throw new Refusal('IDEMPOTENCY_KEY_REUSED', 'This idempotency key was used for something else. Take a new one.', [
        'idempotencyKey',
      ])
    }
    const result = await change(tx)
    await tx.insert(idempotencyKeys).values({ organizationId, key, operation, inputHash, result })
    return result
  })
}

/** The same whatever order the fields came in. */
const hash = (input: object): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(input)))
    .digest('base64url')

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  )
}
