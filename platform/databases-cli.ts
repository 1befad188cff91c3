import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { BACKUP_ROLE, createBackupRole } from './backup-role.ts'
import { runCommand } from './config.ts'
import { connected, createDatabases, type DatabaseRole, databases, roles, urlOf } from './databases.ts'

const HELP = `Makes Köprü's databases and roles on a PostgreSQL of your own, and prints the variables that point
Köprü to them.

  export ADMIN_URL=postgres://postgres:secret@host:5432/postgres
  npm run --silent databases >> kopru.env
  npm run --silent databases -- --backup >> backup.env

  --backup   makes kopru_backup instead, who reads every row for backups and writes nothing: what it prints
             is for the machine that takes them
  --prefix   goes before the names identity, crm and erp
  --help     this text

Nothing secret is an option, because a command line can be read by everybody on the machine. It reads:
  ADMIN_URL              a superuser, or an administrator with CREATEDB and CREATEROLE (required)
  KOPRU_APP_PASSWORD     password of the application's role kopru_app
  KOPRU_OWNER_PASSWORD   password of kopru_owner, who owns the databases and migrates them
  KOPRU_BACKUP_PASSWORD  password of kopru_backup

A password that is not given is invented for a new role, and kept for one that exists; of such a role nothing is
printed. So running it again changes nothing and prints nothing.`

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      backup: { type: 'boolean', default: false },
      prefix: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const url = process.env.ADMIN_URL
  if (!url || !URL.canParse(url)) {
    throw new Error('Give ADMIN_URL, the address of your server as its administrator; --help tells more.')
  }
  if (values.backup) await forBackups(url, values.prefix)
  else await forKopru(url, values.prefix)
})

async function forKopru(url: string, prefix: string): Promise<void> {
  const given = { kopru_app: process.env.KOPRU_APP_PASSWORD, kopru_owner: process.env.KOPRU_OWNER_PASSWORD }
  const passwords: Partial<Record<DatabaseRole, string>> = {}
  for (const role of roles) {
    const password = await passwordFor(url, role, given[role])
    if (password) passwords[role] = password
  }
  await createDatabases(url, { prefix, passwords })
  print('DATABASE_URL', { url, prefix, role: 'kopru_app', password: passwords.kopru_app })
  print('MIGRATION_URL', { url, prefix, role: 'kopru_owner', password: passwords.kopru_owner })
}

async function forBackups(url: string, prefix: string): Promise<void> {
  const password = await passwordFor(url, BACKUP_ROLE, process.env.KOPRU_BACKUP_PASSWORD)
  const names = databases.map((name) => prefix + name)
  if (!(await createBackupRole(url, names, password))) {
    throw new Error(`${BACKUP_ROLE} cannot be made here: back up with what the server itself brings.`)
  }
  print('BACKUP_URL', { url, prefix, role: BACKUP_ROLE, password })
}

/** A new role gets one; undefined for one that keeps what it has. */
async function passwordFor(url: string, role: string, given: string | undefined): Promise<string | undefined> {
  if (given) return given
  const [existing] = await connected(url, (sql) => sql`select from pg_roles where rolname = ${role}`)
  return existing ? undefined : randomBytes(24).toString('base64url')
}

interface Addresses {
  readonly url: string
  readonly prefix: string
  readonly role: DatabaseRole | typeof BACKUP_ROLE
  readonly password: string | undefined
}

/** A line without its password would win over the good one that was written to the same file before. */
function print(variable: string, { url, prefix, role, password }: Addresses): void {
  if (!password) {
    console.error(
      `${role} exists and keeps its password: its addresses (${variable}_*) are where they were printed to.`,
    )
    return
  }
  for (const name of databases) {
    console.log(`${variable}_${name.toUpperCase()}=${urlOf(url, prefix + name, role, password)}`)
  }
}
