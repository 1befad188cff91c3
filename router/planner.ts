import { getExecutorForUnifiedGraph, Logger } from '@graphql-hive/gateway-runtime'
import { unifiedGraphHandler } from '@graphql-hive/router-runtime'
import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  parse,
  printSchema,
} from 'graphql'
import type { Fetch, Journey } from './call.ts'
import type { Log } from './router.ts'

/** What runs a valid operation over the subgraphs. */
export interface Planner {
  /** What clients see of the supergraph. */
  readonly schema: GraphQLSchema
  run(document: DocumentNode, variables: Record<string, unknown>, journey: Journey): Promise<ExecutionResult>
  close(): Promise<void>
}

type Options = Parameters<typeof getExecutorForUnifiedGraph<Journey>>[0]
type Ask = (subgraph: string, fetch: Fetch) => Promise<ExecutionResult>

/** `native` needs an addon (glibc Linux and macOS, x64 and arm64); where it does not load, `javascript` stands in. */
export type PlannerKind = 'native' | 'javascript'

/** Loads the supergraph into a planner; refuses one that neither planner can read. */
export async function createPlanner(supergraph: string, ask: Ask, log: Log, kind: PlannerKind): Promise<Planner> {
  if (kind === 'javascript') return build(supergraph, ask, log)
  try {
    return await build(supergraph, ask, log, unifiedGraphHandler)
  } catch (error) {
    const planner = await build(supergraph, ask, log)
    log.warn({ err: error }, 'the native query planner does not load here: the JavaScript one plans, more slowly')
    return planner
  }
}

async function build(supergraph: string, ask: Ask, log: Log, native?: typeof unifiedGraphHandler): Promise<Planner> {
  let schema: GraphQLSchema | undefined
  let warm = false
  const execute = getExecutorForUnifiedGraph<Journey>({
    getUnifiedGraph: () => supergraph,
    onUnifiedGraphChange: (loaded) => {
      schema = loaded
    },
    transports: () => ({
      getSubgraphExecutor:
        ({ subgraphName }) =>
        (request) =>
          (warm ? ask(subgraphName, request as unknown as Fetch) : { data: {} }) as never,
    }),
    transportContext: { log: hiveLog(log) } as NonNullable<Options['transportContext']>,
    batch: false,
    ...(native && { handleUnifiedGraph: native }),
  })
  await execute({ document: parse('{ __typename }') })
  // The runtime finishes loading with its first fetch: better now than while the first client waits.
  await execute({ document: anyQuery(schema!) })
  warm = true
  return {
    // The JavaScript planner's schema resolves by itself; what clients see must not.
    schema: native ? schema! : buildSchema(printSchema(schema!)),
    run: async (document, variables, context) => (await execute({ document, variables, context })) as ExecutionResult,
    close: async () => execute[Symbol.asyncDispose](),
  }
}

function anyQuery(schema: GraphQLSchema): DocumentNode {
  const [field] = Object.values(schema.getQueryType()!.getFields())
  return parse(isLeafType(getNamedType(field!.type)) ? `{ ${field!.name} }` : `{ ${field!.name} { __typename } }`)
}

/** What the runtime itself has to say; it says nothing of ordinary requests. */
const hiveLog = (log: Log) =>
  new Logger({
    level: 'warn',
    writers: [{ write: (_level, attributes, message) => log.warn(attributes ?? {}, message ?? 'the runtime warns') }],
  })
