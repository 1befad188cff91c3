import { type SQL, sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { organizationId, tenantPolicy } from '../../shared/db/tenancy.ts'
import type { ProjectState } from './project.ts'

/** Work that is delivered for a customer, most often because a deal was won. */
export const projects = pgTable(
  'projects',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    /** Customers, deals and users live in other databases: ids, and no foreign keys. */
    customerId: uuid('customer_id').notNull(),
    dealId: uuid('deal_id'),
    managerId: uuid('manager_id'),
    state: text('state').$type<ProjectState>().notNull().default('PLANNED'),
    startsOn: date('starts_on', { mode: 'string' }),
    endsOn: date('ends_on', { mode: 'string' }),
    budgetMinor: bigint('budget_minor', { mode: 'bigint' }),
    budgetCurrency: text('budget_currency'),
    externalSource: text('external_source'),
    externalId: text('external_id'),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    nameFolded: text('name_folded').notNull().generatedAlwaysAs(sql`kopru_fold(name)`),
    /** Lists are ordered by what is never null: no day comes after all days. */
    startsOrder: date('starts_order', { mode: 'string' })
      .notNull()
      .generatedAlwaysAs(sql`coalesce(starts_on, 'infinity')`),
    searchText: text('search_text')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`kopru_fold(${projects.code} || ' ' || ${projects.name})`),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('projects_code').on(table.organizationId, table.code),
    // What an invoice refers to: a project keeps its customer.
    unique('projects_customer').on(table.organizationId, table.id, table.customerId),
    unique('projects_external_reference').on(table.organizationId, table.externalSource, table.externalId),
    // A deal is delivered by one project; one that was cancelled makes room for another.
    uniqueIndex('projects_one_per_deal')
      .on(table.organizationId, table.dealId)
      .where(sql`${table.state} <> 'CANCELLED'`),
    index('projects_of_customer').on(table.organizationId, table.customerId, table.createdAt, table.id),
    index('projects_by_creation').on(table.organizationId, table.createdAt, table.id),
    index('projects_by_start').on(table.organizationId, table.startsOrder, table.id),
    index('projects_by_name').on(table.organizationId, table.nameFolded, table.id),
    check(
      'projects_state',
      sql`${table.state} in ('PLANNED', 'ACTIVE', 'ON_HOLD', 'COMPLETED', 'CLOSED', 'CANCELLED')`,
    ),
    check('projects_period', sql`${table.endsOn} >= ${table.startsOn}`),
    check(
      'projects_budget',
      sql`(${table.budgetMinor} is null) = (${table.budgetCurrency} is null) and ${table.budgetMinor} > 0`,
    ),
    check('projects_external', sql`(${table.externalSource} is null) = (${table.externalId} is null)`),
    tenantPolicy(),
  ],
)

/** Who moved a project from which state to which, when and why: insert-only. */
export const projectStateChanges = pgTable(
  'project_state_changes',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    projectId: uuid('project_id').notNull(),
    /** Null for the first: the project was made in that state. */
    fromState: text('from_state').$type<ProjectState>(),
    toState: text('to_state').$type<ProjectState>().notNull(),
    reason: text('reason'),
    changedBy: uuid('changed_by').notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.projectId],
      foreignColumns: [projects.organizationId, projects.id],
      name: 'project_state_changes_project',
    }),
    index('project_state_changes_of_project').on(table.organizationId, table.projectId, table.changedAt, table.id),
    tenantPolicy(),
  ],
)

/** The last number given to a project: the row is locked until its taker commits, so none is skipped. */
export const projectCounters = pgTable(
  'project_counters',
  {
    organizationId: organizationId(),
    lastNumber: integer('last_number').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId] }), tenantPolicy()],
)

export type ProjectRow = Omit<typeof projects.$inferSelect, 'nameFolded' | 'startsOrder' | 'searchText'>
export type ProjectStateChangeRow = typeof projectStateChanges.$inferSelect
