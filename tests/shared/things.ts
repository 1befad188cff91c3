import { sql } from 'drizzle-orm'
import { date, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { type Actor, permissionsOf } from '../../subgraphs/shared/auth/actor.ts'
import type { Columns } from '../../subgraphs/shared/db/columns.ts'
import { connect, type Database, write } from '../../subgraphs/shared/db/database.ts'
import { Snapshot } from '../../subgraphs/shared/db/snapshot.ts'
import { type Listing, type Page, type PageArgs, page } from '../../subgraphs/shared/relay/connection.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { type FreshDatabase, freshDatabase } from '../support/cluster.ts'

/** Rows of no business, to try the shared list machinery on. */
export const things = pgTable('things', {
  organizationId: uuid('organization_id').notNull(),
  id: uuid('id').notNull(),
  parentId: uuid('parent_id').notNull(),
  name: text('name').notNull(),
  weight: numeric('weight').notNull(),
  day: date('day', { mode: 'string' }),
  at: timestamp('at', { withTimezone: true }),
  kind: text('kind'),
})
export type Thing = typeof things.$inferSelect

export const listing: Listing<Thing> = {
  name: 'things',
  of: 'Thing',
  permission: 'customer:read',
  table: things,
  fields: {
    organizationId: things.organizationId,
    id: things.id,
    parentId: things.parentId,
    name: things.name,
    weight: things.weight,
    day: things.day,
    at: things.at,
    kind: things.kind,
  },
  orders: {
    NAME: { by: things.name, type: 'text' },
    WEIGHT: { by: things.weight, type: 'numeric' },
    DAY: { by: sql`coalesce(${things.day}, 'infinity'::date)`, type: 'date' },
    AT: { by: sql`coalesce(${things.at}, '-infinity'::timestamptz)`, type: 'timestamptz' },
  },
  defaultOrder: { field: 'NAME', direction: 'ASC' },
  filters: {
    id: { kind: 'id', column: things.id, prefix: 'cust' },
    parentId: { kind: 'id', column: things.parentId, prefix: 'pipe' },
    name: { kind: 'text', column: sql`kopru_fold(${things.name})` },
    kind: { kind: 'enum', column: things.kind },
    day: { kind: 'date', column: things.day },
    weight: { kind: 'decimal', column: things.weight },
    heavy: { kind: 'boolean', column: sql`(${things.weight} > 1)` },
  },
  search: sql`kopru_fold(${things.name})`,
}

/** A database of the test file's own, with an empty table of things, open while the tests of the file run. */
export function thingsDatabase(): { readonly url: string; readonly database: Database; readonly statements: string[] } {
  const statements: string[] = []
  let fresh: FreshDatabase
  let database: Database
  beforeAll(async () => {
    fresh = await freshDatabase('crm')
    await connected(fresh.ownerUrl, (owner) => owner.unsafe(CREATE_TABLE))
    database = connect(fresh.appUrl, { name: 'test', max: 4, onStatement: (text) => statements.push(text) })
  })
  afterAll(async () => {
    await database.close()
    await fresh.drop()
  })
  return {
    statements,
    get url() {
      return fresh.appUrl
    },
    get database() {
      return database
    },
  }
}

const CREATE_TABLE = `
  create table things (organization_id uuid not null, id uuid not null, parent_id uuid not null, name text not null,
    weight numeric not null, day date, at timestamptz, kind text, primary key (organization_id, id));
  alter table things enable row level security;
  alter table things force row level security;
  create policy tenant on things
    using (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
  grant select, insert on things to kopru_app`

export const someone = (organizationId = newId()): Actor => ({
  userId: newId(),
  organizationId,
  role: 'VIEWER',
  permissions: permissionsOf('VIEWER'),
  tokenId: newId(),
  currency: 'EUR',
  timeZone: 'Europe/Istanbul',
})

export const parents = [newId(), newId(), newId()]

export async function put(database: Database, actor: Actor, rows: Partial<Thing>[]): Promise<Thing[]> {
  const { organizationId } = actor
  const whole = rows.map((row) => ({
    id: newId(),
    parentId: parents[0]!,
    name: 'thing',
    weight: '0',
    day: null,
    at: null,
    kind: null,
    ...row,
    organizationId,
  }))
  if (whole.length > 0) await write(database, actor, (tx) => tx.insert(things).values(whole).then())
  return whole
}

export async function reading<T>(
  database: Database,
  actor: Actor,
  read: (snapshot: Snapshot) => Promise<T>,
  columns?: Columns,
): Promise<T> {
  const snapshot = new Snapshot(database, actor, new Date(), undefined, columns)
  try {
    return await read(snapshot)
  } finally {
    await snapshot.close()
  }
}

export const look = (database: Database, actor: Actor, args: PageArgs, columns?: Columns): Promise<Page<Thing>> =>
  reading(database, actor, (snapshot) => page(snapshot, listing, args), columns)

export const names = ({ nodes }: Page<Thing>): string[] => nodes.map(({ name }) => name)
