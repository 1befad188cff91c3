import { and, eq, getTableColumns, or, type SQL } from 'drizzle-orm'
import type { Actor } from '../../shared/auth/actor.ts'
import type { Transaction } from '../../shared/db/database.ts'
import { statement } from '../../shared/db/statement.ts'
import { among, mine } from '../../shared/db/tenancy.ts'
import type { Listing, Page } from '../../shared/relay/connection.ts'
import { passwords, type UserRow, users } from './tables.ts'

export type UserPage = Page<UserRow>

type Tenant = Pick<Actor, 'organizationId'>

const { nameFolded, searchText, ...columns } = getTableColumns(users)

/** What a user is read and returned as. */
export const userColumns = columns

export const usersById = statement('user:read', (select) =>
  select(columns)
    .from(users)
    .where(and(mine(users), among(users.id))),
)

export const userListing: Listing<UserRow> = {
  name: 'users',
  permission: 'user:read',
  table: users,
  fields: columns,
  orders: {
    NAME: { by: nameFolded, type: 'text' },
    CREATED_AT: { by: users.createdAt, type: 'timestamptz' },
  },
  defaultOrder: { field: 'NAME', direction: 'ASC' },
  filters: {
    role: { kind: 'enum', column: users.role },
    active: { kind: 'boolean', column: users.active },
  },
  search: searchText,
}

const isOwner = and(eq(users.role, 'OWNER'), users.active)

/** The users asked for and all active owners, held in one order until the transaction ends: who owns cannot change. */
export const lockWithOwners = (tx: Transaction, { organizationId }: Tenant, which: SQL): Promise<UserRow[]> =>
  tx
    .select(columns)
    .from(users)
    .where(and(eq(users.organizationId, organizationId), or(which, isOwner)))
    .orderBy(users.id)
    .for('update')

/** The user, whose role and activity stay as they are until the transaction ends; null when there is none. */
export async function holdUser(tx: Transaction, { organizationId }: Tenant, id: string): Promise<UserRow | null> {
  const [user] = await tx
    .select(columns)
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.id, id)))
    .for('share')
  return user ?? null
}

/** The active owner who is longest here. */
export async function firstOwner(tx: Transaction, { organizationId }: Tenant): Promise<UserRow | null> {
  const [user] = await tx
    .select(columns)
    .from(users)
    .where(and(eq(users.organizationId, organizationId), isOwner))
    .orderBy(users.createdAt, users.id)
    .limit(1)
  return user ?? null
}

/** The hash of the user's password; null when they have none. */
export async function passwordHash(tx: Transaction, { organizationId }: Tenant, id: string): Promise<string | null> {
  const [row] = await tx
    .select({ hash: passwords.hash })
    .from(passwords)
    .where(and(eq(passwords.organizationId, organizationId), eq(passwords.userId, id)))
  return row?.hash ?? null
}
