import { and, eq } from 'drizzle-orm'
import { authorize } from '../../../shared/auth/actor.ts'
import { money } from '../../../shared/money/money.ts'
import { namedUser } from '../../../shared/references/reference.ts'
import { form } from '../../../shared/relay/form.ts'
import { idOf, moneyOf, optionalIdOf, textOf } from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import type { UpdateDealInput } from '../../generated/graphql.ts'
import { stagesBeside } from '../../pipelines/queries.ts'
import { stageMeant } from '../board.ts'
import { revalue, worth } from '../deal.ts'
import { dealColumns } from '../queries.ts'
import { type DealRow, deals } from '../tables.ts'
import { lockVersion } from './lock.ts'

/** Changes what is said about a deal, not where it stands. Refuses with DEAL_AMOUNT_REQUIRED, DEAL_CURRENCY_FIXED. */
export async function updateDeal(ctx: Context, input: UpdateDealInput): Promise<DealRow> {
  authorize(ctx.actor, 'deal:write')
  const { id, amount, ...changes } = form({
    id: () => idOf('deal', input.id, ['id']),
    ...(input.title !== undefined && { title: () => textOf(input.title ?? '', ['title']) }),
    ...(input.amount != null && { amount: () => worth(moneyOf(input.amount!, ['amount']), ['amount']) }),
    ...(input.ownerId !== undefined && { ownerId: () => optionalIdOf('user', input.ownerId, ['ownerId']) }),
    ...(input.expectedClose !== undefined && { expectedClose: () => input.expectedClose ?? null }),
  })
  return ctx.write(async (tx) => {
    const deal = await lockVersion(tx, ctx.actor, id, input.expectedVersion)
    if (changes.ownerId !== deal.ownerId) ctx.references.check(namedUser(changes.ownerId, ['ownerId']))
    const stages = await stagesBeside(tx, ctx.actor, [deal.stageId])
    const stage = stageMeant(stages, deal.stageId, ['id'])
    const now = money(deal.amountMinor, deal.currency)
    const worthNow = amount ? revalue({ stage, amount: now }, amount) : now
    const [updated] = await tx
      .update(deals)
      .set({
        ...changes,
        amountMinor: worthNow.minor,
        currency: worthNow.currency,
        version: deal.version + 1,
        updatedAt: ctx.now,
      })
      .where(and(eq(deals.organizationId, deal.organizationId), eq(deals.id, deal.id)))
      .returning(dealColumns)
    return updated!
  })
}
