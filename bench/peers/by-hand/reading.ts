import type { ReservedSql } from 'postgres'
import type { Actor } from '../../../subgraphs/shared/auth/actor.ts'
import type { Permission } from '../../../subgraphs/shared/auth/permissions.ts'
import type { Database } from '../../../subgraphs/shared/db/database.ts'

/** A row as postgres.js hands it over: amounts and days are text. */
export type Row = Record<string, string>

/** Sends a prepared statement and answers its rows. */
export type Read = (text: string, parameters: unknown[]) => Promise<Row[]>

/**
 * One read-only snapshot of one database for one organisation, as Köprü's own: BEGIN, the organisation
 * and the first statement ride together, COMMIT behind the last.
 */
export async function reading<T>(database: Database, actor: Actor, task: (read: Read) => Promise<T>): Promise<T> {
  const connection = await database.client.reserve()
  // At once: a query of postgres.js is sent only when somebody waits for it, and the order matters here.
  const send = (text: string, parameters: unknown[]) =>
    connection.unsafe(text, parameters as never[], { prepare: true }).execute() as unknown as Promise<Row[]>
  const begun = Promise.all([
    connection.unsafe('begin isolation level repeatable read read only').execute(),
    send(`select set_config('app.organization', $1, true)`, [actor.organizationId]),
  ])
  try {
    const [, result] = await Promise.all([begun, task(send)])
    return result
  } finally {
    end(connection)
  }
}

/** Nobody has to wait for it: the next one on this connection queues behind. */
function end(connection: ReservedSql): void {
  connection
    .unsafe('commit')
    .execute()
    .catch(() => {})
    .finally(() => connection.release())
}

/** Refuses whoever may not. */
export function permit({ permissions }: Actor, ...needed: Permission[]): void {
  for (const permission of needed) if (!permissions.has(permission)) throw new Error(`needs ${permission}`)
}

export const column = (rows: readonly Row[], name: string): string[] => rows.map((row) => row[name]!)

/** What is in the column, once each and without nulls. */
export const distinct = (rows: readonly Row[], name: string): string[] => [
  ...new Set(column(rows, name).filter((value) => value !== null)),
]

export const byId = (rows: readonly Row[]): Map<string, Row> => new Map(rows.map((row) => [row.id!, row]))

/** The rows that belong to each value of a column, in their order. */
export const by = (rows: readonly Row[], name: string): Map<string, Row[]> => Map.groupBy(rows, (row) => row[name]!)

/** The first rows of each parent: one more was asked for, to know whether there is more. */
export function firstOfEach(rows: readonly Row[], most: number): Row[] {
  const counts = new Map<string, number>()
  return rows.filter(({ key }) => {
    const count = (counts.get(key!) ?? 0) + 1
    counts.set(key!, count)
    return count <= most
  })
}
