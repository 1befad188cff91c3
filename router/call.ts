import { type DocumentNode, type ExecutionResult, type FieldNode, GraphQLError, Kind } from 'graphql'
import { Unauthenticated } from '../subgraphs/shared/auth/identify.ts'
import { Abandoned } from '../subgraphs/shared/graphql/errors.ts'
import type { Subgraph } from '../subgraphs/shared/graphql/subgraph.ts'
import { observeCall } from '../subgraphs/shared/telemetry/calls.ts'
import type { Asker } from './in-order.ts'
import { inParts } from './representations.ts'
import type { Log, RouterEnvelope } from './router.ts'

/** A subgraph as the router needs it: in this process, or behind `remoteSubgraph`. */
export type Callee = Pick<Subgraph, 'name' | 'ready'> & {
  /** Whether it is in another process. */
  readonly remote?: true
  execute(
    operation: { query: string; variables?: Record<string, unknown> },
    envelope: RouterEnvelope,
  ): Promise<ExecutionResult>
}

/** What the router notes while one operation runs. */
export interface Journey {
  readonly envelope: RouterEnvelope
  /** When the router stops waiting for subgraphs, in milliseconds since 1970. */
  readonly deadline: number
  /** A subgraph does not accept the token: the whole answer will be HTTP 401. */
  unauthenticated?: Unauthenticated
}

export const askerOf = ({ authorization = '', trail }: RouterEnvelope): Asker => ({
  token: authorization,
  organization: trail?.organizationId ?? authorization,
})

export interface Fetch {
  readonly query: string
  /** The same, parsed: only where it must be known what was asked. */
  readonly document: () => DocumentNode
  readonly variables?: Record<string, unknown> | undefined
  readonly context: Journey
}

/** Asks a subgraph for its part. Trouble never rejects: it becomes an error, and the rest goes on. */
export async function call(callee: Callee, fetch: Fetch, timeout: number, log: Log): Promise<ExecutionResult> {
  const { query, variables, context } = fetch
  const { envelope } = context
  const observed = observeCall(callee, envelope)
  try {
    const patience = Math.min(timeout, context.deadline - Date.now())
    const result = await within(patience, envelope.signal, (signal) =>
      inParts(variables, (part) =>
        callee.execute({ query, ...(part && { variables: part }) }, { ...observed.envelope, signal }),
      ),
    )
    observed.answered(result)
    return result
  } catch (error) {
    if (error instanceof Unauthenticated) {
      observed.refused()
      context.unauthenticated = error
      return nothing(error.message, { code: 'UNAUTHENTICATED' })
    }
    if (envelope.signal?.aborted) {
      observed.abandoned()
      return nothing(ABANDONED.message, ABANDONED.extensions)
    }
    observed.failed()
    log.warn({ err: error, subgraph: callee.name, requestId: envelope.requestId }, 'a subgraph did not answer')
    return nothing(`The service behind this field (${callee.name}) does not answer at the moment.`, {
      code: 'SUBGRAPH_UNAVAILABLE',
      service: callee.name,
    })
  }
}

const ABANDONED = new Abandoned()

/** Rejects when the time is up or nobody waits any more, and tells the work to stop. */
async function within<T>(
  milliseconds: number,
  given: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const stopped = Promise.withResolvers<never>()
  const stop = (reason: Error) => {
    controller.abort(reason)
    stopped.reject(reason)
  }
  const gone = () => stop(ABANDONED)
  if (milliseconds <= 0) throw new Error('the time of the request was used up')
  if (given?.aborted) throw ABANDONED
  const timer = setTimeout(() => stop(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
  given?.addEventListener('abort', gone, { once: true })
  try {
    return await Promise.race([work(controller.signal), stopped.promise])
  } finally {
    clearTimeout(timer)
    given?.removeEventListener('abort', gone)
  }
}

/** An error that is about all that the fetch should have brought. */
const nothing = (message: string, extensions: Record<string, unknown>): ExecutionResult => ({
  data: null,
  errors: [new GraphQLError(message, { extensions })],
})

/** What a fetch asks for; the planners put no fragments around it. */
export const rootsOf = ({ definitions }: DocumentNode): FieldNode[] =>
  definitions
    .find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!
    .selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD)
