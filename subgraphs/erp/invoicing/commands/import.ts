import { type Actor, authorize } from '../../../shared/auth/actor.ts'
import { type ImportReport, importRows, judge, type Verdict } from '../../../shared/bulk/import.ts'
import { wellFormed } from '../../../shared/bulk/malformed-row.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { unlessReferenceTaken } from '../../../shared/db/reference.ts'
import { once } from '../../../shared/idempotency/once.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { newId } from '../../../shared/relay/id.ts'
import { idOf, optionalIdOf, referenceOf } from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import type { ImportInvoiceRow, ImportInvoicesInput } from '../../generated/graphql.ts'
import { projectCustomers } from '../../projects/queries.ts'
import { drawUp, type Header, type Surroundings } from '../draft.ts'
import { type Effect, type Existing, effectOf, type Imported } from '../imported.ts'
import { dueDateOf } from '../invoice.ts'
import { linesOf, lockInvoices, lockInvoicesByReference } from '../queries.ts'
import type { InvoiceRow } from '../tables.ts'
import { catalogueFor } from './catalogue.ts'
import { insertDrafts, type Kept, replaceDrafts } from './keep.ts'
import { namedIn } from './named.ts'
import { postAll } from './post.ts'
import { readLines } from './read.ts'

/** Makes, changes and posts invoices by their external references, once per idempotency key. */
export async function importInvoices(ctx: Context, input: ImportInvoicesInput): Promise<ImportReport> {
  authorize(ctx.actor, 'invoice:write')
  // Whether a row says what is there already tells of what is there.
  authorize(ctx.actor, 'invoice:read')
  if (wellFormed(input.rows).some(({ post }) => post)) authorize(ctx.actor, 'invoice:post')
  const keyed = {
    actor: ctx.actor,
    write: <T>(change: (tx: Transaction) => Promise<T>) => once(ctx, 'importInvoices', input, change),
  }
  return unlessReferenceTaken('invoices_external_reference', () =>
    importRows(input.dryRun ? ctx : keyed, input, {
      prefix: 'inv',
      read: (row, path) => readRow(ctx.actor, row, path),
      apply: (tx, rows) => apply(tx, ctx, rows),
    }),
  )
}

type Path = readonly (string | number)[]

interface Wish extends Imported {
  readonly path: Path
  readonly reference: { readonly source: string; readonly id: string }
}

function readRow({ currency }: Actor, row: ImportInvoiceRow, path: Path): Wish {
  const header: Header = {
    customerId: idOf('cust', row.customerId, [...path, 'customerId']),
    dealId: optionalIdOf('deal', row.dealId, [...path, 'dealId']),
    projectId: optionalIdOf('proj', row.projectId, [...path, 'projectId']),
    currency: row.currency ?? currency,
    issueDate: row.issueDate,
    dueDate: dueDateOf(row.issueDate, row.dueDate, path),
    pricesIncludeTax: row.pricesIncludeTax ?? false,
  }
  const reference = referenceOf(row.externalReference, [...path, 'externalReference'])!
  return { path, reference, header, lines: readLines(row.lines, path), posts: row.post ?? false }
}

async function apply(tx: Transaction, { actor, references }: Context, wishes: readonly Wish[]): Promise<Verdict[]> {
  const found = await existingOf(tx, actor, wishes)
  const existing = wishes.map(({ reference }) => found.get(key(reference)) ?? null)
  const checkReferences = references.checkEach(wishes.map((wish, index) => namedAnew(wish, existing[index]!)))
  const surroundings = await surroundingsOf(tx, actor, wishes)
  const decisions = wishes.map((wish, index) =>
    judge(() => {
      checkReferences(index)
      return decide(wish, existing[index]!, surroundings)
    }),
  )

  const good = decisions.flatMap((decision) => (decision instanceof Refusal ? [] : [decision]))
  const drafts = (outcome: Effect['outcome']) =>
    good.flatMap(({ effect, kept }) => (effect.outcome === outcome && kept ? [kept] : []))
  await insertDrafts(tx, actor, drafts('CREATED'))
  await replaceDrafts(tx, actor, drafts('UPDATED'))
  await postThose(
    tx,
    actor,
    good.filter(({ effect }) => effect.posts).map(({ id }) => id),
  )
  return decisions.map((decision) =>
    decision instanceof Refusal ? decision : { outcome: decision.effect.outcome, id: decision.id },
  )
}

interface Decision {
  id: string
  effect: Effect
  /** What is to be written; null where nothing is. */
  kept: Kept | null
}

/** What is posted stays as it is. */
const namedAnew = ({ header, path }: Wish, existing: Existing | null) =>
  existing?.state === 'POSTED' ? [] : namedIn(header, existing, path)

function decide(wish: Wish, existing: (Existing & { id: string }) | null, around: Surroundings): Decision {
  const { header, lines, path, reference } = wish
  const effect = effectOf(wish, existing, path)
  const id = existing?.id ?? newId()
  return { id, effect, kept: effect.writes ? { id, reference, draft: drawUp(header, lines, around, path) } : null }
}

async function surroundingsOf(tx: Transaction, actor: Actor, wishes: readonly Wish[]): Promise<Surroundings> {
  const lines = wishes.flatMap((wish) => wish.lines)
  const projectIds = wishes.map(({ header }) => header.projectId).filter((id) => id !== null)
  return {
    catalogue: await catalogueFor(tx, actor, lines, true),
    projectCustomers: await projectCustomers(tx, actor, [...new Set(projectIds)]),
  }
}

async function existingOf(tx: Transaction, actor: Actor, wishes: readonly Wish[]) {
  const found = await lockInvoicesByReference(
    tx,
    actor,
    wishes.map(({ reference }) => reference),
  )
  const lines = await linesOf(tx, actor, idsOf(found))
  return new Map(
    found.map((invoice) => [
      key({ source: invoice.externalSource!, id: invoice.externalId! }),
      { ...invoice, lines: lines.get(invoice.id) ?? [] },
    ]),
  )
}

/** Posts what was just written, as it was written, in the order of the rows. */
async function postThose(tx: Transaction, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = new Map((await lockInvoices(tx, actor, ids)).map((invoice) => [invoice.id, invoice]))
  const lines = await linesOf(tx, actor, ids)
  await postAll(
    tx,
    actor,
    ids.map((id) => ({ ...rows.get(id)!, lines: lines.get(id)! })),
  )
}

const idsOf = (invoices: readonly InvoiceRow[]): string[] => invoices.map(({ id }) => id)

const key = ({ source, id }: { source: string; id: string }): string => JSON.stringify([source, id])
