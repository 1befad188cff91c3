import type { Sql } from 'postgres'
import { connected, databases } from './databases.ts'
import { scramVerifier } from './postgres-scram.ts'

/** Reads every row of every table, past row-level security, and writes nothing. */
export const BACKUP_ROLE = 'kopru_backup'

/**
 * Makes the role that backups are read by, or keeps the one that is there. False where the administrator may not
 * give what he has not: many managed servers let nobody past row-level security.
 */
export async function createBackupRole(url: string, prefix: string, password: string | undefined): Promise<boolean> {
  return connected(url, async (sql) => {
    await sql`select pg_advisory_lock(hashtext('kopru databases'))`
    if (!(await makeRole(sql, password))) return false
    for (const database of databases)
      await sql`grant connect on database ${sql(prefix + database)} to ${sql(BACKUP_ROLE)}`
    return true
  })
}

async function makeRole(sql: Sql, password: string | undefined): Promise<boolean> {
  const [found] = await sql`select rolbypassrls as fit from pg_roles where rolname = ${BACKUP_ROLE}`
  try {
    await sql.begin(async (tx) => {
      if (!found) await tx.unsafe(`create role ${BACKUP_ROLE} login nosuperuser bypassrls nocreatedb nocreaterole`)
      else if (!found.fit) await tx.unsafe(`alter role ${BACKUP_ROLE} bypassrls`)
      if (password) await tx.unsafe(`alter role ${BACKUP_ROLE} password '${scramVerifier(password)}'`)
      await tx.unsafe(`grant pg_read_all_data to ${BACKUP_ROLE}`)
      await tx.unsafe(`alter role ${BACKUP_ROLE} set default_transaction_read_only = on`)
    })
    return true
  } catch (error) {
    if ((error as { code?: string }).code === INSUFFICIENT) return false
    throw error
  }
}

const INSUFFICIENT = '42501'
