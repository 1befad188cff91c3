import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { openCrmSubgraph } from '../../subgraphs/crm/subgraph.ts'
import type { Role } from '../../subgraphs/shared/auth/permissions.ts'
import { connect, type Database } from '../../subgraphs/shared/db/database.ts'
import type { Subgraph } from '../../subgraphs/shared/graphql/subgraph.ts'
import { ask, data } from '../support/ask.ts'
import { asSuperuser, type FreshDatabase, freshDatabase } from '../support/cluster.ts'
import { standIns } from '../support/owners.ts'
import { type Office, office } from '../support/people.ts'

type Variables = Record<string, unknown>

/** Somebody of an organisation at the CRM's counter. */
export interface Asker {
  readonly office: Office
  /** The answer with its errors. */
  ask(query: string, variables?: Variables): ReturnType<typeof ask>
  /** The data of an answer that must have no errors. */
  data(query: string, variables?: Variables): ReturnType<typeof data>
  /** The payload of a mutation that must be done. */
  done(mutation: string, input: Variables): Promise<ReturnType<typeof data>>
  /** The refusals of a mutation that must be refused: `CODE at.the.path`. */
  refused(mutation: string, input: Variables): Promise<string[]>
}

/** A CRM on a database of the test file's own. Whatever it reports as its own fault fails the test. */
export function openCrm() {
  const statements: string[] = []
  const reported: unknown[] = []
  const others = standIns()
  let fresh: FreshDatabase
  let crm: Subgraph
  let owner: Database

  beforeAll(async () => {
    fresh = await freshDatabase('crm')
    owner = connect(fresh.ownerUrl, { name: 'owner', max: 1 })
    crm = await openCrmSubgraph({
      databaseUrl: fresh.appUrl,
      identify: (authorization) => office().identifier.identify(authorization),
      owners: others.owners,
      report: (error) => reported.push(error),
      onStatement: (text) => statements.push(text),
    })
  })
  afterEach(() => expect(reported.splice(0)).toEqual([]))
  afterAll(async () => {
    await crm.close()
    await owner.close()
    await fresh.drop()
  })

  return {
    statements,
    reported,
    /** Identity, as far as it is asked. */
    others,
    get crm() {
      return crm
    },
    get appUrl() {
      return fresh.appUrl
    },
    /** Somebody with this role; claims as in tokens. */
    as(role: Role, at: Office = office(), claims: Variables = {}): Asker {
      const asked = async (query: string, variables?: Variables) =>
        ask(crm, await at.as(role, claims), query, variables)
      const answered = async (query: string, variables?: Variables) =>
        data(crm, await at.as(role, claims), query, variables)
      const field = (mutation: string) => /\w+/.exec(mutation)![0]
      const sent = async (mutation: string, input: Variables) => {
        const type = `${field(mutation)[0]!.toUpperCase()}${field(mutation).slice(1)}Input!`
        const text = mutation.replace(/\w+/, '$&(input: $input)')
        const answer = await answered(`mutation ($input: ${type}) { ${text} }`, { input })
        return answer[field(mutation)]
      }
      return {
        office: at,
        ask: asked,
        data: answered,
        async done(mutation, input) {
          const payload = await sent(mutation.replace(/\}\s*$/, 'userErrors { code message path } }'), input)
          expect(payload.userErrors).toEqual([])
          return payload
        },
        async refused(mutation, input) {
          const { userErrors, ...rest } = await sent(`${mutation} { userErrors { code path } }`, input)
          expect(rest).toEqual({})
          return userErrors.map(({ code, path }: { code: string; path: string[] }) =>
            [code, path.join('.')].join(' ').trim(),
          )
        },
      }
    },
    /** How many connections of the CRM are in a transaction: none, while nobody asks. */
    held: () =>
      connected(asSuperuser(fresh.appUrl), async (sql): Promise<number> => {
        const [row] = await sql`select count(*)::int as count from pg_stat_activity
          where datname = current_database() and application_name = 'kopru-crm' and state like 'idle in%'`
        return row!.count
      }),
    /** How many rows of a table an organisation has: refusals must leave no trace. */
    count: ({ organizationId }: Office, table: string): Promise<number> =>
      owner.client.begin(async (sql) => {
        await sql`select set_config('app.organization', ${organizationId}, true)`
        const [row] = await sql`select count(*)::int as count from ${sql(table)}`
        return row!.count
      }),
  }
}

export type Crm = ReturnType<typeof openCrm>

export const DEAL = `id title customer { id } stage { name } pipeline { name isDefault } state
  amount { amount currency formatted } weightedAmount { amount currency } expectedClose closedAt lostReason lostNote
  owner { id } history { from { name } to { name } changedAt changedBy { id } }
  externalReference { source id } version createdAt`
export const CREATE_DEAL = `createDeal { deal { ${DEAL} } }`

export type DealDesk = Awaited<ReturnType<typeof dealDesk>>

/** Somebody who sells, with a customer to sell to. */
export async function dealDesk(crm: Crm, at: Office = office()) {
  const sales = crm.as('SALES', at)
  const { customer } = await sales.done('createCustomer { customer { id } }', { name: 'Customer' })
  const pipelines = async () => (await sales.data('{ pipelines { id stages { id name } } }')).pipelines
  return {
    sales,
    customer: customer as { id: string },
    open: async (said: Variables = {}): Promise<{ id: string }> =>
      (await sales.done('createDeal { deal { id } }', { customerId: customer.id, title: 'Deal', ...said })).deal,
    pipeline: async (): Promise<string> => (await pipelines())[0].id,
    stage: async (wanted: string): Promise<string> =>
      (await pipelines())[0].stages.find(({ name }: { name: string }) => name === wanted).id,
  }
}
