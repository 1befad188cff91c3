import { authorize } from '../../../shared/auth/actor.ts'
import { type ImportReport, importRows, judge, type Verdict } from '../../../shared/bulk/import.ts'
import { upsertRows } from '../../../shared/bulk/upsert.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { namedUser } from '../../../shared/references/reference.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { newId } from '../../../shared/relay/id.ts'
import { referenceOf } from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import type { ImportCustomerRow, ImportCustomersInput } from '../../generated/graphql.ts'
import { ownersByReference, referenceKey } from '../queries.ts'
import { customers } from '../tables.ts'
import { customerValues } from './customer-fields.ts'

/** Adds customers, or changes those that came from the same place before. */
export async function importCustomers(ctx: Context, input: ImportCustomersInput): Promise<ImportReport> {
  authorize(ctx.actor, 'customer:write')
  return importRows(ctx, input, { prefix: 'cust', read: readRow, apply: (tx, rows) => apply(tx, ctx, rows) })
}

const readRow = (row: ImportCustomerRow, path: readonly (string | number)[]) => ({
  path,
  reference: referenceOf(row.externalReference, [...path, 'externalReference'])!,
  values: customerValues(row, path),
})

type Row = ReturnType<typeof readRow>

async function apply(tx: Transaction, ctx: Context, rows: readonly Row[]): Promise<Verdict[]> {
  const { organizationId } = ctx.actor
  const checkReferences = await ownersSaidAnew(tx, ctx, rows)
  const judged = rows.map(({ reference: { source, id }, values }, index) =>
    judge(() => {
      checkReferences(index)
      return { organizationId, id: newId(), ...values, externalSource: source, externalId: id }
    }),
  )
  const good = judged.flatMap((row) => (row instanceof Refusal ? [] : [row]))
  const verdicts = (await upsertRows(tx, customers, good)).values()
  return judged.map((row) => (row instanceof Refusal ? row : verdicts.next().value!))
}

/** Refuses rows with an owner that is not there; one that a customer has already was verified then. */
async function ownersSaidAnew(tx: Transaction, { actor, references }: Context, rows: readonly Row[]) {
  const owned = rows.filter(({ values }) => values.ownerId !== null)
  const before = await ownersByReference(
    tx,
    actor,
    owned.map(({ reference }) => reference),
  )
  return references.checkEach(
    rows.map(({ path, reference, values: { ownerId } }) =>
      ownerId === before.get(referenceKey(reference)) ? [] : namedUser(ownerId, [...path, 'ownerId']),
    ),
  )
}
