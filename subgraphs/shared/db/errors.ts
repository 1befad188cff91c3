interface PostgresError {
  code: string
  message: string
  constraint_name?: string
}

/** What Postgres itself said, however deep the driver and drizzle wrapped it; null when it was not Postgres. */
export function postgresError(error: unknown): PostgresError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && /^[0-9A-Z]{5}$/.test(cause.code)) {
      return cause as Error & PostgresError
    }
  }
  return null
}

/** A deadlock or a serialisation failure: nothing was done, and the same again may succeed. */
export function isTransient(error: unknown): boolean {
  const code = postgresError(error)?.code
  return code === '40P01' || code === '40001'
}

/**
 * Whether the database was away, had no room or was busy with others: the same request may succeed later. What a lost connection
 * had begun may have been committed, so a change is safe to send again only with its idempotency key.
 */
export function isUnavailable(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && UNAVAILABLE.test(String(cause.code))) return true
  }
  return false
}

/**
 * What the driver and the system say of a connection (no answer, refused, lost); and SQLSTATE: lost connections (08),
 * no room on the disk, in memory or among the connections (53), a fault of the disk (58030), shutting down or starting
 * (57P), a transaction that nobody went on with (25P03), a lock that could not be had (55P03, 40P01, 40001), a server
 * that only reads at the moment (25006). And whatever comes in a transaction after one that failed (25P02): it was not
 * looked at, and the one that failed says why.
 */
const UNAVAILABLE =
  /^(CONNECT_TIMEOUT|ANSWER_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|AI_AGAIN|HOSTUNREACH|NETUNREACH|NOTFOUND)|08...|53...|58030|57P..|25P0[23]|55P03|40P01|40001|25006)$/

/**
 * Whether a statement was ended because it worked for longer than one may (57014): the same would take as long again.
 * One that waited for a lock is ended sooner, and otherwise.
 */
export const isTooMuch = (error: unknown): boolean => postgresError(error)?.code === '57014'

/** Whether it was not looked at because a statement before it in its transaction had failed. */
export const isConsequence = (error: unknown): boolean => postgresError(error)?.code === '25P02'

/** Whether the error is the violation of the constraint or unique index of that name. */
export const violates = (error: unknown, constraint: string): boolean =>
  postgresError(error)?.constraint_name === constraint

/**
 * A database's error without the values of its statement, for a log: they are people's data, and hashes
 * of passwords. Other errors stay as they are.
 */
export function withoutValues(error: unknown): unknown {
  const wrapped = isDrizzles(error) ? error : null
  const told = postgresError(error)
  if (!wrapped && !told) return error
  const { code, constraint_name } = told ?? {}
  const message = told ? wordsOf(told) : causeOf(wrapped)?.message || 'The database did not answer.'
  const query = statementOf(error)
  return Object.assign(new Error(message), {
    ...(code && { code }),
    ...(constraint_name && { constraint: constraint_name }),
    ...(query && { query }),
    stack: `${message}${framesOf(error as Error)}`,
  })
}

/** Postgres repeats a value that it cannot read ("invalid input syntax for type uuid: …"). */
const wordsOf = ({ code, message }: PostgresError): string =>
  code.startsWith('22') ? `The database cannot take a value (${code}).` : message

/** Told by its looks: whoever only logs need not load drizzle. */
const isDrizzles = (error: unknown): error is Error => error instanceof Error && 'query' in error && 'params' in error

const causeOf = (error: Error | null) => (error?.cause instanceof Error ? error.cause : null)

/** With its placeholders; drizzle and the driver both say it. */
function statementOf(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('query' in cause && typeof cause.query === 'string') return cause.query
  }
  return null
}

/** What comes after the words in a stack. Where they end is told by their length: a value may look like a frame. */
function framesOf({ message, stack = '' }: Error): string {
  const words = stack.indexOf(message)
  return words < 0 ? '' : stack.slice(words + message.length)
}
