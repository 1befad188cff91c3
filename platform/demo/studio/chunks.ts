const CHUNK = 1_000

/** As much as goes into one statement: all at once would be more than Postgres takes, and than memory should. */
export function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += CHUNK) yield rows.slice(from, from + CHUNK)
}
