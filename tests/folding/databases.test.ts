import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { connected, type Database, databases } from '../../platform/databases.ts'
import { migrate, migrationsOf } from '../../platform/migrate.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { fold } from '../../subgraphs/shared/text/fold.ts'
import { asSuperuser, emptyDatabase, type FreshDatabase, freshDatabase } from '../support/cluster.ts'

const FOLDED = { identity: '0004_search-folded', crm: '0004_search-folded', erp: '0006_search-folded' }

describe('the databases', () => {
  it('fold every character as the code does, all of them, and what is folded stays', async () => {
    const texts = [...CHARACTERS.map((each) => `Σ${each}ς ${each} A`), 'ΟΔΥΣΣΕΥΣ', 'O´Brien', '`a\t \n', 'a\u007f']
    const folded = texts.map(fold)
    expect(folded.filter((text) => fold(text) !== text)).toEqual([])
    const { ownerUrl, drop } = await freshDatabase('crm')
    onTestFinished(drop)
    const wrong = await connected(
      ownerUrl,
      (sql) => sql`
        select text from unnest(${texts}::text[], ${folded}::text[]) as given (text, folded)
        -- Of characters that came later the one or the other does not know.
        where unicode_assigned(text) and kopru_fold(text) <> folded`,
    )
    expect([...wrong]).toEqual([])
  })

  it('fold alike', async () => {
    const definitions = await Promise.all(
      databases.map(async (name) => {
        const { ownerUrl, drop } = await freshDatabase(name)
        onTestFinished(drop)
        return connected(ownerUrl, (sql) => sql`select pg_get_functiondef('kopru_fold'::regproc)`)
      }),
    )
    expect(new Set(definitions.map((rows) => JSON.stringify(rows))).size).toBe(1)
  })
})

describe.each(databases)('the database %s', (name) => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase(name)
  })
  afterAll(() => database.drop())

  it('keeps folded and indexed what is looked for by one value', async () => {
    const columns = await generatedColumns(database.ownerUrl)
    expect(columns.length).toBeGreaterThan(0)
    const [{ unindexed }] = (await connected(
      database.ownerUrl,
      (sql) => sql`
        select coalesce(array_agg(attname order by attname), '{}') as unindexed from pg_attribute
        where attname like '%\\_folded' and not attisdropped and attrelid in
            (select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace)
          and not exists (select from pg_index where indrelid = attrelid and attnum = any(indkey))`,
    )) as unknown as [{ unindexed: string[] }]
    expect(unindexed).toEqual([])
  })

  it('is folded anew when it is migrated', async () => {
    const { ownerUrl, drop } = await emptyDatabase(name)
    onTestFinished(drop)
    await migrate(ownerUrl, await until(name, FOLDED[name]))
    const text = 'Œuvre ß „Å” O’Brien\u200b ﬁn'
    const old = await generatedColumns(ownerUrl)
    await connected(asSuperuser(ownerUrl), async (sql) => {
      await sql`set session_replication_role = replica`
      for (const table of new Set(old.map(({ table }) => table))) await sql.unsafe(await insertion(sql, table, text))
    })
    expect(await migrate(ownerUrl, migrationsOf(name))).toContain(FOLDED[name])
    const now = await generatedColumns(ownerUrl)
    expect(now.map(({ table, column }) => `${table}.${column}`)).toEqual(
      expect.arrayContaining(old.map(({ table, column }) => `${table}.${column}`)),
    )
    await connected(asSuperuser(ownerUrl), async (sql) => {
      for (const { table, column, expression } of now.filter((each) => old.some((one) => one.table === each.table))) {
        const rows = await sql.unsafe(`select ${column} as kept, ${expression} as folded from ${table}`)
        expect(rows).toHaveLength(1)
        expect([table, column, rows[0]!.kept]).toEqual([table, column, rows[0]!.folded])
        if (!/number_/.test(expression)) expect(rows[0]!.kept).toContain(fold(text))
      }
    })
  })
})

describe('pipelines whose names have become one', () => {
  it('stop the migration, with all as it was, until one has another', async () => {
    const { ownerUrl, drop } = await emptyDatabase('crm')
    onTestFinished(drop)
    await migrate(ownerUrl, await until('crm', FOLDED.crm))
    const superuser = asSuperuser(ownerUrl)
    const [organization, ids] = [newId(), [newId(), newId()]]
    await connected(superuser, async (sql) => {
      for (const [n, name] of ['Straße', 'STRASSE'].entries())
        await sql`insert into pipelines (organization_id, id, name) values (${organization}, ${ids[n]!}, ${name})`
    })
    await expect(migrate(ownerUrl, migrationsOf('crm'))).rejects.toThrow(
      `In the organisation ${organization}, the pipelines 'STRASSE' and 'Straße' have names that are the same`,
    )
    const before = await connected(superuser, (sql) => sql`select name_folded from pipelines order by name`)
    expect(before.map(({ name_folded }) => name_folded)).toEqual(['strasse', 'strase'])
    await connected(superuser, (sql) => sql`update pipelines set name = 'Weg' where id = ${ids[1]!}`)
    await migrate(ownerUrl, migrationsOf('crm'))
    const after = await connected(superuser, (sql) => sql`select name_folded from pipelines order by name`)
    expect(after.map(({ name_folded }) => name_folded)).toEqual(['strasse', 'weg'])
    const [forced] = await connected(
      superuser,
      (sql) => sql`select relforcerowsecurity from pg_class where relname = 'pipelines'`,
    )
    expect(forced).toEqual({ relforcerowsecurity: true })
  })
})

/** Every character that may be written, but for the many of Chinese that are never anything but themselves. */
const CHARACTERS = Array.from({ length: 0x10ffff }, (_, code) => String.fromCodePoint(code + 1)).filter(
  (each) => !/[\p{Cn}\p{Co}\p{Cs}]/u.test(each) && !(/\p{Script=Han}/u.test(each) && each.normalize('NFKD') === each),
)

/** A folder of the migrations before one of them. */
async function until(name: Database, tag: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kopru-migrations-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(migrationsOf(name), folder, { recursive: true })
  const path = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(await readFile(path, 'utf8'))
  const end = journal.entries.findIndex((entry: { tag: string }) => entry.tag === tag)
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }))
  return folder
}

interface Generated {
  readonly table: string
  readonly column: string
  readonly expression: string
}

const generatedColumns = (url: string): Promise<Generated[]> =>
  connected(url, async (sql) => [
    ...(await sql<Generated[]>`
        select table_name as table, column_name as column, generation_expression as expression
        from information_schema.columns
        where table_schema = 'public' and generation_expression like '%kopru_fold%' order by 1, 2`),
  ])

/** A row whose texts are all the same, but for those that a constraint knows. */
async function insertion(sql: Parameters<Parameters<typeof connected>[1]>[0], table: string, text: string) {
  const columns = await sql<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'
      and column_default is null
      and (is_nullable = 'NO' or data_type = 'text' and column_name !~ '^(external|lost|budget)_')`
  const value = ({ name, type }: (typeof columns)[number]) => {
    const known = KNOWN[`${table}.${name}`] ?? KNOWN[name] ?? VALUES[type]
    if (known) return known
    return `'${type === 'text' ? text : newId()}'`
  }
  return `insert into ${table} (${columns.map(({ name }) => name).join()}) values (${columns.map(value).join()})`
}

const KNOWN: Record<string, string> = {
  currency: `'EUR'`,
  role: `'OWNER'`,
  method: `'CASH'`,
  email: `'œuvre@example.org'`,
  'invoices.state': `'DRAFT'`,
  'invoices.tax_minor': '0',
  'payments.number_year': '2026',
}

const VALUES: Record<string, string> = {
  bigint: '1',
  integer: '1',
  boolean: 'false',
  date: `'2026-01-01'`,
  'timestamp with time zone': 'now()',
  ARRAY: `'{}'`,
}
