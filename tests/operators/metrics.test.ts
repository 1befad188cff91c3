import Fastify, { type FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { metrics } from '../../platform/metrics.ts'
import { registry } from '../../subgraphs/shared/telemetry/metrics.ts'
import { TOKEN } from '../router/fixture.ts'
import { door } from '../router/http-fixture.ts'

const METRICS_TOKEN = 'a token for Prometheus alone'
const HERE = { host: '127.0.0.1:4000' }
const ELSEWHERE = { host: 'graph.example:4000' }

/** The value of a series, by its labels; 0 where there is none. */
async function value(name: string, labels: Record<string, string> = {}): Promise<number> {
  const { values } = (await registry.getSingleMetric(name)!.get()) as {
    values: { value: number; labels: Record<string, string>; metricName?: string }[]
  }
  const wanted = Object.entries(labels)
  return values
    .filter((found) => wanted.every(([key, text]) => found.labels[key] === text))
    .filter(({ metricName }) => metricName === undefined || metricName === `${name}_count`)
    .reduce((sum, found) => sum + found.value, 0)
}

async function served(metricsToken: string | undefined): Promise<FastifyInstance> {
  const app = Fastify()
  await app.register(metrics, { metricsToken })
  return app
}

describe('the metrics', () => {
  const ask = async (token: string | undefined, headers: Record<string, string>, remoteAddress: string) => {
    const app = await served(token)
    const { statusCode, headers: answered, body } = await app.inject({ url: '/metrics', headers, remoteAddress })
    const unknown = await app.inject({ url: '/metricz', headers, remoteAddress })
    return { statusCode, answered, body, unknown }
  }

  it.each([
    ['this machine', undefined, HERE, '127.0.0.1'],
    ['this machine by IPv6', undefined, { host: '[::1]:4000' }, '::1'],
    ['who shows the token', METRICS_TOKEN, { ...ELSEWHERE, authorization: `Bearer ${METRICS_TOKEN}` }, '10.0.0.9'],
  ])('are for %s', async (_, token, headers, address) => {
    const { statusCode, answered, body } = await ask(token, headers, address)
    expect([statusCode, answered['content-type'], answered['cache-control']]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
      'no-store',
    ])
    expect(body).toMatch(/^kopru_build_info\{version="0\.1\.0",node="v24\.[\d.]+"\} 1$/m)
    expect(body).toMatch(/^process_cpu_seconds_total [\d.]+$/m)
    expect(body).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
  })

  it.each([
    ['another machine', undefined, HERE, '10.0.0.9'],
    ['a name that points here', undefined, { host: 'evil.example:4000' }, '127.0.0.1'],
    ['a proxy on this machine', undefined, { ...HERE, 'x-forwarded-for': '10.0.0.9' }, '127.0.0.1'],
    ['another token', METRICS_TOKEN, { ...ELSEWHERE, authorization: 'Bearer something else of the same' }, '10.0.0.9'],
    ['the token of no setting', undefined, { ...ELSEWHERE, authorization: 'Bearer undefined' }, '10.0.0.9'],
    ['the token in another scheme', METRICS_TOKEN, { ...ELSEWHERE, authorization: METRICS_TOKEN }, '10.0.0.9'],
  ])('do not exist for %s', async (_, token, headers, address) => {
    const { statusCode, answered, body, unknown } = await ask(token, headers, address)
    expect(statusCode).toBe(404)
    expect(body).toBe(unknown.body.replace('metricz', 'metrics'))
    const { date: _date, ...told } = answered
    const { date: _other, ...same } = unknown.headers
    expect(told).toEqual(same)
  })
})

describe('what is counted of requests', () => {
  const { post, get, subgraphs, send } = door()

  const page = (name: string) => post({ query: `query ${name} { customerCount }` })
  const before: Record<string, number> = {}
  const since = async (name: string, labels: Record<string, string> = {}) =>
    (await value(name, labels)) - (before[JSON.stringify([name, labels])] ?? 0)
  const remember = async (name: string, labels: Record<string, string> = {}) => {
    before[JSON.stringify([name, labels])] = await value(name, labels)
  }

  beforeAll(() => remember('kopru_cache_hits_total', { cache: 'operations' }))

  it('is by operation, type and outcome', async () => {
    for (let index = 0; index < 4; index += 1) expect((await page('CountCustomers')).statusCode).toBe(200)
    const ok = { type: 'query', outcome: 'ok' }
    expect(await value('kopru_requests_total', { operation: 'CountCustomers', ...ok })).toBe(3)
    expect(await value('kopru_requests_total', { operation: 'other', ...ok })).toBe(1)
    expect(await value('kopru_request_duration_seconds', { operation: 'CountCustomers', type: 'query' })).toBe(3)
    expect(await value('kopru_subgraph_call_duration_seconds', { subgraph: 'crm' })).toBe(4)
    expect(await since('kopru_cache_hits_total', { cache: 'operations' })).toBe(3)
  })

  it('tells what the client must mend from what we must, by code', async () => {
    await post({ query: '{ nothingOfTheKind }' })
    await post({ query: '{ customerCount }' }, { authorization: 'Bearer bad' })
    await post('not JSON')
    expect(await value('kopru_requests_total', { operation: 'none', type: 'none', outcome: 'refused' })).toBe(3)
    expect(await value('kopru_errors_total')).toBe(3)
    for (const code of ['GRAPHQL_VALIDATION_FAILED', 'UNAUTHENTICATED', 'BAD_USER_INPUT']) {
      expect([code, await value('kopru_errors_total', { code })]).toEqual([code, 1])
    }

    subgraphs.erp.before = async () => {
      throw new Error('gone')
    }
    const answer = await get({ query: 'query Half { customerCount invoice(id: "inv_1") { total } }' })
    expect(answer.json().errors[0].extensions.code).toBe('SUBGRAPH_UNAVAILABLE')
    subgraphs.erp.before = async () => {}
    expect(await value('kopru_requests_total', { outcome: 'failed' })).toBe(1)
    expect(await value('kopru_subgraph_call_failures_total', { subgraph: 'erp' })).toBe(1)
    expect(await value('kopru_subgraph_call_failures_total', { subgraph: 'crm' })).toBe(0)
  })

  it('does not grow with the names that clients think of', async () => {
    // Ours: Node's own begin when they have something to tell, as with the first collection of some kind.
    const series = async () => (await registry.metrics()).match(/^kopru_/gm)!.length
    const twice = async (name: string) => {
      await page(name)
      await page(name)
    }
    // Half of 200: the organisation leaves the rest to others.
    for (let index = 0; index < 99; index += 1) await twice(`Known${index}`)
    // A request is counted when its answer is on its way.
    await expect.poll(() => value('kopru_requests_total', { operation: 'Known98' })).toBe(1)
    const full = await series()
    for (let index = 0; index < 300; index += 1) await twice(`Unknown${index}`)
    expect(await series()).toBe(full)
    expect(await value('kopru_requests_total', { operation: 'Known98' })).toBe(1)
    expect(await value('kopru_requests_total', { operation: 'Unknown0' })).toBe(0)
  })

  it('leaves preflights and other routes out', async () => {
    await remember('kopru_requests_total')
    await send({ method: 'OPTIONS', headers: { origin: 'https://any.example' } })
    await send({ url: '/health/live' })
    await send({ url: '/elsewhere', headers: { authorization: TOKEN } })
    expect(await since('kopru_requests_total')).toBe(0)
  })
})
