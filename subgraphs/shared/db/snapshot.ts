import type { ReservedSql } from 'postgres'
import type { Actor } from '../auth/actor.ts'
import type { Permission } from '../auth/permissions.ts'
import { Abandoned, Forbidden } from '../graphql/errors.ts'
import { type Asking, asked, held } from '../telemetry/statements.ts'
import { type LocalDate, today } from '../time/date.ts'
import { type Columns, everything } from './columns.ts'
import type { Database } from './database.ts'
import type { Leave } from './shares.ts'
import type { Statement } from './statement.ts'

const BEGIN = 'begin isolation level repeatable read read only'
const SET_ORGANIZATION = `select set_config('app.organization', $1, true)`

/**
 * All that one request reads of one subgraph, in one moment: a read-only transaction that opens
 * with the first statement (BEGIN and the organisation ride in the same flight) and ends with the request.
 */
export class Snapshot {
  readonly #database: Database
  readonly #actor: Actor
  readonly #now: Date
  readonly #asking: Asking | undefined
  /** What is needed of the rows of each type. */
  readonly columns: Columns
  #today: LocalDate | null = null
  #opened: Promise<Opened> | null = null
  #closed = false

  constructor(database: Database, actor: Actor, now: Date = new Date(), asking?: Asking, columns = everything) {
    this.#database = database
    this.#actor = actor
    this.#now = now
    this.#asking = asking
    this.columns = columns
  }

  /** The day it is for the organisation. */
  get today(): LocalDate {
    this.#today ??= today(this.#actor.timeZone, this.#now)
    return this.#today
  }

  get organizationId(): string {
    return this.#actor.organizationId
  }

  /** Throws Forbidden where the actor may not: before anything is made of what was asked. */
  permit(permission: Permission): void {
    if (!this.#actor.permissions.has(permission)) throw new Forbidden(permission)
  }

  /** Beside the values given, a statement may use the placeholders `organization` and `today` (the organisation's). */
  async read<Row>(whole: Statement<Row>, values: Record<string, unknown> = {}): Promise<Row[]> {
    this.permit(whole.permission)
    const statement = whole.lean?.(this.columns, this.organizationId) ?? whole
    if (this.#closed) throw new Error('This was asked for after its request had ended.')
    if (this.#asking?.signal?.aborted) throw new Abandoned()
    const itsToday = () => this.today
    const parameters = statement.parameters({
      ...values,
      organization: this.#actor.organizationId,
      // Few statements ask, and a calendar is slow to answer.
      get today() {
        return itsToday()
      },
    })
    this.#opened ??= this.#open()
    const { connection, begun } = await this.#opened
    // While it waited for a connection.
    if (this.#asking?.signal?.aborted) throw new Abandoned()
    const span = asked(this.#database.pool, this.#asking, statement.text)
    const reading = connection.unsafe(statement.text, parameters as never[], { prepare: true }).values()
    const answer = Promise.all([begun, reading])
    span?.follow(answer)
    const [, rows] = await answer
    return rows.map((row) => statement.toRow(row))
  }

  /**
   * Gives the connection back, for good. A resolver may outlive its answer (when a field beside it failed):
   * a connection it opened then would never be given back.
   */
  async close(): Promise<void> {
    this.#closed = true
    const opening = this.#opened
    this.#opened = null
    const opened = await opening?.catch(() => null)
    if (!opened) return
    // A connection that was lost has nothing to end: postgres.js replaces it.
    await opened.connection.unsafe('commit').catch(() => {})
    opened.connection.release()
    opened.leave()
    this.#database.pool.busy -= 1
  }

  async #open(): Promise<Opened> {
    const { connection, leave } = await held(this.#database.pool, this.#reserve())
    // Sent in order with what follows, which counts only when they succeeded.
    const begun = Promise.all([
      connection.unsafe(BEGIN),
      connection.unsafe(SET_ORGANIZATION, [this.#actor.organizationId], { prepare: true }),
    ])
    begun.catch(() => {})
    return { connection, begun, leave }
  }

  async #reserve(): Promise<{ connection: ReservedSql; leave: Leave }> {
    const leave = await this.#database.shares.enter(this.organizationId, this.#asking?.signal)
    try {
      return { connection: await this.#database.client.reserve(), leave }
    } catch (error) {
      leave()
      throw error
    }
  }
}

interface Opened {
  readonly connection: ReservedSql
  readonly begun: Promise<unknown>
  readonly leave: Leave
}
