import { and, eq, sql } from 'drizzle-orm'
import { type Actor, authorize } from '../../shared/auth/actor.ts'
import { insertRows } from '../../shared/db/bulk.ts'
import type { Transaction } from '../../shared/db/database.ts'
import { violates } from '../../shared/db/errors.ts'
import { Refusal } from '../../shared/refusal.ts'
import { newId } from '../../shared/relay/id.ts'
import { idOf, textOf } from '../../shared/relay/input.ts'
import { checkVersion } from '../../shared/version.ts'
import type { Context } from '../context.ts'
import type { CreateAccountInput, UpdateAccountInput } from '../generated/graphql.ts'
import { codeOf } from './account.ts'
import { type Chart, STANDARD_ACCOUNTS, STANDARD_JOURNALS } from './chart.ts'
import type { Entry, Line } from './journal.ts'
import { chartOf, lockAccount } from './queries.ts'
import { type AccountRow, accounts, journalEntries, journalLines, journals } from './tables.ts'

/** Adds an account to the chart. Refuses with ACCOUNT_CODE_TAKEN, ACCOUNT_CODE_INVALID, and as texts do. */
export async function createAccount(ctx: Context, input: CreateAccountInput): Promise<AccountRow> {
  authorize(ctx.actor, 'ledger:write')
  const values = { code: codeOf(input.code), name: textOf(input.name, ['name']), type: input.type }
  return unlessTaken(() =>
    ctx.write(async (tx) => {
      await chart(tx, ctx.actor)
      const { organizationId } = ctx.actor
      const [account] = await tx
        .insert(accounts)
        .values({ organizationId, id: newId(), ...values })
        .returning()
      return account!
    }),
  )
}

/** Renames or renumbers an account. Refuses with ACCOUNT_NOT_FOUND, VERSION_CONFLICT besides. */
export async function updateAccount(ctx: Context, input: UpdateAccountInput): Promise<AccountRow> {
  authorize(ctx.actor, 'ledger:write')
  const id = idOf('acct', input.id, ['id'])
  const changes = {
    ...(input.code != null && { code: codeOf(input.code) }),
    ...(input.name != null && { name: textOf(input.name, ['name']) }),
  }
  return unlessTaken(() =>
    ctx.write(async (tx) => {
      const account = await lockAccount(tx, ctx.actor, id)
      if (!account) throw new Refusal('ACCOUNT_NOT_FOUND', 'There is no such account.', ['id'])
      checkVersion(account.version, input.expectedVersion)
      const [changed] = await tx
        .update(accounts)
        .set({ ...changes, version: sql`${accounts.version} + 1`, updatedAt: sql`now()` })
        .where(and(eq(accounts.organizationId, account.organizationId), eq(accounts.id, id)))
        .returning()
      return changed!
    }),
  )
}

/** The accounts Köprü posts to. Whoever needs them first makes the chart; who comes at the same time waits and finds it. */
export async function chart(tx: Transaction, actor: Actor): Promise<Chart> {
  const existing = await chartOf(tx, actor)
  if (existing) return existing
  const { organizationId } = actor
  await tx
    .insert(accounts)
    .values(STANDARD_ACCOUNTS.map((account) => ({ organizationId, id: newId(), ...account })))
    .onConflictDoNothing()
  await tx
    .insert(journals)
    .values(STANDARD_JOURNALS.map((journal) => ({ organizationId, id: newId(), ...journal })))
    .onConflictDoNothing()
  return (await chartOf(tx, actor))!
}

/**
 * Puts entries into the books, in their order, and returns their ids. It holds the counters of their
 * journals until the transaction ends: call it last. The database checks and seals them at commit.
 */
export async function record(tx: Transaction, actor: Actor, entries: readonly Entry[]): Promise<string[]> {
  const numbered = await number(tx, actor, entries)
  const { organizationId, userId } = actor
  await insertRows(
    tx,
    journalEntries,
    numbered.map(({ id, journalId, number, entry }) => ({
      organizationId,
      id,
      journalId,
      number,
      date: entry.date,
      currency: entry.currency,
      description: entry.description,
      source: entry.source,
      sourceId: entry.sourceId,
      postedBy: userId,
    })),
  )
  await insertRows(
    tx,
    journalLines,
    numbered.flatMap(({ id, entry }) => entry.lines.map((line, index) => lineRow(organizationId, id, index + 1, line))),
  )
  return numbered.map(({ id }) => id)
}

interface Numbered {
  id: string
  journalId: string
  number: number
  entry: Entry
}

/** Takes as many numbers of each journal as it needs, the journals in the order of their codes: no two wait for each other. */
async function number(tx: Transaction, { organizationId }: Actor, entries: readonly Entry[]): Promise<Numbered[]> {
  const byJournal = Map.groupBy(entries, ({ journal }) => journal)
  const taken = new Map<string, { journalId: string; next: number }>()
  for (const [code, { length }] of [...byJournal].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [journal] = await tx
      .update(journals)
      .set({ nextNumber: sql`${journals.nextNumber} + ${length}` })
      .where(and(eq(journals.organizationId, organizationId), eq(journals.code, code)))
      .returning({ journalId: journals.id, after: journals.nextNumber })
    taken.set(code, { journalId: journal!.journalId, next: journal!.after - length })
  }
  return entries.map((entry) => {
    const counter = taken.get(entry.journal)!
    return { id: newId(), journalId: counter.journalId, number: counter.next++, entry }
  })
}

const lineRow = (organizationId: string, entryId: string, position: number, line: Line) => ({
  organizationId,
  entryId,
  position,
  accountId: line.account,
  currency: line.amount.currency,
  debitMinor: line.side === 'DEBIT' ? line.amount.minor : 0n,
  creditMinor: line.side === 'CREDIT' ? line.amount.minor : 0n,
  description: line.description ?? null,
  customerId: line.customerId ?? null,
  dealId: line.dealId ?? null,
  projectId: line.projectId ?? null,
})

async function unlessTaken<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!violates(error, 'accounts_code')) throw error
    throw new Refusal('ACCOUNT_CODE_TAKEN', 'Another account has this code.', ['code'])
  }
}
