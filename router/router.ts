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
import { pricesOf } from '../subgraphs/shared/graphql/prices.ts'
import { type RowByRow, rowByRow } from '../subgraphs/shared/graphql/row-by-row.ts'
import { scalars } from '../subgraphs/shared/graphql/scalars.ts'
import type { Envelope, Operation, Subgraph } from '../subgraphs/shared/graphql/subgraph.ts'
import { planningPrice } from '../subgraphs/shared/limits/planning.ts'
import { spans } from '../subgraphs/shared/telemetry/tracing.ts'
import { noteOperation } from '../subgraphs/shared/telemetry/trail.ts'
import { askerOf, type Callee, call, type Journey } from './call.ts'
import { TooManyNew } from './in-order.ts'
import { createPlanner, type PlannerKind, TooIntricate } from './planner.ts'
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
  const lenient = rowByRow(schema)
  const prepare = preparer(schema, { maximumCost, prices: pricesOf(parse(supergraph).definitions) })

  return {
    schema,
    async execute(operation, { toll, ...envelope }) {
      const preparing = spans?.step('prepare', envelope.traceparent)
      const { prepared, errors } = prepare(operation, envelope.trail?.organizationId ?? '')
      preparing?.end()
      if (!prepared) return { errors }
      noteOperation(envelope.trail, prepared.operation)
      const isQuery = prepared.operation.operation === 'query'
      if (envelope.readOnly && !isQuery)
        return refusal([new GraphQLError('A mutation needs a POST request.')], 'METHOD_NOT_ALLOWED')
      const variables = operation.variables ?? {}
      const beyond = prepared.demand.refuse(variables)
      if (beyond) return { errors: [beyond] }
      const read = ({ variableDefinitions = [] }: OperationDefinitionNode) =>
        getVariableValues(lenient.schema, lenient.definitions(variableDefinitions), variables, {
          maxErrors: MOST_ERRORS,
          hideSuggestions: true,
        })
      const { coerced } = read(prepared.operation)
      if (!coerced) return refusal(read(located(operation)).errors!, 'BAD_USER_INPUT')
      const unknown = prepared.introspection ? [] : prepared.turns.filter(({ document }) => !planner.knows(document))
      const planning = unknown.reduce((sum, { fields }) => sum + planningPrice(fields), 0)
      const throttled = await toll?.charge(prepared.demand.cost(variables), planning)
      if (throttled) return { errors: [throttled] }
      if (prepared.introspection) {
        const told = await locally(lenient, prepared, variables)
        await toll?.settle(prepared.demand.spent(told.data))
        return told
      }

      const journey: Journey = {
        // A change that has begun is not left half done because nobody waits for the answer.
        envelope: isQuery ? envelope : { ...envelope, signal: undefined },
        deadline: Date.now() + requestTimeout,
        incomplete: false,
      }
      try {
        const given = prepared.fill(coerced)
        // All of them before the first runs: a change is not left half done for want of a plan for the rest of it.
        for (const { document } of prepared.turns) await planner.plan(document, askerOf(envelope))
        const { data: fetched, errors: met } = await inTurn(prepared.turns, async (document) => {
          const result = await planner.run(document, given, journey)
          if (journey.unauthenticated) throw journey.unauthenticated
          return result
        })
        const picked = journey.incomplete ? null : prepared.project?.(fetched)
        const { data } = picked ? { data: picked } : await locally(lenient, prepared, variables, fetched)
        await toll?.settle(prepared.demand.spent(data))
        const told = tell(met, envelope, log)
        return { data: data ?? null, ...(told.length > 0 && { errors: told }) }
      } catch (error) {
        if (error === journey.unauthenticated) throw error
        if (error instanceof TooManyNew) await toll?.cancel()
        if (error instanceof TooIntricate) await toll?.settle(0)
        if (error instanceof TooIntricate || error instanceof TooManyNew) return { errors: [error] }
        return { errors: [mask(error, envelope, log)] }
      }
    },
    async ready() {
      await Promise.all([...callees.values()].map((subgraph) => subgraph.ready()))
    },
    close: () => planner.close(),
  }
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

/** Executes over what is at hand: introspection, or an answer whose nulls must still climb as the types demand. */
async function locally(
  { schema, document }: RowByRow,
  { asked }: Prepared,
  variableValues: Record<string, unknown>,
  rootValue: object = {},
): Promise<ExecutionResult> {
  return executeDirectly({
    schema,
    document: document(asked),
    variableValues,
    rootValue,
    fieldResolver: (source, _, __, { path }) => source[path.key],
  })
}

/** Errors as clients may see them: where, and why, but not in the words in which a subgraph was asked. */
const tell = (errors: readonly GraphQLError[], envelope: RouterEnvelope, log: Log): GraphQLError[] =>
  errors
    .filter((error) => !isAboutMissingRow(error))
    .map((error) => {
      const { path } = error
      const { message, extensions } = causeOf(error)
      if (!extensions?.code || extensions.code === 'DOWNSTREAM_SERVICE_ERROR') return mask(error, envelope, log)
      return new GraphQLError(message, { path: path ?? null, extensions })
    })

/** Where a stub has no row its fields are null, which is no error; the JavaScript planner reports it as one. */
const isAboutMissingRow = ({ message, extensions }: GraphQLError) =>
  !extensions?.code && message.startsWith('Cannot return null for non-nullable field')

/** The JavaScript planner bundles the errors of one field. */
const causeOf = (error: GraphQLError): GraphQLError =>
  error.originalError instanceof AggregateError ? (error.originalError.errors[0] as GraphQLError) : error

function mask(error: unknown, { requestId }: RouterEnvelope, log: Log): GraphQLError {
  log.error({ err: error, requestId }, 'the router failed')
  return new GraphQLError('Something went wrong on our side. Please try again; if it stays, tell us the request id.', {
    path: error instanceof GraphQLError ? (error.path ?? null) : null,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  })
}
