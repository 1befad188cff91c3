import { and, eq, ne, sql } from 'drizzle-orm'
import { type Actor, authorize } from '../../shared/auth/actor.ts'
import { insertRows, updateRows } from '../../shared/db/bulk.ts'
import type { Transaction } from '../../shared/db/database.ts'
import { violates } from '../../shared/db/errors.ts'
import { standInLine } from '../../shared/db/line.ts'
import { decimal } from '../../shared/money/decimal.ts'
import { Refusal } from '../../shared/refusal.ts'
import { newId } from '../../shared/relay/id.ts'
import { idOf, optionalIdOf, textOf } from '../../shared/relay/input.ts'
import { checkVersion } from '../../shared/version.ts'
import type { Context } from '../context.ts'
import type { CreatePipelineInput, UpdatePipelineInput, UpdateStageInput } from '../generated/graphql.ts'
import { arrange, checkRoom, DEFAULT_PIPELINE, type Stage, type Wish } from './pipeline.ts'
import { lockPipeline, type PipelineWithStages, pipelineColumns, pipelinesAndStages } from './queries.ts'
import { type PipelineRow, pipelines, type StageRow, stages } from './tables.ts'

/** Makes a pipeline; the first becomes the default. Refuses with PIPELINE_NAME_TAKEN, and as `arrange` does. */
export async function createPipeline(ctx: Context, input: CreatePipelineInput): Promise<PipelineRow> {
  authorize(ctx.actor, 'pipeline:write')
  const name = textOf(input.name, ['name'], 100)
  const wishes = input.stages.map(({ name, type, probability }, index) => ({
    name: textOf(name, ['stages', index, 'name'], 100),
    type,
    probability: probability == null ? null : decimal(probability),
  }))
  const planned = arrange(wishes, ['stages'])
  return unlessNameTaken(() =>
    ctx.write(async (tx) => {
      await queue(tx, ctx.actor)
      const others = await pipelinesAndStages(tx, ctx.actor)
      checkRoom(others.length)
      const isDefault = input.makeDefault === true || others.length === 0
      if (isDefault) await dethrone(tx, ctx.actor)
      return create(tx, ctx.actor, { name, isDefault, stages: planned })
    }),
  )
}

/** Renames a pipeline, makes it the default, rearranges its stages. Refuses with STAGE_NOT_FOUND, STAGE_MISSING besides. */
export async function updatePipeline(ctx: Context, input: UpdatePipelineInput): Promise<PipelineRow> {
  authorize(ctx.actor, 'pipeline:write')
  const id = idOf('pipe', input.id, ['id'])
  const name = input.name === undefined ? undefined : textOf(input.name ?? '', ['name'], 100)
  return unlessNameTaken(() =>
    ctx.write(async (tx) => {
      await queue(tx, ctx.actor)
      const pipeline = await lockPipeline(tx, ctx.actor, id)
      if (!pipeline) throw new Refusal('PIPELINE_NOT_FOUND', 'There is no such pipeline.', ['id'])
      checkVersion(pipeline.version, input.expectedVersion)
      if (input.stages) await rearrange(tx, pipeline, input.stages)
      if (input.makeDefault === true) await dethrone(tx, ctx.actor, id)
      const [updated] = await tx
        .update(pipelines)
        .set({
          ...(name !== undefined && { name }),
          ...(input.makeDefault === true && { isDefault: true }),
          version: sql`${pipelines.version} + 1`,
          updatedAt: ctx.now,
        })
        .where(and(eq(pipelines.organizationId, ctx.actor.organizationId), eq(pipelines.id, id)))
        .returning(pipelineColumns)
      return updated!
    }),
  )
}

/** All pipelines of the organisation; the default one is made when there is none. However many ask at once, one makes it. */
export async function pipelinesToSellBy(tx: Transaction, actor: Actor): Promise<PipelineWithStages[]> {
  const found = await pipelinesAndStages(tx, actor)
  if (found.length > 0) return found
  await queue(tx, actor)
  const meanwhile = await pipelinesAndStages(tx, actor)
  if (meanwhile.length > 0) return meanwhile
  await create(tx, actor, { ...DEFAULT_PIPELINE, isDefault: true })
  return pipelinesAndStages(tx, actor)
}

/** Whoever makes or changes pipelines waits here for the one before, so that one of them is the default. */
const queue = (tx: Transaction, { organizationId }: Actor) => standInLine(tx, organizationId, 'pipelines')

async function create(
  tx: Transaction,
  { organizationId }: Actor,
  { name, isDefault, stages: planned }: { name: string; isDefault: boolean; stages: readonly Stage[] },
): Promise<PipelineRow> {
  const [pipeline] = await tx
    .insert(pipelines)
    .values({ organizationId, id: newId(), name, isDefault })
    .returning(pipelineColumns)
  await addStages(tx, pipeline!, planned)
  return pipeline!
}

async function dethrone(tx: Transaction, { organizationId }: Actor, except: string | null = null): Promise<void> {
  await tx
    .update(pipelines)
    .set({ isDefault: false, version: sql`${pipelines.version} + 1` })
    .where(
      and(
        eq(pipelines.organizationId, organizationId),
        eq(pipelines.isDefault, true),
        except === null ? undefined : ne(pipelines.id, except),
      ),
    )
}

async function rearrange(
  tx: Transaction,
  pipeline: PipelineWithStages,
  wanted: readonly UpdateStageInput[],
): Promise<void> {
  const stagesById = new Map(pipeline.stages.map((stage) => [stage.id, stage]))
  const wishes = wanted.map((each, index) => wishOf(each, index, stagesById))
  if (stagesById.size > 0) {
    const names = [...stagesById.values()].map(({ name }) => `"${name}"`).join(', ')
    throw new Refusal('STAGE_MISSING', `All stages must be there, and these are not: ${names}.`, ['stages'])
  }
  const planned = arrange(wishes, ['stages'])
  const { organizationId } = pipeline
  await updateRows(
    tx,
    stages,
    planned.flatMap(({ id, name, position, probabilityBasisPoints }) =>
      id === null ? [] : { organizationId, id, name, position, probabilityBasisPoints },
    ),
  )
  await addStages(
    tx,
    pipeline,
    planned.filter(({ id }) => id === null),
  )
}

/** Takes the stage out of those that are still to be named. */
function wishOf(
  wanted: UpdateStageInput,
  index: number,
  remaining: Map<string, StageRow>,
): Wish & { id: string | null } {
  const path = ['stages', index]
  const id = optionalIdOf('stg', wanted.id, [...path, 'id'])
  const stage = id === null ? null : remaining.get(id)
  if (stage === undefined) throw new Refusal('STAGE_NOT_FOUND', 'The pipeline has no such stage.', [...path, 'id'])
  if (id !== null) remaining.delete(id)
  return {
    id,
    type: stage?.type ?? 'OPEN',
    name: wanted.name == null && stage ? stage.name : textOf(wanted.name ?? '', [...path, 'name'], 100),
    probability: probabilityOf(wanted, stage),
  }
}

function probabilityOf({ probability }: UpdateStageInput, stage: StageRow | null): Wish['probability'] {
  if (probability != null) return decimal(probability)
  return stage ? { units: BigInt(stage.probabilityBasisPoints), scale: 2 } : null
}

const addStages = (tx: Transaction, { organizationId, id: pipelineId }: PipelineRow, added: readonly Stage[]) =>
  insertRows(
    tx,
    stages,
    added.map(({ name, type, position, probabilityBasisPoints }) => ({
      organizationId,
      id: newId(),
      pipelineId,
      name,
      type,
      position,
      probabilityBasisPoints,
    })),
  )

async function unlessNameTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!violates(error, 'pipelines_name')) throw error
    throw new Refusal('PIPELINE_NAME_TAKEN', 'Another pipeline has this name.', ['name'])
  }
}
