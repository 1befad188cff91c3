import { sql } from 'drizzle-orm'
import { type Actor, authorize } from '../../../shared/auth/actor.ts'
import { updateRows } from '../../../shared/db/bulk.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { once } from '../../../shared/idempotency/once.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { idOf } from '../../../shared/relay/input.ts'
import { checkVersion } from '../../../shared/version.ts'
import type { Context } from '../../context.ts'
import type { PostInvoiceInput } from '../../generated/graphql.ts'
import type { Chart } from '../../ledger/chart.ts'
import { chart, record } from '../../ledger/commands.ts'
import type { Entry } from '../../ledger/journal.ts'
import { checkPostable, numberOf, type Postable, post } from '../invoice.ts'
import { linesOf, lockInvoices } from '../queries.ts'
import { invoiceNumbers, invoices } from '../tables.ts'

/** Numbers a draft, puts it into the books, and returns its id. Refuses with INVOICE_NOT_FOUND, VERSION_CONFLICT, and as `post` does. */
export async function postInvoice(ctx: Context, input: PostInvoiceInput): Promise<string> {
  authorize(ctx.actor, 'invoice:post')
  authorize(ctx.actor, 'invoice:read')
  const id = idOf('inv', input.id, ['id'])
  await once(ctx, 'postInvoice', input, async (tx) => {
    const [invoice] = await lockInvoices(tx, ctx.actor, [id])
    if (!invoice) throw new Refusal('INVOICE_NOT_FOUND', 'There is no such invoice.', ['id'])
    const postable = { ...invoice, lines: (await linesOf(tx, ctx.actor, [id])).get(id) ?? [] }
    checkPostable(postable)
    if (input.expectedVersion != null) checkVersion(invoice.version, input.expectedVersion)
    await postAll(tx, ctx.actor, [postable])
    return { id }
  })
  return id
}

/**
 * Posts drafts that are held and known to be postable, numbered in this order. It holds the counters
 * until the transaction ends: call it last.
 */
export async function postAll(tx: Transaction, actor: Actor, drafts: readonly Postable[]): Promise<void> {
  const accounts = await chart(tx, actor)
  const posted = (await number(tx, actor, drafts)).map((numbered) => drawUp(numbered, accounts))
  const entries = posted.filter(({ entry }) => entry !== null)
  const ids = await record(
    tx,
    actor,
    entries.map(({ entry }) => entry as Entry),
  )
  const entryIds = new Map(entries.map(({ invoice }, index) => [invoice.id, ids[index]!]))
  await updateRows(
    tx,
    invoices,
    posted.map(({ invoice: { id }, year, place }) => ({
      organizationId: actor.organizationId,
      id,
      state: 'POSTED' as const,
      numberYear: year,
      numberInYear: place,
      journalEntryId: entryIds.get(id) ?? null,
    })),
    sql`updated_at = now()`,
    sql`version = kept.version + 1`,
  )
}

interface Numbered {
  invoice: Postable
  year: number
  place: number
}

const drawUp = (numbered: Numbered, accounts: Chart) => ({
  ...numbered,
  entry: post(numbered.invoice, numberOf(numbered.year, numbered.place), accounts),
})

/** Takes as many numbers of each year as it needs, the years in order: no two wait for each other. */
async function number(tx: Transaction, { organizationId }: Actor, drafts: readonly Postable[]): Promise<Numbered[]> {
  const byYear = Map.groupBy(drafts, ({ issueDate }) => Number(issueDate.slice(0, 4)))
  const next = new Map<number, number>()
  for (const [year, { length }] of [...byYear].sort(([a], [b]) => a - b)) {
    const [counter] = await tx
      .insert(invoiceNumbers)
      .values({ organizationId, year, next: 1 + length })
      .onConflictDoUpdate({
        target: [invoiceNumbers.organizationId, invoiceNumbers.year],
        set: { next: sql`${invoiceNumbers.next} + ${length}` },
      })
      .returning({ after: invoiceNumbers.next })
    next.set(year, counter!.after - length)
  }
  return drafts.map((invoice) => {
    const year = Number(invoice.issueDate.slice(0, 4))
    const place = next.get(year)!
    next.set(year, place + 1)
    return { invoice, year, place }
  })
}
