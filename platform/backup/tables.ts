import type { Sql, TransactionSql } from 'postgres'

/** A table as it is copied: names come quoted from the database itself, ready for a statement. */
export interface Table {
  readonly name: string
  readonly quoted: string
  /** Without those that the database computes. */
  readonly columns: readonly string[]
  readonly quotedColumns: string
  /** What its rows are put in order by, the same on every server. */
  readonly order: string
  /** How many rows the server believes it has. */
  readonly about: number
}

export type Asking = Sql | TransactionSql

/** The tables of a database, by name. What belongs to an extension is the extension's. */
export async function tablesOf(sql: Asking): Promise<Table[]> {
  return [
    ...(await sql<Table[]>`
      select c.relname::text as name, c.oid::regclass::text as quoted, columns.names as columns,
        columns.quoted as "quotedColumns", coalesce(key.columns, 'whole::text collate "C"') as order,
        greatest(c.reltuples, 0)::float8 as about
      from pg_class c
        cross join lateral (
          select array_agg(a.attname::text order by a.attnum) as names,
            string_agg(format('%I', a.attname), ', ' order by a.attnum) as quoted
          from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        ) columns
        cross join lateral (
          select string_agg(format('%I', a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end,
            ', ' order by place) as columns
          from pg_index i cross join unnest(i.indkey) with ordinality as k (attnum, place)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
          where i.indrelid = c.oid and i.indisprimary
        ) key
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      order by c.relname collate "C"`),
  ]
}

/** Each table after those its foreign keys point at; keys that wait for the commit do not count. */
export async function inOrderOfKeys(sql: Asking, tables: readonly Table[]): Promise<Table[]> {
  const keys = await sql<{ from: string; to: string }[]>`
    select f.relname::text as from, t.relname::text as to
    from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.conrelid <> k.confrelid and not k.condeferrable`
  return sortByNeeds(tables, ({ name }) => keys.filter(({ from }) => from === name).map(({ to }) => to))
}

/** Puts things after what they need; throws when they need each other in a circle. */
export function sortByNeeds<T extends { readonly name: string }>(
  things: readonly T[],
  needs: (thing: T) => readonly string[],
): T[] {
  const sorted: T[] = []
  let waiting = [...things]
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name))
    const ready = waiting.filter((thing) => !needs(thing).some((name) => names.has(name)))
    if (ready.length === 0) throw new Error(`${[...names].join(', ')} need each other in a circle.`)
    sorted.push(...ready)
    waiting = waiting.filter((thing) => !ready.includes(thing))
  }
  return sorted
}

/** Where the counters stand that are no rows: the last number each gave, if it gave one. */
export async function sequencesOf(sql: Asking): Promise<Record<string, string>> {
  const rows = await sql<{ name: string; last: string }[]>`
    select sequencename::text as name, last_value::text as last from pg_sequences
    where schemaname = 'public' and last_value is not null order by 1`
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]))
}
