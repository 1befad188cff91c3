import type { Sql } from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { decodeId } from '../../subgraphs/shared/relay/id.ts'
import { good, insert, insertLines, receive } from '../support/by-hand.ts'
import { data, draftInvoice, type Erp, newId, type Office, office, openErp, postedInvoice } from '../support/erp.ts'

let erp: Erp
let shop: Office
let owner: string
let invoice: string

beforeAll(async () => {
  erp = await openErp()
})

afterAll(async () => {
  await erp.close()
  expect(erp.troubles).toEqual([])
})

beforeEach(async () => {
  shop = office()
  owner = await shop.as('OWNER')
  await postedInvoice(erp, owner)
  invoice = await postedInvoice(erp, owner)
  await postedInvoice(erp, owner)
})

const as = <T>(role: 'app' | 'owner', task: (sql: Sql) => Promise<T>): Promise<T> =>
  erp.as(role, shop.organizationId, task)
const verify = async (authorization = owner) =>
  (await data(erp.subgraph, authorization, '{ verifyLedger { entries valid firstBrokenSequence } }')).verifyLedger
const sound = { entries: 3, valid: true, firstBrokenSequence: null }

describe.each(['app', 'owner'] as const)('the books, to the %s,', (role) => {
  it('take an entry that balances, and seal it', async () => {
    await as(role, (sql) => receive(sql))
    expect(await verify()).toEqual({ ...sound, entries: 4 })
  })

  it.each([
    ['does not balance', {}, [{ debit: 100 }, { credit: 99 }], 'journal_entries_balance'],
    ['has one line', {}, [{ debit: 100 }], 'journal_entries_balance'],
    ['has no lines', {}, [], 'journal_entries_balance'],
    ['leaves a gap in the numbers', { number: 5 }, good, 'journal_entries_gapless'],
    ['takes a number again', { number: 3 }, good, 'journal_entries_number'],
    ['has a line of nothing', {}, [...good, {}], 'journal_lines_one_side'],
    ['has a line with two sides', {}, [{ debit: 1, credit: 1 }, ...good], 'journal_lines_one_side'],
    ['has a negative line', {}, [{ debit: -1 }, ...good], 'journal_lines_one_side'],
    ['is in two currencies', {}, [{ debit: 1, currency: 'USD' }, { credit: 1 }], 'journal_lines_entry'],
    ['is of no document', {}, good, 'journal_entries_from_documents'],
  ])('refuse one that %s', async (_, entry, lines, constraint) => {
    await expect(as(role, (sql) => insert(sql, entry, lines))).rejects.toMatchObject({ constraint_name: constraint })
    expect(await verify()).toEqual(sound)
  })

  it('refuse a second entry of the same document', async () => {
    const again = as(
      role,
      (sql) => sql`insert into journal_entries (organization_id, id, journal_id, number, date, currency, description,
          source, source_id, posted_by)
        select organization_id, ${newId()}, journal_id, 4, date, currency, 'again', source, source_id, posted_by
        from journal_entries where number = 3`,
    )
    await expect(again).rejects.toMatchObject({ constraint_name: 'journal_entries_source' })
  })

  it('refuse lines for an entry of another transaction, even balanced ones', async () => {
    const [entry] = await as(role, (sql) => sql`select id from journal_entries limit 1`)
    const more = [
      { debit: 5, position: 8 },
      { credit: 5, position: 9 },
    ]
    await expect(as(role, (sql) => insertLines(sql, entry!.id, more))).rejects.toMatchObject({
      constraint_name: 'journal_lines_sealed',
    })
  })

  it('refuse lines for an entry that was sealed early', async () => {
    const id = newId()
    const sneaked = as(role, async (sql) => {
      await receive(sql, { id })
      await sql`set constraints all immediate`
      await insertLines(sql, id, [{ debit: 5, position: 8 }])
    })
    await expect(sneaked).rejects.toMatchObject({ constraint_name: 'journal_lines_sealed' })
    expect(await verify()).toEqual(sound)
  })

  it('refuse to be sealed with the organisation changed on the way', async () => {
    const slipped = as(role, async (sql) => {
      await insert(sql, {}, good)
      await sql`select set_config('app.organization', ${newId()}, true)`
    })
    await expect(slipped).rejects.toMatchObject({ constraint_name: 'journal_entries_balance' })
  })

  it.each(['journal_entries', 'journal_lines', 'journal_seals'])('refuse to change %s', async (table) => {
    for (const change of [
      `update ${table} set organization_id = organization_id`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      const code = role === 'app' ? '42501' : '23001'
      await expect(as(role, (sql) => sql.unsafe(change))).rejects.toMatchObject({ code })
    }
    expect(await verify()).toEqual(sound)
  })

  it('keep posted invoices as they were posted', async () => {
    const id = decodeId('inv', invoice)!
    for (const change of [
      `update invoices set gross_minor = gross_minor + 1, net_minor = net_minor + 1 where id = '${id}'`,
      `update invoices set customer_id = '${newId()}' where id = '${id}'`,
      `update invoices set state = 'DRAFT', number_year = null, number_in_year = null, journal_entry_id = null where id = '${id}'`,
      `delete from invoices where id = '${id}'`,
      `delete from invoice_lines where invoice_id = '${id}'`,
      `delete from invoice_taxes where invoice_id = '${id}'`,
      `insert into invoice_lines select organization_id, invoice_id, 2, product_id, description, quantity, unit_price, discount_percent,
        tax_rate_id, tax_category, tax_percent, revenue_account_id, amount_minor, net_minor, currency from invoice_lines where invoice_id = '${id}'`,
    ]) {
      await expect(as(role, (sql) => sql.unsafe(change))).rejects.toMatchObject({
        constraint_name: 'invoices_stay_posted',
      })
    }
  })

  describe.each([
    ['nothing wrong', {}, null],
    ['another amount in the books', { debit: 9_999 }, 'invoices_in_the_books'],
    ['another customer in the books', { customer: newId() }, 'invoices_in_the_books'],
    ['its revenue in the bank', { creditRole: 'BANK' }, 'invoices_in_the_books'],
    ['more in the books than it says', { more: [{ debit: 5 }, { credit: 5 }] }, 'invoices_in_the_books'],
    ['the entry in another journal', { journal: 'BNK' }, 'invoices_in_the_books'],
    ['another day in the books', { date: '2031-01-02' }, 'invoices_in_the_books'],
    ['the entry of another document', { source_id: newId() }, 'invoices_in_the_books'],
    ['an entry that is none', { journal_entry_id: newId() }, 'invoices_journal_entry_known'],
    ['no entry', { journal_entry_id: null }, 'invoices_posted'],
    ['a total that is not that of its lines', { net_minor: 1, gross_minor: 1 }, 'invoices_add_up'],
    ['a tax that is not that of its taxes', { tax_minor: 1, gross_minor: 10_001 }, 'invoices_add_up'],
    ['a number that leaves a gap', { number_in_year: 2 }, 'invoices_gapless'],
    ['a number below one', { number_in_year: 0 }, 'invoices_posted'],
    ['a number of another year', { number_year: 2030 }, 'invoices_posted'],
  ])('for an invoice that is posted with %s', (_, wrong, constraint) => {
    it(constraint ? `refuse it: ${constraint}` : 'take it', async () => {
      const id = decodeId('inv', await draftInvoice(erp, owner, { issueDate: '2031-01-01' }))!
      const posted = as(role, async (sql) => {
        const [draft] = await sql`select customer_id from invoices where id = ${id}`
        const {
          debit = 10_000,
          customer = draft!.customer_id,
          date = '2031-01-01',
          source_id = id,
          creditRole: role,
          journal,
          more = [],
          ...said
          // biome-ignore lint/suspicious/noExplicitAny: each row says what is wrong with it.
        }: Record<string, any> = wrong
        const entryId = newId()
        const lines = [{ debit, role: 'RECEIVABLES' }, { credit: debit, role: role ?? 'OTHER_INCOME' }, ...more]
        const about = lines.map((line) => ({ customer, ...line }))
        await insert(sql, { id: entryId, date, source_id }, about, journal)
        const change = { state: 'POSTED', number_year: 2031, number_in_year: 1, journal_entry_id: entryId, ...said }
        await sql`update invoices set ${sql(change)} where id = ${id}`
      })
      if (constraint) await expect(posted).rejects.toMatchObject({ constraint_name: constraint })
      else await expect(posted).resolves.toBeUndefined()
      expect(await verify()).toEqual({ ...sound, entries: constraint ? 3 : 4 })
    })
  })
})

describe('the application', () => {
  it.each([
    ['seals', `insert into journal_seals values (current_setting('app.organization')::uuid, 4, '${newId()}', '', '')`],
    ['the moment of posting', `insert into journal_entries (organization_id, posted_at) values ('${newId()}', now())`],
    ['what is paid', 'update invoices set applied_minor = 1'],
    ['the moment an invoice was posted', 'update invoices set posted_at = now()'],
    ['the moment a payment was applied', `insert into payment_applications (created_at) values (now())`],
    ['the code of a project', `update projects set code = 'PRJ-9'`],
    ['the customer of a project', `update projects set customer_id = '${newId()}'`],
    ['whose a project is', `update projects set organization_id = '${newId()}'`],
    ['invoices that begin posted', `insert into invoices (organization_id, state) values ('${newId()}', 'POSTED')`],
    ['the type of an account', `update accounts set type = 'EXPENSE'`],
    ['a tax rate', 'update tax_rates set rate_percent = 1'],
    ['the guards', 'alter table journal_lines disable trigger all'],
  ])('may not write %s', async (_, change) => {
    await expect(as('app', (sql) => sql.unsafe(change))).rejects.toMatchObject({ code: '42501' })
  })

  it('sees nothing without an organisation, and nothing of others', async () => {
    for (const organization of ['', newId()]) {
      const rows = await erp.as('app', organization, (sql) => sql`select * from journal_lines`)
      expect(rows).toHaveLength(0)
    }
  })
})
