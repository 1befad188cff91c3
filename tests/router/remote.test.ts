import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRouter, type Router } from '../../router/router.ts'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import { envelope, fixtureLog, fixtures, supergraph } from './fixture.ts'

/** The CRM in another process, or what is left of it. */
describe('a subgraph behind HTTP', () => {
  const { identity, crm, erp } = fixtures()
  const log = fixtureLog()
  const heard: { headers: IncomingHttpHeaders; sockets: Set<unknown> } = { headers: {}, sockets: new Set() }
  let server: Server
  let router: Router
  let respond: (response: ServerResponse, body: string) => unknown

  const works = async (response: ServerResponse, body: string) => {
    const { authorization } = heard.headers
    const result = await crm.execute(JSON.parse(body), { authorization, requestId: '1' })
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result))
  }
  const ask = (query: string, more = {}) => router.execute({ query }, envelope(more))

  beforeAll(async () => {
    server = createServer((request, response) => {
      heard.headers = request.headers
      heard.sockets.add(request.socket)
      if (request.url === '/health/ready') return response.writeHead(heard.headers['x-router-secret'] ? 200 : 401).end()
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => respond(response, body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
    const remote = { name: 'crm' as const, url, secret: 'between us' }
    router = await createRouter({ supergraph, subgraphs: [identity, remote, erp], log, subgraphTimeout: 500 })
  })
  beforeEach(() => {
    respond = works
    log.lines.length = 0
    heard.sockets.clear()
  })
  afterAll(async () => {
    await router.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  it('gives the same answers', async () => {
    expect(await ask('{ customer(id: "cust_1") { name invoices { total customer { name } } } }')).toEqual({
      data: {
        customer: {
          name: 'Alfreds',
          invoices: [
            { total: '10.50', customer: { name: 'Alfreds' } },
            { total: '7.00', customer: { name: 'Alfreds' } },
          ],
        },
      },
    })
    const { errors } = await ask('mutation { renameCustomer(id: "cust_1", name: "x") { id } }')
    expect(JSON.parse(JSON.stringify(errors))).toEqual([
      { message: 'Not yours to rename.', path: ['renameCustomer'], extensions: { code: 'FORBIDDEN' } },
    ])
  })

  it('hears the token, the request id, the trace and the secret, and keeps its connections', async () => {
    for (let i = 0; i < 20; i += 1) await ask('{ customerCount }')
    await ask('{ customerCount }', { requestId: 'r-2', traceparent: '00-aa-bb-01' })
    expect(heard.headers).toMatchObject({
      authorization: 'Bearer good',
      'x-request-id': 'r-2',
      traceparent: '00-aa-bb-01',
      'x-router-secret': 'between us',
    })
    const ordinary = [
      'accept',
      'accept-encoding',
      'accept-language',
      'connection',
      'content-length',
      'content-type',
      'host',
    ]
    const passed = ['authorization', 'sec-fetch-mode', 'traceparent', 'user-agent', 'x-request-id', 'x-router-secret']
    expect(Object.keys(heard.headers).sort()).toEqual([...ordinary, ...passed].sort())
    expect(heard.sockets.size).toBeLessThanOrEqual(2)
  })

  it('hears the address of whoever has no token', async () => {
    await ask('{ customerCount }', { peer: '203.0.113.9' })
    expect(heard.headers['x-forwarded-for']).toBe('203.0.113.9')
  })

  it('makes the answer a 401 when it says 401', async () => {
    respond = (response) => response.writeHead(401).end('{}')
    await expect(ask('{ customerCount viewer { name } }')).rejects.toThrow(Unauthenticated)
  })

  it('hands on the errors of a 400', async () => {
    const refusal = { errors: [{ message: 'Too deep.', extensions: { code: 'LIMIT_EXCEEDED' } }] }
    respond = (response) => response.writeHead(400).end(JSON.stringify(refusal))
    const { data, errors } = await ask('{ customer(id: "cust_1") { name } }')
    expect([data, errors![0]!.extensions.code]).toEqual([{ customer: null }, 'LIMIT_EXCEEDED'])
  })

  it('says where an error without a code is, and not what it says', async () => {
    const path = ['customer', 'phone']
    const answer = { data: { customer: { name: 'A', phone: null } }, errors: [{ message: 'relation "c"', path }] }
    respond = (response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    const { data, errors } = await ask('{ customer(id: "cust_1") { name phone } }')
    expect(data).toEqual({ customer: { name: 'A', phone: null } })
    expect(errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([[path, 'INTERNAL_SERVER_ERROR']])
    expect(JSON.stringify(errors)).not.toContain('relation')
  })

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['fails', (response) => response.writeHead(500).end('oops')],
    ['is closing', (response) => response.writeHead(503).end('{"statusCode":503}')],
    ['does not know the router', (response) => response.writeHead(403).end('{"errors":[]}')],
    ['sends another page', (response) => response.writeHead(200).end('<html>')],
    ['sends the router elsewhere', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['hangs up', (response) => response.destroy()],
    ['is silent', () => undefined],
    ['begins and stops', (response) => response.writeHead(200).write('{"data":')],
  ])('is unavailable when it %s', async (_, trouble) => {
    respond = trouble
    const { data, errors } = await ask('{ customer(id: "cust_1") { name } viewer { name } }')
    expect(data).toEqual({ customer: null, viewer: { name: 'Ada' } })
    expect(JSON.parse(JSON.stringify(errors))).toEqual([
      {
        message: 'The service behind this field (crm) does not answer at the moment.',
        path: ['customer'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'crm' },
      },
    ])
    expect(log.lines.map(({ level }) => level)).toEqual(['warn'])
  })

  it('is asked once more when it hangs up on a question, and not on a change', async () => {
    let asked = 0
    const hangsUpOnce = (response: ServerResponse, body: string) => {
      asked += 1
      return asked === 1 ? response.destroy() : works(response, body)
    }
    respond = hangsUpOnce
    expect(await ask('{ customer(id: "cust_1") { name } }')).toEqual({ data: { customer: { name: 'Alfreds' } } })
    expect([asked, log.lines]).toEqual([2, []])
    asked = 0
    const { errors } = await ask('mutation { renameCustomer(id: "cust_1", name: "x") { id } }')
    expect([asked, errors![0]!.extensions.code]).toEqual([1, 'SUBGRAPH_UNAVAILABLE'])
  })

  it('is asked, with the secret, whether it is ready', async () => {
    await expect(router.ready()).resolves.toBeUndefined()
    expect(heard.headers['x-router-secret']).toBe('between us')
  })
})
