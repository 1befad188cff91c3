import { type Money, money, percent } from '../../shared/money/money.ts'
import { Refusal } from '../../shared/refusal.ts'
import { type LocalDate, startOfDay, today } from '../../shared/time/date.ts'
import type { StageType } from '../pipelines/pipeline.ts'

type Path = readonly (string | number)[]

/** A deal has no state of its own: it is what its stage says. */
export type DealState = StageType

export const LOST_REASONS = ['PRICE', 'TIMING', 'COMPETITOR', 'NO_DECISION', 'NO_FIT', 'OTHER'] as const
export type LostReason = (typeof LOST_REASONS)[number]

export interface Stage {
  readonly id: string
  readonly pipelineId: string
  readonly name: string
  readonly type: StageType
  readonly probabilityBasisPoints: number
}

export interface Deal {
  readonly stage: Stage
  readonly amount: Money
}

export interface Loss {
  readonly reason: LostReason
  readonly note: string | null
}

/** Where a deal stands: its stage, and what closed it there. */
export interface Standing {
  readonly stageId: string
  readonly closedAt: Date | null
  readonly lostReason: LostReason | null
  readonly lostNote: string | null
}

/** What people do with a deal, from where it may be done, and where it leads. */
const WAYS = {
  move: { from: 'OPEN', to: 'OPEN' },
  win: { from: 'OPEN', to: 'WON' },
  lose: { from: 'OPEN', to: 'LOST' },
  reopen: { from: 'LOST', to: 'OPEN' },
} as const satisfies Record<string, { from: DealState; to: DealState }>

export type Way = keyof typeof WAYS

/** How a deal gets from its stage to another. */
export function wayTo(from: DealState, to: DealState): Way {
  if (to === 'OPEN') return from === 'OPEN' ? 'move' : 'reopen'
  return to === 'WON' ? 'win' : 'lose'
}

/**
 * Brings a deal to a stage, at a moment; what is lost, with its loss. Refuses with DEAL_WON, INVALID_TRANSITION,
 * STAGE_NOT_OPEN, DEAL_ALREADY_THERE, DEAL_AMOUNT_REQUIRED.
 */
export function go(way: Way, deal: Deal, to: Stage, at: Date, loss: Loss | null = null, path: Path = []): Standing {
  checkWay(way, deal.stage.type, path)
  if (way === 'move' || way === 'reopen') checkOpen(to, [...path, 'stageId'])
  if (to.id === deal.stage.id) {
    throw new Refusal('DEAL_ALREADY_THERE', `This deal is in the stage "${to.name}" already.`, [...path, 'stageId'])
  }
  if (way === 'win') checkWorth(deal.amount, path)
  return standing(to, at, loss)
}

function checkWay(way: Way, state: DealState, path: Path): void {
  const { from, to } = WAYS[way]
  if (state === from) return
  if (state === 'WON' && way === 'reopen') {
    const message = 'This deal is won: what follows from that stands in the books, so it cannot be opened again.'
    throw new Refusal('DEAL_WON', message, path)
  }
  const allowed = Object.entries(WAYS).filter(([, possible]) => possible.from === state)
  const instead = allowed.map(([name, possible]) => `${possible.to} (${name})`).join(', ') || 'nothing'
  throw new Refusal('INVALID_TRANSITION', `From ${state} this deal cannot ${way} to ${to}. Allowed: ${instead}.`, path)
}

/** Refuses with STAGE_NOT_OPEN: what closes a deal has its own mutations. */
export function checkOpen({ name, type }: Stage, path: Path): void {
  if (type === 'OPEN') return
  throw new Refusal('STAGE_NOT_OPEN', `The stage "${name}" closes deals: win or lose the deal instead.`, path)
}

function checkWorth({ minor }: Money, path: Path): void {
  if (minor > 0n) return
  throw new Refusal('DEAL_AMOUNT_REQUIRED', 'A deal that is won has an amount above zero.', [...path, 'amount'])
}

/** Where a new deal stands, or one that came to this stage. */
export const standing = (stage: Stage, at: Date, loss: Loss | null = null): Standing => ({
  stageId: stage.id,
  closedAt: stage.type === 'OPEN' ? null : at,
  lostReason: stage.type === 'LOST' ? loss!.reason : null,
  lostNote: stage.type === 'LOST' ? loss!.note : null,
})

/** Why a deal was lost. Refuses with LOST_REASON_REQUIRED, LOST_NOTE_REQUIRED. */
export function lossOf(reason: LostReason | null, note: string | null, path: { reason: Path; note: Path }): Loss {
  if (reason === null) throw new Refusal('LOST_REASON_REQUIRED', 'Say why the deal was lost.', path.reason)
  if (reason === 'OTHER' && note === null) {
    throw new Refusal('LOST_NOTE_REQUIRED', 'Say in a note what the other reason was.', path.note)
  }
  return { reason, note }
}

/** An amount a deal may have. Refuses with AMOUNT_NEGATIVE. */
export function worth(amount: Money, path: Path): Money {
  if (amount.minor >= 0n) return amount
  throw new Refusal('AMOUNT_NEGATIVE', 'A deal is worth zero or more.', [...path, 'amount'])
}

/** What a deal is worth from now on. Refuses with DEAL_AMOUNT_REQUIRED, DEAL_CURRENCY_FIXED once it is closed. */
export function revalue(deal: Deal, amount: Money, path: Path = []): Money {
  if (deal.stage.type === 'WON') checkWorth(amount, path)
  if (deal.stage.type !== 'OPEN' && amount.currency !== deal.amount.currency) {
    throw new Refusal('DEAL_CURRENCY_FIXED', `This deal is closed: its currency stays ${deal.amount.currency}.`, [
      ...path,
      'amount',
      'currency',
    ])
  }
  return amount
}

/** What a deal is worth by how likely it is won: nothing when lost, all when won. */
export const weighted = (amount: Money, { probabilityBasisPoints }: Stage): Money =>
  percent(amount, probabilityBasisPoints)

/** Refuses with DATE_IN_FUTURE: what is imported has happened. */
export function checkHappened(day: LocalDate | null, now: LocalDate, path: Path): void {
  if (day === null || day <= now) return
  throw new Refusal('DATE_IN_FUTURE', 'This day is still to come.', path)
}

/** When a deal was closed that day, after what happened to it before. Refuses with CLOSED_TOO_EARLY. */
export function closeOn(day: LocalDate, before: Date, timeZone: string, path: Path): Date {
  if (day < today(timeZone, before)) {
    throw new Refusal('CLOSED_TOO_EARLY', 'A deal cannot be closed before it was made, or last moved.', path)
  }
  const start = startOfDay(day, timeZone)
  return start > before ? start : before
}

/** The past is written once. Refuses with DEAL_HISTORY_FIXED when another day is claimed for what happened. */
export function checkHistory(claimed: LocalDate | null, happened: Date, timeZone: string, path: Path): void {
  const day = today(timeZone, happened)
  if (claimed === null || claimed === day) return
  throw new Refusal('DEAL_HISTORY_FIXED', `This happened on ${day}; what has happened cannot be changed.`, path)
}

/** Nothing, in the organisation's currency: what a deal is worth until somebody says. */
export const unvalued = (currency: string): Money => money(0n, currency)
