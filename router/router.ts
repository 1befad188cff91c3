import {
  type ExecutionResult,
  execute as executeDirectly,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  isScalarType,
  type OperationDefinitionNode,
  parse,
} from 'graphql'
import { masked } from '../subgraphs/shared/graphql/mask.ts'
import { pricesOf } from '../subgraphs/shared/graphql/prices.ts'
import { type RowByRow, rowByRow } from '../subgraphs/shared/graphql/row-by-row.ts'
import { scalars } from '../subgraphs/shared/graphql/scalars.ts'
import type { Envelope, Operation, Subgraph } from '../subgraphs/shared/graphql/subgraph.ts'
import { planningPrice } from '../subgraphs/shared/limits/planning.ts'
import { readingOf } from '../subgraphs/shared/limits/reading.ts'
import { spans } from '../subgraphs/shared/telemetry/tracing.ts'
import { noteOperation } from '../subgraphs/shared/telemetry/trail.ts'
import { askerOf, type Callee, call, type Journey } from './call.ts'
import { TooManyNew } from './in-order.ts'
import { type Cause, Failures } from './plan/failures.ts'
import type { Told } from './plan/place.ts'
import { createPlanner, type Fetched, type PlannerKind, TooIntricate, Unanswerable } from './planner.ts'
import { type Prepared, preparer } from './prepare.ts'
import { type RemoteSubgraph, remoteSubgraph } from './remote.ts'
import { inTurn } from './turns.ts'

/** What comes with an operation. */
export interface RouterEnvelope extends Envelope {
  /** Refuses mutations: the request came by a method that must change nothing. */
  readOnly?: boolean
}

/** The part of a pino logger that the router uses. */
export interface Log {
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

export interface RouterOptions {
  /** The composed SDL, as in schema/supergraph.graphql. */
  readonly supergraph: string
  /** In this process (called directly, nothing is serialised in between) or in another one. */
  readonly subgraphs: readonly (Subgraph | RemoteSubgraph)[]
  readonly log: Log
  /** How long one fetch from a subgraph may take: longer than a statement, shorter than the request. */
  readonly subgraphTimeout?: number
  /** How long planning and all fetches of a request may take together; a fetch begins only within it. */
  readonly requestTimeout?: number
  /** How long planning may take, which is done once for a shape of operations. */
  readonly planningTimeout?: number
  readonly planner?: PlannerKind
  /** The most one operation may cost. */
  readonly maximumCost?: number | undefined
}

/** The embedded router: one graph over the subgraphs. */
export interface Router {
  readonly schema: GraphQLSchema
  /** Throws Unauthenticated when a subgraph does; what goes wrong in carrying the operation out is in the result. */
  execute(operation: Operation, envelope: RouterEnvelope): Promise<ExecutionResult>
  /** Resolves when every subgraph can work, rejects when one cannot. */
  ready(): Promise<void>
  close(): Promise<void>
}

const MOST_ERRORS = 5

/** Puts the router together; refuses to start without a subgraph that the supergraph names. */
export async function createRouter({
  supergraph,
  subgraphs,
  log,
  subgraphTimeout = 15_000,
  requestTimeout = 30_000,
  planningTimeout = 5_000,
  planner: kind = 'native',
  maximumCost,
}: RouterOptions): Promise<Router> {
  const callees = new Map(subgraphs.map((subgraph) => [subgraph.name as string, callee(subgraph)]))
  for (const [, name] of supergraph.matchAll(/@join__graph\(name: "([^"]+)"/g)) {
    if (!callees.has(name!)) throw new Error(`The supergraph names the subgraph ${name}, which is not there.`)
  }
  const planner = await createPlanner(
    supergraph,
    (name, fetch) => call(callees.get(name)!, fetch, subgraphTimeout, log),
    log,
    { kind, patience: planningTimeout },
  )
  const { schema } = planner
  knowScalars(schema)
  const prices = pricesOf(parse(supergraph).definitions)
  const lenient = rowByRow(schema, prices)
  const prepare = preparer(schema, { maximumCost, prices })

  return {
    schema,
    async execute(operation, { toll, ...envelope }) {
      const preparing = spans?.step('prepare', envelope.traceparent)
      const reading = readingOf(operation.query, toll)
      const { prepared, errors } = await prepare(operation, askerOf(envelope), reading.pay).catch(unlessTooMany)
      preparing?.end()
      if (!prepared) {
        if (errors[0] instanceof TooManyNew) await reading.cancel()
        return { errors }
      }
      noteOperation(envelope.trail, prepared.operation)
      const isQuery = prepared.operation.operation === 'query'
      if (envelope.readOnly && !isQuery)
        return reading.refuse(() =>
          refusal([new GraphQLError('A mutation needs a POST request.')], 'METHOD_NOT_ALLOWED'),
        )
      const variables = operation.variables ?? {}
      const beyond = prepared.demand.refuse(variables)
      if (beyond) return reading.refuse(() => ({ errors: [beyond] }))
      const read = ({ variableDefinitions = [] }: OperationDefinitionNode) =>
        getVariableValues(lenient.schema, lenient.definitions(variableDefinitions), variables, {
          maxErrors: MOST_ERRORS,
          hideSuggestions: true,
        })
      const { coerced } = read(prepared.operation)
      if (!coerced) return reading.refuse(() => refusal(read(located(operation)).errors!, 'BAD_USER_INPUT'))
      const resolved = prepared.resolve?.(coerced)
      const unknown = resolved?.turns.filter(({ document }) => !planner.knows(document)) ?? []
      const planning = unknown.reduce((sum, { fields }) => sum + planningPrice(fields), 0)
      await reading.cancel()
      const throttled = await toll?.charge(prepared.demand.cost(variables), planning)
      if (throttled) return { errors: [throttled] }
      if (!resolved) {
        const told = await locally(lenient, prepared, variables)
        await toll?.settle(prepared.demand.spent(told.data, variables))
        return told
      }

      const journey: Journey = {
        // A change that has begun is not left half done because nobody waits for the answer.
        envelope: isQuery ? envelope : { ...envelope, signal: undefined },
        deadline: Date.now() + requestTimeout,
      }
      try {
        const { turns, fill, complete } = resolved
        const given = fill(coerced)
        // All of them before the first runs: a change is not left half done for want of a plan for the rest of it.
        for (const { document } of turns) await planner.plan(document, askerOf(envelope))
        const fetched: Fetched = { data: {}, failures: new Failures() }
        await inTurn(turns, fetched, async (document) => {
          await planner.run(document, given, journey, fetched)
          if (journey.unauthenticated) throw journey.unauthenticated
        })
        const { data, errors } = complete(fetched.data, fetched.failures)
        await toll?.settle(prepared.demand.spent(data, variables))
        return { data, ...(errors.length > 0 && { errors: tell(errors, envelope, log) }) }
      } catch (error) {
        if (error === journey.unauthenticated) throw error
        if (error instanceof TooManyNew) await toll?.cancel()
        if (error instanceof TooIntricate) await toll?.settle(0)
        if (error instanceof TooIntricate || error instanceof TooManyNew) return { errors: [error] }
        report(error, envelope, log)
        if (error instanceof Unanswerable) return { errors: [error] }
        return { errors: [masked(error, envelope.requestId)] }
      }
    },
    async ready() {
      await Promise.all([...callees.values()].map((subgraph) => subgraph.ready()))
    },
    close: () => planner.close(),
  }
}

/** What is refused for want of a turn. */
function unlessTooMany(error: unknown): { prepared?: never; errors: GraphQLError[] } {
  if (error instanceof TooManyNew) return { errors: [error] }
  throw error
}

const callee = (subgraph: Subgraph | RemoteSubgraph): Callee =>
  'url' in subgraph ? remoteSubgraph(subgraph) : subgraph

/** What is no Decimal or no Date is refused here already, before any part of the operation is under way. */
function knowScalars(schema: GraphQLSchema): void {
  for (const { name, parseLiteral, parseValue } of Object.values(scalars)) {
    const type = schema.getType(name)
    if (isScalarType(type)) Object.assign(type, { parseLiteral, parseValue })
  }
}

/** The operation anew, as what is remembered does not know where in the text it stands. */
const located = ({ query, operationName }: Operation): OperationDefinitionNode =>
  getOperationAST(parse(query), operationName)!

const refusal = (errors: readonly GraphQLError[], code: string): ExecutionResult => ({
  errors: errors.map(({ message, nodes }) => new GraphQLError(message, { nodes: nodes ?? null, extensions: { code } })),
})

/** Asks the schema about itself. */
async function locally(
  { schema, document }: RowByRow,
  { asked }: Prepared,
  variableValues: Record<string, unknown>,
): Promise<ExecutionResult> {
  return executeDirectly({ schema, document: document(asked), variableValues, rootValue: {} })
}

/** Errors as clients may see them: where, and why, but not in the words in which a subgraph was asked. */
function tell(told: readonly Told[], envelope: RouterEnvelope, log: Log): GraphQLError[] {
  const reported = new Set<Cause>()
  return told.map(({ cause, path }) => {
    const { message, extensions } = cause
    if (extensions?.code && extensions.code !== 'DOWNSTREAM_SERVICE_ERROR')
      return new GraphQLError(message, { path, extensions })
    if (!reported.has(cause)) report(cause, envelope, log)
    reported.add(cause)
    return masked(cause, envelope.requestId, { path })
  })
}

function report(error: unknown, { requestId }: RouterEnvelope, log: Log): void {
  log.error({ err: error, requestId }, 'the router failed')
}
