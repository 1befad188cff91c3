import type { TransactionSql } from 'postgres'
import { applyWithin, type Migration, readHistory } from '../migrate.ts'
import { type Table, tablesOf } from './tables.ts'

/** Whether there is any row, whoever's it is. Nobody else gets at the tables until the transaction ends. */
export async function hasRows(sql: TransactionSql): Promise<boolean> {
  const tables = await sql<{ quoted: string; forced: boolean }[]>`
    select oid::regclass::text as quoted, relforcerowsecurity as forced from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace`
  for (const { quoted, forced } of tables) {
    if (forced) await sql.unsafe(`alter table ${quoted} no force row level security`)
    const [found] = await sql.unsafe(`select exists (select from ${quoted}) as rows`)
    if (forced) await sql.unsafe(`alter table ${quoted} force row level security`)
    if (found!.rows) return true
  }
  return false
}

/** Makes the tables anew by these migrations. What was in them, and in the schema besides, is gone with the commit. */
export async function rebuild(sql: TransactionSql, database: string, files: readonly Migration[]): Promise<Table[]> {
  await refuseStrangers(sql, database)
  const tables = await tablesOf(sql)
  for (const { quoted } of tables) await sql.unsafe(`drop table if exists ${quoted} cascade`)
  for (const { drop } of await sql<{ drop: string }[]>`
    select format('drop %s %s cascade', case prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure) as drop
    from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`) {
    await sql.unsafe(drop.replace(/^drop (\w+) /, 'drop $1 if exists '))
  }
  await sql`drop table if exists migrations.kopru_migrations`
  await readHistory(sql)
  for (const file of files) await applyWithin(sql, file)
  return tablesOf(sql)
}

/** Dropping a table takes with it what stands on it: that may only be ours. */
async function refuseStrangers(sql: TransactionSql, database: string): Promise<void> {
  const [stranger] = await sql<{ name: string }[]>`
    select view.oid::regclass::text as name
    from pg_depend d join pg_rewrite r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass
      join pg_class view on view.oid = r.ev_class join pg_class t on t.oid = d.refobjid
    where d.refclassid = 'pg_class'::regclass and t.relnamespace = 'public'::regnamespace
      and view.relnamespace <> 'public'::regnamespace
    union all
    select k.conrelid::regclass::text from pg_constraint k
      join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and t.relnamespace = 'public'::regnamespace and f.relnamespace <> 'public'::regnamespace
    limit 1`
  if (!stranger) return
  throw new Error(
    `${stranger.name} in the database ${database} stands on the tables of Köprü and would be dropped with them: ` +
      'drop it first, and make it again afterwards.',
  )
}
