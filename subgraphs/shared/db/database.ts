import { sql } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Actor } from '../auth/actor.ts'
import { forgetPool, type Pool, watchPool } from '../telemetry/pools.ts'
import { type Asking, inTransaction, sent } from '../telemetry/statements.ts'
import { isTransient } from './errors.ts'
import { Shares, shareOf } from './shares.ts'

/** One subgraph's database. Reading goes through a Snapshot, writing through `write`. */
export interface Database {
  readonly client: postgres.Sql
  readonly orm: PostgresJsDatabase
  readonly pool: Pool
  /** Whoever holds a connection for an organisation enters here before. */
  readonly shares: Shares
  close(): Promise<void>
}

/** An open transaction, its organisation set. Whoever takes one joins and trusts. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0]

export interface ConnectOptions {
  /** Shown in pg_stat_activity. */
  name: string
  /** Most connections held at once. */
  max?: number | undefined
  /** Milliseconds a statement, or a pause within a transaction, may take; bulk work needs more than a request. */
  timeout?: number
  /** Hears the text of every statement: tests count them. */
  onStatement?: ((text: string) => void) | undefined
}

/** What clients may ask in many ways is prepared in as many; each statement takes the server some 50 kB. */
const MOST_PREPARED = 300

/** A lazy pool. Statement < subgraph < router: a statement gives up first, so that its error can be told. */
export function connect(url: string, { name, max = 10, timeout = 10_000, onStatement }: ConnectOptions): Database {
  const client = postgres(url, {
    max,
    connect_timeout: 5,
    // Ours: platform/patch-postgres.mjs. The server ends a statement sooner: when not even that is heard, it is gone.
    ...{ answer_timeout: timeout / 1000 + 2, max_prepared: MOST_PREPARED },
    // Tried again this soon, in seconds, however long the server has been away.
    backoff: () => 0.25,
    onnotice: () => {},
    // Said once by each server that a connection was opened to.
    onparameter: (key) => {
      if (key === 'server_version') pool.opened += 1
    },
    connection: {
      application_name: `kopru-${name}`,
      TimeZone: 'UTC',
      statement_timeout: timeout,
      // Sooner, so that who waited for somebody else is told apart from who asked for too much.
      lock_timeout: Math.floor(timeout * 0.95),
      idle_in_transaction_session_timeout: timeout + 5_000,
    },
    ...(onStatement && { debug: (_: number, text: string) => onStatement(text) }),
  })
  requireCorrections(client)
  const pool = watchPool(name, max)
  const orm = drizzle(client, { logger: { logQuery: (text) => sent(pool, text) } })
  return {
    client,
    orm,
    pool,
    shares: new Shares(shareOf(max)),
    close: async () => {
      forgetPool(pool)
      await client.end({ timeout: 5 })
    },
  }
}

/** As it comes, the driver ends the whole process with a lost connection, and knows no `answer_timeout`. */
function requireCorrections({ options }: postgres.Sql): void {
  if ('answer_timeout' in options) return
  throw new Error(
    'The driver for PostgreSQL lacks its corrections, as after an install without scripts. ' +
      'Make them, and start again: node platform/patch-postgres.mjs',
  )
}

const ATTEMPTS = 4

/** Runs `change` in one transaction of the actor's organisation; a deadlock's victim tries again. */
export async function write<T>(
  database: Database,
  actor: Pick<Actor, 'organizationId'>,
  change: (tx: Transaction) => Promise<T>,
  asking?: Asking,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(database.pool, asking, async (begun) => {
        const leave = await database.shares.enter(actor.organizationId)
        try {
          return await database.orm.transaction(async (tx) => {
            begun()
            await tx.execute(sql`select set_config('app.organization', ${actor.organizationId}, true)`)
            return change(tx)
          })
        } finally {
          leave()
        }
      })
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) throw error
    }
  }
}
