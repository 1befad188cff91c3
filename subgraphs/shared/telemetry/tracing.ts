import type { Outcome, Trail } from './trail.ts'

/** Something that takes time and has a place in the tree of a trace. */
export interface Span {
  /** The W3C trace context of whatever happens within it. */
  readonly traceparent: string
  /** A statement within a transaction. */
  event(text: string): void
  /** Ends it, with the code of what went wrong. */
  end(code?: string): void
  /** Ends it with the work, whichever way that goes. */
  follow(work: Promise<unknown>): void
}

/** The span of a whole request, whose name is known at its end only. */
export interface RequestSpan extends Span {
  answered(trail: Trail, outcome: Outcome, status: number): void
}

export interface Spans {
  request(method: string, route: string, parent: string | undefined): RequestSpan
  /** Work within the process. */
  step(name: string, parent: string | undefined): Span
  call(subgraph: string, remote: boolean, parent: string | undefined): Span
  statement(database: string, text: string, parent: string | undefined): Span
  transaction(database: string, parent: string | undefined): Span
  /** Sends what is still held back. */
  close(): Promise<void>
}

/** Null unless somebody traces: what there would be to tell is not even put together then (`spans?.step(…)`). */
export let spans: Spans | null = null

/** Whether the environment asks for traces, in OpenTelemetry's own words. */
export function asksForTraces(environment: NodeJS.ProcessEnv = process.env): boolean {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = environment
  if (environment.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true') return false
  if (environment.OTEL_TRACES_EXPORTER?.trim() === 'none') return false
  return Boolean((OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || OTEL_EXPORTER_OTLP_ENDPOINT)?.trim())
}

/** Begins to trace when the environment asks for it. OpenTelemetry is loaded then, and only then. */
export async function openTracing(part: string): Promise<{ close(): Promise<void> }> {
  if (!asksForTraces()) return { close: async () => {} }
  const { otlpSpans } = await import('./otlp.ts')
  const opened = otlpSpans(part)
  spans = opened
  return {
    close: async () => {
      spans = null
      await opened.close()
    },
  }
}
