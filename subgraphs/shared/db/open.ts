import type { Sql } from 'postgres'
import { type ConnectOptions, connect, type Database } from './database.ts'

/**
 * Connects a subgraph to its database. Refuses one that does not answer, one that nobody has migrated, and a role
 * that would see past its organisation: a superuser, one that bypasses row-level security, the tables' owner.
 */
export async function openDatabase(url: string, options: ConnectOptions): Promise<Database> {
  const database = connect(url, options)
  try {
    await inspect(database.client)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

async function inspect(client: Sql): Promise<void> {
  const { database, host, port } = client.options
  const name = `The database ${database} at ${host[0]}:${port[0]}`
  const [found] = await look(client).catch((error: Error & { code?: string }) => {
    throw new Error(`${name} cannot be used: ${error.message || error.code}.`)
  })
  const { role, bypasses, tables, owned } = found!
  if (bypasses) {
    throw new Error(`${name} must not be used as ${role}, whom row-level security does not hold. Use kopru_app.`)
  }
  if (owned > 0) throw new Error(`${name} must not be used as ${role}, who owns its tables. Use kopru_app.`)
  if (tables === 0) throw new Error(`${name} has no tables yet. Migrate it first: npm run migrate`)
}

const look = (client: Sql) => client<{ role: string; bypasses: boolean; tables: number; owned: number }[]>`
  select rolname as role, rolsuper or rolbypassrls as bypasses, count(relname)::int as tables,
    count(relname) filter (where pg_has_role(relowner, 'usage'))::int as owned
  from pg_roles left join pg_class on relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
  where rolname = current_user
  group by rolname, rolsuper, rolbypassrls`
