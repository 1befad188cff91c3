import type { Sql, TransactionSql } from 'postgres'
import { connected, urlOf } from './databases.ts'
import { scramVerifier } from './postgres-scram.ts'

/** Reads every row of every table of ours, past row-level security, and writes nothing. */
export const BACKUP_ROLE = 'kopru_backup'

/**
 * Makes the role that backups are read by, or keeps the one that is there, and lets it read these databases. False
 * where the administrator may not give what he has not: many managed servers let nobody past row-level security.
 */
export async function createBackupRole(
  url: string,
  names: readonly string[],
  password: string | undefined,
): Promise<boolean> {
  const made = await connected(url, async (sql) => {
    await sql`select pg_advisory_lock(hashtext('kopru databases'))`
    return makeRole(sql, password)
  })
  if (!made) return false
  for (const name of names) {
    await connected(urlOf(url, name), (sql) =>
      sql.begin(async (tx) => {
        await tx`grant connect on database ${tx(name)} to ${tx(BACKUP_ROLE)}`
        await letRead(tx)
      }),
    )
  }
  return true
}

async function makeRole(sql: Sql, password: string | undefined): Promise<boolean> {
  const [found] = await sql`
    select rolbypassrls as fit, pg_has_role(oid, 'pg_read_all_data', 'member') as everywhere
    from pg_roles where rolname = ${BACKUP_ROLE}`
  try {
    await sql.begin(async (tx) => {
      if (!found) await tx.unsafe(`create role ${BACKUP_ROLE} login nosuperuser bypassrls nocreatedb nocreaterole`)
      else if (!found.fit) await tx.unsafe(`alter role ${BACKUP_ROLE} bypassrls`)
      // It would hold in every database of the server, other applications' too.
      if (found?.everywhere) await tx.unsafe(`revoke pg_read_all_data from ${BACKUP_ROLE}`)
      if (password) await tx.unsafe(`alter role ${BACKUP_ROLE} password '${scramVerifier(password)}'`)
      await tx.unsafe(`alter role ${BACKUP_ROLE} set default_transaction_read_only = on`)
    })
    return true
  } catch (error) {
    if ((error as { code?: string }).code === INSUFFICIENT) return false
    throw error
  }
}

const INSUFFICIENT = '42501'

/** All tables of the owner, those that a later migration or a restore makes among them. */
async function letRead(tx: TransactionSql): Promise<void> {
  await tx`set local role kopru_owner`
  const schemas = await tx<{ name: string }[]>`
    select nspname::text as name from pg_namespace where nspname in ('public', 'migrations')`
  for (const { name } of schemas) {
    await tx`grant usage on schema ${tx(name)} to ${tx(BACKUP_ROLE)}`
    await tx`grant select on all tables in schema ${tx(name)} to ${tx(BACKUP_ROLE)}`
    await tx`grant select on all sequences in schema ${tx(name)} to ${tx(BACKUP_ROLE)}`
  }
  await tx`alter default privileges grant usage on schemas to ${tx(BACKUP_ROLE)}`
  await tx`alter default privileges grant select on tables to ${tx(BACKUP_ROLE)}`
  await tx`alter default privileges grant select on sequences to ${tx(BACKUP_ROLE)}`
}
