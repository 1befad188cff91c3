import { and, eq } from 'drizzle-orm'
import { authorize } from '../../../shared/auth/actor.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { money } from '../../../shared/money/money.ts'
import { idOf, optionalIdOf, optionalLinesOf } from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import type { LoseDealInput, MoveDealInput, ReopenDealInput, WinDealInput } from '../../generated/graphql.ts'
import { stagesBeside } from '../../pipelines/queries.ts'
import { closing, stageMeant } from '../board.ts'
import { type Deal, go, lossOf, type Stage, type Standing } from '../deal.ts'
import { dealColumns, latestStageChange } from '../queries.ts'
import { type DealRow, deals, stageChanges } from '../tables.ts'
import { lockVersion } from './lock.ts'

/** Brings an open deal to another open stage, of whichever pipeline. */
export async function moveDeal(ctx: Context, input: MoveDealInput): Promise<DealRow> {
  authorize(ctx.actor, 'deal:write')
  const stageId = idOf('stg', input.stageId, ['stageId'])
  return change(
    ctx,
    input,
    async () => stageId,
    (deal, stages) => go('move', deal, stageMeant(stages, stageId, ['stageId']), ctx.now),
  )
}

/** Closes an open deal as won. Refuses with DEAL_AMOUNT_REQUIRED. */
export async function winDeal(ctx: Context, input: WinDealInput): Promise<DealRow> {
  authorize(ctx.actor, 'deal:write')
  return change(
    ctx,
    input,
    async () => null,
    (deal, stages) => go('win', deal, closing(stages, deal.stage, 'WON'), ctx.now),
  )
}

/** Closes an open deal as lost. Refuses with LOST_REASON_REQUIRED, LOST_NOTE_REQUIRED. */
export async function loseDeal(ctx: Context, input: LoseDealInput): Promise<DealRow> {
  authorize(ctx.actor, 'deal:write')
  const note = optionalLinesOf(input.note, ['note'], 1_000)
  const loss = lossOf(input.reason ?? null, note, { reason: ['reason'], note: ['note'] })
  return change(
    ctx,
    input,
    async () => null,
    (deal, stages) => go('lose', deal, closing(stages, deal.stage, 'LOST'), ctx.now, loss),
  )
}

/** Opens a lost deal again, in the stage it was lost from unless another is named. Refuses with DEAL_WON. */
export async function reopenDeal(ctx: Context, input: ReopenDealInput): Promise<DealRow> {
  authorize(ctx.actor, 'deal:write')
  const named = optionalIdOf('stg', input.stageId, ['stageId'])
  const stageOf = async (tx: Transaction, deal: DealRow) => named ?? (await latestStageChange(tx, deal)).fromStageId
  return change(ctx, input, stageOf, (deal, stages, stageId) =>
    // A deal that never left its first stage is open: that is refused whatever the stage.
    go('reopen', deal, stageId === null ? deal.stage : stageMeant(stages, stageId, ['stageId']), ctx.now),
  )
}

/** Holds the deal, decides on it, and writes down where it stands now and that it came there. */
async function change(
  ctx: Context,
  input: { id: string; expectedVersion: number },
  target: (tx: Transaction, deal: DealRow) => Promise<string | null>,
  decide: (deal: Deal, stages: readonly Stage[], stageId: string | null) => Standing,
): Promise<DealRow> {
  const id = idOf('deal', input.id, ['id'])
  return ctx.write(async (tx) => {
    const deal = await lockVersion(tx, ctx.actor, id, input.expectedVersion)
    const stageId = await target(tx, deal)
    const stages = await stagesBeside(tx, ctx.actor, stageId === null ? [deal.stageId] : [deal.stageId, stageId])
    const stage = stageMeant(stages, deal.stageId, ['id'])
    const standing = decide({ stage, amount: money(deal.amountMinor, deal.currency) }, stages, stageId)
    return record(tx, ctx, deal, standing)
  })
}

async function record(tx: Transaction, ctx: Context, deal: DealRow, standing: Standing): Promise<DealRow> {
  const { organizationId } = deal
  const number = deal.stageChange + 1
  const [changed] = await tx
    .update(deals)
    .set({ ...standing, stageChange: number, version: deal.version + 1, updatedAt: ctx.now })
    .where(and(eq(deals.organizationId, organizationId), eq(deals.id, deal.id)))
    .returning(dealColumns)
  await tx.insert(stageChanges).values({
    organizationId,
    dealId: deal.id,
    number,
    fromStageId: deal.stageId,
    toStageId: standing.stageId,
    changedAt: ctx.now,
    changedBy: ctx.actor.userId,
  })
  return changed!
}
