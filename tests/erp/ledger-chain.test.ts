import type { Sql } from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { decodeId } from '../../subgraphs/shared/relay/id.ts'
import { good, insert, receive } from '../support/by-hand.ts'
import {
  ask,
  data,
  draftInvoice,
  type Erp,
  newId,
  type Office,
  office,
  openErp,
  postedInvoice,
  some,
} from '../support/erp.ts'

let erp: Erp
let shop: Office
let owner: string

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
  await postedInvoice(erp, owner)
  await postedInvoice(erp, owner)
})

const as = <T>(role: 'app' | 'owner', task: (sql: Sql) => Promise<T>): Promise<T> =>
  erp.as(role, shop.organizationId, task)
const verify = async (authorization = owner) =>
  (await data(erp.subgraph, authorization, '{ verifyLedger { entries valid firstBrokenSequence } }')).verifyLedger
const sound = { entries: 3, valid: true, firstBrokenSequence: null }

describe('verifying the ledger', () => {
  /** What only whoever rules the server can do. */
  const tamper = (change: string, tables = ['journal_lines', 'journal_entries', 'journal_seals']) =>
    as('owner', async (sql) => {
      for (const table of tables) await sql.unsafe(`alter table ${table} disable trigger user`)
      await sql.unsafe(change)
      await sql`set constraints all immediate`
      for (const table of tables) await sql.unsafe(`alter table ${table} enable trigger user`)
    })

  it('finds nothing in books that nobody touched, and nothing at all in empty ones', async () => {
    expect(await verify()).toEqual(sound)
    expect(await verify(await office().as('VIEWER'))).toEqual({ entries: 0, valid: true, firstBrokenSequence: null })
  })

  it.each([
    [
      'an amount',
      `update journal_lines set debit_minor = debit_minor * 2, credit_minor = credit_minor * 2 where entry_id = (select entry_id from journal_seals where sequence = 2)`,
      2,
    ],
    [
      'a customer',
      `update journal_lines set customer_id = '${newId()}' where entry_id = (select entry_id from journal_seals where sequence = 2) and position = 1`,
      2,
    ],
    [
      'a day',
      `update journal_entries set date = date - 1 where id = (select entry_id from journal_seals where sequence = 3)`,
      3,
    ],
    [
      'a moment',
      `update journal_entries set posted_at = posted_at - interval '1 second' where id = (select entry_id from journal_seals where sequence = 1)`,
      1,
    ],
    [
      'a text',
      `update journal_entries set description = description || ' ' where id = (select entry_id from journal_seals where sequence = 1)`,
      1,
    ],
    ['a hash', `update journal_seals set hash = sha256('x') where sequence = 2`, 2],
    ['a place', `update journal_seals set sequence = 9 where sequence = 2`, 2],
    ['a seal that is gone', `delete from journal_seals where sequence = 1`, 1],
  ])('finds %s that was changed behind its back, and where', async (_, change, sequence) => {
    await tamper(change)
    expect(await verify()).toEqual({ entries: 3, valid: false, firstBrokenSequence: sequence })
  })

  it('goes stretch by stretch, and finds the same', async () => {
    const stretches = (most: number) =>
      as('app', async (sql) => {
        const found = []
        for (const after of [0, 1, 2, 3]) {
          found.push(
            ...(await sql`select checked::int, first_broken::int from verify_seals(${shop.organizationId}, ${after}, ${most})`),
          )
        }
        return found.map(({ checked, first_broken }) => [checked, first_broken])
      })
    expect(await stretches(2)).toEqual([
      [2, null],
      [2, null],
      [1, null],
      [0, null],
    ])
    await tamper(
      `update journal_entries set date = date - 1 where id = (select entry_id from journal_seals where sequence = 3)`,
    )
    expect(await stretches(2)).toEqual([
      [2, null],
      [2, 3],
      [1, 3],
      [0, null],
    ])
    expect(await stretches(1)).toEqual([
      [1, null],
      [1, null],
      [1, 3],
      [0, null],
    ])
    await tamper(`update journal_seals set hash = sha256('x') where sequence = 1`)
    expect(await stretches(1)).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [0, null],
    ])
  })

  it('checks as much as is asked, and knows the end when it comes to it', async () => {
    const part = async (range: string) => {
      const query = `{ verifyLedger(${range}) { checked valid firstBrokenSequence } }`
      return Object.values((await data(erp.subgraph, owner, query)).verifyLedger)
    }
    expect(await part('first: 2')).toEqual([2, true, null])
    expect(await part('after: 2')).toEqual([1, true, null])
    expect(await part('after: 3')).toEqual([0, true, null])
    expect(await part('after: 4')).toEqual([0, false, null])
    await tamper(
      `update journal_entries set date = date - 1 where id = (select entry_id from journal_seals where sequence = 2)`,
    )
    expect(await part('first: 1')).toEqual([1, true, null])
    expect(await part('first: 2')).toEqual([2, false, 2])
    expect(await part('after: 2')).toEqual([1, true, null])
    for (const range of ['after: -1', 'first: 0']) {
      const { errors } = await ask(erp.subgraph, owner, `{ verifyLedger(${range}) { valid } }`)
      expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT')
    }
  })

  it('reads the books once in a request, however often it is asked', async () => {
    erp.statements.length = 0
    const twice = await data(erp.subgraph, owner, '{ a: verifyLedger { checked } b: verifyLedger { checked } }')
    expect(twice).toEqual({ a: { checked: 3 }, b: { checked: 3 } })
    expect(erp.statements.filter((text) => text.includes('verify_seals'))).toHaveLength(1)
    const { errors } = await ask(
      erp.subgraph,
      owner,
      '{ a: verifyLedger { checked } b: verifyLedger(after: 1) { checked } }',
    )
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT')
  })

  it('finds an entry that was slipped in without a seal', async () => {
    await as('owner', async (sql) => {
      await sql`alter table journal_entries disable trigger user`
      await insert(sql, {}, good)
      await sql`alter table journal_entries enable trigger user`
    })
    expect(await verify()).toEqual({ entries: 4, valid: false, firstBrokenSequence: null })
  })

  it('finds that the end was cut off, though what is left is whole', async () => {
    await as('owner', async (sql) => {
      await sql`alter table journal_entries disable trigger journal_entries_stand_for_documents`
      await insert(sql, {}, good)
      await sql`set constraints all immediate`
      await sql`alter table journal_entries enable trigger journal_entries_stand_for_documents`
    })
    await tamper(
      `with gone as (delete from journal_seals where sequence = 4 returning entry_id)
        delete from journal_lines using gone where journal_lines.entry_id = gone.entry_id`,
    )
    await tamper('delete from journal_entries where number = 4')
    expect(await verify()).toEqual({ entries: 3, valid: false, firstBrokenSequence: null })
  })
})

describe('a commit', () => {
  it('waits for the chain only at its very end: work under way in one journal does not hold up another', async () => {
    await as('app', async (sql) => {
      await receive(sql)
      await postedInvoice(erp, owner)
    })
    expect(await verify()).toEqual({ ...sound, entries: 5 })
  })

  it.each([
    [
      'added to',
      `insert into invoice_lines select organization_id, invoice_id, 2, product_id, description, quantity, unit_price,
        discount_percent, tax_rate_id, tax_category, tax_percent, revenue_account_id, amount_minor, net_minor, currency
        from invoice_lines where invoice_id = `,
    ],
    ['taken from', 'delete from invoice_lines where invoice_id = '],
  ])('lets no line be %s an invoice while it is being posted', async (_, change) => {
    const id = decodeId('inv', await draftInvoice(erp, owner, { issueDate: '2032-01-01' }))!
    const { late, waited } = await as('app', async (sql) => {
      const entryId = newId()
      const [held] = await sql`select customer_id from invoices where id = ${id}`
      const customer = held!.customer_id
      const lines = [
        { debit: 10_000, customer },
        { credit: 10_000, customer },
      ]
      await insert(sql, { id: entryId, date: '2032-01-01', source_id: id }, lines)
      await sql`update invoices set state = 'POSTED', number_year = 2032, number_in_year = 1,
        journal_entry_id = ${entryId} where id = ${id}`
      const refusal = as('app', (other) => other.unsafe(`${change}'${id}'`)).catch((error: unknown) => error)
      const first = await Promise.race([refusal, new Promise((resolve) => setTimeout(resolve, 300, 'waits'))])
      return { late: { refusal }, waited: first }
    })
    expect(waited).toBe('waits')
    expect(await late.refusal).toMatchObject({ constraint_name: 'invoices_stay_posted' })
  })

  it('chains what many post at once into one line', async () => {
    await Promise.all(Array.from({ length: 20 }, () => postedInvoice(erp, owner, { customerId: some('cust') })))
    expect(await verify()).toEqual({ ...sound, entries: 23 })
    const seals = await as('app', (sql) => sql`select sequence::int, previous_hash, hash from journal_seals order by 1`)
    seals.forEach((seal, index) => {
      expect(seal.sequence).toBe(index + 1)
      expect(seal.previous_hash).toEqual(index === 0 ? Buffer.alloc(0) : seals[index - 1]!.hash)
    })
  })
})
