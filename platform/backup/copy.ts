import { createHash } from 'node:crypto'
import { type Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { TransactionSql } from 'postgres'
import type { Content } from './manifest.ts'
import type { Table } from './tables.ts'

export interface CopyOptions {
  /** Hears how many rows have passed. */
  readonly onRows?: (rows: number) => void
  readonly signal?: AbortSignal | undefined
}

/** Reads a table's rows in the order of its key, through `into` when they are to be kept. */
export async function copyOut(
  sql: TransactionSql,
  table: Table,
  into: readonly (Transform | Writable)[] = [],
  { onRows, signal }: CopyOptions = {},
): Promise<Content> {
  const rows = `select ${table.quotedColumns} from ${table.quoted} as whole order by ${table.order}`
  const source = await sql.unsafe(`copy (${rows}) to stdout`).readable()
  const meter = new Meter(onRows)
  const ending = into.length > 0 ? into : [nowhere()]
  await pipeline([source, meter, ...ending], { signal })
  // postgres.js stops listening when its reader is slow, and forgets to go on when the rows end just then.
  source._read(0)
  return meter.content()
}

/** Writes rows into a table, as `copyOut` read them; what has passed is told, to be compared. */
export async function copyIn(
  sql: TransactionSql,
  table: Table,
  from: readonly [Readable, ...Transform[]],
  { onRows, signal }: CopyOptions = {},
): Promise<Content> {
  const statement = sql.unsafe(`copy ${table.quoted} (${table.quotedColumns}) from stdin`)
  const meter = new Meter(onRows)
  const refused = refusalOf(statement)
  const target = await statement.writable()
  await pipeline([...from, meter, target], { signal: signal ? AbortSignal.any([signal, refused]) : refused }).catch(
    (error) => {
      throw refused.aborted ? refused.reason : error
    },
  )
  return meter.content()
}

/** Counts and hashes what flows through: a row is a line, as COPY writes a newline within a text as `\n`. */
class Meter extends Transform {
  readonly #hash = createHash('sha256')
  readonly #onRows: ((rows: number) => void) | undefined
  #rows = 0
  #bytes = 0

  constructor(onRows: ((rows: number) => void) | undefined) {
    super()
    this.#onRows = onRows
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    for (const byte of chunk) if (byte === NEWLINE) this.#rows += 1
    this.#onRows?.(this.#rows)
    done(null, chunk)
  }

  content = (): Content => ({ rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.digest('hex') })
}

const NEWLINE = 10

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

/**
 * Tells when the server refuses rows. postgres.js lets go of a statement as soon as the rows may come: what the
 * server says after that would reach nobody, and whoever writes would wait for ever.
 */
function refusalOf(statement: object): AbortSignal {
  const query = statement as { reject: (error: Error) => void }
  const { reject } = query
  const refusal = new AbortController()
  query.reject = (error) => {
    reject(error)
    refusal.abort(error)
  }
  return refusal.signal
}
