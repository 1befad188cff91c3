import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { data, type Erp, type Office, office, openErp, some } from '../support/erp.ts'

export const customerId = some('cust')

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

type Input = Record<string, unknown>

/** Where projects are tried: an organisation that is new for each test, its manager, and what they do. */
export function openSite() {
  let erp: Erp
  let shop: Office
  let manager: string

  beforeAll(async () => {
    erp = await openErp()
  })
  afterAll(() => erp.close())
  beforeEach(async () => {
    shop = office()
    manager = await shop.as('PROJECT_MANAGER')
  })
  afterEach(() => {
    expect(erp.troubles.splice(0)).toEqual([])
  })

  const create = async (input: Input = {}, by = manager) =>
    (await data(erp.subgraph, by, CREATE, { input: { name: 'Roof', customerId, ...input } })).createProject

  return {
    get erp() {
      return erp
    },
    get shop() {
      return shop
    },
    get manager() {
      return manager
    },
    create,
    created: async (input?: Input) => (await create(input)).project,
    update: async (input: Input) => (await data(erp.subgraph, manager, UPDATE, { input })).updateProject,
    /** `verb` is the first word of the mutation. */
    async move(verb: string, input: Input, by = manager) {
      const Verb = verb[0]!.toUpperCase() + verb.slice(1)
      const query = `mutation ($input: ${Verb}ProjectInput!) { ${verb}Project(input: $input) { project { ...all } userErrors { code path message } } } ${PROJECT}`
      return (await data(erp.subgraph, by, query, { input }))[`${verb}Project`]
    },
    importing: async (input: Input) => (await data(erp.subgraph, manager, IMPORT, { input })).importProjects,
    /** Counts the statements that `work` costs, but for those a new connection begins with. */
    async cost(work: () => Promise<unknown>): Promise<number> {
      erp.statements.length = 0
      await work()
      return erp.statements.filter((text) => !/pg_type|^begin|set_config|^commit/.test(text)).length
    },
    /** What the organisation's projects left in the database. */
    traces: () =>
      erp.as('owner', shop.organizationId, async (sql) => {
        const [counts] = await sql`select
          (select count(*)::int from projects) as projects,
          (select coalesce(sum(version), 0)::int from projects) as versions,
          (select count(*)::int from project_state_changes) as changes,
          (select coalesce(max(last_number), 0) from project_counters) as counter`
        return { ...counts }
      }),
  }
}

/** A row to import. */
export const row = (id: number | string, more: object = {}) => ({
  externalReference: { source: 'asana', id: `${id}` },
  name: `Project ${id}`,
  customerId,
  ...more,
})
