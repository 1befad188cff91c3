import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Actor } from '../../shared/auth/actor.ts'
import { referenceList } from '../../shared/bulk/upsert.ts'
import type { Transaction } from '../../shared/db/database.ts'
import { leanStatement } from '../../shared/db/statement.ts'
import { among, mine } from '../../shared/db/tenancy.ts'
import type { Listing, Page } from '../../shared/relay/connection.ts'
import { stageIsIn, stageIsOfType } from '../pipelines/queries.ts'
import { type DealRow, deals, type StageChangeRow, stageChanges } from './tables.ts'

export type DealPage = Page<DealRow>

const { titleFolded, amountMajor, expectedCloseOrder, closedOrder, ...columns } = getTableColumns(deals)
const { previous, ...ofStageChange } = getTableColumns(stageChanges)

/** What a deal is read and returned as. */
export const dealColumns = columns

export const dealsById = leanStatement('deal:read', { of: 'Deal', by: 'id' }, (select) =>
  select(columns)
    .from(deals)
    .where(and(mine(deals), among(deals.id))),
)

export const stageChangesByDeal = leanStatement('deal:read', { of: 'StageChange', by: 'dealId' }, (select) =>
  select(ofStageChange)
    .from(stageChanges)
    .where(and(mine(stageChanges), among(stageChanges.dealId)))
    .orderBy(asc(stageChanges.dealId), asc(stageChanges.number)),
)

export const dealListing: Listing<DealRow> = {
  name: 'deals',
  of: 'Deal',
  permission: 'deal:read',
  table: deals,
  fields: columns,
  orders: {
    CREATED_AT: { by: deals.createdAt, type: 'timestamptz' },
    AMOUNT: { by: amountMajor, type: 'numeric' },
    EXPECTED_CLOSE: { by: expectedCloseOrder, type: 'date' },
    CLOSED_AT: { by: closedOrder, type: 'timestamptz' },
    TITLE: { by: titleFolded, type: 'text' },
  },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
  filters: {
    state: { kind: 'derived', holds: (states) => stageIsOfType(deals.stageId, states) },
    stageId: { kind: 'id', column: deals.stageId, prefix: 'stg' },
    pipelineId: { kind: 'related', holds: (ids) => stageIsIn(deals.stageId, ids), prefix: 'pipe' },
    customerId: { kind: 'id', column: deals.customerId, prefix: 'cust' },
    ownerId: { kind: 'id', column: deals.ownerId, prefix: 'user' },
    amount: { kind: 'decimal', column: amountMajor },
    expectedClose: { kind: 'date', column: deals.expectedClose },
  },
  search: titleFolded,
}

/** The deal, held until the transaction ends; null when the organisation has none of that id. */
export async function lockDeal(tx: Transaction, { organizationId }: Actor, id: string): Promise<DealRow | null> {
  const [deal] = await tx
    .select(columns)
    .from(deals)
    .where(and(eq(deals.organizationId, organizationId), eq(deals.id, id)))
    .for('update')
  return deal ?? null
}

/** The deals of these external references with the moment each came to its stage, held until the transaction ends. */
export const lockDealsByReference = (
  tx: Transaction,
  { organizationId }: Actor,
  references: readonly { source: string; id: string }[],
): Promise<(DealRow & { arrivedAt: Date })[]> =>
  tx
    .select({ ...columns, arrivedAt: stageChanges.changedAt })
    .from(deals)
    .innerJoin(
      stageChanges,
      and(
        eq(stageChanges.organizationId, deals.organizationId),
        eq(stageChanges.dealId, deals.id),
        eq(stageChanges.number, deals.stageChange),
      ),
    )
    .where(
      and(
        eq(deals.organizationId, organizationId),
        sql`(${deals.externalSource}, ${deals.externalId}) in
          (select wanted.source, wanted.id from ${referenceList(JSON.stringify(references))})`,
      ),
    )
    .orderBy(asc(deals.id))
    .for('update', { of: deals })

/** The change that brought the deal to its stage. */
export async function latestStageChange(tx: Transaction, deal: DealRow): Promise<StageChangeRow> {
  const [change] = await tx
    .select(ofStageChange)
    .from(stageChanges)
    .where(
      and(
        eq(stageChanges.organizationId, deal.organizationId),
        eq(stageChanges.dealId, deal.id),
        eq(stageChanges.number, deal.stageChange),
      ),
    )
  return change!
}
