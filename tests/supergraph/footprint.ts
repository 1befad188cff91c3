import type { Sql } from 'postgres'
import { databases } from '../../platform/databases.ts'
import type { TestGraph } from '../support/graph.ts'

export interface Footprint {
  readonly rows: number
  /** The highest version among them; null where rows have none. */
  readonly version: number | null
  /** Over every value of every row and the transaction that wrote it: a row written again as it was shows too. */
  readonly seal: string
}

/** What an organisation has in each table of the three databases. */
export async function footprint(graph: TestGraph, organizationId: string): Promise<Record<string, Footprint>> {
  const tables = await Promise.all(
    databases.map(async (database) => {
      const found = await graph.inside(database, organizationId, everyTable)
      return Object.entries(found).map(([table, seen]): [string, Footprint] => [`${database}.${table}`, seen])
    }),
  )
  return Object.fromEntries(tables.flat())
}

/** The connection sees the rows of its organisation alone. */
async function everyTable(sql: Sql): Promise<Record<string, Footprint>> {
  const tables = await sql<{ name: string; versioned: boolean }[]>`
    select c.relname as name, exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'version' and not a.attisdropped
      ) as versioned
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped)
    order by 1`
  const found: Record<string, Footprint> = {}
  for (const { name, versioned } of tables) {
    const [seen] = await sql<Footprint[]>`
      select count(*)::int as rows, ${versioned ? sql`max(version)` : sql`null::int`} as version,
        md5(coalesce(string_agg(row.seal, '' order by row.seal), '')) as seal
      from (select *, md5(t.xmin::text || t::text) as seal from ${sql(name)} t) row`
    found[name] = { ...seen! }
  }
  return found
}

/** How many rows each table has, where there are any. */
export const rowsOf = (footprints: Record<string, Footprint>): Record<string, number> =>
  Object.fromEntries(Object.entries(footprints).flatMap(([table, { rows }]) => (rows > 0 ? [[table, rows]] : [])))
