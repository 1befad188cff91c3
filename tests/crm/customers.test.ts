import { describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { office } from '../support/people.ts'
import { openCrm } from './crm.ts'

const crm = openCrm()

const CUSTOMER = `id name website industry phone address { street city region postalCode country }
  owner { id } externalReference { source id } version createdAt updatedAt`
const CREATE = `createCustomer { customer { ${CUSTOMER} } }`
const UPDATE = `updateCustomer { customer { ${CUSTOMER} } }`
const CONTACT = 'id customer { id name } name title email phone externalReference { source id } version'

const whole = {
  name: ' Köprü Yazılım A.Ş. ',
  website: 'kopru.example',
  industry: 'Software',
  phone: '+90 212 000 00 00',
  address: { street: 'İstiklal Cd. 1', city: 'İstanbul', region: 'Beyoğlu', postalCode: '34430', country: 'Türkiye' },
  externalReference: { source: 'test', id: '1' },
}

describe('a customer', () => {
  it('is created as it is said, looked after by whoever adds it', async () => {
    const sales = crm.as('SALES')
    const { customer } = await sales.done(CREATE, whole)
    expect(customer).toEqual({
      ...whole,
      id: expect.stringMatching(/^cust_[0-9a-z]{26}$/),
      name: 'Köprü Yazılım A.Ş.',
      website: 'https://kopru.example',
      owner: { id: expect.stringMatching(/^user_/) },
      version: 1,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: customer.createdAt,
    })
    expect(await sales.data(`query ($id: ID!) { customer(id: $id) { ${CUSTOMER} } }`, { id: customer.id })).toEqual({
      customer,
    })
  })

  it('may be nothing but a name, and nobody’s', async () => {
    const { customer } = await crm.as('SALES').done(CREATE, { name: 'A', ownerId: null })
    expect(customer).toMatchObject({ website: null, address: null, owner: null, externalReference: null })
    const mine = encodeId('user', newId())
    expect((await crm.as('SALES').done(CREATE, { name: 'A', ownerId: mine })).customer.owner).toEqual({ id: mine })
  })

  it('is changed where it is said, and cleared where null is said', async () => {
    const sales = crm.as('SALES')
    const { customer } = await sales.done(CREATE, whole)
    const changes = { id: customer.id, expectedVersion: 1, name: 'New', website: null, address: { city: 'Ankara' } }
    expect((await sales.done(UPDATE, changes)).customer).toEqual({
      ...customer,
      name: 'New',
      website: null,
      address: { street: null, city: 'Ankara', region: null, postalCode: null, country: null },
      version: 2,
      updatedAt: expect.any(String),
    })
    const cleared = { id: customer.id, expectedVersion: 2, address: null, ownerId: null }
    expect((await sales.done(UPDATE, cleared)).customer).toMatchObject({ name: 'New', address: null, owner: null })
  })

  it('is changed by one of those who come at once with the same version', async () => {
    const sales = crm.as('SALES')
    const { customer } = await sales.done(CREATE, { name: 'Wanted' })
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        sales.data(
          `mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { customer { name } userErrors { code path } } }`,
          { input: { id: customer.id, expectedVersion: 1, name: `By ${n}` } },
        ),
      ),
    )
    const payloads = answers.map(({ updateCustomer }) => updateCustomer)
    const won = payloads.filter((payload) => payload.userErrors.length === 0)
    expect(won).toHaveLength(1)
    const conflict = { customer: null, userErrors: [{ code: 'VERSION_CONFLICT', path: ['expectedVersion'] }] }
    expect(payloads.filter((payload) => payload.userErrors.length > 0)).toEqual(Array(63).fill(conflict))
    const { customer: now } = await sales.data('query ($id: ID!) { customer(id: $id) { name version } }', customer)
    expect(now).toEqual({ name: won[0].customer.name, version: 2 })
  })

  it('is refused with all that is wrong with it at once, and leaves no trace', async () => {
    const sales = crm.as('SALES')
    expect(await sales.refused('createCustomer', { name: ' ' })).toEqual(['TEXT_REQUIRED name'])
    expect(
      await sales.refused('createCustomer', {
        name: 'x'.repeat(201),
        website: 'javascript:alert(1)',
        industry: 'x\0',
        address: { city: '\u202e', postalCode: 'x'.repeat(21) },
        ownerId: 'cust_01h455vb4pex5vsknk084sn02q',
      }),
    ).toEqual([
      'TEXT_TOO_LONG name',
      'WEBSITE_INVALID website',
      'TEXT_INVALID industry',
      'TEXT_INVALID address.city',
      'TEXT_TOO_LONG address.postalCode',
      'BAD_ID ownerId',
    ])
    expect(await crm.as('VIEWER', sales.office).refused('createCustomer', { name: 'A' })).toEqual(['FORBIDDEN'])
    expect(await crm.as('PROJECT_MANAGER', sales.office).refused('createCustomer', { name: 'A' })).toEqual([
      'FORBIDDEN',
    ])
    expect(await crm.count(sales.office, 'customers')).toBe(0)
  })

  it('has its external reference alone in the organisation, whoever comes at once', async () => {
    const sales = crm.as('SALES')
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        sales.data(
          'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { code path } } }',
          { input: { name: 'One', externalReference: { source: 's', id: '1' } } },
        ),
      ),
    )
    const taken = [{ code: 'EXTERNAL_REFERENCE_TAKEN', path: ['externalReference'] }]
    const errors = answers.map(({ createCustomer }) => createCustomer.userErrors)
    expect(errors.filter((each) => each.length === 0)).toHaveLength(1)
    expect(errors.filter((each) => each.length > 0)).toEqual(Array(7).fill(taken))
    await crm.as('SALES').done(CREATE, { name: 'One', externalReference: { source: 's', id: '1' } })
  })

  it('is not changed in an old version, nor when there is none, nor in another organisation', async () => {
    const sales = crm.as('SALES')
    const { customer } = await sales.done(CREATE, { name: 'Kept' })
    const update = { id: customer.id, expectedVersion: 1, name: 'Changed' }
    expect(await sales.refused('updateCustomer', { ...update, expectedVersion: 2 })).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ])
    expect(await sales.refused('updateCustomer', { ...update, name: null })).toEqual(['TEXT_REQUIRED name'])
    expect(await sales.refused('updateCustomer', { ...update, id: 'nonsense' })).toEqual(['BAD_ID id'])
    for (const [asker, id] of [
      [sales, encodeId('cust', newId())],
      [crm.as('OWNER'), customer.id],
    ] as const) {
      expect(await asker.refused('updateCustomer', { ...update, id })).toEqual(['CUSTOMER_NOT_FOUND id'])
    }
    const { customer: now } = await sales.data('query ($id: ID!) { customer(id: $id) { name version } }', customer)
    expect(now).toEqual({ name: 'Kept', version: 1 })
  })

  it('that is not there, and another organisation’s, is null', async () => {
    const { customer } = await crm.as('SALES').done(CREATE, { name: 'Secret' })
    const other = crm.as('OWNER')
    const ids = [customer.id, encodeId('cust', newId()), customer.id.replace('cust', 'cont'), 'nonsense', '', '\0']
    for (const id of ids) {
      expect(
        await other.data('query ($id: ID!) { customer(id: $id) { name } contact(id: $id) { name } }', { id }),
      ).toEqual({
        customer: null,
        contact: null,
      })
    }
    expect(await other.data('{ customers { totalCount nodes { name } } }')).toEqual({
      customers: { totalCount: 0, nodes: [] },
    })
  })
})

describe('a contact', () => {
  it('is created at a customer, and changed', async () => {
    const sales = crm.as('SALES')
    const { customer } = await sales.done(CREATE, { name: 'Company' })
    const said = {
      name: 'Ayşe',
      title: 'CEO',
      email: 'ayse@example.com',
      phone: '1',
      externalReference: { source: 's', id: '1' },
    }
    const { contact } = await sales.done(`createContact { contact { ${CONTACT} } }`, {
      customerId: customer.id,
      ...said,
    })
    expect(contact).toEqual({
      ...said,
      id: expect.stringMatching(/^cont_/),
      customer: { id: customer.id, name: 'Company' },
      version: 1,
    })
    const { customer: other } = await sales.done(CREATE, { name: 'Other' })
    const changes = { id: contact.id, expectedVersion: 1, customerId: other.id, title: null }
    const { contact: changed } = await sales.done(`updateContact { contact { ${CONTACT} } }`, changes)
    expect(changed).toEqual({ ...contact, customer: { id: other.id, name: 'Other' }, title: null, version: 2 })
    expect(await sales.data(`query ($id: ID!) { contact(id: $id) { ${CONTACT} } }`, contact)).toEqual({
      contact: changed,
    })
  })

  it('is refused where it cannot be, and leaves no trace', async () => {
    const sales = crm.as('SALES')
    const { customer } = await sales.done(CREATE, { name: 'Company' })
    const foreign = (await crm.as('SALES').done(CREATE, { name: 'Foreign' })).customer
    const { contact } = await sales.done('createContact { contact { id } }', { customerId: customer.id, name: 'A' })
    expect(await sales.refused('createContact', { customerId: 'x', name: '', email: 'x' })).toEqual([
      'BAD_ID customerId',
      'TEXT_REQUIRED name',
      'EMAIL_INVALID email',
    ])
    expect(await sales.refused('createContact', { customerId: foreign.id, name: 'A' })).toEqual([
      'CUSTOMER_NOT_FOUND customerId',
    ])
    const update = { id: contact.id, expectedVersion: 1 }
    expect(await sales.refused('updateContact', { ...update, customerId: foreign.id })).toEqual([
      'CUSTOMER_NOT_FOUND customerId',
    ])
    expect(await sales.refused('updateContact', { ...update, expectedVersion: 0 })).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ])
    expect(await crm.as('OWNER').refused('updateContact', { ...update, name: 'B' })).toEqual(['CONTACT_NOT_FOUND id'])
    expect(await crm.as('VIEWER', sales.office).refused('updateContact', update)).toEqual(['FORBIDDEN'])
    expect(await crm.count(sales.office, 'contacts')).toBe(1)
  })
})

describe('a token', () => {
  it('with scopes reads and writes what they say', async () => {
    const at = office()
    const { customer } = await crm.as('OWNER', at).done(CREATE, { name: 'A' })
    const reader = crm.as('OWNER', at, { scope: 'customer:read' })
    expect(await reader.data('{ customers { nodes { id } } }')).toEqual({ customers: { nodes: [{ id: customer.id }] } })
    expect(await reader.refused('updateCustomer', { id: customer.id, expectedVersion: 1 })).toEqual(['FORBIDDEN'])
    const blind = crm.as('OWNER', at, { scope: 'deal:read' })
    const { data, errors } = await blind.ask('query ($id: ID!) { customer(id: $id) { id } }', customer)
    expect(data).toEqual({ customer: null })
    expect(errors).toMatchObject([{ path: ['customer'], extensions: { code: 'FORBIDDEN' } }])
  })

  it('that is refused in the middle of an answer gives its connections back', async () => {
    const sales = crm.as('SALES')
    for (const name of ['A', 'B', 'C']) await sales.done(CREATE, { name })
    const blind = crm.as('SALES', sales.office, { scope: 'customer:read' })
    const query =
      '{ customers { nodes { contacts { nodes { name customer { name } } totalCount } deals { nodes { title } } } } }'
    const answers = await Promise.all(Array.from({ length: 40 }, () => blind.ask(query)))
    for (const { errors } of answers) expect(errors![0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
    expect(await sales.data('{ customers { totalCount } }')).toEqual({ customers: { totalCount: 3 } })
    expect(await crm.held()).toBe(0)
  })
})
