import type { Sql } from 'postgres'

/**
 * What a restore writes down in identity's database before its first commit and takes away after everything else:
 * it commits three databases, one after the other, and may be cut off between them. Nothing works without identity,
 * so this is the one place to look.
 */
export const unfinished = (backup: string): string => `Unfinished restore of the backup ${backup}`

/** What is written down of a restore, the text of `unfinished`; null when nothing is. */
export async function markOf(sql: Sql): Promise<string | null> {
  const [schema] = await sql<{ mark: string | null }[]>`
    select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = 'migrations'`
  return schema?.mark?.startsWith(unfinished('')) ? schema.mark : null
}

/** Throws while the databases may be of different days. */
export async function refuseUnfinished(sql: Sql): Promise<void> {
  const mark = await markOf(sql)
  if (mark === null) return
  throw new Error(`${mark}: the three databases may not belong together. Run npm run restore with it again.`)
}
