import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { openErpSubgraph } from '../../subgraphs/erp/subgraph.ts'
import type { Subgraph } from '../../subgraphs/shared/graphql/subgraph.ts'
import { encodeId, type IdPrefix, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from '../support/ask.ts'
import { type FreshDatabase, freshDatabase } from '../support/cluster.ts'
import { type Office, office } from '../support/people.ts'

let database: FreshDatabase
let erp: Subgraph
const statements: string[] = []
const troubles: unknown[] = []

beforeAll(async () => {
  database = await freshDatabase('erp')
  erp = await openErpSubgraph({
    databaseUrl: database.appUrl,
    identify: (authorization) => studio.identifier.identify(authorization),
    report: (error) => troubles.push(error),
    onStatement: (text) => statements.push(text),
  })
})

afterAll(async () => {
  await erp.close()
  await database.drop()
  expect(troubles).toEqual([])
})

let studio: Office = office()
let manager: string
const some = (prefix: IdPrefix) => encodeId(prefix, newId())
const customerId = some('cust')

beforeEach(async () => {
  studio = office()
  manager = await studio.as('PROJECT_MANAGER')
})

const PROJECT = /* GraphQL */ `
  fragment all on Project {
    id code name state startsOn endsOn version
    customer { id } deal { id } manager { id }
    budget { amount currency }
    externalReference { source id }
    stateChanges { from to reason changedBy { id } }
  }`
const CREATE = `mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { ...all } userErrors { code path } } } ${PROJECT}`
const UPDATE = `mutation ($input: UpdateProjectInput!) { updateProject(input: $input) { project { ...all } userErrors { code path } } } ${PROJECT}`
const IMPORT = /* GraphQL */ `
  mutation ($input: ImportProjectsInput!) {
    importProjects(input: $input) {
      rows { index id outcome userErrors { code path } }
      created updated unchanged failed userErrors { code path }
    }
  }`

const create = async (input: Record<string, unknown> = {}, as = manager) =>
  (await data(erp, as, CREATE, { input: { name: 'Roof', customerId, ...input } })).createProject
const created = async (input?: Record<string, unknown>) => (await create(input)).project
const update = async (input: Record<string, unknown>) => (await data(erp, manager, UPDATE, { input })).updateProject
const move = async (verb: string, input: Record<string, unknown>, as = manager) => {
  const Verb = verb[0]!.toUpperCase() + verb.slice(1)
  const query = `mutation ($input: ${Verb}ProjectInput!) { ${verb}Project(input: $input) { project { ...all } userErrors { code path message } } } ${PROJECT}`
  return (await data(erp, as, query, { input }))[`${verb}Project`]
}
const importing = async (input: Record<string, unknown>) => (await data(erp, manager, IMPORT, { input })).importProjects

/** What the organisation's projects left in the database. */
const traces = () =>
  connected(database.ownerUrl, async (sql) => {
    await sql`select set_config('app.organization', ${studio.organizationId}, false)`
    const [counts] = await sql`select
      (select count(*)::int from projects) as projects,
      (select coalesce(sum(version), 0)::int from projects) as versions,
      (select count(*)::int from project_state_changes) as changes,
      (select coalesce(max(last_number), 0) from project_counters) as counter`
    return { ...counts }
  })

describe('a new project', () => {
  it('is planned, under the first code, with a first line of history', async () => {
    const [dealId, managerId] = [some('deal'), some('user')]
    const input = {
      dealId,
      managerId,
      name: '  Çatı  ',
      startsOn: '2026-01-01',
      endsOn: '2026-06-30',
      budget: { amount: '1234.5', currency: 'EUR' },
      externalReference: { source: 'asana', id: '7' },
    }
    const { id, ...project } = await created(input)
    expect(id).toMatch(/^proj_/)
    expect(project).toEqual({
      code: 'PRJ-0001',
      name: 'Çatı',
      state: 'PLANNED',
      startsOn: '2026-01-01',
      endsOn: '2026-06-30',
      version: 1,
      customer: { id: customerId },
      deal: { id: dealId },
      manager: { id: managerId },
      budget: { amount: '1234.50', currency: 'EUR' },
      externalReference: { source: 'asana', id: '7' },
      stateChanges: [{ from: null, to: 'PLANNED', reason: null, changedBy: { id: expect.stringMatching(/^user_/) } }],
    })
  })

  it('needs no more than a name and a customer', async () => {
    expect(await created()).toMatchObject({
      deal: null,
      manager: null,
      budget: null,
      startsOn: null,
      externalReference: null,
    })
  })

  it.each([
    ['BAD_ID', ['customerId'], { customerId: some('deal') }],
    ['BAD_ID', ['dealId'], { dealId: 'deal_1' }],
    ['TEXT_REQUIRED', ['name'], { name: ' ' }],
    ['TEXT_TOO_LONG', ['name'], { name: 'x'.repeat(201) }],
    ['TEXT_INVALID', ['name'], { name: 'a\0b' }],
    ['ENDS_BEFORE_START', ['endsOn'], { startsOn: '2026-02-01', endsOn: '2026-01-31' }],
    ['AMOUNT_NOT_POSITIVE', ['budget', 'amount'], { budget: { amount: '0', currency: 'EUR' } }],
    ['AMOUNT_PRECISION', ['budget', 'amount'], { budget: { amount: '1.005', currency: 'EUR' } }],
  ])('is refused with %s at %j, and leaves no trace', async (code, path, input) => {
    const before = await traces()
    expect(await create(input)).toEqual({ project: null, userErrors: [{ code, path }] })
    expect(await traces()).toEqual(before)
  })

  it('takes an outside id once', async () => {
    const externalReference = { source: 'asana', id: '1' }
    await created({ externalReference })
    expect((await create({ externalReference })).userErrors).toEqual([
      { code: 'EXTERNAL_REFERENCE_TAKEN', path: ['externalReference'] },
    ])
  })

  it('gets codes without gaps, however many come at once and however many are refused', async () => {
    const dealId = some('deal')
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => create(n % 2 ? { dealId } : {})))
    const codes = answers.flatMap(({ project }) => project?.code ?? [])
    expect(codes.sort()).toEqual(Array.from({ length: 21 }, (_, n) => `PRJ-${String(n + 1).padStart(4, '0')}`))
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'DEAL_HAS_PROJECT')).toHaveLength(19)
    expect(await traces()).toEqual({ projects: 21, versions: 21, changes: 21, counter: 21 })
  })

  it('is not for everybody to make', async () => {
    for (const role of ['SALES', 'ACCOUNTANT', 'VIEWER'] as const) {
      expect(await create({}, await studio.as(role))).toEqual({
        project: null,
        userErrors: [{ code: 'FORBIDDEN', path: [] }],
      })
    }
    expect(await traces()).toMatchObject({ projects: 0, counter: 0 })
  })
})

describe('the state of a project', () => {
  it('changes by its transitions, each written down', async () => {
    const { id } = await created()
    const way = ['start', 'hold', 'resume', 'complete', 'reopen', 'complete', 'close']
    const states = []
    for (const [index, verb] of way.entries()) {
      const { project } = await move(verb, { id, expectedVersion: index + 1, reason: `because ${index}` })
      states.push(project.state)
      expect(project.version).toBe(index + 2)
      expect(project.stateChanges.at(-1)).toMatchObject({ to: project.state, reason: `because ${index}` })
    }
    expect(states).toEqual(['ACTIVE', 'ON_HOLD', 'ACTIVE', 'COMPLETED', 'ACTIVE', 'COMPLETED', 'CLOSED'])
    expect(await traces()).toMatchObject({ changes: 8 })
  })

  it('does not change where no transition leads, and nothing is written', async () => {
    const { id } = await created()
    const before = await traces()
    for (const verb of ['hold', 'resume', 'complete', 'reopen', 'close']) {
      expect(await move(verb, { id, expectedVersion: 1 })).toMatchObject({
        project: null,
        userErrors: [
          { code: 'INVALID_TRANSITION', path: ['id'], message: expect.stringContaining('it can start or cancel') },
        ],
      })
    }
    expect(await traces()).toEqual(before)
  })

  it('is changed by one of many who try at once', async () => {
    const { id } = await created()
    const answers = await Promise.all(Array.from({ length: 20 }, () => move('start', { id, expectedVersion: 1 })))
    const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE')
    expect(codes.filter((code) => code === 'DONE')).toHaveLength(1)
    expect(codes.filter((code) => code === 'VERSION_CONFLICT')).toHaveLength(19)
    expect(await traces()).toMatchObject({ versions: 2, changes: 2 })
  })

  it('has a history that the application cannot rewrite', async () => {
    await created()
    await connected(database.appUrl, async (sql) => {
      await sql`select set_config('app.organization', ${studio.organizationId}, false)`
      expect(await sql`select to_state from project_state_changes`).toHaveLength(1)
      await expect(sql`update project_state_changes set reason = 'never'`).rejects.toThrow('permission denied')
      await expect(sql`delete from project_state_changes`).rejects.toThrow('permission denied')
      await expect(sql`delete from projects`).rejects.toThrow('permission denied')
    })
  })
})

describe('a change of a project', () => {
  it('leaves what is not mentioned, and clears what is null', async () => {
    const { id } = await created({
      startsOn: '2026-01-01',
      budget: { amount: '10', currency: 'EUR' },
      dealId: some('deal'),
    })
    const { project } = await update({ id, expectedVersion: 1, name: 'Wall', budget: null, dealId: null })
    expect(project).toMatchObject({
      name: 'Wall',
      budget: null,
      deal: null,
      startsOn: '2026-01-01',
      version: 2,
      code: 'PRJ-0001',
    })
  })

  it('is refused when somebody was first, and when it makes no sense', async () => {
    const { id } = await created({ startsOn: '2026-05-01' })
    const before = await traces()
    const codes = async (input: Record<string, unknown>) =>
      (await update({ id, expectedVersion: 1, ...input })).userErrors.map(({ code }: { code: string }) => code)
    expect(await codes({ expectedVersion: 2, name: 'Late' })).toEqual(['VERSION_CONFLICT'])
    expect(await codes({ endsOn: '2026-04-30' })).toEqual(['ENDS_BEFORE_START'])
    expect(await codes({ id: some('proj') })).toEqual(['PROJECT_NOT_FOUND'])
    expect(await codes({ id: some('deal') })).toEqual(['BAD_ID'])
    expect(await traces()).toEqual(before)
  })

  it('is refused once the project is closed or cancelled', async () => {
    const { id } = await created()
    await move('cancel', { id, expectedVersion: 1 })
    expect((await update({ id, expectedVersion: 2, name: 'Ghost' })).userErrors).toEqual([
      { code: 'PROJECT_CLOSED', path: ['id'] },
    ])
  })
})

describe('the project of a deal', () => {
  const OF_DEALS = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Deal { id project { code } } } }`
  const ofDeals = async (ids: readonly string[], as = manager) =>
    (await data(erp, as, OF_DEALS, { of: ids.map((id) => ({ __typename: 'Deal', id })) }))._entities

  it('is one at a time; a cancelled one makes room', async () => {
    const dealId = some('deal')
    const first = await created({ dealId })
    expect((await create({ dealId })).userErrors).toEqual([{ code: 'DEAL_HAS_PROJECT', path: ['dealId'] }])
    const other = await created()
    expect((await update({ id: other.id, expectedVersion: 1, dealId })).userErrors).toEqual([
      { code: 'DEAL_HAS_PROJECT', path: ['dealId'] },
    ])
    await move('cancel', { id: first.id, expectedVersion: 1 })
    expect(await ofDeals([dealId])).toEqual([{ id: dealId, project: null }])
    const second = await created({ dealId })
    expect(await ofDeals([dealId])).toEqual([{ id: dealId, project: { code: second.code } }])
  })

  it('is found with one statement for all deals, and a second won deal of the customer has its own', async () => {
    const deals = Array.from({ length: 100 }, () => some('deal'))
    await importing({
      rows: deals.map((dealId, n) => ({
        externalReference: { source: 's', id: `${n}` },
        name: `P${n}`,
        customerId,
        dealId,
      })),
    })
    for (const asked of [deals.slice(0, 5), deals]) {
      statements.length = 0
      const answers = await ofDeals(asked)
      expect(new Set(answers.map(({ project }: { project: { code: string } }) => project.code)).size).toBe(asked.length)
      expect(reads()).toBe(1)
    }
  })

  it('is null for a deal nobody knows, for nonsense, and for another organisation', async () => {
    const dealId = some('deal')
    await created({ dealId })
    expect(await ofDeals([some('deal'), 'nonsense'])).toMatchObject([{ project: null }, { project: null }])
    expect(await ofDeals([dealId], await office().as('OWNER'))).toEqual([{ id: dealId, project: null }])
  })
})

const reads = () => statements.filter((text) => /^\s*select/i.test(text) && !text.includes('set_config')).length

describe('lists of projects', () => {
  const LIST = /* GraphQL */ `
    query ($first: Int, $after: String, $last: Int, $before: String, $filter: ProjectFilter, $search: String, $orderBy: ProjectOrder) {
      projects(first: $first, after: $after, last: $last, before: $before, filter: $filter, search: $search, orderBy: $orderBy) {
        nodes { name } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`
  const list = async (variables: Record<string, unknown>, as = manager) =>
    (await data(erp, as, LIST, variables)).projects
  const names = async (variables: Record<string, unknown>) =>
    (await list(variables)).nodes.map(({ name }: { name: string }) => name)

  it('are filtered, searched and ordered', async () => {
    const [dealId, managerId, other] = [some('deal'), some('user'), some('cust')]
    const first = await created({ name: 'İstanbul office', startsOn: '2026-03-01', dealId })
    await created({ name: 'ankara depot', startsOn: '2026-01-01', managerId })
    await created({ name: 'Bursa plant', customerId: other })
    await move('start', { id: first.id, expectedVersion: 1 })

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
    await importing({
      rows: Array.from({ length: 7 }, (_, n) => ({
        externalReference: { source: 's', id: `${n}` },
        name: `P${n}`,
        customerId,
      })),
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
      const { data, errors } = await ask(erp, manager, LIST, { first })
      expect([data, errors?.[0]?.extensions.code]).toEqual([null, 'BAD_USER_INPUT'])
    }
    const { errors } = await ask(erp, manager, LIST, { after: 'bm9wZQ' })
    expect(errors?.[0]?.extensions.code).toBe('INVALID_CURSOR')
  })

  it('of customers cost as many statements for 100 customers as for 5', async () => {
    const customers = Array.from({ length: 100 }, () => some('cust'))
    await importing({
      rows: customers.flatMap((id, n) =>
        [0, 1].map((m) => ({
          externalReference: { source: 's', id: `${n}.${m}` },
          name: `P${n}.${m}`,
          customerId: id,
        })),
      ),
    })
    const query = /* GraphQL */ `
      query ($of: [_Any!]!) {
        _entities(representations: $of) {
          ... on Customer { id projects(first: 5, orderBy: { field: NAME, direction: ASC }) { totalCount nodes { name stateChanges { to } } } }
        }
      }`
    for (const size of [5, 100]) {
      statements.length = 0
      const of = customers.slice(0, size).map((id) => ({ __typename: 'Customer', id }))
      const { _entities } = await data(erp, manager, query, { of })
      expect(_entities).toEqual(
        of.map(({ id }, n) => ({
          id,
          projects: {
            totalCount: 2,
            nodes: [`P${n}.0`, `P${n}.1`].map((name) => ({ name, stateChanges: [{ to: 'PLANNED' }] })),
          },
        })),
      )
      expect(reads()).toBe(3)
    }
  })
})

describe('a project of others', () => {
  const ONE = `query ($id: ID!) { project(id: $id) { code } _entities(representations: [{ __typename: "Project", id: $id }]) { ... on Project { code } } }`

  it('is as if it were not there', async () => {
    const { id } = await created()
    expect(await data(erp, manager, ONE, { id })).toEqual({
      project: { code: 'PRJ-0001' },
      _entities: [{ code: 'PRJ-0001' }],
    })
    const stranger = await office().as('OWNER')
    for (const asked of [id, some('proj'), some('inv'), 'nonsense', '']) {
      expect(await data(erp, stranger, ONE, { id: asked })).toEqual({ project: null, _entities: [null] })
    }
    const before = await traces()
    expect(await move('start', { id, expectedVersion: 1 }, stranger)).toMatchObject({
      userErrors: [{ code: 'PROJECT_NOT_FOUND' }],
    })
    expect(await traces()).toEqual(before)
  })

  it('is not seen without the permission either', async () => {
    const { id } = await created()
    const { data, errors } = await ask(erp, await studio.as('OWNER', { scope: 'invoice:read' }), ONE, { id })
    expect(data.project).toBeNull()
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})

describe('an import of projects', () => {
  const row = (n: number, more: object = {}) => ({
    externalReference: { source: 'asana', id: `${n}` },
    name: `Project ${n}`,
    customerId,
    ...more,
  })
  const outcomes = (report: { rows: { outcome: string }[] }) => report.rows.map(({ outcome }) => outcome)

  it('of a thousand takes as few statements as one of ten, and twice the same changes nothing', async () => {
    const costs = []
    for (const [from, size] of [
      [0, 10],
      [10, 1000],
    ] as const) {
      const rows = Array.from({ length: size }, (_, n) =>
        row(from + n, { state: 'ACTIVE', dealId: some('deal'), budget: { amount: '5', currency: 'USD' } }),
      )
      statements.length = 0
      expect(await importing({ rows })).toMatchObject({ created: size, failed: 0, userErrors: [] })
      costs.push(statements.length)
      const before = await traces()
      expect(await importing({ rows })).toMatchObject({ created: 0, updated: 0, unchanged: size, failed: 0 })
      expect(await traces()).toEqual(before)
    }
    expect(costs[1]).toBe(costs[0])
    expect(costs[0]).toBeLessThanOrEqual(10)
    expect(await traces()).toEqual({ projects: 1010, versions: 1010, changes: 1010, counter: 1010 })
  })

  it('follows the other system, one transition at a time', async () => {
    await importing({ rows: [row(1), row(2), row(3)] })
    const report = await importing({
      rows: [row(1, { state: 'ACTIVE' }), row(2, { state: 'COMPLETED' }), row(3, { name: 'Renamed' })],
    })
    expect(outcomes(report)).toEqual(['UPDATED', 'FAILED', 'UPDATED'])
    expect(report.rows[1].userErrors).toEqual([{ code: 'INVALID_TRANSITION', path: ['rows', '1', 'state'] }])
    expect(await traces()).toEqual({ projects: 3, versions: 5, changes: 4, counter: 3 })
  })

  it('lets bad rows fail alone', async () => {
    const dealId = some('deal')
    const report = await importing({
      rows: [row(1, { dealId }), row(1), row(2, { dealId }), row(3, { name: '' }), row(4, { customerId: 'x' }), row(5)],
    })
    expect(report.rows.map((each: { userErrors: { code: string }[] }) => each.userErrors[0]?.code ?? null)).toEqual([
      null,
      'DUPLICATE_REFERENCE',
      'DEAL_HAS_PROJECT',
      'TEXT_REQUIRED',
      'BAD_ID',
      null,
    ])
    expect(report).toMatchObject({ created: 2, failed: 4 })
    expect(await traces()).toMatchObject({ projects: 2, counter: 2 })
  })

  it('is all or nothing when that is wished, and only a rehearsal when that is', async () => {
    expect(outcomes(await importing({ rows: [row(1), row(2, { name: '' })], atomic: true }))).toEqual([
      'FAILED',
      'FAILED',
    ])
    expect(outcomes(await importing({ rows: [row(1), row(2)], dryRun: true }))).toEqual(['CREATED', 'CREATED'])
    expect(await traces()).toEqual({ projects: 0, versions: 0, changes: 0, counter: 0 })
  })
})
