import type { TransactionSql } from 'postgres'
import type { Table } from './tables.ts'

/**
 * Takes the guards of the tables away while rows are put back that passed them once, and then puts them back as
 * they were. All of it in the transaction that nobody else sees into; CHECKs, unique and foreign keys keep guarding.
 */
export async function withoutGuards<T>(
  sql: TransactionSql,
  tables: readonly Table[],
  task: () => Promise<T>,
): Promise<T> {
  const before = await stateOf(sql)
  for (const { quoted } of tables) {
    await sql.unsafe(`alter table ${quoted} disable trigger user, no force row level security`)
  }
  const result = await task()
  // Foreign keys that wait for the commit are checked now: a table that they wait for cannot be altered.
  await sql`set constraints all immediate`
  for (const { quoted } of tables) {
    await sql.unsafe(`alter table ${quoted} enable trigger user, force row level security`)
  }
  await sql`set constraints all deferred`
  if ((await stateOf(sql)) !== before)
    throw new Error('The guards of the tables are not as they were: nothing is restored.')
  return result
}

/** How every table is guarded, to be compared. */
async function stateOf(sql: TransactionSql): Promise<string> {
  const [state] = await sql`
    select (
      select jsonb_agg(jsonb_build_array(relname, relrowsecurity, relforcerowsecurity) order by relname)
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    )::text || (
      select coalesce(jsonb_agg(jsonb_build_array(tgrelid::regclass, tgname, tgenabled) order by tgrelid::regclass::text, tgname), '[]')
      from pg_trigger where not tgisinternal
    )::text as state`
  return state!.state
}
