import { beforeAll, describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { office } from '../support/people.ts'
import { type DealDesk, dealDesk, openCrm } from './crm.ts'

const crm = openCrm()

const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on Customer { id name } ... on Contact { id } ... on Pipeline { id } ... on Stage { id } ... on Deal { id title }
} }`

describe('an entity the router asks for', () => {
  let desk: DealDesk
  let own: Record<'Customer' | 'Contact' | 'Deal' | 'Pipeline' | 'Stage', string>

  beforeAll(async () => {
    desk = await dealDesk(crm)
    const { contact } = await desk.sales.done('createContact { contact { id } }', {
      customerId: desk.customer.id,
      name: 'A',
    })
    const deal = await desk.open()
    own = {
      Customer: desk.customer.id,
      Contact: contact.id,
      Deal: deal.id,
      Pipeline: await desk.pipeline(),
      Stage: await desk.stage('Won'),
    }
  })

  it.each(['id', 'nodeId'])('is found by its %s', async (key) => {
    const representations = Object.entries(own).map(([__typename, id]) => ({ __typename, [key]: id }))
    const { _entities } = await desk.sales.data(ENTITIES, { representations })
    expect(_entities).toEqual(
      Object.entries(own).map(([__typename, id]) => expect.objectContaining({ __typename, id })),
    )
  })

  it('is null when it is not there, is another organisation’s, of another type or nonsense', async () => {
    const prefixes = { Customer: 'cust', Contact: 'cont', Deal: 'deal', Pipeline: 'pipe', Stage: 'stg' } as const
    const missing = Object.entries(prefixes).map(([__typename, prefix]) => ({
      __typename,
      id: encodeId(prefix, newId()),
    }))
    const wrong = Object.keys(own).map((__typename) => ({ __typename, id: 'tok_01h455vb4pex5vsknk084sn02q' }))
    const foreign = Object.entries(own).flatMap(([__typename, id]) => [
      { __typename, id },
      { __typename, nodeId: id },
    ])
    const nonsense = [
      { __typename: 'Customer', id: '' },
      { __typename: 'Deal', nodeId: "' or 1=1" },
    ]
    const representations = [...missing, ...wrong, ...foreign, ...nonsense]
    const stranger = crm.as('OWNER')
    const { _entities } = await stranger.data(ENTITIES, { representations })
    expect(_entities).toEqual(representations.map(() => null))
  })

  it('takes nothing but its key from what it is referred to by', async () => {
    const forged = { __typename: 'Customer', id: own.Customer, name: 'Forged', organizationId: newId(), version: 99 }
    const { _entities } = await desk.sales.data(ENTITIES, { representations: [forged] })
    expect(_entities).toEqual([{ __typename: 'Customer', id: own.Customer, name: 'Customer' }])
  })
})

describe('a page of customers to cash', () => {
  const PAGE = `query ($first: Int!) { customers(first: $first) { totalCount nodes { name owner { id }
    contacts(first: 5) { totalCount nodes { name customer { name } } }
    deals(first: 5) { totalCount nodes { title state amount { amount } weightedAmount { amount } stage { name } pipeline { name }
      customer { name } history { from { name } to { name } } } } } } }`

  it('takes the same statements for 5 customers as for 100', async () => {
    const at = office()
    const admin = crm.as('ADMIN', at)
    const reference = (id: number | string) => ({ source: 's', id: String(id) })
    const hundred = Array.from({ length: 100 }, (_, n) => n)
    const { rows: customers } = await admin.done('importCustomers { rows { id } }', {
      rows: hundred.map((n) => ({ externalReference: reference(n), name: `Customer ${n}` })),
    })
    const two = hundred.flatMap((n) => [0, 1].map((k) => ({ n, k, customerId: customers[n].id })))
    await admin.done('importContacts { created }', {
      rows: two.map(({ n, k, customerId }) => ({
        externalReference: reference(`${n} ${k}`),
        customerId,
        name: `Contact ${k}`,
      })),
    })
    await admin.done('importDeals { created }', {
      rows: two.map(({ n, k, customerId }) => ({
        externalReference: reference(`${n} ${k}`),
        customerId,
        title: `Deal ${k}`,
        amount: { amount: '10', currency: 'EUR' },
        stage: k === 0 ? 'WON' : 'OPEN',
      })),
    })

    const reads = async (first: number) => {
      crm.statements.length = 0
      const answer = await admin.data(PAGE, { first })
      expect(answer.customers.nodes).toHaveLength(first)
      for (const { contacts, deals } of answer.customers.nodes) {
        expect(contacts).toMatchObject({ totalCount: 2, nodes: [{ name: 'Contact 0' }, { name: 'Contact 1' }] })
        expect(deals.totalCount).toBe(2)
        expect(deals.nodes).toContainEqual({
          title: 'Deal 0',
          state: 'WON',
          amount: { amount: '10.00' },
          weightedAmount: { amount: '10.00' },
          stage: { name: 'Won' },
          pipeline: { name: 'Sales' },
          customer: { name: expect.any(String) },
          history: [
            { from: null, to: { name: 'Lead in' } },
            { from: { name: 'Lead in' }, to: { name: 'Won' } },
          ],
        })
      }
      return crm.statements.filter((text) => !/^(begin|commit|select set_config)/.test(text))
    }
    await reads(1)
    const few = await reads(5)
    const many = await reads(100)
    expect(many).toEqual(few)
    // customers, contacts, deals and their three counts; customers of both, stages, pipelines, histories, and the stages in these
    expect(many.length).toBeLessThanOrEqual(11)
  })
})
