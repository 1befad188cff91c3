import { authorize } from '../../../shared/auth/actor.ts'
import { unlessReferenceTaken } from '../../../shared/db/reference.ts'
import { namedUser } from '../../../shared/references/reference.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { form } from '../../../shared/relay/form.ts'
import { newId } from '../../../shared/relay/id.ts'
import { idOf, moneyOf, optionalIdOf, referenceOf, textOf } from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import { knownCustomers } from '../../customers/queries.ts'
import type { CreateDealInput } from '../../generated/graphql.ts'
import { pipelinesToSellBy } from '../../pipelines/commands.ts'
import { type Board, boardMeant, entry, stageMeant } from '../board.ts'
import { checkOpen, type Stage, standing, unvalued, worth } from '../deal.ts'
import { dealColumns } from '../queries.ts'
import { type DealRow, deals, stageChanges } from '../tables.ts'

/** Opens a deal, in the pipeline's first stage unless another is named. Refuses with CUSTOMER_NOT_FOUND, STAGE_NOT_OPEN. */
export async function createDeal(ctx: Context, input: CreateDealInput): Promise<DealRow> {
  authorize(ctx.actor, 'deal:write')
  const { organizationId, userId, currency } = ctx.actor
  const { amount, pipelineId, stageId, reference, ...values } = form({
    title: () => textOf(input.title, ['title']),
    customerId: () => idOf('cust', input.customerId, ['customerId']),
    pipelineId: () => optionalIdOf('pipe', input.pipelineId, ['pipelineId']),
    stageId: () => optionalIdOf('stg', input.stageId, ['stageId']),
    amount: () => (input.amount ? worth(moneyOf(input.amount, ['amount']), ['amount']) : unvalued(currency)),
    ownerId: () => (input.ownerId === undefined ? userId : optionalIdOf('user', input.ownerId, ['ownerId'])),
    expectedClose: () => input.expectedClose ?? null,
    reference: () => referenceOf(input.externalReference, ['externalReference']),
  })
  await ctx.references.verify(namedUser(values.ownerId, ['ownerId']))
  return unlessReferenceTaken('deals_reference', () =>
    ctx.write(async (tx) => {
      const customers = await knownCustomers(tx, ctx.actor, [values.customerId])
      if (!customers.has(values.customerId)) {
        throw new Refusal('CUSTOMER_NOT_FOUND', 'There is no such customer.', ['customerId'])
      }
      const boards = await pipelinesToSellBy(tx, ctx.actor)
      const stage = firstStage(boards, pipelineId, stageId)
      const [deal] = await tx
        .insert(deals)
        .values({
          organizationId,
          id: newId(),
          ...values,
          ...standing(stage, ctx.now),
          stageChange: 1,
          amountMinor: amount.minor,
          currency: amount.currency,
          externalSource: reference?.source ?? null,
          externalId: reference?.id ?? null,
          createdAt: ctx.now,
          updatedAt: ctx.now,
        })
        .returning(dealColumns)
      await tx.insert(stageChanges).values({
        organizationId,
        dealId: deal!.id,
        number: 1,
        toStageId: stage.id,
        changedAt: ctx.now,
        changedBy: userId,
      })
      return deal!
    }),
  )
}

function firstStage(boards: readonly Board[], pipelineId: string | null, stageId: string | null): Stage {
  if (stageId === null) return entry(boardMeant(boards, pipelineId, ['pipelineId']))
  const among = pipelineId === null ? boards : [boardMeant(boards, pipelineId, ['pipelineId'])]
  const stages = among.flatMap((board) => board.stages)
  const stage = stageMeant(stages, stageId, ['stageId'])
  checkOpen(stage, ['stageId'])
  return stage
}
