import { and, asc, eq, getTableColumns, lte, sql } from 'drizzle-orm'
import type { Actor } from '../../shared/auth/actor.ts'
import type { Transaction } from '../../shared/db/database.ts'
import { compile, leanStatement, statement } from '../../shared/db/statement.ts'
import { among, mine } from '../../shared/db/tenancy.ts'
import type { Listing, Page } from '../../shared/relay/connection.ts'
import type { Chart } from './chart.ts'
import {
  type AccountRow,
  accounts,
  type JournalEntryRow,
  journalEntries,
  journalLines,
  journalSeals,
  journals,
} from './tables.ts'

export type JournalEntryPage = Page<JournalEntryRow>

/** An account's turnover in one currency. */
export interface TrialBalance {
  readonly accountId: string
  readonly currency: string
  readonly debitMinor: bigint
  readonly creditMinor: bigint
}

export const allAccounts = leanStatement('ledger:read', { of: 'Account', by: 'id' }, (select) =>
  select(getTableColumns(accounts)).from(accounts).where(mine(accounts)).orderBy(asc(accounts.code)),
)

export const accountsById = leanStatement('ledger:read', { of: 'Account', by: 'id' }, (select) =>
  select(getTableColumns(accounts))
    .from(accounts)
    .where(and(mine(accounts), among(accounts.id))),
)

export const allJournals = leanStatement('ledger:read', { of: 'Journal', by: 'id' }, (select) =>
  select(getTableColumns(journals)).from(journals).where(mine(journals)).orderBy(asc(journals.code)),
)

export const journalsById = leanStatement('ledger:read', { of: 'Journal', by: 'id' }, (select) =>
  select(getTableColumns(journals))
    .from(journals)
    .where(and(mine(journals), among(journals.id))),
)

export const entriesById = leanStatement('ledger:read', { of: 'JournalEntry', by: 'id' }, (select) =>
  select(getTableColumns(journalEntries))
    .from(journalEntries)
    .where(and(mine(journalEntries), among(journalEntries.id))),
)

export const linesByEntry = leanStatement('ledger:read', { of: 'JournalLine', by: 'entryId' }, (select) =>
  select(getTableColumns(journalLines))
    .from(journalLines)
    .where(and(mine(journalLines), among(journalLines.entryId)))
    .orderBy(asc(journalLines.entryId), asc(journalLines.position)),
)

export const sealsByEntry = statement('ledger:read', (select) =>
  select(getTableColumns(journalSeals))
    .from(journalSeals)
    .where(and(mine(journalSeals), among(journalSeals.entryId))),
)

/** Entries one of whose lines has one of the ids in a column. */
const withLine = (column: typeof journalLines.customerId | typeof journalLines.accountId) => (ids: unknown) =>
  sql`${journalEntries.id} in (select ${journalLines.entryId} from ${journalLines}
    where ${mine(journalLines)} and ${column} = any(${ids}))`

/** Entries with their seals, which have their places. */
const sealed = sql`${journalSeals} join ${journalEntries} on ${journalEntries.organizationId} = ${journalSeals.organizationId}
  and ${journalEntries.id} = ${journalSeals.entryId}`

export const entryListing: Listing<JournalEntryRow> = {
  name: 'journalEntries',
  of: 'JournalEntry',
  permission: 'ledger:read',
  table: journalEntries,
  fields: getTableColumns(journalEntries),
  orders: {
    DATE: { by: journalEntries.date, type: 'date' },
    NUMBER: { by: journalEntries.number, type: 'bigint' },
    SEQUENCE: { by: journalSeals.sequence, type: 'bigint', along: { source: sealed, id: journalSeals.entryId } },
  },
  defaultOrder: { field: 'DATE', direction: 'DESC' },
  filters: {
    journalId: { kind: 'id', column: journalEntries.journalId, prefix: 'jrnl' },
    date: { kind: 'date', column: journalEntries.date },
    currency: { kind: 'enum', column: journalEntries.currency },
    customerId: { kind: 'related', holds: withLine(journalLines.customerId), prefix: 'cust' },
    accountId: { kind: 'related', holds: withLine(journalLines.accountId), prefix: 'acct' },
  },
}

const turnover = {
  accountId: journalLines.accountId,
  currency: journalLines.currency,
  debitMinor: sql`sum(${journalLines.debitMinor})::bigint`.mapWith(BigInt),
  creditMinor: sql`sum(${journalLines.creditMinor})::bigint`.mapWith(BigInt),
}

export const trialBalance = statement('ledger:read', (select) =>
  select(turnover)
    .from(journalLines)
    .innerJoin(
      journalEntries,
      and(eq(journalEntries.organizationId, journalLines.organizationId), eq(journalEntries.id, journalLines.entryId)),
    )
    .innerJoin(
      accounts,
      and(eq(accounts.organizationId, journalLines.organizationId), eq(accounts.id, journalLines.accountId)),
    )
    .where(and(mine(journalLines), lte(journalEntries.date, sql`${sql.placeholder('asOf')}::date`)))
    .groupBy(accounts.code, journalLines.accountId, journalLines.currency)
    .orderBy(asc(accounts.code), asc(journalLines.currency)),
)

/** A stretch of the hash chain, recomputed where the data is. */
export const verifySeals = compile<{ checked: number; firstBroken: number | null }>(
  'ledger:read',
  sql`select checked, first_broken from verify_seals(${sql.placeholder('organization')}::uuid,
    ${sql.placeholder('after')}::bigint, ${sql.placeholder('most')}::int)`,
  { checked: sql`checked`.mapWith(Number), firstBroken: sql`first_broken`.mapWith(Number) },
)

/** How many entries there are, and whether they are as many as the journals counted. */
export const countLedger = compile<{ entries: number; gapless: boolean }>(
  'ledger:read',
  sql`select entries, gapless from count_ledger(${sql.placeholder('organization')}::uuid)`,
  { entries: sql`entries`.mapWith(Number), gapless: sql`gapless` },
)

/** The accounts Köprü posts to; null while the organisation has no chart. */
export async function chartOf(tx: Transaction, { organizationId }: Actor): Promise<Chart | null> {
  const rows = await tx
    .select({ id: accounts.id, role: accounts.role })
    .from(accounts)
    .where(and(eq(accounts.organizationId, organizationId), sql`${accounts.role} is not null`))
  return rows.length === 0 ? null : (Object.fromEntries(rows.map(({ role, id }) => [role, id])) as unknown as Chart)
}

/** The account, held until the transaction ends; null when the organisation has none of that id. */
export async function lockAccount(tx: Transaction, { organizationId }: Actor, id: string): Promise<AccountRow | null> {
  const [account] = await tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.organizationId, organizationId), eq(accounts.id, id)))
    .for('update')
  return account ?? null
}

/** Which of the accounts the organisation has, and what type they are. */
export async function accountTypes(
  tx: Transaction,
  { organizationId }: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AccountRow['type']>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: accounts.id, type: accounts.type })
    .from(accounts)
    .where(and(eq(accounts.organizationId, organizationId), sql`${accounts.id} = any(${sql.param([...ids])}::uuid[])`))
  return new Map(rows.map(({ id, type }) => [id, type]))
}
