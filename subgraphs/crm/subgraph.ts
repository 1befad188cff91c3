import { readFileSync } from 'node:fs'
import { parse } from 'graphql'
import { openDatabase } from '../shared/db/open.ts'
import { RequestContext } from '../shared/graphql/context.ts'
import { type ExecutorOptions, executor, room, type Subgraph, subgraphSchema } from '../shared/graphql/subgraph.ts'
import type { Owner } from '../shared/references/ask.ts'
import { Owners } from '../shared/references/references.ts'
import { type Context, loaders } from './context.ts'
import { resolvers as customers } from './customers/resolvers.ts'
import { resolvers as deals } from './deals/resolvers.ts'
import { resolvers as pipelines } from './pipelines/resolvers.ts'

const references = {
  typeDefs: parse(readFileSync(new URL('./references.graphql', import.meta.url), 'utf8')),
  resolvers: {},
}

/** The rooms of the CRM, from the ground floor up: a room may use those listed before it. */
export const schema = subgraphSchema([
  references,
  room(new URL('./customers/', import.meta.url), customers),
  room(new URL('./pipelines/', import.meta.url), pipelines),
  room(new URL('./deals/', import.meta.url), deals),
])

export interface CrmOptions {
  readonly databaseUrl: string
  readonly identify: ExecutorOptions<Context>['identify']
  /** Hears of every error that is not the client's. */
  readonly report: ExecutorOptions<Context>['report']
  /** Who is asked whether what is referred to is there. */
  readonly owners: Record<'identity', Owner>
  /** The most one operation may cost. */
  readonly maximumCost?: number | undefined
  /** Most connections held at once. */
  readonly connections?: number | undefined
  /** Hears the text of every statement: tests count them. */
  readonly onStatement?: ((text: string) => void) | undefined
}

/** The CRM, open for operations. */
export async function openCrmSubgraph({
  databaseUrl,
  identify,
  report,
  owners,
  connections: max,
  onStatement,
  maximumCost,
}: CrmOptions): Promise<Subgraph> {
  const database = await openDatabase(databaseUrl, { name: 'crm', max, onStatement })
  const referred = new Owners(owners, { report })
  return {
    name: 'crm',
    schema,
    execute: executor({
      schema,
      identify,
      report,
      maximumCost,
      createContext: (actor, envelope, columns): Context =>
        new RequestContext(database, actor, envelope, loaders, columns, referred),
    }),
    ready: async () => {
      await database.client`select 1`
    },
    close: () => database.close(),
  }
}
