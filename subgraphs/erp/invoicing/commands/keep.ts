import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../../shared/auth/actor.ts'
import { insertRows, updateRows } from '../../../shared/db/bulk.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { formatDecimal } from '../../../shared/money/decimal.ts'
import type { Draft } from '../draft.ts'
import { invoiceLines, invoices, invoiceTaxes } from '../tables.ts'

/** A draft and the id it is kept under. */
export interface Kept {
  readonly id: string
  readonly draft: Draft
  readonly reference: { readonly source: string; readonly id: string } | null
}

/** Writes new drafts with all that belongs to them. */
export async function insertDrafts(tx: Transaction, actor: Actor, drafts: readonly Kept[]): Promise<void> {
  await insertRows(
    tx,
    invoices,
    drafts.map(({ id, draft, reference }) => ({
      ...header(actor, id, draft),
      externalSource: reference?.source ?? null,
      externalId: reference?.id ?? null,
    })),
  )
  await insertContents(tx, actor, drafts)
}

/** Writes drafts over what they were; whoever calls holds them. */
export async function replaceDrafts(tx: Transaction, actor: Actor, drafts: readonly Kept[]): Promise<void> {
  if (drafts.length === 0) return
  await deleteContents(
    tx,
    actor,
    drafts.map(({ id }) => id),
  )
  await updateRows(
    tx,
    invoices,
    drafts.map(({ id, draft }) => header(actor, id, draft)),
    sql`version = kept.version + 1`,
    sql`updated_at = now()`,
  )
  await insertContents(tx, actor, drafts)
}

const header = ({ organizationId }: Actor, id: string, { lines, pricing, ...said }: Draft) => ({
  organizationId,
  id,
  ...said,
  netMinor: pricing.net.minor,
  taxMinor: pricing.tax.minor,
  grossMinor: pricing.total.minor,
})

async function insertContents(tx: Transaction, { organizationId }: Actor, drafts: readonly Kept[]): Promise<void> {
  await insertRows(
    tx,
    invoiceLines,
    drafts.flatMap(({ id, draft: { lines, pricing, currency } }) =>
      lines.map((line, index) => ({
        organizationId,
        invoiceId: id,
        position: index + 1,
        currency,
        ...line,
        quantity: formatDecimal(line.quantity),
        unitPrice: formatDecimal(line.unitPrice),
        discountPercent: formatDecimal(line.discountPercent),
        taxPercent: formatDecimal(line.taxPercent),
        amountMinor: pricing.lines[index]!.amount.minor,
        netMinor: pricing.lines[index]!.net.minor,
      })),
    ),
  )
  await insertRows(
    tx,
    invoiceTaxes,
    drafts.flatMap(({ id, draft: { pricing, currency } }) =>
      pricing.taxes.map(({ category, percent, taxable, tax }) => ({
        organizationId,
        invoiceId: id,
        category,
        ratePercent: formatDecimal(percent),
        taxableMinor: taxable.minor,
        taxMinor: tax.minor,
        currency,
      })),
    ),
  )
}

async function deleteContents(tx: Transaction, { organizationId }: Actor, ids: readonly string[]): Promise<void> {
  for (const table of [invoiceLines, invoiceTaxes]) {
    await tx
      .delete(table)
      .where(and(eq(table.organizationId, organizationId), sql`${table.invoiceId} = any(${sql.param(ids)}::uuid[])`))
  }
}
