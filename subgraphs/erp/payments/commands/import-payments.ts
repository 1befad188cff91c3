import { authorize } from '../../../shared/auth/actor.ts'
import { type ImportReport, importRows, judge, type Verdict } from '../../../shared/bulk/import.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { once } from '../../../shared/idempotency/once.ts'
import { namedCustomer } from '../../../shared/references/reference.ts'
import { form } from '../../../shared/relay/form.ts'
import { idOf, optionalIdOf, optionalTextOf, positiveMoneyOf, referenceOf } from '../../../shared/relay/input.ts'
import { today } from '../../../shared/time/date.ts'
import type { Context } from '../../context.ts'
import type { ImportPaymentRow, ImportPaymentsInput } from '../../generated/graphql.ts'
import { chart } from '../../ledger/commands.ts'
import { checkSame, settle } from '../imported-payment.ts'
import { checkReceived, type Payable } from '../payment.ts'
import { type ImportedPayment, lockPayables, paymentsByReference } from '../queries.ts'
import { type Decided, recordPayments } from './record-payments.ts'

/** Records payments of another system, set by set. What was imported before is never changed. */
export async function importPayments(ctx: Context, input: ImportPaymentsInput): Promise<ImportReport> {
  authorize(ctx.actor, 'payment:write')
  // Whether a row says what is there already tells of what is there.
  authorize(ctx.actor, 'payment:read')
  const day = today(ctx.actor.timeZone, ctx.now)
  const writer = {
    actor: ctx.actor,
    write: <T>(change: (tx: Transaction) => Promise<T>) => once(ctx, 'importPayments', input, change),
  }
  return importRows(writer, input, {
    prefix: 'pay',
    read: (row: ImportPaymentRow, path) => read(row, path, day),
    apply: (tx, rows) => record(tx, ctx, rows),
  })
}

type Path = readonly (string | number)[]

function read(row: ImportPaymentRow, path: Path, day: string) {
  const at = (field: string) => [...path, field]
  const read = form({
    externalReference: () => referenceOf(row.externalReference, at('externalReference'))!,
    customerId: () => idOf('cust', row.customerId, at('customerId')),
    invoiceId: () => optionalIdOf('inv', row.invoiceId, at('invoiceId')),
    amount: () => positiveMoneyOf(row.amount, at('amount')),
    receivedOn: () => {
      checkReceived(row.receivedOn, day, path)
      return row.receivedOn
    },
    method: () => row.method,
    reference: () => optionalTextOf(row.reference, at('reference')),
  })
  return { ...read, path }
}

type Read = ReturnType<typeof read>

async function record(tx: Transaction, { actor, references }: Context, rows: readonly Read[]): Promise<Verdict[]> {
  const known = new Map(
    (
      await paymentsByReference(
        tx,
        actor,
        rows.map(({ externalReference }) => externalReference),
      )
    ).map((payment): [string, ImportedPayment] => [
      keyOf({ source: payment.externalSource!, id: payment.externalId! }),
      payment,
    ]),
  )
  const existing = rows.map(({ externalReference }) => known.get(keyOf(externalReference)))
  const checkReferences = references.checkEach(
    rows.map(({ customerId, path }, index) =>
      existing[index] ? [] : namedCustomer(customerId, [...path, 'customerId']),
    ),
  )
  const accounts = await chart(tx, actor)
  const ids = rows.flatMap(({ invoiceId }) => invoiceId ?? [])
  const invoices = await lockPayables(tx, actor, ids)
  const decided = rows.map((row, index) =>
    judge(() => {
      checkReferences(index)
      return decide(row, existing[index], invoices)
    }),
  )
  const recorded = await recordPayments(tx, actor, accounts, decided.filter(isNew))
  const created = recorded.values()
  return decided.map((row) => (isNew(row) ? { outcome: 'CREATED', id: created.next().value! } : row))
}

const keyOf = ({ source, id }: { source: string; id: string }) => JSON.stringify([source, id])

function decide(row: Read, known: ImportedPayment | undefined, invoices: Map<string, Payable>): Verdict | Decided {
  if (!known) return { ...row, applications: settle(row, invoices, row.path) }
  checkSame(row, known, row.path)
  return { outcome: 'UNCHANGED', id: known.id }
}

const isNew = (row: Verdict | Decided): row is Decided => 'applications' in row
