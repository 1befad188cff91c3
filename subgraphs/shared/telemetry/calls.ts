import type { ExecutionResult } from 'graphql'
import { countCall } from './metrics.ts'
import type { Asking } from './statements.ts'
import { spans } from './tracing.ts'

interface Called<Envelope> {
  /** What goes with the call: the same, under a span of its own where somebody traces. */
  readonly envelope: Envelope
  answered(result: ExecutionResult): void
  /** The token is not accepted, which is for the client to mend. */
  refused(): void
  failed(): void
  /** The client went away: what the subgraph would have said is not known, and no fault of its. */
  abandoned(): void
}

/** Watches the call of a subgraph, for the metrics and the trace. */
export function observeCall<Envelope extends Asking>(
  { name, remote = false }: { readonly name: string; readonly remote?: boolean },
  envelope: Envelope,
): Called<Envelope> {
  const since = performance.now()
  const span = spans?.call(name, remote, envelope.traceparent)
  const end = (failed: boolean, code?: string) => {
    countCall(name, performance.now() - since, failed)
    span?.end(code)
  }
  return {
    envelope: span ? { ...envelope, traceparent: span.traceparent } : envelope,
    answered: ({ errors }) => end(false, errors?.length ? String(errors[0]?.extensions?.code ?? 'UNKNOWN') : undefined),
    refused: () => end(false, 'UNAUTHENTICATED'),
    failed: () => end(true, 'SUBGRAPH_UNAVAILABLE'),
    abandoned: () => span?.end('REQUEST_ABANDONED'),
  }
}
