import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { type Part, type PartName, type Parts, ROUTER_SECRET, startParts } from '../supergraph/parts.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import { type Arrived, openCollector } from './collector.ts'

/** Everything here is sent where nobody may repeat it: as a variable, a literal, a header, a token, an address. */
const SECRET = 'Xq7fSecretMarker'
const TRACE = '0af7651916cd43dd8448eb211c80319c'
const TRACEPARENT = `00-${TRACE}-b7ad6b7169203331-01`
const METRICS_TOKEN = 'a token for Prometheus alone'
const PARTS = ['router', 'identity', 'crm', 'erp'] as const

let graph: TestGraph
let company: Company
let parts: Parts
let collector: Awaited<ReturnType<typeof openCollector>>

beforeAll(async () => {
  graph = await openTestGraph()
  company = await graph.found()
  collector = await openCollector()
  parts = await startParts(graph, {
    ...{ LOG_LEVEL: 'trace', METRICS_TOKEN, SLOW_REQUEST_MS: '60000' },
    ...{ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test' },
  })
})

afterAll(async () => {
  await collector.close()
  await graph.close()
})

const post = (part: Part, body: unknown, headers: Record<string, string> = {}, path = '/graphql') =>
  fetch(part.url + path, {
    method: 'POST',
    headers: { authorization: company.owner, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const CREATE = `mutation AddCustomer($input: CreateCustomerInput!) {
  createCustomer(input: $input) { customer { id } userErrors { code } } }`
const PAGE = `query CustomerPage($name: String!) { me { name }
  customers(first: 5, filter: { name: { eq: $name } }) { nodes { name deals(first: 1) { nodes { title } } invoices(first: 1) { nodes { number } } } } }`

type Line = Record<string, unknown> & { requestId?: string; msg: string; level: number }
const linesOf = (name: PartName, id: string): Line[] =>
  parts[name].lines
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ requestId }) => requestId === id)

/** A line is written when the answer is on its way: it may come after it. */
const lineOf = async (name: PartName, id: string) => {
  await expect.poll(() => linesOf(name, id).length).toBeGreaterThan(0)
  const { time: _, pid: __, hostname: ___, ...line } = linesOf(name, id).at(-1)!
  return line
}

describe('an answered request', () => {
  it('leaves a line in each process: who, what, how long, and nothing of its contents', async () => {
    const input = { name: `${SECRET} A.Ş.` }
    const made = await post(parts.router, { query: CREATE, variables: { input } }, { 'x-request-id': 'made' })
    expect((await made.json()).data.createCustomer.userErrors).toEqual([])
    const page = { query: PAGE, variables: { name: input.name } }
    // What is new is dearer.
    await post(parts.router, page, { 'x-request-id': 'new' })
    const response = await post(parts.router, page, { 'x-request-id': 'page', traceparent: TRACEPARENT })
    expect((await response.json()).data.customers.nodes).toHaveLength(1)

    const { organizationId } = company
    const common = { level: 30, organizationId, status: 200, milliseconds: expect.any(Number), msg: 'answered' }
    expect(await lineOf('router', 'page')).toEqual({
      ...{ ...common, part: 'router', requestId: 'page', operation: 'CustomerPage', type: 'query', statements: 0 },
      // Looking for a name besides the page.
      cost: 27 + 1_300,
    })
    expect(await lineOf('router', 'new')).toMatchObject({ cost: 27 + 1_300 + 500 + 50 * 11 })
    expect(await lineOf('crm', 'made')).toMatchObject({ part: 'crm', type: 'mutation', organizationId })
    expect((await lineOf('crm', 'made')).statements).toBeGreaterThan(0)
    expect(await lineOf('crm', 'page')).toMatchObject({
      ...common,
      part: 'crm',
      type: 'query',
      statements: 2,
      cost: 16 + 1_300,
    })
    expect(await lineOf('erp', 'page')).toMatchObject({
      ...common,
      part: 'erp',
      type: 'query',
      statements: 1,
      cost: 3,
    })
  })

  it('says why the business refused', async () => {
    const input = { id: `inv_${'0'.repeat(26)}`, idempotencyKey: newId() }
    const query = 'mutation Post($input: PostInvoiceInput!) { postInvoice(input: $input) { userErrors { code } } }'
    const response = await post(parts.router, { query, variables: { input } }, { 'x-request-id': 'refused' })
    const [{ code }] = (await response.json()).data.postInvoice.userErrors
    expect(await lineOf('erp', 'refused')).toMatchObject({ status: 200, codes: [code], type: 'mutation' })
  })
})

describe('a refused request', () => {
  it.each([
    ['router', 'no-token', { authorization: `Bearer ${SECRET}.a.b` }, 401, 'UNAUTHENTICATED'],
    ['router', 'no-json', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['crm', 'no-secret', { 'x-router-secret': SECRET }, 403, 'FORBIDDEN'],
    ['erp', 'no-good', { 'x-router-secret': ROUTER_SECRET, authorization: 'Bearer a.b.c' }, 401, 'UNAUTHENTICATED'],
  ] as const)('leaves its line in the %s: %s', async (name, id, headers, status, code) => {
    const response = await post(parts[name], { query: `{ ${SECRET} }` }, { ...headers, 'x-request-id': id })
    expect(response.status).toBe(status)
    expect(await lineOf(name, id)).toMatchObject({ level: 30, status, codes: [code], operation: null, statements: 0 })
  })

  it('leaves it for an unknown address, too, and none of the address', async () => {
    const headers = { 'x-request-id': 'nowhere' }
    await fetch(`${parts.router.url}/${SECRET}?token=${SECRET}`, { headers })
    expect(await lineOf('router', 'nowhere')).toMatchObject({ status: 404, codes: ['NOT_FOUND'] })
  })
})

describe('the metrics of each process', () => {
  it.each(PARTS)('are there for this machine and for the token alone: %s', async (name) => {
    const read = (headers: Record<string, string>) => fetch(`${parts[name].url}/metrics`, { headers })
    const mine = await (await read({})).text()
    expect(mine).toMatch(/^kopru_requests_total\{.*outcome="ok"\} [1-9]/m)
    const proxied = { 'x-forwarded-for': '10.0.0.9' }
    expect((await read(proxied)).status).toBe(404)
    expect((await read({ ...proxied, authorization: `Bearer ${METRICS_TOKEN}` })).status).toBe(200)
    if (name === 'router') return
    expect(mine).toMatch(new RegExp(`^kopru_db_connections_max\\{pool="${name}"\\} 10$`, 'm'))
    expect(mine).toMatch(new RegExp(`^kopru_db_connections_busy\\{pool="${name}"\\} 0$`, 'm'))
    expect(mine).toMatch(new RegExp(`^kopru_db_connections_waiting\\{pool="${name}"\\} 0$`, 'm'))
    expect(mine).toMatch(new RegExp(`^kopru_db_connections_opened_total\\{pool="${name}"\\} [1-9]`, 'm'))
    expect(mine).toMatch(new RegExp(`^kopru_db_statements_total\\{pool="${name}"\\} [1-9]`, 'm'))
    expect(mine).toMatch(/^kopru_cache_entries\{cache="documents"\} [1-9]/m)
  })
})

describe('what nobody may repeat', () => {
  it('is sent in every way that is answered or refused, at the lowest level', async () => {
    const variables = { name: SECRET, input: { name: SECRET, email: SECRET, password: SECRET, idempotencyKey: SECRET } }
    const bodies: unknown[] = [
      { query: PAGE, variables },
      { query: `query { customers(first: 1, filter: { name: { eq: "${SECRET}" } }) { totalCount } }` },
      { query: `query { customer(id: "${SECRET}") { name } invoice(id: "inv_${SECRET}") { number } }` },
      { query: `query { customers(first: 1, after: "${SECRET}") { totalCount } }` },
      { query: `query { customers(first: "${SECRET}") { ${SECRET} } }` },
      { query: 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }', variables },
      { query: CREATE, variables: { input: { name: SECRET, taxId: SECRET.repeat(500), email: SECRET } } },
      { query: CREATE, variables: { input: { name: `${SECRET}\u0000` } } },
      { query: `{ "${SECRET}`, operationName: SECRET },
      `{"query": "${SECRET}`,
      SECRET,
    ]
    const doors = [
      ...bodies.flatMap((body) => PARTS.map((name) => [name, body] as const)),
      ...PARTS.map((name) => [name, { query: '{ me { name } }', extensions: { token: SECRET } }] as const),
    ]
    for (const [name, body] of doors) {
      for (const authorization of [company.owner, `Bearer ${SECRET}`, `Basic ${SECRET}`]) {
        const headers = {
          authorization,
          'x-router-secret': ROUTER_SECRET,
          cookie: SECRET,
          'x-request-id': `(${SECRET})`,
        }
        const { status } = await post(parts[name], body, headers)
        expect(status).toBeLessThan(500)
      }
    }
    for (const name of PARTS) {
      await fetch(`${parts[name].url}/graphql?query={${SECRET}}`, { headers: { authorization: company.owner } })
      await fetch(`${parts[name].url}/metrics`, { headers: { host: SECRET, authorization: `Bearer ${SECRET}` } })
      await broken(parts[name], `GET /${SECRET} HTTP/9.9\r\nAuthorization: Bearer ${SECRET}\r\n\r\n`)
    }
  })
})

async function broken({ url }: Part, bytes: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})
  socket.end(bytes)
  socket.resume()
  await once(socket, 'close')
}

describe('after all of them were asked to stop', () => {
  beforeAll(async () => {
    for (const name of PARTS) expect(await parts[name].end()).toBe(0)
  })

  it('nothing secret is in any log or trace', () => {
    for (const name of PARTS) {
      const said = parts[name].lines
      expect(said.length).toBeGreaterThan(20)
      expect(said.filter((line) => line.includes(SECRET) || line.includes(company.owner.slice(-40)))).toEqual([])
      // Bytes would come as numbers.
      expect(said.filter((line) => line.includes([...Buffer.from(SECRET)].join(',')))).toEqual([])
    }
    expect(collector.bodies.length).toBeGreaterThan(3)
    expect(collector.bodies.filter((body) => body.includes(SECRET))).toEqual([])
  })

  it('the spans of a request are one tree over four processes', () => {
    const spans = collector.spans.filter(({ traceId }) => traceId === TRACE)
    const tree = treeOf(spans, 'b7ad6b7169203331')
    expect(tree).toEqual([
      'kopru-router query',
      '  kopru-router prepare',
      '  kopru-router subgraph crm',
      '    kopru-crm query',
      '      kopru-crm SELECT',
      '      kopru-crm SELECT',
      '  kopru-router subgraph erp',
      '    kopru-erp query',
      '      kopru-erp SELECT',
      '  kopru-router subgraph identity',
      '    kopru-identity query',
      '      kopru-identity SELECT',
    ])
    const root = spans.find(({ parentSpanId }) => parentSpanId === 'b7ad6b7169203331')!
    expect(root).toMatchObject({ kind: 2, failed: false })
    expect(root.attributes).toMatchObject({
      'graphql.operation.name': 'CustomerPage',
      'graphql.operation.type': 'query',
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'kopru.organization.id': company.organizationId,
    })
    expect(spans.find(({ name }) => name === 'subgraph crm')?.kind).toBe(3)
    const statement = spans.find(({ name }) => name === 'SELECT')!
    expect(statement.attributes).toMatchObject({ 'db.system.name': 'postgresql', 'db.operation.name': 'SELECT' })
    expect(statement.attributes['db.query.text']).toMatch(/^select .*\$1/s)
  })

  it('a change is one transaction, with its statements in their order', () => {
    const [root] = collector.spans.filter(({ attributes }) => attributes['graphql.operation.name'] === 'AddCustomer')
    const spans = collector.spans.filter(({ traceId }) => traceId === root!.traceId)
    const change = spans.find(({ name }) => name === 'transaction')!
    expect(change.service).toBe('kopru-crm')
    expect(change.events.map(({ name }) => name)).toContain('INSERT')
  })

  it('what was refused carries its code, and is no error of ours', () => {
    const refused = collector.spans.filter(({ attributes }) => attributes['error.type'] === 'UNAUTHENTICATED')
    expect(new Set(refused.filter(({ kind }) => kind === 2).map(({ service }) => service)).size).toBe(4)
    expect(collector.spans.filter(({ kind, failed }) => kind === 2 && failed)).toEqual([])
  })
})

/** Children under their parents, in the order of their names. */
function treeOf(spans: readonly Arrived[], parent: string, depth = 0): string[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap(({ service, name, spanId }) => [
      `${'  '.repeat(depth)}${service} ${name}`,
      ...treeOf(spans, spanId, depth + 1),
    ])
}
