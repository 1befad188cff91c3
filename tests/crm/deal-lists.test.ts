import { beforeAll, describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { type DealDesk, dealDesk, openCrm } from './crm.ts'

const crm = openCrm()

let desk: DealDesk
let ann: string
let other: { id: string }

const money = (amount: string, currency = 'EUR') => ({ amount, currency })

beforeAll(async () => {
  desk = await dealDesk(crm)
  ann = encodeId('user', newId())
  const { sales } = desk
  other = (await sales.done('createCustomer { customer { id } }', { name: 'Other' })).customer
  const a = await desk.open({ title: 'Çatı', amount: money('100'), expectedClose: '2027-03-01', ownerId: ann })
  await desk.open({ title: 'catering', amount: money('9000', 'JPY'), customerId: other.id })
  const c = await desk.open({
    title: 'Boiler',
    amount: money('100.00', 'USD'),
    expectedClose: '2027-01-01',
    ownerId: null,
  })
  const d = await desk.open({ title: 'Işık', amount: money('0.500', 'KWD'), expectedClose: '2027-02-01', ownerId: ann })
  await sales.done('winDeal { deal { id } }', { id: c.id, expectedVersion: 1 })
  await sales.done('loseDeal { deal { id } }', { id: d.id, expectedVersion: 1, reason: 'PRICE' })
  const stageId = await desk.stage('Proposal')
  await sales.done('moveDeal { deal { id } }', { id: a.id, expectedVersion: 1, stageId })
})

const LIST = `query ($filter: DealFilter, $search: String, $orderBy: DealOrder) {
  deals(filter: $filter, search: $search, orderBy: $orderBy) { totalCount nodes { title } } }`

const titles = ({ nodes }: { nodes: { title: string }[] }) => nodes.map(({ title }) => title)
const found = async (variables: Record<string, unknown>): Promise<string[]> => {
  const { deals } = await desk.sales.data(LIST, variables)
  expect(deals.totalCount).toBe(deals.nodes.length)
  return titles(deals)
}

describe('the list of deals', () => {
  it.each([
    ['CREATED_AT', ['Çatı', 'catering', 'Boiler', 'Işık']],
    ['AMOUNT', ['Işık', 'Çatı', 'Boiler', 'catering']],
    ['EXPECTED_CLOSE', ['Boiler', 'Işık', 'Çatı', 'catering']],
    ['CLOSED_AT', ['Çatı', 'catering', 'Boiler', 'Işık']],
    ['TITLE', ['Boiler', 'catering', 'Çatı', 'Işık']],
  ])('is ordered by %s', async (field, expected) => {
    expect(await found({ orderBy: { field, direction: 'ASC' } })).toEqual(expected)
    expect(await found({ orderBy: { field, direction: 'DESC' } })).toEqual(expected.toReversed())
  })

  it('has the newest first when nothing is said', async () => {
    expect(await found({})).toEqual(['Işık', 'Boiler', 'catering', 'Çatı'])
  })

  it.each<[object, string[]]>([
    [{ state: { eq: 'OPEN' } }, ['catering', 'Çatı']],
    [{ state: { in: ['WON', 'LOST'] } }, ['Işık', 'Boiler']],
    [{ not: { state: { eq: 'OPEN' } } }, ['Işık', 'Boiler']],
    [{ amount: { gte: '100', lte: '100.00' } }, ['Boiler', 'Çatı']],
    [{ amount: { eq: '0.5' } }, ['Işık']],
    [{ expectedClose: { gte: '2027-02-01' } }, ['Işık', 'Çatı']],
    [{ expectedClose: { lte: '2027-01-31' } }, ['Boiler']],
    [{ and: [{ state: { eq: 'OPEN' } }, { amount: { gte: '1000' } }] }, ['catering']],
    [{ or: [{ state: { eq: 'WON' } }, { expectedClose: { eq: '2027-03-01' } }] }, ['Boiler', 'Çatı']],
    [{ state: { in: [] } }, []],
  ])('is filtered by %j', async (filter, expected) => expect(await found({ filter })).toEqual(expected))

  it('is filtered by stage, pipeline, customer and owner', async () => {
    expect(await found({ filter: { stageId: { eq: await desk.stage('Proposal') } } })).toEqual(['Çatı'])
    expect(await found({ filter: { pipelineId: { eq: await desk.pipeline() } } })).toHaveLength(4)
    expect(await found({ filter: { pipelineId: { eq: encodeId('pipe', newId()) } } })).toEqual([])
    expect(await found({ filter: { customerId: { eq: other.id } } })).toEqual(['catering'])
    expect(await found({ filter: { ownerId: { eq: ann } } })).toEqual(['Işık', 'Çatı'])
    expect(await found({ filter: { not: { ownerId: { eq: ann } } } })).toEqual(['Boiler', 'catering'])
  })

  it.each([
    ['CAT', ['catering', 'Çatı']],
    ['isik', ['Işık']],
    ['ISIK', ['Işık']],
    ['cat ring', ['catering']],
  ])('is searched for %s', async (search, expected) => expect(await found({ search })).toEqual(expected))

  it('is each customer’s and each owner’s own', async () => {
    const { customer } = await desk.sales.data(
      `query ($id: ID!) { customer(id: $id) { deals(filter: { state: { eq: OPEN } }, orderBy: { field: TITLE, direction: ASC }) {
        totalCount nodes { title } } } }`,
      desk.customer,
    )
    expect(customer.deals).toEqual({ totalCount: 1, nodes: [{ title: 'Çatı' }] })
    const representations = [ann, encodeId('user', newId()), 'nonsense'].map((id) => ({ __typename: 'User', id }))
    const { _entities } = await desk.sales.data(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { deals(first: 1) { totalCount nodes { title } } } } }',
      { representations },
    )
    expect(_entities).toEqual([
      { deals: { totalCount: 2, nodes: [{ title: 'Işık' }] } },
      { deals: { totalCount: 0, nodes: [] } },
      { deals: null },
    ])
  })
})
