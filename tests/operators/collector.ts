import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as it arrived. */
export interface Arrived {
  readonly service: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly name: string
  readonly kind: number
  readonly attributes: Record<string, unknown>
  readonly events: { name: string; attributes: Record<string, unknown> }[]
  readonly failed: boolean
}

/** Receives OTLP over HTTP, in the JSON that the exporter sends. */
export async function openCollector() {
  const spans: Arrived[] = []
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    bodies.push(body)
    if (request.url === '/v1/traces') spans.push(...JSON.parse(body).resourceSpans.flatMap(spansOf))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    spans,
    bodies,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

interface ResourceSpans {
  resource: { attributes: Attribute[] }
  scopeSpans: { spans: Sent[] }[]
}
interface Attribute {
  key: string
  value: Record<string, unknown>
}
interface Sent {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  attributes: Attribute[]
  events?: { name: string; attributes: Attribute[] }[]
  status?: { code?: number }
}

const spansOf = ({ resource, scopeSpans }: ResourceSpans): Arrived[] =>
  scopeSpans.flatMap(({ spans }) =>
    spans.map(({ traceId, spanId, parentSpanId, name, kind, attributes, events = [], status }) => ({
      ...{ traceId, spanId, parentSpanId, name, kind },
      service: String(valuesOf(resource.attributes)['service.name']),
      attributes: valuesOf(attributes),
      events: events.map((event) => ({ name: event.name, attributes: valuesOf(event.attributes) })),
      failed: status?.code === 2,
    })),
  )

const valuesOf = (attributes: Attribute[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
