import {
  type Span as ApiSpan,
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { postgresError } from '../db/errors.ts'
import { VERSION } from './metrics.ts'
import { samplerOf } from './sampler.ts'
import type { RequestSpan, Spans } from './tracing.ts'
import type { Outcome, Trail } from './trail.ts'

/** Spans sent by OTLP over HTTP to wherever OTEL_EXPORTER_OTLP_(TRACES_)ENDPOINT says. */
export function otlpSpans(part: string): Spans {
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': `kopru-${part}`, 'service.version': VERSION }))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(process.env),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  const tracer = provider.getTracer('kopru', VERSION)
  const start = (name: string, kind: SpanKind, parent: string | undefined, attributes: Attributes = {}) =>
    new TracedSpan(tracer, name, kind, parent, attributes)

  return {
    request: (method, route, parent) =>
      start(`${method} ${route}`, SpanKind.SERVER, parent, { 'http.request.method': method, 'http.route': route }),
    step: (name, parent) => start(name, SpanKind.INTERNAL, parent),
    call: (subgraph, remote, parent) =>
      start(`subgraph ${subgraph}`, remote ? SpanKind.CLIENT : SpanKind.INTERNAL, parent, {
        'kopru.subgraph.name': subgraph,
      }),
    statement: (database, text, parent) => {
      const verb = verbOf(text)
      return start(verb, SpanKind.CLIENT, parent, {
        'db.system.name': 'postgresql',
        'db.namespace': database,
        'db.operation.name': verb,
        'db.query.text': text,
      })
    },
    transaction: (database, parent) =>
      start('transaction', SpanKind.CLIENT, parent, { 'db.system.name': 'postgresql', 'db.namespace': database }),
    close: () => provider.shutdown(),
  }
}

const verbOf = (text: string): string => /\w+/.exec(text)?.[0].toUpperCase() ?? 'QUERY'

class TracedSpan implements RequestSpan {
  readonly traceparent: string
  readonly #span: ApiSpan

  constructor(tracer: Tracer, name: string, kind: SpanKind, parent: string | undefined, attributes: Attributes) {
    this.#span = tracer.startSpan(name, { kind, attributes }, contextOf(parent))
    const { traceId, spanId, traceFlags } = this.#span.spanContext()
    this.traceparent = `00-${traceId}-${spanId}-0${traceFlags & 1}`
  }

  event(text: string): void {
    this.#span.addEvent(verbOf(text), { 'db.query.text': text })
  }

  end(code?: string): void {
    if (code !== undefined) this.#fail(code)
    this.#span.end()
  }

  follow(work: Promise<unknown>): void {
    work.then(
      () => this.end(),
      (error: unknown) => {
        const state = postgresError(error)?.code
        if (state !== undefined) this.#span.setAttribute('db.response.status_code', state)
        this.end(state ?? (error instanceof Error ? error.name : 'Error'))
      },
    )
  }

  answered({ operation, type, codes, statements, organizationId }: Trail, outcome: Outcome, status: number): void {
    if (type !== null) this.#span.updateName(type).setAttribute('graphql.operation.type', type)
    if (operation !== null) this.#span.setAttribute('graphql.operation.name', operation)
    if (organizationId !== null) this.#span.setAttribute('kopru.organization.id', organizationId)
    this.#span.setAttributes({ 'http.response.status_code': status, 'kopru.statements': statements })
    if (codes.length > 0) this.#span.setAttributes({ 'error.type': codes[0]!, 'kopru.codes': codes })
    // What the client must mend is no error of the server.
    if (outcome === 'failed') this.#fail(codes[0] ?? String(status))
    this.#span.end()
  }

  #fail(code: string): void {
    this.#span.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR })
  }
}

function contextOf(parent: string | undefined): Context {
  const [, traceId, spanId, flags] = parent?.split('-') ?? []
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
  })
}
