import { describe, expect, it } from 'vitest'
import { ask, data, office, some } from '../support/erp.ts'
import { dealOf } from '../support/owners.ts'
import { customerId, openSite, row } from './site.ts'

const site = openSite()

describe('the project of a deal', () => {
  const OF_DEALS = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Deal { id project { code } } } }`
  const ofDeals = async (ids: readonly string[], as = site.manager) =>
    (await data(site.erp.subgraph, as, OF_DEALS, { of: ids.map((id) => ({ __typename: 'Deal', id })) }))._entities

  it('is one at a time; a cancelled one makes room', async () => {
    const dealId = dealOf(customerId)
    const first = await site.created({ dealId })
    expect((await site.create({ dealId })).userErrors).toEqual([{ code: 'DEAL_HAS_PROJECT', path: ['dealId'] }])
    const other = await site.created()
    expect((await site.update({ id: other.id, expectedVersion: 1, dealId })).userErrors).toEqual([
      { code: 'DEAL_HAS_PROJECT', path: ['dealId'] },
    ])
    await site.move('cancel', { id: first.id, expectedVersion: 1 })
    expect(await ofDeals([dealId])).toEqual([{ id: dealId, project: null }])
    const second = await site.created({ dealId })
    expect(await ofDeals([dealId])).toEqual([{ id: dealId, project: { code: second.code } }])
  })

  it('is found with one statement for all deals, and a second won deal of the customer has its own', async () => {
    const deals = Array.from({ length: 100 }, () => dealOf(customerId))
    await site.importing({ rows: deals.map((dealId, n) => row(n, { dealId })) })
    for (const asked of [deals.slice(0, 5), deals]) {
      const cost = await site.cost(async () => {
        const codes = (await ofDeals(asked)).map(({ project }: { project: { code: string } }) => project.code)
        expect(new Set(codes).size).toBe(asked.length)
      })
      expect(cost).toBe(1)
    }
  })

  it('is null for a deal nobody knows, for nonsense, and for another organisation', async () => {
    const dealId = dealOf(customerId)
    await site.created({ dealId })
    expect(await ofDeals([some('deal'), 'nonsense'])).toMatchObject([{ project: null }, { project: null }])
    expect(await ofDeals([dealId], await office().as('OWNER'))).toEqual([{ id: dealId, project: null }])
  })
})

describe('lists of projects', () => {
  const LIST = /* GraphQL */ `
    query ($first: Int, $after: String, $last: Int, $before: String, $filter: ProjectFilter, $search: String, $orderBy: ProjectOrder) {
      projects(first: $first, after: $after, last: $last, before: $before, filter: $filter, search: $search, orderBy: $orderBy) {
        nodes { name } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`
  const list = async (variables: Record<string, unknown>, as = site.manager) =>
    (await data(site.erp.subgraph, as, LIST, variables)).projects
  const names = async (variables: Record<string, unknown>) =>
    (await list(variables)).nodes.map(({ name }: { name: string }) => name)

  it('are filtered, searched and ordered', async () => {
    const [dealId, managerId, other] = [dealOf(customerId), some('user'), some('cust')]
    const first = await site.created({ name: 'İstanbul office', startsOn: '2026-03-01', dealId })
    await site.created({ name: 'ankara depot', startsOn: '2026-01-01', managerId })
    await site.created({ name: 'Bursa plant', customerId: other })
    await site.move('start', { id: first.id, expectedVersion: 1 })

    const by = (field: string, direction = 'ASC') => ({ orderBy: { field, direction } })
    expect(await names(by('NAME'))).toEqual(['ankara depot', 'Bursa plant', 'İstanbul office'])
    expect(await names(by('STARTS_ON'))).toEqual(['ankara depot', 'İstanbul office', 'Bursa plant'])
    expect(await names(by('STARTS_ON', 'DESC'))).toEqual(['Bursa plant', 'İstanbul office', 'ankara depot'])
    expect(await names(by('CREATED_AT'))).toEqual(['İstanbul office', 'ankara depot', 'Bursa plant'])
    expect(await names({})).toEqual(['Bursa plant', 'ankara depot', 'İstanbul office'])

    expect(await names({ filter: { state: { eq: 'ACTIVE' } } })).toEqual(['İstanbul office'])
    expect(await names({ filter: { state: { in: ['ACTIVE', 'PLANNED'] }, customerId: { eq: other } } })).toEqual([
      'Bursa plant',
    ])
    expect(await names({ filter: { dealId: { eq: dealId } } })).toEqual(['İstanbul office'])
    expect(await names({ filter: { managerId: { in: [managerId, some('user')] } } })).toEqual(['ankara depot'])
    expect(await names({ filter: { startsOn: { gte: '2026-02-01', lte: '2026-12-31' } } })).toEqual(['İstanbul office'])
    expect(await names({ filter: { not: { state: { eq: 'PLANNED' } } } })).toEqual(['İstanbul office'])
    expect(await names({ filter: { customerId: { eq: 'nonsense' } } })).toEqual([])

    for (const search of ['istanbul', 'ISTANBUL', 'ıstanbul OFFICE', 'prj-0001']) {
      expect(await names({ search })).toEqual(['İstanbul office'])
    }
    expect(await names({ search: '%' })).toEqual([])
  })

  it('are walked forwards and backwards, page by page', async () => {
    await site.importing({
      rows: Array.from({ length: 7 }, (_, n) => row(n)),
    })
    for (const field of ['NAME', 'STARTS_ON', 'CREATED_AT']) {
      const orderBy = { field, direction: 'ASC' }
      const seen = []
      let after: string | null = null
      do {
        const page: Awaited<ReturnType<typeof list>> = await list({ first: 3, after, orderBy })
        expect(page.totalCount).toBe(7)
        seen.push(...page.nodes.map(({ name }: { name: string }) => name))
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
      } while (after)
      expect(seen).toEqual(await names({ orderBy }))
      const last = await list({ last: 3, orderBy })
      expect(last.nodes.map(({ name }: { name: string }) => name)).toEqual(seen.slice(-3))
      expect(last.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false })
    }
  })

  it('are refused beyond their bounds', async () => {
    for (const first of [0, -1, 101]) {
      const { data, errors } = await ask(site.erp.subgraph, site.manager, LIST, { first })
      expect([data, errors?.[0]?.extensions.code]).toEqual([undefined, 'BAD_USER_INPUT'])
    }
    const { errors } = await ask(site.erp.subgraph, site.manager, LIST, { after: 'bm9wZQ' })
    expect(errors?.[0]?.extensions.code).toBe('INVALID_CURSOR')
  })

  it('of customers cost as many statements for 100 customers as for 5', async () => {
    const customers = Array.from({ length: 100 }, () => some('cust'))
    await site.importing({
      rows: customers.flatMap((id, n) => [0, 1].map((m) => row(`${n}.${m}`, { customerId: id }))),
    })
    const query = /* GraphQL */ `
      query ($of: [_Any!]!) {
        _entities(representations: $of) {
          ... on Customer { id projects(first: 5, orderBy: { field: NAME, direction: ASC }) { totalCount nodes { name stateChanges { to } } } }
        }
      }`
    for (const size of [5, 100]) {
      const asked = customers.slice(0, size)
      const expected = asked.map((id, n) => ({
        id,
        projects: {
          totalCount: 2,
          nodes: [0, 1].map((m) => ({ name: `Project ${n}.${m}`, stateChanges: [{ to: 'PLANNED' }] })),
        },
      }))
      const cost = await site.cost(async () => {
        const of = asked.map((id) => ({ __typename: 'Customer', id }))
        expect((await data(site.erp.subgraph, site.manager, query, { of }))._entities).toEqual(expected)
      })
      expect(cost).toBe(3)
    }
  })
})

describe('a project of others', () => {
  const ONE = `query ($id: ID!) { project(id: $id) { code } _entities(representations: [{ __typename: "Project", id: $id }]) { ... on Project { code } } }`

  it('is as if it were not there', async () => {
    const { id } = await site.created()
    expect(await data(site.erp.subgraph, site.manager, ONE, { id })).toEqual({
      project: { code: 'PRJ-0001' },
      _entities: [{ code: 'PRJ-0001' }],
    })
    const stranger = await office().as('OWNER')
    for (const asked of [id, some('proj'), some('inv'), 'nonsense', '']) {
      expect(await data(site.erp.subgraph, stranger, ONE, { id: asked })).toEqual({ project: null, _entities: [null] })
    }
    const before = await site.traces()
    expect(await site.move('start', { id, expectedVersion: 1 }, stranger)).toMatchObject({
      userErrors: [{ code: 'PROJECT_NOT_FOUND' }],
    })
    expect(await site.traces()).toEqual(before)
  })

  it('is not seen without the permission either', async () => {
    const { id } = await site.created()
    const { data, errors } = await ask(site.erp.subgraph, await site.shop.as('OWNER', { scope: 'invoice:read' }), ONE, {
      id,
    })
    expect(data.project).toBeNull()
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})
