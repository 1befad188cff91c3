import { type Context, loaders } from '../../../subgraphs/erp/context.ts'
import type {
  CreateInvoiceInput,
  ImportInvoicesInput,
  PostInvoiceInput,
  ReceivePaymentInput,
} from '../../../subgraphs/erp/generated/graphql.ts'
import { createInvoice } from '../../../subgraphs/erp/invoicing/commands/draft.ts'
import { importInvoices } from '../../../subgraphs/erp/invoicing/commands/import.ts'
import { postInvoice } from '../../../subgraphs/erp/invoicing/commands/post.ts'
import { outstanding, paymentState } from '../../../subgraphs/erp/invoicing/invoice.ts'
import { receivePayment } from '../../../subgraphs/erp/payments/commands/receive-payment.ts'
import type { Actor } from '../../../subgraphs/shared/auth/actor.ts'
import type { Columns } from '../../../subgraphs/shared/db/columns.ts'
import { RequestContext } from '../../../subgraphs/shared/graphql/context.ts'
import { payload } from '../../../subgraphs/shared/graphql/payload.ts'
import { encodeId } from '../../../subgraphs/shared/relay/id.ts'
import type { Databases } from './databases.ts'
import { ownersFor } from './owner.ts'
import { amount, money, plain } from './shapes.ts'

/*
 * What is written is written by Köprü's own commands: the rules of the books are not what is compared
 * here, but what stands around them.
 */

/** The columns that are read of each type, as in `{ Account: 'code' }`. */
function reads(types: Record<string, string>): Columns {
  const names = new Map(Object.entries(types).map(([type, columns]) => [type, new Set(columns.split(' '))]))
  return (type) => names.get(type) ?? new Set()
}

const CREATED = reads({ Invoice: 'id state version grossMinor currency' })
const POSTED = reads({
  Invoice: 'id number state grossMinor currency journalEntryId',
  InvoiceLine: 'description quantity netMinor currency',
  JournalEntry: 'id number date',
  JournalLine: 'accountId debitMinor creditMinor currency',
  Account: 'code',
})
const RECEIVED = reads({
  Payment: 'id number receivedOn method amountMinor appliedMinor currency',
  PaymentApplication: 'appliedOn amountMinor currency invoiceId',
  Invoice: 'number state grossMinor appliedMinor currency',
})

export const invoiceCreated = (databases: Databases, actor: Actor, { input }: { input: CreateInvoiceInput }) =>
  change(databases, actor, 'createInvoice', CREATED, async (ctx) => {
    const { id, state, version, grossMinor, currency } = (await ctx.loaders.invoice.load(
      await createInvoice(ctx, input),
    ))!
    return { invoice: { id: encodeId('inv', id), state, version, total: money(grossMinor, currency) } }
  })

export const invoicePosted = (databases: Databases, actor: Actor, { input }: { input: PostInvoiceInput }) =>
  change(databases, actor, 'postInvoice', POSTED, async (ctx) => {
    const id = await postInvoice(ctx, input)
    const { invoice, invoiceLines } = ctx.loaders
    const [posted, lines] = await Promise.all([invoice.load(id), invoiceLines.load(id)])
    const { number, state, grossMinor, currency, journalEntryId } = posted!
    return {
      invoice: {
        id: encodeId('inv', id),
        number,
        state,
        lines: lines.map(({ description, quantity, netMinor, currency }) => ({
          description,
          quantity: plain(quantity),
          net: amount(netMinor, currency),
        })),
        total: money(grossMinor, currency),
        journalEntry: await entryInFull(ctx, journalEntryId!),
      },
    }
  })

export const invoicesImported = (databases: Databases, actor: Actor, { input }: { input: ImportInvoicesInput }) =>
  change(databases, actor, 'importInvoices', reads({}), async (ctx) => {
    const { created, failed, rows } = await importInvoices(ctx, input)
    return { created, failed, rows: rows.map(({ outcome }) => ({ outcome })) }
  })

export const paymentReceived = (databases: Databases, actor: Actor, { input }: { input: ReceivePaymentInput }) =>
  change(databases, actor, 'receivePayment', RECEIVED, async (ctx) => {
    const { id, number, receivedOn, method, amountMinor, appliedMinor, currency } = await receivePayment(ctx, input)
    const applications = await ctx.loaders.applicationsByPayment.load(id)
    return {
      payment: {
        id: encodeId('pay', id),
        number,
        receivedOn,
        method,
        amount: money(amountMinor, currency),
        unapplied: amount(amountMinor - appliedMinor, currency),
        applications: await Promise.all(
          applications.map(async ({ appliedOn, amountMinor, currency, invoiceId }) => {
            const invoice = (await ctx.loaders.invoice.load(invoiceId))!
            return {
              appliedOn,
              amount: amount(amountMinor, currency),
              invoice: {
                number: invoice.number,
                paymentState: paymentState(invoice),
                outstanding: amount(outstanding(invoice), invoice.currency),
              },
            }
          }),
        ),
      },
    }
  })

async function change<Result extends object>(
  { crm, erp }: Databases,
  actor: Actor,
  name: string,
  columns: Columns,
  task: (ctx: Context) => Promise<Result>,
) {
  const ctx: Context = new RequestContext(erp, actor, { requestId: name }, loaders, columns, ownersFor(crm, actor))
  try {
    return { [name]: await payload(ctx, () => task(ctx)) }
  } finally {
    await ctx.close()
  }
}

async function entryInFull({ loaders }: Context, id: string) {
  const [entry, lines] = await Promise.all([loaders.journalEntry.load(id), loaders.journalLines.load(id)])
  return {
    number: entry!.number,
    date: entry!.date,
    lines: await Promise.all(
      lines.map(async ({ accountId, debitMinor, creditMinor, currency }) => ({
        account: { code: (await loaders.account.load(accountId))!.code },
        debit: amount(debitMinor, currency),
        credit: amount(creditMinor, currency),
      })),
    ),
  }
}
