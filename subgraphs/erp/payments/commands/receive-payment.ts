import { authorize } from '../../../shared/auth/actor.ts'
import { once } from '../../../shared/idempotency/once.ts'
import { namedCustomer } from '../../../shared/references/reference.ts'
import { form } from '../../../shared/relay/form.ts'
import { idOf, optionalTextOf, positiveMoneyOf } from '../../../shared/relay/input.ts'
import { today } from '../../../shared/time/date.ts'
import type { Context } from '../../context.ts'
import type { PaymentApplicationInput, ReceivePaymentInput } from '../../generated/graphql.ts'
import { chart } from '../../ledger/commands.ts'
import { receive } from '../payment.ts'
import { lockPayables } from '../queries.ts'
import type { PaymentRow } from '../tables.ts'
import { recordPayments } from './record-payments.ts'

/**
 * Records money that came in and applies it, once per key. The invoices are held in one order by
 * everybody, so that payers of the same invoices wait for each other and never for ever.
 */
export async function receivePayment(ctx: Context, input: ReceivePaymentInput): Promise<PaymentRow> {
  authorize(ctx.actor, 'payment:write')
  authorize(ctx.actor, 'payment:read')
  const receipt = form({
    customerId: () => idOf('cust', input.customerId, ['customerId']),
    amount: () => positiveMoneyOf(input.amount, ['amount']),
    receivedOn: () => input.receivedOn,
    method: () => input.method,
    reference: () => optionalTextOf(input.reference, ['reference']),
    applications: () => (input.applications ?? []).map(applicationOf),
  })
  const id = await once(ctx, 'receivePayment', input, async (tx) => {
    ctx.references.check(namedCustomer(receipt.customerId, ['customerId']))
    const accounts = await chart(tx, ctx.actor)
    const ids = receipt.applications.map(({ invoiceId }) => invoiceId)
    const invoices = await lockPayables(tx, ctx.actor, ids)
    const applications = receive(receipt, invoices, today(ctx.actor.timeZone, ctx.now))
    const [paymentId] = await recordPayments(tx, ctx.actor, accounts, [{ ...receipt, applications }])
    return paymentId!
  })
  return (await ctx.loaders.payment.load(id))!
}

const applicationOf = ({ invoiceId, amount }: PaymentApplicationInput, index: number) => ({
  invoiceId: idOf('inv', invoiceId, ['applications', index, 'invoiceId']),
  amount: positiveMoneyOf(amount, ['applications', index, 'amount']),
})
