import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Sql } from 'postgres'
import { connected, type Database, databases } from '../../platform/databases.ts'
import { asOwner } from '../../platform/demo/load.ts'
import { type Graph, openGraph } from '../../platform/graph.ts'
import type { Graph as Importing } from '../../platform/import/graph.ts'
import type { Router } from '../../router/router.ts'
import type { CreateOrganizationInput } from '../../subgraphs/identity/users/commands/create-organization.ts'
import type { Role } from '../../subgraphs/shared/auth/permissions.ts'
import { decodeId } from '../../subgraphs/shared/relay/id.ts'
import { data } from './ask.ts'
import { type FreshDatabase, freshDatabase } from './cluster.ts'

/** The whole graph on three databases of its own, and ways around it. */
export interface TestGraph {
  readonly graph: Graph
  readonly router: Router
  readonly urls: Record<Database, string>
  readonly ownerUrls: Record<Database, string>
  /** Where the keys are that its tokens are signed with: processes that share it accept them. */
  readonly dataDir: string
  /** Every statement each subgraph ran. */
  readonly statements: Record<Database, string[]>
  /** Everything it warned of: in most tests there should be nothing. */
  readonly troubles: Record<string, unknown>[]
  /** Founds an organisation. */
  found(organization?: Partial<CreateOrganizationInput>): Promise<Company>
  /** Talks to a database in a transaction of that organisation, as its owner. */
  inside<T>(database: Database, organizationId: string, task: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** An organisation with real tokens, issued by identity. */
export interface Company {
  readonly organizationId: string
  readonly currency: string
  readonly timeZone: string
  /** `Bearer …` of its owner. */
  readonly owner: string
  /** `Bearer …` of somebody else, taken in with this role; a new user each time. */
  hire(role: Role): Promise<string>
  /** Asks as its owner, as an importer does: an error rejects. */
  readonly ask: Importing
}

/** Opens the graph in this process, as `npm start` does. */
export async function openTestGraph(): Promise<TestGraph> {
  const fresh = await perDatabase(freshDatabase)
  const urls = { identity: fresh.identity.appUrl, crm: fresh.crm.appUrl, erp: fresh.erp.appUrl }
  const dataDir = await mkdtemp(join(tmpdir(), 'kopru-graph-'))
  const statements: TestGraph['statements'] = { identity: [], crm: [], erp: [] }
  const troubles: Record<string, unknown>[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void troubles.push(JSON.parse(line)) })
  const graph = await openGraph({ urls, dataDir, log, onStatement: (name, text) => statements[name].push(text) })
  return {
    graph,
    router: graph.router,
    urls,
    ownerUrls: { identity: fresh.identity.ownerUrl, crm: fresh.crm.ownerUrl, erp: fresh.erp.ownerUrl },
    dataDir,
    statements,
    troubles,
    found: (organization) => found(graph, organization),
    inside: (database, organizationId, task) => inside(fresh[database], organizationId, task),
    close: async () => {
      await graph.close()
      for (const database of databases) await fresh[database].drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function perDatabase<T>(make: (name: Database) => Promise<T>): Promise<Record<Database, T>> {
  const [identity, crm, erp] = await Promise.all([make('identity'), make('crm'), make('erp')])
  return { identity, crm, erp }
}

async function found(graph: Graph, organization: Partial<CreateOrganizationInput> = {}): Promise<Company> {
  const input = {
    name: 'Deniz Atölyesi',
    currency: 'EUR',
    timeZone: 'Europe/Istanbul',
    owner: { email: 'deniz@atolye.example', name: 'Deniz Aksoy' },
    ...organization,
  }
  const { organizationId } = await graph.identity.createOrganization(input)
  const owner = await tokenOf(graph, organizationId)
  let hired = 0
  return {
    organizationId,
    currency: input.currency,
    timeZone: input.timeZone,
    owner,
    hire: async (role) => {
      hired += 1
      const person = { email: `${role.toLowerCase()}${hired}@atolye.example`, name: `${role} ${hired}`, role }
      const { createUser } = await data(graph.router, owner, HIRE, { input: person })
      return tokenOf(graph, organizationId, decodeId('user', createUser.user.id)!)
    },
    ask: await asOwner(graph, organizationId),
  }
}

const HIRE = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }'

async function tokenOf({ identity }: Graph, organizationId: string, userId?: string): Promise<string> {
  const issued = await identity.issueToken({ organizationId, ...(userId && { userId }) })
  return `Bearer ${issued!.token}`
}

const inside = <T>({ ownerUrl }: FreshDatabase, organizationId: string, task: (sql: Sql) => Promise<T>): Promise<T> =>
  connected(
    ownerUrl,
    async (sql) =>
      (await sql.begin(async (tx) => {
        await tx`select set_config('app.organization', ${organizationId}, true)`
        return task(tx as unknown as Sql)
      })) as never,
  )
