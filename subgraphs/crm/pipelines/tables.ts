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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { organizationId, tenantPolicy } from '../../shared/db/tenancy.ts'
import type { StageType } from './pipeline.ts'

/** A way of selling: the stages deals go through. */
export const pipelines = pgTable(
  'pipelines',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    isDefault: boolean('is_default').notNull().default(false),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    nameFolded: text('name_folded').notNull().generatedAlwaysAs(sql`kopru_fold(name)`),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('pipelines_name').on(table.organizationId, table.nameFolded),
    uniqueIndex('pipelines_default').on(table.organizationId).where(sql`is_default`),
    tenantPolicy(),
  ],
)

/** A step of a pipeline. Its type is fixed: the state of every deal in it is read from it. */
export const stages = pgTable(
  'stages',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    pipelineId: uuid('pipeline_id').notNull(),
    name: text('name').notNull(),
    type: text('type').$type<StageType>().notNull(),
    position: integer('position').notNull(),
    probabilityBasisPoints: integer('probability_basis_points').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      name: 'stages_pipeline',
      columns: [table.organizationId, table.pipelineId],
      foreignColumns: [pipelines.organizationId, pipelines.id],
    }),
    index('stages_of_pipeline').on(table.organizationId, table.pipelineId, table.position),
    uniqueIndex('stages_one_won').on(table.organizationId, table.pipelineId).where(sql`type = 'WON'`),
    uniqueIndex('stages_one_lost').on(table.organizationId, table.pipelineId).where(sql`type = 'LOST'`),
    check(
      'stages_probability',
      sql`case type when 'OPEN' then probability_basis_points between 0 and 10000
        when 'WON' then probability_basis_points = 10000
        when 'LOST' then probability_basis_points = 0 else false end`,
    ),
    tenantPolicy(),
  ],
)

export type PipelineRow = Omit<typeof pipelines.$inferSelect, 'nameFolded'>
export type StageRow = typeof stages.$inferSelect
