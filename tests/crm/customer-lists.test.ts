import { beforeAll, describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { type Asker, openCrm } from './crm.ts'

const crm = openCrm()

let sales: Asker
let people: string[]

const customers = [
  { name: 'İSTANBUL Lojistik', city: 'İzmir', country: 'Türkiye', industry: 'Transport', owner: 0 },
  { name: 'Anatolia', city: 'ISTANBUL', country: 'TÜRKİYE', industry: 'Food', owner: 0 },
  { name: 'Çözüm', city: 'istanbul', country: 'Turkiye', industry: null, owner: 1 },
  { name: 'Bosporus', city: 'Istanbul', country: 'Germany', industry: 'food', owner: 1 },
  { name: 'Isık 100%', city: 'Ankara', country: 'Germany', industry: 'Transport', owner: null },
  { name: 'ısıtma', city: null, country: null, industry: null, owner: null },
]

beforeAll(async () => {
  sales = crm.as('SALES')
  people = [newId(), newId()].map((id) => encodeId('user', id))
  for (const { name, city, country, industry, owner } of customers) {
    const ownerId = owner === null ? null : people[owner]
    await sales.done('createCustomer { customer { id } }', { name, industry, ownerId, address: { city, country } })
  }
})

const LIST = `query ($filter: CustomerFilter, $search: String, $orderBy: CustomerOrder, $first: Int, $after: String) {
  customers(filter: $filter, search: $search, orderBy: $orderBy, first: $first, after: $after) {
    totalCount nodes { name } edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }`

const found = async (variables: Record<string, unknown>): Promise<string[]> => {
  const { customers } = await sales.data(LIST, variables)
  expect(customers.totalCount).toBe(customers.nodes.length)
  return customers.nodes.map(({ name }: { name: string }) => name)
}

describe('the list of customers', () => {
  it('is in the order of names as people read them, or of their making', async () => {
    const byName = ['Anatolia', 'Bosporus', 'Çözüm', 'Isık 100%', 'ısıtma', 'İSTANBUL Lojistik']
    expect(await found({})).toEqual(byName)
    expect(await found({ orderBy: { field: 'NAME', direction: 'DESC' } })).toEqual(byName.toReversed())
    expect(await found({ orderBy: { field: 'CREATED_AT', direction: 'ASC' } })).toEqual(
      customers.map(({ name }) => name),
    )
  })

  it.each(['istanbul', 'ISTANBUL', 'Istanbul', 'İSTANBUL', 'ıstanbul', 'İstanbul'])(
    'is searched for %s',
    async (search) => {
      expect(await found({ search })).toEqual(['Anatolia', 'Bosporus', 'Çözüm', 'İSTANBUL Lojistik'])
    },
  )

  it.each([
    ['cozum', ['Çözüm']],
    ['ÇÖZÜM istanbul', ['Çözüm']],
    ['isi', ['Isık 100%', 'ısıtma']],
    ['0%', ['Isık 100%']],
    ['_', []],
    ['nobody', []],
  ])('is searched for %j', async (search, names) => expect(await found({ search })).toEqual(names))

  it.each<[object, string[]]>([
    [{ country: { eq: 'türkiye' } }, ['Anatolia', 'Çözüm', 'İSTANBUL Lojistik']],
    [{ country: { contains: 'germ' } }, ['Bosporus', 'Isık 100%']],
    [{ industry: { eq: 'FOOD' } }, ['Anatolia', 'Bosporus']],
    [{ name: { contains: 'is' } }, ['Isık 100%', 'ısıtma', 'İSTANBUL Lojistik']],
    [{ not: { country: { eq: 'Germany' } } }, ['Anatolia', 'Çözüm', 'ısıtma', 'İSTANBUL Lojistik']],
    [{ or: [{ industry: { eq: 'food' } }, { name: { eq: 'cozum' } }] }, ['Anatolia', 'Bosporus', 'Çözüm']],
    [{ and: [{ industry: { eq: 'food' } }, { country: { eq: 'Germany' } }] }, ['Bosporus']],
  ])('is filtered by %j', async (filter, names) => expect(await found({ filter })).toEqual(names))

  it('is filtered by who looks after them', async () => {
    expect(await found({ filter: { ownerId: { eq: people[0] } } })).toEqual(['Anatolia', 'İSTANBUL Lojistik'])
    expect(await found({ filter: { ownerId: { in: people } } })).toHaveLength(4)
    expect(await found({ filter: { ownerId: { eq: 'nonsense' } } })).toEqual([])
  })

  it('is walked page by page', async () => {
    const walked: string[] = []
    for (let after: string | null = null; ; ) {
      const { customers: page }: Awaited<ReturnType<Asker['data']>> = await sales.data(LIST, { first: 4, after })
      expect(page.totalCount).toBe(6)
      walked.push(...page.edges.map(({ node }: { node: { name: string } }) => node.name))
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect(walked).toEqual(await found({}))
  })

  it.each([
    [{ first: 0 }, 'BAD_USER_INPUT'],
    [{ first: -1 }, 'BAD_USER_INPUT'],
    [{ first: 101 }, 'BAD_USER_INPUT'],
    [{ search: 'x\0' }, 'BAD_USER_INPUT'],
  ])('is refused before anything runs, with %j: %s', async (variables, code) => {
    const { data, errors } = await sales.ask(LIST, variables)
    expect(data).toBeUndefined()
    expect(errors).toMatchObject([{ extensions: { code } }])
  })

  it('is refused with what is no cursor: INVALID_CURSOR', async () => {
    const { data, errors } = await sales.ask(LIST, { after: 'nonsense' })
    expect(data).toEqual({ customers: null })
    expect(errors).toMatchObject([{ path: ['customers'], extensions: { code: 'INVALID_CURSOR' } }])
  })

  it('does not take another organisation’s cursor', async () => {
    const { customers } = await sales.data(LIST, { first: 1 })
    const { errors } = await crm.as('SALES').ask(LIST, { first: 1, after: customers.pageInfo.endCursor })
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_CURSOR' } }])
  })

  it('gives each customer’s contacts in pages of their own', async () => {
    const { customer } = await sales.done('createCustomer { customer { id } }', { name: 'Zürich' })
    for (const name of ['Çiğdem', 'Bora', 'Deniz']) {
      await sales.done('createContact { contact { id } }', { customerId: customer.id, name })
    }
    const query = `query ($id: ID!, $after: String) { customer(id: $id) {
      contacts(first: 2, after: $after) { totalCount nodes { name } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`
    const first = (await sales.data(query, customer)).customer.contacts
    expect(first).toMatchObject({ totalCount: 3, nodes: [{ name: 'Bora' }, { name: 'Çiğdem' }] })
    const second = (await sales.data(query, { ...customer, after: first.pageInfo.endCursor })).customer.contacts
    expect(second).toMatchObject({
      nodes: [{ name: 'Deniz' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    })
  })
})
