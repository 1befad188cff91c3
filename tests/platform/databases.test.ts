import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected, createDatabases, urlOf } from '../../platform/databases.ts'
import { type Postgres, startPostgres } from '../../platform/postgres.ts'

let postgres: Postgres
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopru-databases-'))
  postgres = await startPostgres({ dataDir: folder, fsync: false })
  const superuser = postgres.url('postgres', 'postgres')
  const { passwords } = postgres
  await Promise.all([createDatabases(superuser, { passwords }), createDatabases(superuser, { passwords })])
})
afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true })
})

const asSuperuser = (database = 'postgres') => postgres.url(database, 'postgres')

describe('createDatabases', () => {
  it('makes three databases of the owner, and changes nothing when it runs again', async () => {
    await createDatabases(asSuperuser())
    const rows = await connected(
      asSuperuser(),
      (sql) => sql`
      select datname as name, pg_get_userbyid(datdba) as owner, datlocale as locale
      from pg_database where datname not in ('postgres', 'template0', 'template1') order by 1`,
    )
    expect([...rows]).toEqual(
      ['crm', 'erp', 'identity'].map((name) => ({ name, owner: 'kopru_owner', locale: 'C.UTF-8' })),
    )
  })

  it('gives neither role a right over others', async () => {
    const rows = await connected(
      asSuperuser(),
      (sql) => sql`
      select rolname, rolcanlogin, rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication as strong
      from pg_roles where rolname like 'kopru%' order by 1`,
    )
    expect([...rows]).toEqual([
      { rolname: 'kopru_app', rolcanlogin: true, strong: false },
      { rolname: 'kopru_owner', rolcanlogin: true, strong: false },
    ])
  })

  it('takes rights back from a role that was given them', async () => {
    await connected(asSuperuser(), (sql) => sql`alter role kopru_app bypassrls createdb`)
    await createDatabases(asSuperuser())
    const [role] = await connected(
      asSuperuser(),
      (sql) => sql`select rolbypassrls or rolcreatedb as strong from pg_roles where rolname = 'kopru_app'`,
    )
    expect(role).toEqual({ strong: false })
  })

  it('lets the application in, and lets it make nothing and see no table it was not granted', async () => {
    await connected(postgres.url('crm', 'kopru_owner'), (sql) => sql`create table secret (id int)`)
    await connected(postgres.url('crm', 'kopru_app'), async (sql) => {
      const denied = expect.objectContaining({ code: '42501' })
      await expect(sql`create table mine (id int)`).rejects.toEqual(denied)
      await expect(sql`create temp table mine (id int)`).rejects.toEqual(denied)
      await expect(sql`create schema mine`).rejects.toEqual(denied)
      await expect(sql`select * from secret`).rejects.toEqual(denied)
    })
  })

  it('lets no other role in', async () => {
    await connected(asSuperuser(), (sql) => sql`create role stranger login password 'stranger'`)
    const url = `postgres://stranger:stranger@127.0.0.1:${postgres.port}/erp`
    await expect(connected(url, (sql) => sql`select 1`)).rejects.toThrow('permission denied for database "erp"')
  })

  it('refuses a prefix that is no name', async () => {
    await expect(createDatabases(asSuperuser(), { prefix: 'a"b.' })).rejects.toThrow(/^The prefix "a"b\." must be/)
  })

  it('works for the administrator of a managed server, who is no superuser', async () => {
    const url = `postgres://manager:manager@127.0.0.1:${postgres.port}/postgres`
    await connected(asSuperuser(), async (sql) => {
      await sql`create role manager login createdb createrole password 'manager'`
      await sql`grant kopru_owner, kopru_app to manager with admin option`
    })
    await createDatabases(url, { prefix: 'managed_', passwords: postgres.passwords })
    await createDatabases(url, { prefix: 'managed_' })
    const [row] = await connected(postgres.url('managed_crm', 'kopru_owner'), (sql) => sql`select current_user as role`)
    expect(row).toEqual({ role: 'kopru_owner' })
  })
})

describe('npm run databases', () => {
  const ADMIN_URL = () => asSuperuser()

  it('prints the variables that point Köprü to them, ready to be kept', async () => {
    const { status, stdout, stderr } = commandLine(['--prefix', 'own_'], {
      ...{ ADMIN_URL: ADMIN_URL(), KOPRU_APP_PASSWORD: 'p@ss/wörd', KOPRU_OWNER_PASSWORD: 'owner' },
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const variables = variablesOf(stdout)
    expect(Object.keys(variables)).toEqual([
      'DATABASE_URL_IDENTITY',
      'DATABASE_URL_CRM',
      'DATABASE_URL_ERP',
      'MIGRATION_URL_IDENTITY',
      'MIGRATION_URL_CRM',
      'MIGRATION_URL_ERP',
    ])
    expect(await who(variables.DATABASE_URL_ERP!)).toEqual({ role: 'kopru_app', database: 'own_erp' })
    expect(await who(variables.MIGRATION_URL_IDENTITY!)).toEqual({ role: 'kopru_owner', database: 'own_identity' })
  })

  it('prints nothing of a role that keeps its password, so that what was kept of it stays good', () => {
    const { status, stdout, stderr } = commandLine(['--prefix', 'own_'], { ADMIN_URL: ADMIN_URL() })
    expect([status, stdout]).toEqual([0, ''])
    expect(stderr).toContain('kopru_app exists and keeps its password')
    expect(stderr).toContain('kopru_owner exists and keeps its password')
  })

  it('makes the role for backups when asked, which reads these databases alone', async () => {
    await connected(asSuperuser(), async (sql) => {
      await sql`create database neighbor`
      await sql`create role kopru_backup login bypassrls`
      await sql`grant pg_read_all_data to kopru_backup`
    })
    await connected(asSuperuser('neighbor'), (sql) => sql`create table secret as select 1 as id`)
    const { status, stdout, stderr } = commandLine(['--prefix', 'own_', '--backup'], {
      ...{ ADMIN_URL: ADMIN_URL(), KOPRU_BACKUP_PASSWORD: 'backup' },
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const variables = variablesOf(stdout)
    expect(Object.keys(variables)).toEqual(['BACKUP_URL_IDENTITY', 'BACKUP_URL_CRM', 'BACKUP_URL_ERP'])
    const url = variables.BACKUP_URL_CRM!
    expect(await who(url)).toEqual({ role: 'kopru_backup', database: 'own_crm' })

    await connected(urlOf(asSuperuser(), 'own_crm', 'kopru_owner', 'owner'), async (sql) => {
      await sql`create schema migrations`
      await sql`create table migrations.history as select 7 as id`
      await sql`create table public.later (id int generated always as identity, organization text)`
      await sql`alter table public.later enable row level security`
      await sql`alter table public.later force row level security`
    })
    await connected(asSuperuser('own_crm'), (sql) => sql`insert into public.later (organization) values ('y')`)
    await connected(url, async (sql) => {
      expect([...(await sql`select organization from public.later`)]).toEqual([{ organization: 'y' }])
      expect([...(await sql`select id from migrations.history`)]).toEqual([{ id: 7 }])
      expect([...(await sql`select last_value::int as last from pg_sequences`)]).toEqual([{ last: expect.any(Number) }])
      await expect(sql`create table public.mine (id int)`).rejects.toMatchObject({ code: '25006' })
      await sql`set default_transaction_read_only = off`
      await expect(sql`create table public.mine (id int)`).rejects.toMatchObject({ code: '42501' })
      await expect(sql`update public.later set organization = 'z'`).rejects.toMatchObject({ code: '42501' })
    })
    const elsewhere = new URL(url)
    elsewhere.pathname = '/neighbor'
    await connected(elsewhere.href, async (sql) => {
      await expect(sql`select id from secret`).rejects.toMatchObject({ code: '42501' })
    })
    const again = commandLine(['--prefix', 'own_', '--backup'], { ADMIN_URL: ADMIN_URL() })
    expect([again.status, again.stdout]).toEqual([0, ''])
  })

  it('says so where an administrator may let nobody past row-level security', () => {
    const manager = `postgres://manager:manager@127.0.0.1:${postgres.port}/postgres`
    const { status, stdout, stderr } = commandLine(['--prefix', 'managed_', '--backup'], {
      ...{ ADMIN_URL: manager, KOPRU_BACKUP_PASSWORD: 'backup' },
    })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toBe('kopru_backup cannot be made here: back up with what the server itself brings.\n')
  })

  it('explains itself, takes nothing secret as an option, and fails in one sentence', () => {
    expect(commandLine(['--help']).stdout).toContain('KOPRU_APP_PASSWORD')
    expect(commandLine(['--app-password', 'secret'])).toMatchObject({ status: 1, stdout: '' })
    expect(commandLine([])).toMatchObject({ status: 1, stderr: expect.stringMatching(/^Give ADMIN_URL, .*\n$/) })
    expect(commandLine([], { ADMIN_URL: 'postgres://postgres:x@127.0.0.1:1/postgres' })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^connect ECONNREFUSED 127\.0\.0\.1:1\n$/),
    })
  })
})

const variablesOf = (printed: string): Record<string, string> =>
  Object.fromEntries(
    printed
      .trim()
      .split('\n')
      .map((line) => line.split(/=(.*)/s)),
  )

const who = (url: string) =>
  connected(url, async (sql) => {
    const [row] = await sql`select current_user as role, current_database() as database`
    return row
  })

const commandLine = (args: string[], environment: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('../../platform/databases-cli.ts', import.meta.url)), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...environment },
  })
