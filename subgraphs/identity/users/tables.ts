import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { ROLES, type Role } from '../../shared/auth/permissions.ts'
import { organizationId, tenantPolicy } from '../../shared/db/tenancy.ts'
import { organizations } from '../organizations/tables.ts'

const roles = sql.raw(
  Object.keys(ROLES)
    .map((role) => `'${role}'`)
    .join(', '),
)

export const users = pgTable(
  'users',
  {
    organizationId: organizationId().references(() => organizations.organizationId),
    id: uuid('id').notNull(),
    /** In small letters: people do not tell addresses apart by their case. */
    email: text('email').notNull(),
    name: text('name').notNull(),
    title: text('title'),
    role: text('role').$type<Role>().notNull(),
    active: boolean('active').notNull().default(true),
    /** Tokens issued before this moment are void: what they say about the user is no longer true. */
    tokensVoidBefore: timestamp('tokens_void_before', { withTimezone: true }),
    externalSource: text('external_source'),
    externalId: text('external_id'),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    nameFolded: text('name_folded').notNull().generatedAlwaysAs(sql`kopru_fold(name)`),
    searchText: text('search_text')
      .notNull()
      .generatedAlwaysAs(sql`kopru_fold(name || ' ' || email || ' ' || coalesce(title, ''))`),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('users_email').on(table.organizationId, table.email),
    unique('users_external_reference').on(table.organizationId, table.externalSource, table.externalId),
    index('users_by_name').on(table.organizationId, table.nameFolded, table.id),
    index('users_by_creation').on(table.organizationId, table.createdAt, table.id),
    index('users_sign_in').on(table.email),
    index('users_voided')
      .on(table.organizationId, table.tokensVoidBefore)
      .where(sql`${table.tokensVoidBefore} is not null`),
    check('users_email_folded', sql`${table.email} = lower(${table.email})`),
    check('users_role', sql`${table.role} in (${roles})`),
    check('users_external_reference_whole', sql`(${table.externalSource} is null) = (${table.externalId} is null)`),
    tenantPolicy(),
  ],
)

export type UserRow = Omit<typeof users.$inferSelect, 'nameFolded' | 'searchText'>

/** Apart from the users, so that whoever reads a user never holds a hash. */
export const passwords = pgTable(
  'passwords',
  {
    organizationId: organizationId(),
    userId: uuid('user_id').notNull(),
    /** Argon2id in PHC form: parameters and salt are in it. */
    hash: text('hash').notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    foreignKey({ columns: [table.organizationId, table.userId], foreignColumns: [users.organizationId, users.id] }),
    tenantPolicy(),
  ],
)

/**
 * How often a password was tried for an e-mail address, whether or not anybody has it. Who tries is
 * nobody yet: the rows belong to the organisation of all zeros, which has nothing else.
 */
export const passwordAttempts = pgTable(
  'password_attempts',
  {
    organizationId: organizationId(),
    /** SHA-256 of the address: those of strangers are not ours to keep. */
    emailHash: text('email_hash').notNull(),
    /** Counted before the password is looked at, and forgotten when it was right. */
    attempts: integer('attempts').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.emailHash] }),
    index('password_attempts_over').on(table.organizationId, table.startedAt),
    tenantPolicy(),
  ],
)
