import { readFileSync } from 'node:fs'
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph'
import { type DocumentNode, type ExecutionResult, type GraphQLSchema, parse } from 'graphql'
import type { Actor } from '../auth/actor.ts'
import { Unauthenticated } from '../auth/identify.ts'
import type { Columns } from '../db/columns.ts'
import { planningPrice } from '../limits/planning.ts'
import { readingOf } from '../limits/reading.ts'
import type { Toll } from '../limits/toll.ts'
import type { Asking } from '../telemetry/statements.ts'
import { compiler, readyToCompile } from './compiled.ts'
import { demands } from './demand.ts'
import { documents } from './document.ts'
import { mask, masked } from './mask.ts'
import { moneyResolvers } from './money.ts'
import { noteReading, readings } from './reading.ts'
import { readRepresentations } from './representations.ts'
import { scalars } from './scalars.ts'

/** What a client asks. */
export interface Operation {
  query: string
  variables?: Record<string, unknown> | null | undefined
  operationName?: string | null | undefined
}

/** What comes with it. Identity is read from `authorization` and from nothing else. */
export interface Envelope extends Asking {
  authorization?: string | undefined
  requestId: string
  /** The address of whoever asks without a token, as far as it is known. */
  peer?: string | undefined
  /** Takes the price of the operation, once, from whoever came in by this door. */
  toll?: Toll | undefined
}

/** A subgraph at work. `execute` is the one way in: the HTTP server and the router in the same process both call it. */
export interface Subgraph {
  readonly name: 'identity' | 'crm' | 'erp'
  readonly schema: GraphQLSchema
  /** Identifies, limits, executes, masks. Throws Unauthenticated; every other trouble is in the result. */
  execute(operation: Operation, envelope: Envelope): Promise<ExecutionResult>
  /** Resolves when the database answers, rejects when it does not. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** A module of a subgraph: its contract and its resolvers. */
export interface Room {
  readonly typeDefs: DocumentNode
  readonly resolvers: GraphQLResolverMap<unknown>
}

/** The room at `folder` (a URL ending in `/`), whose contract is its `schema.graphql`. */
export const room = (folder: URL, resolvers: object = {}): Room => ({
  typeDefs: parse(readFileSync(new URL('schema.graphql', folder), 'utf8')),
  resolvers: resolvers as GraphQLResolverMap<unknown>,
})

const common: Room = {
  typeDefs: parse(readFileSync(new URL('common.graphql', import.meta.url), 'utf8')),
  resolvers: { ...scalars, Money: moneyResolvers } as GraphQLResolverMap<unknown>,
}

/** Merges the rooms, ground floor first, with the value types that all subgraphs share. */
export const subgraphSchema = (rooms: readonly Room[]): GraphQLSchema =>
  readyToCompile(
    noteReading(
      readRepresentations(
        buildSubgraphSchema([common, ...rooms].map(({ typeDefs, resolvers }) => ({ typeDefs, resolvers }))),
      ),
    ),
  )

export interface ExecutorOptions<Context extends { close(): Promise<void> }> {
  schema: GraphQLSchema
  identify: (authorization: string | undefined, operation: Operation) => Promise<Actor>
  createContext: (actor: Actor, envelope: Envelope, columns: Columns) => Context
  /** Hears of every error that is not the client's, with the request it belongs to. */
  report: (error: unknown, envelope: Envelope) => void
  /** The most one operation may cost. */
  maximumCost?: number | undefined
}

/** The one function that runs an operation in a subgraph. */
export function executor<Context extends { close(): Promise<void> }>({
  schema,
  identify,
  createContext,
  report,
  maximumCost,
}: ExecutorOptions<Context>): Subgraph['execute'] {
  const documentOf = documents(schema)
  const runOf = compiler(schema)
  const demandOf = demands(schema, { maximumCost })
  const columnsOf = readings(schema)
  const paid = new WeakSet<DocumentNode>()
  const carryOut = async (operation: Operation, envelope: Envelope): Promise<ExecutionResult> => {
    const actor = await identify(envelope.authorization, operation)
    const owner = actor.organizationId
    const { document, extent, errors } = documentOf(operation.query, owner)
    const reading = readingOf(operation.query, envelope.toll)
    if (!document) return reading.refuse(() => ({ errors }))
    const variables = operation.variables ?? {}
    const demand = demandOf(document, operation.operationName)
    const beyond = demand?.refuse(variables)
    if (beyond) return reading.refuse(() => ({ errors: [beyond] }))
    const planning = paid.has(document) ? 0 : planningPrice(extent.fields)
    const throttled = demand && (await envelope.toll?.charge(demand.cost(variables), planning))
    if (throttled) return { errors: [throttled] }
    paid.add(document)
    const context = createContext(actor, envelope, columnsOf(document))
    try {
      const result = await runOf(document, operation, owner)(context, variables)
      if (demand) await envelope.toll?.settle(demand.spent(result.data, variables))
      return mask(result, envelope.requestId, (error) => report(error, envelope))
    } finally {
      await context.close()
    }
  }
  return async (operation, envelope) => {
    try {
      return await carryOut(operation, envelope)
    } catch (error) {
      if (error instanceof Unauthenticated) throw error
      report(error, envelope)
      return { errors: [masked(error, envelope.requestId)] }
    }
  }
}
