import { type AnyColumn, and, asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../shared/auth/actor.ts'
import type { Transaction } from '../../shared/db/database.ts'
import { statement } from '../../shared/db/statement.ts'
import { among, mine } from '../../shared/db/tenancy.ts'
import { type PipelineRow, pipelines, type StageRow, stages } from './tables.ts'

const { nameFolded, ...columns } = getTableColumns(pipelines)

/** What a pipeline is read and returned as. */
export const pipelineColumns = columns

export const allPipelines = statement('pipeline:read', (select) =>
  select(columns).from(pipelines).where(mine(pipelines)).orderBy(asc(nameFolded)),
)

export const pipelinesById = statement('pipeline:read', (select) =>
  select(columns)
    .from(pipelines)
    .where(and(mine(pipelines), among(pipelines.id))),
)

export const stagesByPipeline = statement('pipeline:read', (select) =>
  select(getTableColumns(stages))
    .from(stages)
    .where(and(mine(stages), among(stages.pipelineId)))
    .orderBy(asc(stages.position)),
)

/** Whoever may read a deal may read the stage it is in: its state is read from there. */
export const stagesById = statement('deal:read', (select) =>
  select(getTableColumns(stages))
    .from(stages)
    .where(and(mine(stages), among(stages.id))),
)

/** Whether the stage is of one of the types: for the filters of what is in stages. */
export const stageIsOfType = (stageId: AnyColumn, types: SQL): SQL =>
  stageIsOneWhere(stageId, sql`type = any(${types})`)

/** Whether the stage is in one of the pipelines. */
export const stageIsIn = (stageId: AnyColumn, pipelineIds: SQL): SQL =>
  stageIsOneWhere(stageId, sql`pipeline_id = any(${pipelineIds})`)

/** Looked up once per statement, as they are few: so that the index over the stage ids finds the rest. */
const stageIsOneWhere = (stageId: AnyColumn, condition: SQL): SQL =>
  sql`${stageId} = any(array(select id from stages where organization_id = ${sql.placeholder('organization')} and ${condition}))`

/** All pipelines and stages the organisation has, each pipeline's stages in order. */
export async function pipelinesAndStages(tx: Transaction, { organizationId }: Pick<Actor, 'organizationId'>) {
  const all = await tx.select(columns).from(pipelines).where(eq(pipelines.organizationId, organizationId))
  const inOrder = await tx
    .select()
    .from(stages)
    .where(eq(stages.organizationId, organizationId))
    .orderBy(asc(stages.position))
  return all.map((pipeline) => ({
    ...pipeline,
    stages: inOrder.filter(({ pipelineId }) => pipelineId === pipeline.id),
  }))
}

export type PipelineWithStages = PipelineRow & { stages: StageRow[] }

/** All stages of the pipelines that these stages are in, in order. */
export const stagesBeside = (tx: Transaction, { organizationId }: Actor, ids: readonly string[]): Promise<StageRow[]> =>
  tx
    .select()
    .from(stages)
    .where(
      and(
        eq(stages.organizationId, organizationId),
        sql`${stages.pipelineId} in (select beside.pipeline_id from stages as beside
          where beside.organization_id = ${organizationId} and beside.id = any(${sql.param(ids)}::uuid[]))`,
      ),
    )
    .orderBy(asc(stages.position))

/** The pipeline with its stages, held until the transaction ends; null when the organisation has none of that id. */
export async function lockPipeline(
  tx: Transaction,
  { organizationId }: Actor,
  id: string,
): Promise<PipelineWithStages | null> {
  const [pipeline] = await tx
    .select(columns)
    .from(pipelines)
    .where(and(eq(pipelines.organizationId, organizationId), eq(pipelines.id, id)))
    .for('update')
  if (!pipeline) return null
  const inOrder = await tx
    .select()
    .from(stages)
    .where(and(eq(stages.organizationId, organizationId), eq(stages.pipelineId, id)))
    .orderBy(asc(stages.position))
  return { ...pipeline, stages: inOrder }
}
