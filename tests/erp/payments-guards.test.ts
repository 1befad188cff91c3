import type { Sql } from 'postgres'
import { describe, expect, it } from 'vitest'
import { decodeId, type IdPrefix } from '../../subgraphs/shared/relay/id.ts'
import { newId, office, some } from '../support/erp.ts'
import { eur, openTill } from './till.ts'

/** What the database refuses though the application did not. */

const till = openTill()
const uuid = (prefix: IdPrefix, id: string) => decodeId(prefix, id)!
const refusedBy = (constraint: string) => expect.objectContaining({ constraint_name: constraint })
const denied = expect.objectContaining({ code: '42501' })
const addedOnly = expect.objectContaining({ message: expect.stringContaining('only added to') })

interface Application {
  paymentId: string
  invoiceId: string
  position?: number
  minor?: number
  currency?: string
  day?: string
  organization?: string
}

const settle = (wish: Application) =>
  till.as('app', (sql) => {
    const { paymentId, invoiceId, position = 1, minor = 1, currency = 'EUR', day = '2026-03-31' } = wish
    return sql`insert into payment_applications
      (organization_id, payment_id, position, invoice_id, amount_minor, currency, applied_on)
      values (${wish.organization ?? till.shop.organizationId}, ${uuid('pay', paymentId)}, ${position},
        ${uuid('inv', invoiceId)}, ${minor}, ${currency}, ${day})`
  })

describe('an application of a payment', () => {
  it('is refused beyond what there is, to others, and to what is not posted, without a trace', async () => {
    const [invoiceId, draft, foreign, dollars] = (await till.invoices([
      { amount: '100' },
      { post: false },
      { customerId: some('cust') },
      { currency: 'USD' },
    ])) as [string, string, string, string]
    const { payment } = await till.receive({ amount: eur('500') })
    const fine = { paymentId: payment.id, invoiceId }
    const before = await till.marks()
    for (const [change, constraint] of [
      [{ minor: 100_01 }, 'invoices_applied'],
      [{ minor: 0 }, 'payment_applications_amount'],
      [{ minor: -1 }, 'payment_applications_amount'],
      [{ position: 0 }, 'payment_applications_position'],
      [{ position: 251 }, 'payment_applications_position'],
      [{ currency: 'USD' }, 'payment_applications_match'],
      [{ day: '2026-03-09' }, 'payment_applications_match'],
      [{ day: '2026-03-30' }, 'payment_applications_match'],
      [{ invoiceId: foreign }, 'payment_applications_match'],
      [{ invoiceId: dollars }, 'payment_applications_match'],
      [{ invoiceId: dollars, currency: 'USD' }, 'payment_applications_match'],
      [{ invoiceId: draft }, 'invoices_posted'],
      [{ invoiceId: some('inv') }, 'payment_applications_invoice'],
      [{ paymentId: some('pay') }, 'payment_applications_payment'],
    ] as const) {
      await expect(settle({ ...fine, ...change })).rejects.toEqual(refusedBy(constraint))
    }
    await expect(settle({ ...fine, organization: newId() })).rejects.toEqual(denied)
    expect(await till.marks()).toEqual(before)
    await settle(fine)
    expect(await till.marks()).toEqual({ ...before, applications: 1 })
  })

  it('does not spend a payment twice', async () => {
    const { payment } = await till.receive({ amount: eur('100') })
    const [a, b] = (await till.invoices([{}, {}])) as [string, string]
    await settle({ paymentId: payment.id, invoiceId: a, minor: 60_00 })
    const twice = settle({ paymentId: payment.id, invoiceId: b, minor: 40_01, position: 2 })
    await expect(twice).rejects.toEqual(refusedBy('payments_applied'))
  })

  it('gets through for ten of forty careless writers at once, and for no more', async () => {
    const invoiceId = await till.invoice()
    const { payment } = await till.receive({ amount: eur('5000') })
    const done = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) =>
        settle({ paymentId: payment.id, invoiceId, minor: 100_00, position: n + 1 }),
      ),
    )
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  })

  it('does not reach into another organisation', async () => {
    const invoiceId = await till.invoice()
    await till.enter(office())
    const { payment } = await till.receive()
    await expect(settle({ paymentId: payment.id, invoiceId })).rejects.toEqual(
      refusedBy('payment_applications_invoice'),
    )
    expect([...(await till.as('app', (sql) => sql`select count(*)::int as seen from payments`))]).toEqual([{ seen: 1 }])
  })
})

describe('money that came in', () => {
  it('is changed and removed by nobody', async () => {
    await till.pay(await till.invoice())
    for (const change of [
      'update payments set amount_minor = 1',
      'update payments set received_on = current_date',
      'delete from payments',
      'truncate payments, payment_applications',
      'update payment_applications set amount_minor = 1',
      'delete from payment_applications',
    ]) {
      await expect(till.as('app', (sql) => sql.unsafe(change))).rejects.toEqual(denied)
      await expect(till.as('owner', (sql) => sql.unsafe(change))).rejects.toEqual(addedOnly)
    }
    await expect(till.as('app', (sql) => sql`update payments set applied_minor = 0`)).rejects.toEqual(denied)
  })

  interface Forgery {
    entryOf?: 'payments' | 'invoices'
    number?: number
    minor?: number
    applied?: number
  }

  /** A copy of the one payment there is, with another's entry. */
  const forge = (sql: Sql, { entryOf = 'invoices', number = 2, minor = 1000_00, applied }: Forgery = {}) => sql`
    insert into payments (organization_id, id, number_year, number_in_year, customer_id, received_on, amount_minor,
      currency, method, journal_entry_id ${applied === undefined ? sql`` : sql`, applied_minor`})
    select organization_id, gen_random_uuid(), 2026, ${number}, customer_id, received_on, ${minor}, currency, 'CASH',
      (select journal_entry_id from ${sql(entryOf)}) ${applied === undefined ? sql`` : sql`, ${applied}`} from payments`

  it('is in the books, in turn, and begins with nothing applied', async () => {
    await till.receive()
    await till.invoice()
    const before = await till.marks()
    for (const [forgery, constraint] of [
      [{}, 'payments_in_the_books'],
      [{ entryOf: 'payments' }, 'payments_journal_entry'],
      [{ number: 3 }, 'payments_gapless'],
      [{ number: 1 }, 'payments_number'],
      [{ minor: 0 }, 'payments_amount'],
    ] as const) {
      await expect(till.as('app', (sql) => forge(sql, forgery))).rejects.toEqual(refusedBy(constraint))
    }
    await expect(till.as('app', (sql) => forge(sql, { applied: 1 }))).rejects.toEqual(denied)
    await expect(till.as('owner', (sql) => forge(sql, { applied: 1 }))).rejects.toEqual(
      refusedBy('payments_begin_unapplied'),
    )
    expect(await till.marks()).toEqual(before)
  })
})
