import DataLoader from 'dataloader'

const MOST_KEYS = 1_000

/** Loads single rows by key: null where there is none. */
export function byKey<Row>(
  load: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(
    async (keys) => {
      const rows = new Map((await load(keys)).map((row) => [keyOf(row), row]))
      return keys.map((key) => rows.get(key) ?? null)
    },
    { maxBatchSize: MOST_KEYS },
  )
}

/** Loads all rows that belong to a key, in the order the query gave them: empty where there are none. */
export function groupedBy<Row>(
  load: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader(
    async (keys) => {
      const groups = new Map<string, Row[]>(keys.map((key) => [key, []]))
      for (const row of await load(keys)) groups.get(keyOf(row))?.push(row)
      return keys.map((key) => groups.get(key)!)
    },
    { maxBatchSize: MOST_KEYS },
  )
}
