import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected, type Database, databases } from '../../platform/databases.ts'
import { migrate, migrationsOf } from '../../platform/migrate.ts'
import { kill } from '../platform/support.ts'
import { within } from '../start/support.ts'
import { emptyDatabase, type FreshDatabase, freshDatabase } from '../support/cluster.ts'
import { LONG } from './size.ts'
import { tell } from './told.ts'

const MIGRATE = fileURLToPath(new URL('../../platform/migrate.ts', import.meta.url))

/** `npm run migrate` in a process of its own. */
function runner(urls: Partial<Record<Database, string>>): ChildProcess {
  const given = Object.entries(urls).map(([name, url]) => [`MIGRATION_URL_${name.toUpperCase()}`, url])
  const environment = { PATH: process.env.PATH, ...Object.fromEntries(given) }
  return spawn(process.execPath, [MIGRATE], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
}

async function finish(child: ChildProcess): Promise<string> {
  let out = ''
  child.stdout!.on('data', (text) => {
    out += text
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`It ended with ${code}: ${out}`)
  return out
}

/** Everything that migrations make: tables, what holds for them, functions, and who may do what. */
const shapeOf = (url: string): Promise<string> =>
  connected(url, async (sql) => {
    const rows = await sql`
      select 'column' as kind, format('%s.%s %s %s %s', c.table_name, c.column_name, data_type, is_nullable, column_default) as what
        from information_schema.columns c where table_schema = 'public'
      union all select 'constraint', format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
        where connamespace = 'public'::regnamespace
      union all select 'index', indexdef from pg_indexes where schemaname = 'public'
      union all select 'trigger', pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
      union all select 'policy', format('%s %s %s %s', tablename, policyname, qual, with_check) from pg_policies
      union all select 'function', pg_get_functiondef(p.oid) || coalesce(proacl::text, '') from pg_proc p
        where pronamespace = 'public'::regnamespace and prokind = 'f'
          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      union all select 'grants', format('%s %s %s %s', relname, relacl, relrowsecurity, relforcerowsecurity) from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'S')
      order by 1, 2`
    return JSON.stringify(rows, null, 1)
  })

const appliedOf = (sql: Sql) =>
  sql`select tag from migrations.kopru_migrations order by applied_at, tag`.then((rows) => rows.map(({ tag }) => tag))

/** The first `count` migrations of a history, in a folder of their own. */
async function firstOf(name: Database, count: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kopru-history-'))
  await cp(migrationsOf(name), folder, { recursive: true })
  const file = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }))
  return folder
}

// What is killed is always the same runner: beside the other tests the longest history is enough.
describe.each(LONG ? databases : (['erp'] as const))('the history of %s', (name) => {
  let whole: FreshDatabase
  let shape: string
  let tags: string[]

  beforeAll(async () => {
    whole = await freshDatabase(name)
    shape = await shapeOf(whole.ownerUrl)
    tags = await connected(whole.ownerUrl, appliedOf)
  })
  afterAll(() => whole?.drop())

  it('killed in the middle of each migration, and run again: nothing is half there', async (test) => {
    let kills = 0
    for (const [count, tag] of [...tags.entries()].slice(LONG ? 0 : -1)) {
      const database = await emptyDatabase(name)
      const folder = await firstOf(name, count)
      const url = database.ownerUrl
      await migrate(url, folder)
      const before = await shapeOf(url)
      // The migration has run but for the line that says so: that is kept waiting, and its runner killed.
      await connected(url, async (sql) => {
        const child = await sql.begin(async (tx) => {
          await tx`lock table migrations.kopru_migrations in exclusive mode`
          const child = runner({ [name]: url })
          await within(60, async () => {
            if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}.`)
            // Within a transaction the activity of others is else what it was at first.
            await tx`select pg_stat_clear_snapshot()`
            const [row] = await tx`select count(*)::int as waiting from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock' and query ilike '%insert into migrations%'`
            return row!.waiting > 0
          })
          await kill(child, 'SIGKILL')
          return child
        })
        expect(child.signalCode).toBe('SIGKILL')
        kills += 1
      })
      expect(await migrate(url, migrationsOf(name))).toEqual(tags.slice(count))
      expect(await shapeOf(url)).toBe(shape)
      expect(before === shape).toBe(false)
      expect(await connected(url, appliedOf)).toEqual(tags)
      expect(tag).toBe(tags[count])
      await rm(folder, { recursive: true })
      await database.drop()
    }
    tell(test, `migrations of ${name} killed half-way`, LONG ? `each of ${tags.length}` : 'the last', {
      kills,
      'half done': 0,
    })
    expect(kills).toBe(LONG ? tags.length : 1)
  }, 300_000)
})

it('every history, run by two at once and again: applied once', async (test) => {
  const fresh = await perDatabase(emptyDatabase)
  const urls = await perDatabase(async (name) => fresh[name].ownerUrl)
  const said = await Promise.all([1, 2].map(() => finish(runner(urls))))
  const tags = await perDatabase((name) => connected(urls[name], appliedOf))
  for (const name of databases) {
    const lines = said.flatMap((out) => out.split('\n').filter((line) => line.startsWith(`${name}: `)))
    expect(lines.sort()).toEqual([`${name}: applied ${tags[name].join(', ')}`, `${name}: up to date`])
  }
  expect(await finish(runner(urls))).toBe(databases.map((name) => `${name}: up to date\n`).join(''))
  const whole = await perDatabase(freshDatabase)
  for (const name of databases) {
    expect(await connected(whole[name].ownerUrl, appliedOf)).toEqual(tags[name])
    expect(await shapeOf(urls[name])).toBe(await shapeOf(whole[name].ownerUrl))
  }
  tell(test, 'migrations, two at once and again', '3 runners', { applied: Object.values(tags).flat().length, twice: 0 })
  for (const { drop } of [...Object.values(fresh), ...Object.values(whole)]) await drop()
}, 60_000)

async function perDatabase<T>(make: (name: Database) => Promise<T>): Promise<Record<Database, T>> {
  const made: Partial<Record<Database, T>> = {}
  for (const name of databases) made[name] = await make(name)
  return made as Record<Database, T>
}
