import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql'
import type { Fetch, Journey } from './call.ts'
import type { Asker } from './in-order.ts'
import type { Failures } from './plan/failures.ts'
import type { Data } from './plan/merge.ts'
import type { Log } from './router.ts'

/** What has come so far of an operation, and why the rest has not. */
export interface Fetched {
  readonly data: Data
  readonly failures: Failures
}

/** What runs a valid operation over the subgraphs. */
export interface Planner {
  /** What clients see of the supergraph. */
  readonly schema: GraphQLSchema
  /** Whether there is a plan, or one is being made. */
  knows(document: DocumentNode): boolean
  /** Makes a plan where there is none, in the turn of whoever asks; throws what `run` would, before anything is done. */
  plan(document: DocumentNode, asker: Asker): Promise<void>
  /** Brings what is asked, and may bring more: what the planner needed on the way. */
  run(document: DocumentNode, variables: Record<string, unknown>, journey: Journey, into: Fetched): Promise<void>
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

/** No planner knows how to ask the subgraphs for all of it, though it is valid: what they promise does not fit together. */
export class Unanswerable extends GraphQLError {
  constructor(cause: Error) {
    super('The graph promises this, but its subgraphs cannot be asked for all of it together.', {
      originalError: cause,
      extensions: { code: 'UNANSWERABLE' },
    })
  }
}

/** The planner has no plan for what is valid: another one may. */
export class Unplannable extends Error {
  constructor(cause: unknown) {
    super('The native planner has no plan for this operation.', { cause })
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
      return withStandIn(nativePlanner(supergraph, ask, patience), () => standIn(supergraph, ask, log), log)
    } catch (error) {
      log.warn({ err: error }, 'the native query planner does not load here: the JavaScript one plans, more slowly')
    }
  }
  return standIn(supergraph, ask, log)
}

/** So much code that it is loaded only where it is needed. */
async function standIn(supergraph: string, ask: Ask, log: Log): Promise<Planner> {
  const { javascriptPlanner } = await import('./javascript-planner.ts')
  return javascriptPlanner(supergraph, ask, log)
}

/** What the first planner has no plan for is left to another one, which is loaded for the first such operation. */
function withStandIn(first: Planner, load: () => Promise<Planner>, log: Log): Planner {
  let other: Promise<Planner> | undefined
  const others = (error: Unplannable): Promise<Planner> => {
    if (!other) {
      log.warn(
        { err: error.cause },
        'the native query planner has no plan for an operation: the JavaScript one plans it',
      )
      other = load()
      other.catch(() => (other = undefined))
    }
    return other
  }
  return {
    schema: first.schema,
    knows: (document) => first.knows(document),
    plan: (document, asker) =>
      first.plan(document, asker).catch((error) => {
        if (!(error instanceof Unplannable)) throw error
      }),
    run: (document, ...given) =>
      first.run(document, ...given).catch(async (error) => {
        if (!(error instanceof Unplannable)) throw error
        return (await others(error)).run(document, ...given)
      }),
    async close() {
      await first.close()
      await (await other?.catch(() => undefined))?.close()
    },
  }
}
