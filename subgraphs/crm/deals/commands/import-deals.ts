import { type SQL, sql } from 'drizzle-orm'
import { authorize } from '../../../shared/auth/actor.ts'
import { type ImportReport, importRows, judge, type Verdict } from '../../../shared/bulk/import.ts'
import { insertRows, updateRows } from '../../../shared/db/bulk.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { money } from '../../../shared/money/money.ts'
import { namedUser } from '../../../shared/references/reference.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { form } from '../../../shared/relay/form.ts'
import { newId } from '../../../shared/relay/id.ts'
import {
  idOf,
  moneyOf,
  optionalIdOf,
  optionalLinesOf,
  optionalTextOf,
  referenceOf,
  textOf,
} from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import { knownCustomers } from '../../customers/queries.ts'
import type { ImportDealRow, ImportDealsInput } from '../../generated/graphql.ts'
import { pipelinesToSellBy } from '../../pipelines/commands.ts'
import { worth } from '../deal.ts'
import { begin, follow, type ImportedDeal, type Setting, type Step } from '../imported-deal.ts'
import { lockDealsByReference } from '../queries.ts'
import { type DealRow, deals, stageChanges } from '../tables.ts'

type Row = ImportedDeal & { reference: { source: string; id: string } }
type Known = DealRow & { arrivedAt: Date }
type NewDeal = typeof deals.$inferInsert
type NewChange = typeof stageChanges.$inferInsert

/** Takes over deals of the past and the present, or changes those that came from the same place before. */
export async function importDeals(ctx: Context, input: ImportDealsInput): Promise<ImportReport> {
  authorize(ctx.actor, 'deal:write')
  return importRows(ctx, input, {
    prefix: 'deal',
    read: readRow,
    apply: (tx, rows) => (rows.length === 0 ? Promise.resolve([]) : apply(ctx, tx, rows)),
  })
}

const readRow = (row: ImportDealRow, path: readonly (string | number)[]): Row => ({
  path,
  ...form({
    reference: () => referenceOf(row.externalReference, [...path, 'externalReference'])!,
    customerId: () => idOf('cust', row.customerId, [...path, 'customerId']),
    pipelineId: () => optionalIdOf('pipe', row.pipelineId, [...path, 'pipelineId']),
    title: () => textOf(row.title, [...path, 'title']),
    amount: () => (row.amount ? worth(moneyOf(row.amount, [...path, 'amount']), [...path, 'amount']) : null),
    ownerId: () => optionalIdOf('user', row.ownerId, [...path, 'ownerId']),
    type: () => row.stage ?? null,
    name: () => optionalTextOf(row.stageName, [...path, 'stageName'], 100),
    expectedClose: () => row.expectedClose ?? null,
    createdOn: () => row.createdOn ?? null,
    closedOn: () => row.closedOn ?? null,
    lostReason: () => row.lostReason ?? null,
    lostNote: () => optionalLinesOf(row.lostNote, [...path, 'lostNote'], 1_000),
  }),
})

/** What is to be written, gathered row by row. */
interface Sheet {
  readonly made: NewDeal[]
  readonly changed: (DealRow & { updatedAt: Date })[]
  readonly steps: NewChange[]
}

async function apply(ctx: Context, tx: Transaction, rows: readonly Row[]): Promise<Verdict[]> {
  const boards = await pipelinesToSellBy(tx, ctx.actor)
  const customers = await knownCustomers(tx, ctx.actor, [...new Set(rows.map(({ customerId }) => customerId))])
  const references = rows.map(({ reference }) => reference)
  const found = await lockDealsByReference(tx, ctx.actor, references)
  const known = new Map(found.map((deal) => [key(deal.externalSource!, deal.externalId!), deal]))

  const existing = rows.map(({ reference }) => known.get(key(reference.source, reference.id)))
  const checkReferences = ctx.references.checkEach(
    rows.map(({ ownerId, path }, index) =>
      ownerId === existing[index]?.ownerId ? [] : namedUser(ownerId, [...path, 'ownerId']),
    ),
  )

  const { now } = ctx
  const setting = { boards, now, timeZone: ctx.actor.timeZone, currency: ctx.actor.currency }
  const sheet: Sheet = { made: [], changed: [], steps: [] }
  const verdicts = rows.map((row, index) =>
    judge((): Verdict => {
      checkReferences(index)
      if (!customers.has(row.customerId)) {
        throw new Refusal('CUSTOMER_NOT_FOUND', 'There is no such customer.', [...row.path, 'customerId'])
      }
      const deal = existing[index]
      return deal ? changeDeal(ctx, row, deal, setting, sheet) : makeDeal(ctx, row, setting, sheet)
    }),
  )
  const raced = await write(tx, sheet)
  return verdicts.map((verdict, index) => {
    if (verdict instanceof Refusal || !raced.has(verdict.id)) return verdict
    const message = 'Somebody made a deal with this external reference at this moment. Import the row again.'
    return new Refusal('EXTERNAL_REFERENCE_TAKEN', message, [...rows[index]!.path, 'externalReference'])
  })
}

function makeDeal(ctx: Context, row: Row, setting: Setting, sheet: Sheet): Verdict {
  const { amount, createdAt, steps } = begin(row, setting)
  const id = newId()
  sheet.made.push({
    organizationId: ctx.actor.organizationId,
    id,
    customerId: row.customerId,
    title: row.title,
    amountMinor: amount.minor,
    currency: amount.currency,
    ...steps.at(-1)!.standing,
    stageChange: steps.length,
    expectedClose: row.expectedClose,
    ownerId: row.ownerId,
    externalSource: row.reference.source,
    externalId: row.reference.id,
    createdAt,
    updatedAt: ctx.now,
  })
  sheet.steps.push(
    ...steps.map((step, index) => stepOf(ctx, id, index + 1, steps[index - 1]?.standing.stageId ?? null, step)),
  )
  return { outcome: 'CREATED', id }
}

function changeDeal(ctx: Context, row: Row, deal: Known, setting: Setting, sheet: Sheet): Verdict {
  const { arrivedAt, ...before } = deal
  const amount = money(deal.amountMinor, deal.currency)
  const { amount: worthNow, step, loss } = follow(row, { ...deal, amount }, setting)
  const after: DealRow = {
    ...before,
    title: row.title,
    amountMinor: worthNow.minor,
    currency: worthNow.currency,
    expectedClose: row.expectedClose ?? deal.expectedClose,
    ownerId: row.ownerId ?? deal.ownerId,
    ...(loss && { lostReason: loss.reason, lostNote: loss.note }),
    ...(step && { ...step.standing, stageChange: deal.stageChange + 1 }),
  }
  const same = (Object.keys(before) as (keyof DealRow)[]).every((field) => before[field] === after[field])
  if (same) return { outcome: 'UNCHANGED', id: deal.id }
  sheet.changed.push({ ...after, version: deal.version + 1, updatedAt: ctx.now })
  if (step) sheet.steps.push(stepOf(ctx, deal.id, after.stageChange, deal.stageId, step))
  return { outcome: 'UPDATED', id: deal.id }
}

const stepOf = (ctx: Context, dealId: string, number: number, fromStageId: string | null, step: Step): NewChange => ({
  organizationId: ctx.actor.organizationId,
  dealId,
  number,
  fromStageId,
  toStageId: step.standing.stageId,
  changedAt: step.at,
  changedBy: ctx.actor.userId,
})

/** Three statements, however many deals. Returns the ids of those that somebody else made meanwhile: they are not written. */
async function write(tx: Transaction, { made, changed, steps }: Sheet): Promise<Set<string>> {
  const written = await insertRows(tx, deals, made, UNLESS_MADE)
  const raced = new Set(made.map(({ id }) => id))
  for (const { id } of written) raced.delete(id as string)
  await updateRows(tx, deals, changed.map(changeable))
  await insertRows(
    tx,
    stageChanges,
    steps.filter(({ dealId }) => !raced.has(dealId)),
  )
  return raced
}

const UNLESS_MADE: SQL = sql`on conflict (organization_id, external_source, external_id) do nothing returning id`

/** What may change about a deal. */
const changeable = ({ customerId, createdAt, externalSource, externalId, ...deal }: DealRow) => deal

const key = (source: string, id: string) => JSON.stringify([source, id])
