import postgres, { type Sql } from 'postgres'
import type { BACKUP_ROLE } from './backup-role.ts'
import { scramVerifier } from './postgres-scram.ts'

/** One database per subgraph; no query crosses them. */
export const databases = ['identity', 'crm', 'erp'] as const
export type Database = (typeof databases)[number]

/** The same for each of them. */
export const perDatabase = <T>(of: (name: Database) => T): Record<Database, T> => ({
  identity: of('identity'),
  crm: of('crm'),
  erp: of('erp'),
})

/** The owner, who migrates, and the application. */
export const roles = ['kopru_owner', 'kopru_app'] as const
export type DatabaseRole = (typeof roles)[number]

export interface DatabaseOptions {
  /** Goes before the names of the databases; the roles are the same for all. */
  readonly prefix?: string
  /** A role without one keeps the password it has. */
  readonly passwords?: Partial<Record<DatabaseRole, string>>
}

/**
 * Makes the databases and the two roles: the owner, who migrates, and the application, who owns
 * nothing and cannot bypass row-level security. What exists already is kept.
 */
export async function createDatabases(
  superuserUrl: string,
  { prefix = '', passwords = {} }: DatabaseOptions = {},
): Promise<void> {
  if (!/^([a-z][a-z0-9_]*)?$/.test(prefix)) {
    throw new Error(`The prefix "${prefix}" must be lower-case letters, digits and underscores.`)
  }
  await connected(superuserUrl, async (sql) => {
    await requireVersion(sql)
    await sql`select pg_advisory_lock(hashtext('kopru databases'))`
    for (const role of roles) await createRole(sql, role, passwords[role])
    for (const database of databases) {
      const name = prefix + database
      await createDatabase(sql, name)
      await connected(urlOf(superuserUrl, name), furnish)
    }
  })
}

/** Keeps everybody out but the owner, the application, and roles that were let in by name. A copy of a database does not inherit this: repeat it. */
export async function closeToPublic(sql: Sql, name: string): Promise<void> {
  await sql`revoke all on database ${sql(name)} from public`
  await sql`grant connect on database ${sql(name)} to kopru_app`
  await sql`alter database ${sql(name)} set timezone to 'UTC'`
}

/** The same server and options, another database and, if given, another login. */
export function urlOf(
  url: string,
  database: string,
  role?: DatabaseRole | typeof BACKUP_ROLE,
  password?: string,
): string {
  const result = new URL(url)
  result.pathname = `/${database}`
  if (role) result.username = role
  if (password !== undefined) result.password = encodeURIComponent(password)
  return result.href
}

/** A connection for one task, closed whatever comes of it. */
export async function connected<T>(url: string, task: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    return await task(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function requireVersion(sql: Sql): Promise<void> {
  const [server] = await sql`
    select current_setting('server_version') as version,
      current_setting('server_version_num')::int >= 180000 as sufficient`
  if (server?.sufficient) return
  throw new Error(`Köprü needs PostgreSQL 18 or newer; this server is ${server?.version}.`)
}

async function createRole(sql: Sql, role: DatabaseRole, password: string | undefined): Promise<void> {
  const [found] = await sql`
    select rolcanlogin and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole) as fit
    from pg_roles where rolname = ${role}`
  const rights = 'login nosuperuser nobypassrls nocreatedb nocreaterole'
  if (!found) await sql.unsafe(`create role ${role} ${rights}`)
  else if (!found.fit) await sql.unsafe(`alter role ${role} ${rights}`)
  if (password) await sql.unsafe(`alter role ${role} password '${scramVerifier(password)}'`)
  if (role === 'kopru_owner') await joinOwner(sql)
}

/** A managed server's administrator is no superuser: he hands over only what he is a member of. */
async function joinOwner(sql: Sql): Promise<void> {
  const [member] = await sql`
    select pg_has_role(current_user, 'kopru_owner', 'set')
      and pg_has_role(current_user, 'kopru_owner', 'usage') as already`
  if (!member?.already) await sql`grant kopru_owner to current_user with inherit true, set true`
}

async function createDatabase(sql: Sql, name: string): Promise<void> {
  const [found] = await sql`
    select pg_encoding_to_char(encoding) as encoding, pg_get_userbyid(datdba) as owner
    from pg_database where datname = ${name}`
  if (!found) {
    await sql`
      create database ${sql(name)} owner kopru_owner template template0
        encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8'`
  } else if (found.encoding !== 'UTF8') {
    throw new Error(`The database ${name} exists with encoding ${found.encoding}: it must be UTF8.`)
  } else if (found.owner !== 'kopru_owner') {
    await sql`alter database ${sql(name)} owner to kopru_owner`
  }
  await closeToPublic(sql, name)
}

/** No default privileges: each migration grants what the application needs, and nothing else is. */
async function furnish(sql: Sql): Promise<void> {
  await sql`revoke all on schema public from public`
  await sql`grant all on schema public to kopru_owner`
  await sql`grant usage on schema public to kopru_app`
}
