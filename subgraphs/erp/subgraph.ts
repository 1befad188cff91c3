import { readFileSync } from 'node:fs'
import { parse } from 'graphql'
import type { Actor } from '../shared/auth/actor.ts'
import { openDatabase } from '../shared/db/open.ts'
import { RequestContext } from '../shared/graphql/context.ts'
import {
  type Envelope,
  executor,
  type Operation,
  room,
  type Subgraph,
  subgraphSchema,
} from '../shared/graphql/subgraph.ts'
import type { Owner } from '../shared/references/ask.ts'
import { Owners } from '../shared/references/references.ts'
import { resolvers as catalog } from './catalog/resolvers.ts'
import { loaders } from './context.ts'
import { resolvers as invoicing } from './invoicing/resolvers.ts'
import { resolvers as ledger } from './ledger/resolvers.ts'
import { resolvers as payments } from './payments/resolvers.ts'
import { resolvers as projects } from './projects/resolvers.ts'

const references = {
  typeDefs: parse(readFileSync(new URL('references.graphql', import.meta.url), 'utf8')),
  resolvers: {},
}

/** The rooms of the ERP, from the ground floor up: a room may use those listed before it. */
export const schema = subgraphSchema([
  references,
  room(new URL('./ledger/', import.meta.url), ledger),
  room(new URL('./catalog/', import.meta.url), catalog),
  room(new URL('./projects/', import.meta.url), projects),
  room(new URL('./invoicing/', import.meta.url), invoicing),
  room(new URL('./payments/', import.meta.url), payments),
])

export interface ErpOptions {
  databaseUrl: string
  identify: (authorization: string | undefined, operation: Operation) => Promise<Actor>
  /** Hears of every error that is not the client's, with the request it belongs to. */
  report: (error: unknown, envelope: Envelope) => void
  /** Who is asked whether what is referred to is there. */
  owners: Record<'identity' | 'crm', Owner>
  /** The most one operation may cost. */
  readonly maximumCost?: number | undefined
  /** Most connections held at once. */
  connections?: number | undefined
  /** Hears the text of every statement: tests count them. */
  onStatement?: ((text: string) => void) | undefined
}

/** The ERP on its database: ledger, catalogue, projects, invoices and payments. */
export async function openErpSubgraph({
  databaseUrl,
  identify,
  report,
  owners,
  connections: max,
  onStatement,
  maximumCost,
}: ErpOptions): Promise<Subgraph> {
  const database = await openDatabase(databaseUrl, { name: 'erp', max, onStatement })
  const referred = new Owners(owners, { report })
  return {
    name: 'erp',
    schema,
    execute: executor({
      schema,
      identify,
      report,
      maximumCost,
      createContext: (actor, envelope, columns) =>
        new RequestContext(database, actor, envelope, loaders, columns, referred),
    }),
    ready: async () => {
      await database.client`select 1`
    },
    close: () => database.close(),
  }
}
