import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asksForTraces, openTracing } from '../../subgraphs/shared/telemetry/tracing.ts'
import { door } from '../router/http-fixture.ts'
import { openCollector } from './collector.ts'

const COUNT = { query: 'query Count { customerCount }' }

describe('an answer that takes long', () => {
  const { post, lines, subgraphs } = door({ slowRequestMs: 300 })

  it('is a warning, with how many statements it took', async () => {
    await post(COUNT)
    expect(lines.at(-1)).toMatchObject({ level: 30, msg: 'answered' })
    subgraphs.crm.before = () => sleep(310)
    await post(COUNT)
    expect(lines.at(-1)).toMatchObject({
      ...{ level: 40, msg: 'answered slowly', operation: 'Count', type: 'query', status: 200, statements: 0 },
      milliseconds: expect.any(Number),
    })
    expect(lines.at(-1)!.milliseconds).toBeGreaterThan(300)
  })
})

describe('traces', () => {
  it.each([
    [{}, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }, true],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces' }, true],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'true' }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_TRACES_EXPORTER: 'none' }, false],
  ])('are asked for by the environment: %j', (environment, asked) => {
    expect(asksForTraces(environment)).toBe(asked)
  })
})

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const PARENT = `00-${TRACE}-b7ad6b7169203331-01`

describe('without traces', () => {
  const { post, subgraphs } = door()

  it.each([
    [PARENT, PARENT],
    [`00-${'0'.repeat(32)}-b7ad6b7169203331-01`, undefined],
    ['00-xyz-abc-01', undefined],
  ])('what the client sends goes on, if it is a trace context: %s', async (sent, heard) => {
    subgraphs.crm.asked.length = 0
    await post(COUNT, { traceparent: sent })
    expect(subgraphs.crm.asked.map(({ envelope }) => envelope.traceparent)).toEqual([heard])
  })
})

describe('with traces, in one process', () => {
  const { post, subgraphs } = door()
  let collector: Awaited<ReturnType<typeof openCollector>>

  beforeAll(async () => {
    collector = await openCollector()
    process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url
    process.env.OTEL_SERVICE_NAME = 'the-name-given'
  })
  afterAll(async () => {
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
    delete process.env.OTEL_SERVICE_NAME
    delete process.env.OTEL_TRACES_SAMPLER
    await collector.close()
  })

  it('each call has its span, under the request’s, and hands it on', async () => {
    const tracing = await openTracing('all')
    subgraphs.erp.before = async () => {
      throw new Error('gone')
    }
    await post({ query: 'query Half { customerCount invoice(id: "inv_1") { total } }' }, { traceparent: PARENT })
    await tracing.close()

    const named = (name: string) => collector.spans.find((span) => span.name === name)!
    const [root, crm, erp] = [named('query'), named('subgraph crm'), named('subgraph erp')]
    expect(collector.spans.map(({ name }) => name).sort()).toEqual(['prepare', 'query', 'subgraph crm', 'subgraph erp'])
    expect(collector.spans.every(({ service }) => service === 'the-name-given')).toBe(true)
    expect(collector.spans.every(({ traceId }) => traceId === TRACE)).toBe(true)
    expect([root.parentSpanId, crm.parentSpanId, erp.parentSpanId]).toEqual([
      'b7ad6b7169203331',
      root.spanId,
      root.spanId,
    ])
    expect(subgraphs.crm.asked.at(-1)?.envelope.traceparent).toBe(`00-${TRACE}-${crm.spanId}-01`)
    expect([root.failed, crm.failed, erp.failed]).toEqual([true, false, true])
    expect(erp.attributes['error.type']).toBe('SUBGRAPH_UNAVAILABLE')
    expect(root.attributes).toMatchObject({
      'graphql.operation.name': 'Half',
      'error.type': 'SUBGRAPH_UNAVAILABLE',
    })
  })

  it('nothing is sent where the sampler says so, and a bad sampler is refused in a sentence', async () => {
    process.env.OTEL_TRACES_SAMPLER = 'always_off'
    collector.spans.length = 0
    const tracing = await openTracing('all')
    await post(COUNT)
    await tracing.close()
    expect(collector.spans).toEqual([])
    process.env.OTEL_TRACES_SAMPLER = 'sometimes'
    await expect(openTracing('all')).rejects.toThrow(/^OTEL_TRACES_SAMPLER must be one of always_on, .*"sometimes"\.$/)
  })
})
