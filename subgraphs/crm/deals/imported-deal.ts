import type { Money } from '../../shared/money/money.ts'
import { Refusal } from '../../shared/refusal.ts'
import { type LocalDate, startOfDay, today } from '../../shared/time/date.ts'
import { type Board, boardMeant, entry, type StageHint, stageCalled, stageMeant } from './board.ts'
import {
  checkHappened,
  checkHistory,
  closeOn,
  go,
  type Loss,
  type LostReason,
  lossOf,
  revalue,
  type Stage,
  type Standing,
  standing,
  unvalued,
  wayTo,
} from './deal.ts'

/** A deal as another system has it; null is what it does not say. */
export interface ImportedDeal extends StageHint {
  readonly path: readonly (string | number)[]
  readonly customerId: string
  readonly pipelineId: string | null
  readonly title: string
  readonly amount: Money | null
  readonly ownerId: string | null
  readonly expectedClose: LocalDate | null
  readonly createdOn: LocalDate | null
  readonly closedOn: LocalDate | null
  readonly lostReason: LostReason | null
  readonly lostNote: string | null
}

/** The same deal as we have it. */
export interface KnownDeal extends Standing {
  readonly customerId: string
  readonly title: string
  readonly amount: Money
  readonly ownerId: string | null
  readonly expectedClose: LocalDate | null
  readonly createdAt: Date
  /** When it came to its stage. */
  readonly arrivedAt: Date
}

/** Where and when the import happens. */
export interface Setting {
  readonly boards: readonly Board[]
  readonly now: Date
  readonly timeZone: string
  readonly currency: string
}

/** A stage a deal comes to. */
export interface Step {
  readonly at: Date
  readonly standing: Standing
}

/** How a deal that is new to us came about: it was open on the day it was made, and closed later if it is closed. */
export function begin(deal: ImportedDeal, setting: Setting): { amount: Money; createdAt: Date; steps: Step[] } {
  const { boards, now, timeZone, currency } = setting
  const { path } = deal
  checkDays(deal, setting)
  const board = boardMeant(boards, deal.pipelineId, [...path, 'pipelineId'])
  const stage = stageCalled(board, deal, [...path, 'stage'])
  const amount = deal.amount ?? unvalued(currency)
  const createdAt = deal.createdOn === null ? now : startOfDay(deal.createdOn, timeZone)
  if (stage.type === 'OPEN') {
    checkStillOpen(deal)
    return { amount, createdAt, steps: [{ at: createdAt, standing: standing(stage, createdAt) }] }
  }
  const first = entry(board)
  const closed = close(deal, { stage: first, amount, arrivedAt: createdAt }, stage, setting)
  return { amount, createdAt, steps: [{ at: createdAt, standing: standing(first, createdAt) }, closed] }
}

/**
 * What changes about a deal that we know already: its data, and the step it takes if it is in another stage now.
 * Refuses with DEAL_CUSTOMER_FIXED, DEAL_HISTORY_FIXED and as moving, winning, losing and reopening do.
 */
export function follow(
  deal: ImportedDeal,
  known: KnownDeal,
  setting: Setting,
): { amount: Money; step: Step | null; loss: Loss | null } {
  const { path } = deal
  const { boards, now, timeZone } = setting
  checkDays(deal, setting)
  if (deal.customerId !== known.customerId) {
    throw new Refusal('DEAL_CUSTOMER_FIXED', 'A deal stays with its customer.', [...path, 'customerId'])
  }
  checkHistory(deal.createdOn, known.createdAt, timeZone, [...path, 'createdOn'])
  const here = boards.find(({ stages }) => stages.some(({ id }) => id === known.stageId))!
  const stage = stageMeant(here.stages, known.stageId, path)
  const amount = deal.amount === null ? known.amount : revalue({ stage, amount: known.amount }, deal.amount, path)
  const to = target(deal, here, stage, boards)
  if (to.id === stage.id) return { amount, step: null, loss: stay(deal, known, stage, timeZone) }
  if (to.type !== 'OPEN')
    return { amount, step: close(deal, { stage, amount, arrivedAt: known.arrivedAt }, to, setting), loss: null }
  checkStillOpen(deal)
  const way = wayTo(stage.type, to.type)
  return { amount, step: { at: now, standing: go(way, { stage, amount }, to, now, null, path) }, loss: null }
}

function checkDays({ createdOn, closedOn, path }: ImportedDeal, { now, timeZone }: Setting): void {
  const day = today(timeZone, now)
  checkHappened(createdOn, day, [...path, 'createdOn'])
  checkHappened(closedOn, day, [...path, 'closedOn'])
}

/** A stage that fits what is said is the one it is in; so is any when nothing is said. */
function target(deal: ImportedDeal, here: Board, stage: Stage, boards: readonly Board[]): Stage {
  const board = deal.pipelineId === null ? here : boardMeant(boards, deal.pipelineId, [...deal.path, 'pipelineId'])
  const silent = deal.type === null && deal.name === null
  const fits = board.id === here.id && deal.name === null && (silent || deal.type === stage.type)
  return fits ? stage : stageCalled(board, deal, [...deal.path, 'stage'])
}

/** The loss, where it is told anew. */
function stay(deal: ImportedDeal, known: KnownDeal, stage: Stage, timeZone: string): Loss | null {
  if (known.closedAt === null) checkStillOpen(deal)
  else checkHistory(deal.closedOn, known.closedAt, timeZone, [...deal.path, 'closedOn'])
  if (stage.type !== 'LOST') return null
  return lossOf(deal.lostReason ?? known.lostReason, deal.lostNote ?? known.lostNote, {
    reason: [...deal.path, 'lostReason'],
    note: [...deal.path, 'lostNote'],
  })
}

function close(
  deal: ImportedDeal,
  { stage, amount, arrivedAt }: { stage: Stage; amount: Money; arrivedAt: Date },
  to: Stage,
  { now, timeZone }: Setting,
): Step {
  const { path, closedOn } = deal
  const loss =
    to.type === 'LOST'
      ? lossOf(deal.lostReason, deal.lostNote, { reason: [...path, 'lostReason'], note: [...path, 'lostNote'] })
      : null
  const at = closedOn === null ? now : closeOn(closedOn, arrivedAt, timeZone, [...path, 'closedOn'])
  return { at, standing: go(wayTo(stage.type, to.type), { stage, amount }, to, at, loss, path) }
}

function checkStillOpen({ closedOn, path }: ImportedDeal): void {
  if (closedOn === null) return
  throw new Refusal('DEAL_NOT_CLOSED', 'A deal that is open was not closed on any day.', [...path, 'closedOn'])
}
