import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected, databases } from '../../platform/databases.ts'
import { asSuperuser, type FreshDatabase, freshDatabase } from '../support/cluster.ts'
import { ADDED_TO, breaches, SWEPT } from './catalogue.ts'

describe.each(databases)('the database of %s', (name) => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase(name)
  })
  afterAll(() => database.drop())

  it('keeps every law of tenancy, in every table there is', async () => {
    await connected(asSuperuser(database.ownerUrl), async (sql) => {
      expect(await breaches(sql)).toEqual([])
    })
  })

  it('shows nothing outside an organisation, to nobody but a superuser', async () => {
    for (const url of [database.appUrl, database.ownerUrl]) {
      await connected(url, async (sql) => {
        const tables = await tablesOf(sql)
        expect(tables.length).toBeGreaterThan(4)
        for (const table of tables) expect(await sql`select from ${sql(table)}`).toHaveLength(0)
      })
    }
  })
})

it('names only tables that there are', async () => {
  const fresh = await Promise.all(databases.map(freshDatabase))
  const tables = await Promise.all(fresh.map(({ ownerUrl }) => connected(ownerUrl, tablesOf)))
  expect(tables.flat()).toEqual(expect.arrayContaining([...ADDED_TO, ...SWEPT]))
  await Promise.all(fresh.map((database) => database.drop()))
})

describe('the laws', () => {
  let scratch: FreshDatabase
  beforeAll(async () => {
    scratch = await freshDatabase('identity')
  })
  afterAll(() => scratch.drop())

  const policy = `organization_id = nullif(current_setting('app.organization', true), '')::uuid`
  const lawful = `
    create table things (organization_id uuid not null, id uuid not null, name text, primary key (organization_id, id));
    alter table things enable row level security;
    alter table things force row level security;
    create policy tenant on things using (${policy}) with check (${policy});
    grant select, insert, update (name) on things to kopru_app;`

  /** What breaks when `things` was made as it should be, and `change` followed. Nothing of it remains. */
  const broken = (change: string) =>
    connected(asSuperuser(scratch.ownerUrl), (sql) =>
      undone(sql, async (tx) => {
        await tx.unsafe(lawful)
        await tx.unsafe(change)
        return breaches(tx)
      }),
    )

  it.each([
    ['', []],
    ['create table bare (id int)', allOf('bare')],
    ['create view people as select * from users', [...allOf('people'), 'people is no table']],
    [
      'alter table things drop constraint things_pkey; alter table things alter organization_id drop not null',
      ['things has no organization_id uuid not null', 'things has no primary key'],
    ],
    ['alter table things disable row level security', ['things has row-level security off']],
    ['alter table things no force row level security', ['things does not force row-level security']],
    ['drop policy tenant on things', ['things has no policy of the organisation for reading and writing']],
    [
      'alter policy tenant on things with check (true)',
      ['things has no policy of the organisation for reading and writing'],
    ],
    ['create policy also on things for select using (true)', ['things lets more through by the policy also']],
    [
      'create unique index things_name on things (name, organization_id)',
      ['things_name does not begin with organization_id'],
    ],
    [
      'alter table things add unique (id); alter table things add foreign key (id) references things (id)',
      ['things.things_id_fkey does not carry organization_id', 'things_id_key does not begin with organization_id'],
    ],
    ['alter role kopru_app bypassrls', ['kopru_app may too much: bypassrls']],
    ['grant create on schema public to kopru_app', ['kopru_app may create in the schema public']],
    ['grant truncate on things to public', ['kopru_app may truncate things']],
    ['grant delete on things to kopru_app', ['kopru_app may delete from things']],
    [
      'grant update on things to kopru_app',
      ['kopru_app may change the id of things', 'kopru_app may change the organization_id of things'],
    ],
    ['alter table things rename to stage_changes', ['kopru_app may update stage_changes']],
    [
      'create function peek() returns int language sql security definer as $$ select 1 $$',
      ["peek() runs with its owner's rights for everybody", "peek() runs with its owner's rights on any search_path"],
    ],
  ])('notice: %s', async (change, expected) => {
    expect(await broken(change)).toEqual(expected)
  })

  it.each([
    ['grant kopru_owner to kopru_app', 'kopru_app is a member of kopru_owner'],
    ['alter table things owner to kopru_app', 'kopru_app owns table things'],
  ])('notice, among what follows from it: %s', async (change, expected) => {
    expect(await broken(change)).toContain(expected)
  })
})

const allOf = (name: string) => [
  `${name} does not force row-level security`,
  `${name} has no organization_id uuid not null`,
  `${name} has no policy of the organisation for reading and writing`,
  `${name} has no primary key`,
  `${name} has row-level security off`,
]

const tablesOf = async (sql: Sql): Promise<string[]> =>
  (await sql`select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`).map(
    ({ relname }) => relname,
  )

/** Roles belong to the whole cluster: whatever is tried is rolled back before anybody sees it. */
async function undone<T>(sql: Sql, task: (tx: Sql) => Promise<T>): Promise<T> {
  let result: T
  await sql
    .begin(async (tx) => {
      result = await task(tx as unknown as Sql)
      throw new Error('undo')
    })
    .catch((error: Error) => {
      if (error.message !== 'undo') throw error
    })
  return result!
}
