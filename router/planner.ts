import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql'
import type { Fetch, Journey } from './call.ts'
import type { Log } from './router.ts'

/** What runs a valid operation over the subgraphs. */
export interface Planner {
  /** What clients see of the supergraph. */
  readonly schema: GraphQLSchema
  /** The data hold what was asked, and may hold more: what the planner needed on the way. */
  run(document: DocumentNode, variables: Record<string, unknown>, journey: Journey): Promise<ExecutionResult>
  close(): Promise<void>
}

export type Ask = (subgraph: string, fetch: Fetch) => Promise<ExecutionResult>

/** `native` needs an addon (glibc Linux and macOS, x64 and arm64); where it does not load, `javascript` stands in. */
export type PlannerKind = 'native' | 'javascript'

/** Nobody found in time how to ask the subgraphs for all of it. */
export class TooIntricate extends GraphQLError {
  constructor() {
    super('The operation is too intricate to be planned: ask for less at once.', {
      extensions: { code: 'LIMIT_EXCEEDED' },
    })
  }
}

/**
 * Loads the supergraph into a planner; refuses one that neither planner can read. Only the native one can be told to
 * stop after `patience` milliseconds: the other holds the process until it is done.
 */
export async function createPlanner(
  supergraph: string,
  ask: Ask,
  log: Log,
  { kind, patience }: { kind: PlannerKind; patience: number },
): Promise<Planner> {
  if (kind === 'native') {
    try {
      const { nativePlanner } = await import('./native-planner.ts')
      return nativePlanner(supergraph, ask, patience)
    } catch (error) {
      log.warn({ err: error }, 'the native query planner does not load here: the JavaScript one plans, more slowly')
    }
  }
  // So much code that it is loaded only where it is needed.
  const { javascriptPlanner } = await import('./javascript-planner.ts')
  return javascriptPlanner(supergraph, ask, log)
}
