import { spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { migrate } from '../../platform/migrate.ts'
import { freshDatabase, startCluster, type TestCluster } from '../support/cluster.ts'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await startCluster((database) => join(tmpdir(), 'no-migrations', database))
})
afterAll(() => cluster.stop())

describe('migrate', () => {
  it('applies the files in the order of the journal, once', async () => {
    const url = await database()
    const folder = await migrations({
      '0000_customers': 'create table customers (id int);--> statement-breakpoint\ncreate index on customers (id);',
      '0001_names': 'alter table customers add name text;',
    })
    expect(await migrate(url, folder)).toEqual(['0000_customers', '0001_names'])
    expect(await migrate(url, folder)).toEqual([])
    expect(await applied(url)).toEqual(['0000_customers', '0001_names'])
  })

  it('applies only what is new', async () => {
    const url = await database()
    const first = { '0000_customers': 'create table customers (id int);' }
    await migrate(url, await migrations(first))
    const more = await migrations({ ...first, '0001_names': 'alter table customers add name text;' })
    expect(await migrate(url, more)).toEqual(['0001_names'])
  })

  it('keeps its own table where the application does not come, owned by the owner', async () => {
    const url = await database()
    await migrate(url, await migrations({}))
    const [table] = await connected(
      url,
      (sql) => sql`
      select pg_get_userbyid(relowner) as owner, has_schema_privilege('kopru_app', 'migrations', 'usage') as visible
      from pg_class where oid = 'migrations.kopru_migrations'::regclass`,
    )
    expect(table).toEqual({ owner: 'kopru_owner', visible: false })
  })

  it('leaves nothing of a file that fails, and says where', async () => {
    const url = await database()
    const folder = await migrations({
      '0000_customers': 'create table customers (id int);',
      '0001_broken':
        'create table half (id int);--> statement-breakpoint\ninsert into customers values (1);' +
        '--> statement-breakpoint\nselect * from nowhere;',
    })
    await expect(migrate(url, folder)).rejects.toThrow(
      'Migration 0001_broken, statement 3: relation "nowhere" does not exist',
    )
    expect(await applied(url)).toEqual(['0000_customers'])
    const [left] = await connected(
      url,
      (sql) => sql`select to_regclass('half') as half, (select count(*)::int from customers) as customers`,
    )
    expect(left).toEqual({ half: null, customers: 0 })
  })

  it('refuses when an applied file has changed, but does not mind line endings', async () => {
    const url = await database()
    await migrate(url, await migrations({ '0000_customers': 'create table customers\n(id int);' }))
    expect(await migrate(url, await migrations({ '0000_customers': 'create table customers\r\n(id int);' }))).toEqual(
      [],
    )
    const changed = await migrations({
      '0000_customers': 'create table customers\n(id bigint);',
      '0001_names': 'alter table customers add name text;',
    })
    await expect(migrate(url, changed)).rejects.toThrow(/0000_customers\.sql was applied and has changed since/)
    expect(await applied(url)).toEqual(['0000_customers'])
  })

  it('refuses a database that a newer Köprü migrated', async () => {
    const url = await database()
    await migrate(url, await migrations({ '0000_a': 'select 1;', '0001_b': 'select 1;' }))
    await expect(migrate(url, await migrations({ '0000_a': 'select 1;' }))).rejects.toThrow(/0001_b.*a newer Köprü/)
  })

  it('waits for another that migrates the same database', async () => {
    const url = await database()
    const folder = await migrations({
      '0000_slow': 'select pg_sleep(0.5);--> statement-breakpoint\ncreate table t ();',
    })
    const all = await Promise.all([1, 2, 3].map(() => migrate(url, folder)))
    expect(all.toSorted((a, b) => a.length - b.length)).toEqual([[], [], ['0000_slow']])
  })

  it('tries again when a table is busy', async () => {
    const url = await database()
    await migrate(url, await migrations({ '0000_t': 'create table t ();' }))
    const folder = await migrations({ '0000_t': 'create table t ();', '0001_n': 'alter table t add n int;' })
    const [done] = await Promise.all([
      migrate(url, folder),
      connected(url, (sql) =>
        sql.begin(async (tx) => {
          await tx`lock table t`
          await sleep(3_000)
        }),
      ),
    ])
    expect(done).toEqual(['0001_n'])
  })

  it('completes after it was killed half-way', async () => {
    const url = await database()
    const folder = await migrations({
      '0000_first': 'create table first ();',
      '0001_second': 'create table second ();--> statement-breakpoint\nselect pg_sleep(1);',
    })
    const script = `import { migrate } from '${new URL('../../platform/migrate.ts', import.meta.url)}'
      await migrate(process.argv[1], process.argv[2])`
    const runner = spawn(process.execPath, ['--input-type=module-typescript', '-e', script, url, folder])
    await expect.poll(() => applied(url).catch(() => []), { timeout: 10_000 }).toEqual(['0000_first'])
    await sleep(200)
    runner.kill('SIGKILL')
    expect(await migrate(url, folder)).toEqual(['0001_second'])
  })
})

describe('node platform/migrate.ts', () => {
  it('explains itself, and what it needs', () => {
    expect(commandLine('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('MIGRATION_URL_CRM') })
    expect(commandLine()).toMatchObject({
      status: 1,
      stderr: 'Give MIGRATION_URL_IDENTITY, MIGRATION_URL_CRM or MIGRATION_URL_ERP.\n',
    })
  })
})

async function database(): Promise<string> {
  const { ownerUrl, drop } = await freshDatabase('crm')
  onTestFinished(drop)
  return ownerUrl
}

async function migrations(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kopru-migrations-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'meta'))
  const entries = Object.keys(files).map((tag, idx) => ({ idx, tag, version: '7', when: 0, breakpoints: true }))
  await writeFile(join(folder, 'meta', '_journal.json'), JSON.stringify({ entries: entries.toReversed() }))
  for (const [tag, text] of Object.entries(files)) await writeFile(join(folder, `${tag}.sql`), text)
  return folder
}

const applied = (url: string) =>
  connected(url, async (sql) =>
    (await sql`select tag from migrations.kopru_migrations order by applied_at`).map(({ tag }) => tag),
  )

const commandLine = (...args: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('../../platform/migrate.ts', import.meta.url)), ...args], {
    encoding: 'utf8',
    env: {},
  })
