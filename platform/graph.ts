import { readFile } from 'node:fs/promises'
import type { Logger } from 'pino'
import type { PlannerKind } from '../router/planner.ts'
import { createRouter, type Router } from '../router/router.ts'
import { openCrmSubgraph } from '../subgraphs/crm/subgraph.ts'
import { openErpSubgraph } from '../subgraphs/erp/subgraph.ts'
import { openSigningKeys } from '../subgraphs/identity/signing-keys.ts'
import { type IdentitySubgraph, openIdentitySubgraph } from '../subgraphs/identity/subgraph.ts'
import type { Subgraph } from '../subgraphs/shared/graphql/subgraph.ts'
import type { Database } from './databases.ts'
import { SUPERGRAPH } from './places.ts'
import { reportTo } from './processes.ts'

/** The whole graph in this process: the three subgraphs and the router that calls them as functions. */
export interface Graph {
  readonly router: Router
  readonly identity: IdentitySubgraph
  readonly subgraphs: readonly Subgraph[]
  close(): Promise<void>
}

export interface GraphOptions {
  readonly urls: Record<Database, string>
  readonly dataDir: string
  readonly log: Logger
  /** Most connections that each subgraph holds at once. */
  readonly connections?: number | undefined
  /** Hears the text of every statement, and of which subgraph: tests count them. */
  readonly onStatement?: (subgraph: Database, text: string) => void
  /** The most one operation may cost. */
  readonly maximumCost?: number
  readonly planner?: PlannerKind
}

/** Opens the subgraphs on their databases and puts the router before them. */
export async function openGraph({
  urls,
  dataDir,
  log,
  connections,
  onStatement,
  maximumCost,
  planner,
}: GraphOptions): Promise<Graph> {
  const signingKeys = await openSigningKeys({ dataDir, given: process.env.SIGNING_KEY })
  const common = (name: Database) => ({
    databaseUrl: urls[name],
    connections,
    report: reportTo(log, { subgraph: name }),
    maximumCost,
    ...(onStatement && { onStatement: (text: string) => onStatement(name, text) }),
  })
  const opened: Subgraph[] = []
  const close = async () => {
    await Promise.allSettled(opened.map((subgraph) => subgraph.close()))
  }
  try {
    const identity = await openIdentitySubgraph({ ...common('identity'), signingKeys, log })
    opened.push(identity)
    const identify = (authorization: string | undefined) => identity.identifier.identify(authorization)
    const crm = await openCrmSubgraph({ ...common('crm'), identify, owners: { identity } })
    opened.push(crm)
    opened.push(await openErpSubgraph({ ...common('erp'), identify, owners: { identity, crm } }))
    const router = await createRouter({
      supergraph: await readFile(SUPERGRAPH, 'utf8'),
      subgraphs: opened,
      log,
      maximumCost,
      ...(planner && { planner }),
    })
    return {
      router,
      identity,
      subgraphs: opened,
      close: async () => {
        await router.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
