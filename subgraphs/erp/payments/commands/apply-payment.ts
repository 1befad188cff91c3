import { authorize } from '../../../shared/auth/actor.ts'
import { once } from '../../../shared/idempotency/once.ts'
import { money } from '../../../shared/money/money.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { form } from '../../../shared/relay/form.ts'
import { idOf, positiveMoneyOf } from '../../../shared/relay/input.ts'
import { today } from '../../../shared/time/date.ts'
import type { Context } from '../../context.ts'
import type { ApplyPaymentInput } from '../../generated/graphql.ts'
import { apply, checkCount } from '../payment.ts'
import { countApplications, lockPayables, lockPayment } from '../queries.ts'
import type { PaymentRow } from '../tables.ts'
import { recordApplications } from './record-payments.ts'

/** Applies what is left of a payment to an invoice, once per key. The books knew the money already: nothing is posted. */
export async function applyPayment(ctx: Context, input: ApplyPaymentInput): Promise<PaymentRow> {
  authorize(ctx.actor, 'payment:write')
  authorize(ctx.actor, 'payment:read')
  const wish = form({
    paymentId: () => idOf('pay', input.paymentId, ['paymentId']),
    invoiceId: () => idOf('inv', input.invoiceId, ['invoiceId']),
    amount: () => positiveMoneyOf(input.amount, ['amount']),
  })
  const id = await once(ctx, 'applyPayment', input, async (tx) => {
    const payment = await lockPayment(tx, ctx.actor, wish.paymentId)
    if (!payment) throw new Refusal('PAYMENT_NOT_FOUND', 'There is no such payment.', ['paymentId'])
    const count = await countApplications(tx, payment)
    checkCount(count + 1, ['paymentId'])
    const invoices = await lockPayables(tx, ctx.actor, [wish.invoiceId])
    const unapplied = money(payment.amountMinor - payment.appliedMinor, payment.currency)
    const application = apply(
      { ...payment, unapplied },
      invoices.get(wish.invoiceId),
      wish,
      today(ctx.actor.timeZone, ctx.now),
      [],
    )
    await recordApplications(tx, ctx.actor, [{ ...application, paymentId: payment.id, position: count + 1 }])
    return payment.id
  })
  return (await ctx.loaders.payment.load(id))!
}
