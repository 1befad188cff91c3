import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Transaction } from './database.ts'

/** Waits for whoever of the organisation is at the same thing; who comes later waits until this transaction ends. */
export async function standInLine(tx: Transaction, organizationId: string, what: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${String(lineOf(organizationId, what))}::bigint)`)
}

/**
 * The number of a line. All organisations share the numbers of a database, and parts of some are chosen by clients: the
 * database's own hash can be calculated backwards, so that one could stand in the line of another for ever.
 */
export const lineOf = (organizationId: string, what: string): bigint =>
  createHash('sha256')
    .update(JSON.stringify([organizationId, what]))
    .digest()
    .readBigInt64BE()
