import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { organizationId, tenantPolicy } from '../../shared/db/tenancy.ts'
import { customers } from '../customers/tables.ts'
import { stages } from '../pipelines/tables.ts'
import type { LostReason } from './deal.ts'

/**
 * Something a customer may buy. Whether it is open, won or lost is the type of its stage; that its
 * stage and the day it was closed are those of its latest stage change, the database sees to
 * (drizzle/crm/0002_guards.sql).
 */
export const deals = pgTable(
  'deals',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    customerId: uuid('customer_id').notNull(),
    title: text('title').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
    currency: text('currency').notNull(),
    stageId: uuid('stage_id').notNull(),
    /** The number of the stage change that brought it there. */
    stageChange: integer('stage_change').notNull(),
    expectedClose: date('expected_close', { mode: 'string' }),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    lostReason: text('lost_reason').$type<LostReason>(),
    lostNote: text('lost_note'),
    /** A user lives in identity's database: an id, and no foreign key. */
    ownerId: uuid('owner_id'),
    externalSource: text('external_source'),
    externalId: text('external_id'),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    titleFolded: text('title_folded').notNull().generatedAlwaysAs(sql`kopru_fold(title)`),
    /** The amount in its currency's major unit, to compare and order by. */
    amountMajor: numeric('amount_major').notNull().generatedAlwaysAs(sql`kopru_major(amount_minor, currency)`),
    /** Lists are ordered by what is never null: no expected day comes after all days, no closing before all moments. */
    expectedCloseOrder: date('expected_close_order', { mode: 'string' })
      .notNull()
      .generatedAlwaysAs(sql`coalesce(expected_close, 'infinity')`),
    closedOrder: timestamp('closed_order', { withTimezone: true })
      .notNull()
      .generatedAlwaysAs(sql`coalesce(closed_at, '-infinity')`),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('deals_reference').on(table.organizationId, table.externalSource, table.externalId),
    check('deals_reference_whole', sql`(${table.externalSource} is null) = (${table.externalId} is null)`),
    foreignKey({
      name: 'deals_customer',
      columns: [table.organizationId, table.customerId],
      foreignColumns: [customers.organizationId, customers.id],
    }),
    foreignKey({
      name: 'deals_stage',
      columns: [table.organizationId, table.stageId],
      foreignColumns: [stages.organizationId, stages.id],
    }),
    check('deals_amount', sql`${table.amountMinor} >= 0 and ${table.currency} ~ '^[A-Z]{3}$'`),
    check('deals_lost_reason', sql`lost_reason in ('PRICE', 'TIMING', 'COMPETITOR', 'NO_DECISION', 'NO_FIT', 'OTHER')`),
    check('deals_lost_note', sql`lost_note is not null or lost_reason is null or lost_reason <> 'OTHER'`),
    index('deals_of_customer').on(table.organizationId, table.customerId, table.createdAt, table.id),
    index('deals_of_owner').on(table.organizationId, table.ownerId, table.createdAt, table.id),
    index('deals_in_stage').on(table.organizationId, table.stageId, table.createdAt, table.id),
    index('deals_by_creation').on(table.organizationId, table.createdAt, table.id),
    index('deals_by_title').on(table.organizationId, table.titleFolded, table.id),
    index('deals_by_amount').on(table.organizationId, table.amountMajor, table.id),
    index('deals_by_expected_close').on(table.organizationId, table.expectedCloseOrder, table.id),
    index('deals_by_close').on(table.organizationId, table.closedOrder, table.id),
    tenantPolicy(),
  ],
)

/** Every stage a deal was ever brought to, counted per deal from 1 without a gap: insert-only. */
export const stageChanges = pgTable(
  'stage_changes',
  {
    organizationId: organizationId(),
    dealId: uuid('deal_id').notNull(),
    number: integer('number').notNull(),
    /** Null for the first: the deal was made in that stage. */
    previous: integer('previous').generatedAlwaysAs(sql`nullif(number - 1, 0)`),
    fromStageId: uuid('from_stage_id'),
    toStageId: uuid('to_stage_id').notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
    /** A user lives in identity's database: an id, and no foreign key. */
    changedBy: uuid('changed_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.dealId, table.number] }),
    foreignKey({
      name: 'stage_changes_deal',
      columns: [table.organizationId, table.dealId],
      foreignColumns: [deals.organizationId, deals.id],
    }),
    unique('stage_changes_arrival').on(table.organizationId, table.dealId, table.number, table.toStageId),
    // Each change starts where the one before it ended.
    foreignKey({
      name: 'stage_changes_chain',
      columns: [table.organizationId, table.dealId, table.previous, table.fromStageId],
      foreignColumns: [table.organizationId, table.dealId, table.number, table.toStageId],
    }),
    foreignKey({
      name: 'stage_changes_stage',
      columns: [table.organizationId, table.toStageId],
      foreignColumns: [stages.organizationId, stages.id],
    }),
    check('stage_changes_first', sql`number >= 1 and (number = 1) = (from_stage_id is null)`),
    tenantPolicy(),
  ],
)

export type DealRow = Omit<
  typeof deals.$inferSelect,
  'titleFolded' | 'amountMajor' | 'expectedCloseOrder' | 'closedOrder'
>
export type StageChangeRow = Omit<typeof stageChanges.$inferSelect, 'previous'>
