import { describe, expect, it } from 'vitest'
import { decodeId } from '../../subgraphs/shared/relay/id.ts'
import { receive } from '../support/by-hand.ts'
import { newId, some } from '../support/erp.ts'
import { ada, eur, openTill } from './till.ts'

/** What the database refuses to whoever knows its guards: each of these statements is granted to the application. */

const till = openTill()
const uuid = (id: string) => decodeId(id.split('_')[0] as 'inv', id)!

describe('a guard', () => {
  /** Guards see what the setting says: this one leaves them in another organisation before they look. */
  const away = () => `returning set_config('app.organization', '${newId()}', true)`

  it.each([
    [
      'a line to a sealed entry',
      `insert into journal_lines (organization_id, entry_id, position, account_id, currency, debit_minor, credit_minor)
        select organization_id, entry_id, 99, account_id, currency, 5, 0 from journal_lines limit 1`,
    ],
    ['the lines of a posted invoice from it', 'delete from invoice_lines'],
    ['the taxes of a posted invoice from it', 'delete from invoice_taxes'],
    [
      'a line to a posted invoice',
      `insert into invoice_lines (organization_id, invoice_id, position, description, quantity, unit_price,
          discount_percent, tax_category, tax_percent, revenue_account_id, amount_minor, net_minor, currency)
        select organization_id, invoice_id, 99, 'More', 1, 1, 0, 'O', 0, revenue_account_id, 100, 100, currency from invoice_lines`,
    ],
    [
      'a tax to a posted invoice',
      `insert into invoice_taxes select organization_id, invoice_id, 'Z', 0, 0, 0, currency from invoice_taxes`,
    ],
  ])('lets nobody who changes the organisation on the way take or bring %s', async (_, change) => {
    await till.invoice()
    const before = await till.marks()
    const outwitted = till.as('app', (sql) => sql.unsafe(`${change} ${away()}`))
    await expect(outwitted).rejects.toMatchObject({ constraint_name: 'one_organization' })
    expect(await till.marks()).toEqual(before)
  })

  it('lets nobody apply more than there is in that way', async () => {
    const invoiceId = await till.invoice()
    const { payment } = await till.receive()
    const outwitted = till.as('app', (sql) =>
      sql.unsafe(`insert into payment_applications
        (organization_id, payment_id, position, invoice_id, amount_minor, currency, applied_on)
        values ('${till.shop.organizationId}', '${uuid(payment.id)}', 1, '${uuid(invoiceId)}', 999999, 'EUR', '2026-03-31') ${away()}`),
    )
    await expect(outwitted).rejects.toMatchObject({ constraint_name: 'payment_applications_match' })
  })
})

describe('money that came in', () => {
  it.each([
    ['the revenue instead of the receivables', [{ debit: 100 }, { credit: 100, role: 'OTHER_INCOME' }]],
    ['the receivables of somebody else', [{ debit: 100 }, { credit: 100, customer: newId() }]],
    [
      'something else besides',
      [{ debit: 100 }, { credit: 100 }, { debit: 5, role: 'RECEIVABLES' }, { credit: 5, role: 'BANK' }],
    ],
  ])('is not in the books as %s', async (_, lines) => {
    await till.invoice()
    await expect(till.as('app', (sql) => receive(sql, {}, lines))).rejects.toMatchObject({
      constraint_name: 'payments_in_the_books',
    })
  })

  it('is in the bank journal, and in the year it came in', async () => {
    await till.invoice()
    await expect(till.as('app', (sql) => receive(sql, {}, undefined, 'SAL'))).rejects.toMatchObject({
      constraint_name: 'payments_in_the_books',
    })
    const { payment } = await till.receive()
    const moved = till.as('app', (sql) =>
      sql.unsafe(`insert into payments (organization_id, id, number_year, number_in_year, customer_id, received_on, amount_minor,
          currency, method, journal_entry_id)
        select organization_id, '${newId()}', 1999, 1, customer_id, received_on, amount_minor, currency, method, journal_entry_id
        from payments where id = '${uuid(payment.id)}'`),
    )
    await expect(moved).rejects.toMatchObject({ constraint_name: 'payments_number_of_year' })
  })
})

describe('the project of an invoice', () => {
  it('is one of its customer, whoever writes it', async () => {
    const invoiceId = await till.invoice({ post: false })
    const foreign = till.as('app', async (sql) => {
      const project = { organization_id: till.shop.organizationId, id: newId(), code: 'PRJ-1', name: 'Roof' }
      await sql`insert into projects ${sql({ ...project, customer_id: uuid(some('cust')) })}`
      await sql`update invoices set project_id = ${project.id} where id = ${uuid(invoiceId)}`
    })
    await expect(foreign).rejects.toMatchObject({ constraint_name: 'invoices_project_of_customer' })
  })
})

describe('a token that may write but not read', () => {
  it('is refused before any money moves', async () => {
    const invoiceId = await till.invoice()
    const { payment } = await till.receive({ customerId: ada })
    const before = await till.marks()
    const blind = await till.shop.as('OWNER', { scope: 'payment:write' })
    const forbidden = [{ code: 'FORBIDDEN', path: [] }]
    expect(await till.receive({}, blind)).toEqual({ payment: null, userErrors: forbidden })
    expect(await till.apply({ paymentId: payment.id, invoiceId, amount: eur('1') }, blind)).toEqual({
      payment: null,
      userErrors: forbidden,
    })
    expect(await till.marks()).toEqual(before)
  })
})
