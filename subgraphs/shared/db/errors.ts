interface PostgresError {
  code: string
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

/** Whether the error is the violation of the constraint or unique index of that name. */
export const violates = (error: unknown, constraint: string): boolean =>
  postgresError(error)?.constraint_name === constraint
