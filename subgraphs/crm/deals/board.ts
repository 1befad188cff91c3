import { Refusal } from '../../shared/refusal.ts'
import { fold } from '../../shared/text/fold.ts'
import type { DealState, Stage } from './deal.ts'

type Path = readonly (string | number)[]

/** A pipeline with its stages in order. */
export interface Board {
  readonly id: string
  readonly isDefault: boolean
  readonly stages: readonly Stage[]
}

/** The pipeline somebody names; the default one when nobody does. Refuses with PIPELINE_NOT_FOUND. */
export function boardMeant(boards: readonly Board[], id: string | null, path: Path): Board {
  const board = boards.find((each) => (id === null ? each.isDefault : each.id === id))
  if (!board) throw new Refusal('PIPELINE_NOT_FOUND', 'There is no such pipeline.', path)
  return board
}

/** Where deals enter the pipeline. */
export const entry = ({ stages }: Board): Stage => stages.find(({ type }) => type === 'OPEN')!

/** The stage of that id. Refuses with STAGE_NOT_FOUND. */
export function stageMeant(stages: readonly Stage[], id: string, path: Path): Stage {
  const stage = stages.find((each) => each.id === id)
  if (!stage) throw new Refusal('STAGE_NOT_FOUND', 'There is no such stage.', path)
  return stage
}

/** What another system calls a stage. */
export interface StageHint {
  readonly type: DealState | null
  readonly name: string | null
}

/** The pipeline's first stage of that type and name; where deals enter when neither is said. Refuses with STAGE_NOT_FOUND. */
export function stageCalled({ stages }: Board, { type, name }: StageHint, path: Path): Stage {
  const wanted = type ?? (name === null ? 'OPEN' : null)
  const stage = stages.find(
    (each) => (wanted === null || each.type === wanted) && (name === null || fold(each.name) === fold(name)),
  )
  if (!stage) throw new Refusal('STAGE_NOT_FOUND', 'The pipeline has no such stage.', path)
  return stage
}

/** The stage that closes the deals of this stage's pipeline that way. */
export const closing = (stages: readonly Stage[], { pipelineId }: Stage, type: 'WON' | 'LOST'): Stage =>
  stages.find((each) => each.pipelineId === pipelineId && each.type === type)!
