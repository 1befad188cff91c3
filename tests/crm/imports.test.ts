import { describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { type Asker, openCrm } from './crm.ts'

const crm = openCrm()

const REPORT = 'rows { index id outcome userErrors { code path } } created updated unchanged failed'
const CUSTOMERS = `importCustomers { ${REPORT} }`
const CONTACTS = `importContacts { ${REPORT} }`

const reference = (id: string | number) => ({ source: 'northwind', id: String(id) })
const company = (id: string | number, more: object = {}) => ({
  externalReference: reference(id),
  name: `Company ${id}`,
  ...more,
})
const counts = ({ created, updated, unchanged, failed }: Record<string, number>) => [
  created,
  updated,
  unchanged,
  failed,
]

const all = async (asker: Asker) =>
  (
    await asker.data(
      '{ customers(first: 100) { nodes { id name phone website version address { city country } externalReference { id } } } }',
    )
  ).customers.nodes

describe('an import of customers', () => {
  it('adds them, and the same import again changes nothing', async () => {
    const admin = crm.as('ADMIN')
    const rows = [
      company('ALFKI', { phone: '1', address: { street: null, city: 'Berlin', country: 'Germany' } }),
      company('ANATR', { address: { city: 'México D.F.' } }),
    ]
    const first = await admin.done(CUSTOMERS, { rows })
    expect(counts(first)).toEqual([2, 0, 0, 0])
    const customers = await all(admin)
    expect(first.rows).toEqual(
      customers.map(({ id }: { id: string }, index: number) => ({ index, id, outcome: 'CREATED', userErrors: [] })),
    )
    expect(customers).toMatchObject([
      {
        name: 'Company ALFKI',
        phone: '1',
        address: { city: 'Berlin', country: 'Germany' },
        externalReference: { id: 'ALFKI' },
      },
      { name: 'Company ANATR', phone: null, address: { city: 'México D.F.', country: null } },
    ])
    const second = await admin.done(CUSTOMERS, { rows })
    expect(counts(second)).toEqual([0, 0, 2, 0])
    expect(second.rows.map(({ id }: { id: string }) => id)).toEqual(first.rows.map(({ id }: { id: string }) => id))
    expect(await all(admin)).toEqual(customers)
  })

  it('changes those it knows where it says something else, and keeps what it does not say', async () => {
    const admin = crm.as('ADMIN')
    const { rows } = await admin.done(CUSTOMERS, {
      rows: [company(1, { phone: '1', website: 'a.example' }), company(2)],
    })
    const report = await admin.done(CUSTOMERS, {
      rows: [company(3), company(2), company(1, { name: 'Renamed', website: null })],
    })
    expect(counts(report)).toEqual([1, 1, 1, 0])
    expect(report.rows.map(({ id, outcome }: { id: string; outcome: string }) => [id, outcome])).toEqual([
      [expect.any(String), 'CREATED'],
      [rows[1].id, 'UNCHANGED'],
      [rows[0].id, 'UPDATED'],
    ])
    expect(await all(admin)).toMatchObject([
      { name: 'Company 2', version: 1 },
      { name: 'Company 3', version: 1 },
      { name: 'Renamed', phone: '1', website: 'https://a.example', version: 2 },
    ])
  })

  it('refuses bad rows alone', async () => {
    const admin = crm.as('ADMIN')
    const report = await admin.done(CUSTOMERS, {
      rows: [
        company(1),
        company(2, { name: ' ', website: 'nothing', address: { city: 'x\0' } }),
        company(1, { name: 'Again' }),
        company(3, { ownerId: 'x' }),
        { name: 'No id', externalReference: { source: '', id: 'x'.repeat(201) } },
        company(4),
      ],
    })
    expect(counts(report)).toEqual([2, 0, 0, 4])
    const errors = report.rows.map(
      ({ id, userErrors }: { id: string | null; userErrors: { code: string; path: string[] }[] }) =>
        id === null ? userErrors.map(({ code, path }) => `${code} ${path.join('.')}`) : 'done',
    )
    expect(errors).toEqual([
      'done',
      ['TEXT_REQUIRED rows.1.name', 'WEBSITE_INVALID rows.1.website', 'TEXT_INVALID rows.1.address.city'],
      ['DUPLICATE_REFERENCE rows.2.externalReference'],
      ['BAD_ID rows.3.ownerId'],
      ['TEXT_REQUIRED rows.4.externalReference.source'],
      'done',
    ])
    expect(await crm.count(admin.office, 'customers')).toBe(2)
  })

  it('that is atomic writes all or none', async () => {
    const admin = crm.as('ADMIN')
    const rows = [company(1), company(2, { name: '' })]
    const refused = await admin.done(CUSTOMERS, { rows, atomic: true })
    expect(counts(refused)).toEqual([0, 0, 0, 2])
    expect(refused.rows).toMatchObject([
      { id: null, outcome: 'FAILED', userErrors: [{ code: 'ROLLED_BACK', path: [] }] },
      { id: null, outcome: 'FAILED', userErrors: [{ code: 'TEXT_REQUIRED' }] },
    ])
    expect(await crm.count(admin.office, 'customers')).toBe(0)
    expect(counts(await admin.done(CUSTOMERS, { rows: [company(1), company(2)], atomic: true }))).toEqual([2, 0, 0, 0])
  })

  it('that is a dry run says what it would do, and leaves nothing', async () => {
    const admin = crm.as('ADMIN')
    const { rows } = await admin.done(CUSTOMERS, { rows: [company(1), company(2)] })
    const before = await all(admin)
    const report = await admin.done(CUSTOMERS, {
      rows: [company(1, { name: 'Other' }), company(2), company(3), company(4, { name: '' })],
      dryRun: true,
    })
    expect(counts(report)).toEqual([1, 1, 1, 1])
    expect(report.rows.map(({ id, outcome }: { id: string | null; outcome: string }) => [id, outcome])).toEqual([
      [rows[0].id, 'UPDATED'],
      [rows[1].id, 'UNCHANGED'],
      [null, 'CREATED'],
      [null, 'FAILED'],
    ])
    expect(await all(admin)).toEqual(before)
  })

  it('brings 1,000 rows in few statements, and refuses 1,001', async () => {
    const admin = crm.as('ADMIN')
    const rows = Array.from({ length: 1_000 }, (_, n) => company(n, { phone: '1', address: { city: 'İstanbul' } }))
    await admin.done(CUSTOMERS, { rows: [company('warm')] })
    crm.statements.length = 0
    expect(counts(await admin.done(CUSTOMERS, { rows }))).toEqual([1_000, 0, 0, 0])
    // begin, organisation, queue, upsert, ids, commit
    expect(crm.statements).toHaveLength(6)
    expect(counts(await admin.done(CUSTOMERS, { rows }))).toEqual([0, 0, 1_000, 0])
    expect(await admin.refused('importCustomers', { rows: [...rows, company('last')] })).toEqual(['TOO_MANY_ROWS rows'])
    expect(await crm.count(admin.office, 'customers')).toBe(1_001)
  })

  it('at once with the same brings each once', async () => {
    const admin = crm.as('ADMIN')
    const rows = Array.from({ length: 50 }, (_, n) => company(n))
    const reports = await Promise.all(Array.from({ length: 8 }, () => admin.done(CUSTOMERS, { rows })))
    expect(reports.map(({ created }) => created).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 50])
    expect(reports.every(({ failed }) => failed === 0)).toBe(true)
    expect(await crm.count(admin.office, 'customers')).toBe(50)
  })

  it('is nobody’s who may not write, and stays in its organisation', async () => {
    const admin = crm.as('ADMIN')
    await admin.done(CUSTOMERS, { rows: [company(1)] })
    expect(await crm.as('VIEWER', admin.office).refused('importCustomers', { rows: [] })).toEqual(['FORBIDDEN'])
    const other = crm.as('ADMIN')
    expect(counts(await other.done(CUSTOMERS, { rows: [company(1, { name: 'Other' })] }))).toEqual([1, 0, 0, 0])
    expect(await all(admin)).toMatchObject([{ name: 'Company 1' }])
    expect(counts(await other.done(CUSTOMERS, { rows: [] }))).toEqual([0, 0, 0, 0])
  })
})

describe('an import of contacts', () => {
  it('adds and changes them at their customers, and refuses those of nobody', async () => {
    const admin = crm.as('ADMIN')
    const { rows: customers } = await admin.done(CUSTOMERS, { rows: [company(1), company(2)] })
    const foreign = (await crm.as('ADMIN').done(CUSTOMERS, { rows: [company(1)] })).rows[0].id
    const contact = (id: number, more: object = {}) => ({
      externalReference: reference(id),
      customerId: customers[0].id,
      name: `Contact ${id}`,
      ...more,
    })
    const bad = [
      contact(3, { customerId: foreign }),
      contact(4, { customerId: encodeId('cust', newId()) }),
      contact(5, { customerId: 'x', email: 'x' }),
    ]
    const first = await admin.done(CONTACTS, { rows: [contact(1, { title: 'CEO' }), ...bad, contact(2)] })
    expect(counts(first)).toEqual([2, 0, 0, 3])
    const codes = first.rows.map(({ userErrors }: { userErrors: { code: string; path: string[] }[] }) =>
      userErrors.map(({ code, path }) => `${code} ${path.join('.')}`),
    )
    expect(codes).toEqual([
      [],
      ['CUSTOMER_NOT_FOUND rows.1.customerId'],
      ['CUSTOMER_NOT_FOUND rows.2.customerId'],
      ['BAD_ID rows.3.customerId', 'EMAIL_INVALID rows.3.email'],
      [],
    ])
    const second = await admin.done(CONTACTS, {
      rows: [contact(1, { email: 'a@example.com' }), contact(2, { customerId: customers[1].id })],
    })
    expect(counts(second)).toEqual([0, 2, 0, 0])
    expect(counts(await admin.done(CONTACTS, { rows: [contact(1)] }))).toEqual([0, 0, 1, 0])
    const { contact: one } = await admin.data(
      'query ($id: ID!) { contact(id: $id) { name title email version customer { id } } }',
      { id: first.rows[0].id },
    )
    expect(one).toEqual({
      name: 'Contact 1',
      title: 'CEO',
      email: 'a@example.com',
      version: 2,
      customer: { id: customers[0].id },
    })
    const { contact: two } = await admin.data('query ($id: ID!) { contact(id: $id) { customer { id } } }', {
      id: first.rows[4].id,
    })
    expect(two).toEqual({ customer: { id: customers[1].id } })
  })
})
