import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLES } from '../../platform/places.ts'
import { readExamples } from '../../router/examples.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { broken } from '../erp/invariants.ts'
import { type BothWays, direct, OWNER, openBothWays } from './both-ways.ts'
import { corpus } from './corpus.ts'
import { ROUTER_SECRET, settings, startPart } from './parts.ts'
import { done, eur, textOf } from './story.ts'

let ways: BothWays

beforeAll(async () => {
  ways = await openBothWays()
})

afterAll(async () => {
  expect(await ways.close()).toEqual([0, 0, 0, 0])
  const { identity, crm, erp } = ways.parts
  expect([identity, crm, erp].flatMap(({ troubles }) => troubles)).toEqual([])
  expect(ways.graph.troubles).toEqual([])
})

const SUBGRAPHS = ['identity', 'crm', 'erp'] as const

const NAME = `mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) {
  customer { id name version receivable { outstanding { amount } } owner { name } } userErrors { code message path } } }`
const RECEIVE = textOf('receivePayment', 'payment { id number journalEntry { number hash } customer { name } }')

const payment = (amount: string) => ({
  ...{ idempotencyKey: newId(), customerId: ways.story.customerId, amount: eur(amount) },
  ...{ receivedOn: '2024-06-03', method: 'CARD' },
  applications: [{ invoiceId: ways.story.laterInvoiceId, amount: eur(amount) }],
})

describe('every part in its own process', () => {
  it('answers as all of them do in one', async () => {
    const requests = await corpus(ways.story)
    const statuses: Record<number, number> = {}
    for (const request of requests) {
      const [alone, together] = [
        await ways.send(ways.parts.router.url, request),
        await ways.send(ways.embeddedUrl, request),
      ]
      expect({ request: request.name, ...alone }).toEqual({ request: request.name, ...together })
      if (request.name.startsWith('the example')) expect(alone.answer.errors).toBeUndefined()
      statuses[alone.status] = (statuses[alone.status] ?? 0) + 1
    }
    // Were everything refused, that would be the same in both, too.
    expect(statuses).toEqual({ 200: requests.length - 10, 400: 4, 401: 3, 405: 1, 406: 1, 415: 1 })
  })

  it('changes what is everybody’s, and says the same of it again', async () => {
    const change = { id: ways.story.customerId, expectedVersion: 1, name: 'Ege Lojistik ve Depolama A.Ş.' }
    expect(await ways.asked(ways.parts.router.url, NAME, { input: change })).toEqual({
      data: {
        updateCustomer: {
          customer: {
            ...{ id: ways.story.customerId, name: change.name, version: 2 },
            ...{ receivable: { outstanding: { amount: '1481.24' } }, owner: { name: 'Deniz Aksoy' } },
          },
          userErrors: [],
        },
      },
    })
    const stale = await ways.asked(ways.embeddedUrl, NAME, { input: change })
    expect(stale.data.updateCustomer.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }])

    const input = payment('100')
    const first = await ways.asked(ways.parts.router.url, RECEIVE, { input })
    expect(first.data.receivePayment).toEqual({
      payment: {
        ...{ id: expect.stringMatching(/^pay_/), number: expect.stringMatching(/^REC-2024-\d{5}$/) },
        journalEntry: { number: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
        customer: { name: change.name },
      },
      userErrors: [],
    })
    expect(await ways.asked(ways.embeddedUrl, RECEIVE, { input })).toEqual(first)
  })

  it('lets in whoever signs in, at once and everywhere', async () => {
    const input = { email: OWNER.email, password: OWNER.password }
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token userErrors { code } } }'
    const { data } = await ways.asked(ways.parts.router.url, query, { input }, 'nobody')
    const session = `Bearer ${data.signIn.token}`
    for (const name of SUBGRAPHS) expect((await direct(ways.parts[name], session, ROUTER_SECRET)).status).toBe(200)
    const response = await fetch(`${ways.parts.router.url}/graphql?query={me{name}}`, {
      headers: { authorization: session },
    })
    expect((await response.json()).data).toEqual({ me: { name: 'Deniz Aksoy' } })
  })

  it('takes 64 payments at once through two routers: the 400 that are left are paid four times 100', async () => {
    const urls = [ways.parts.router.url, ways.embeddedUrl]
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) => ways.asked(urls[index % 2]!, RECEIVE, { input: payment('100') })),
    )
    const codes = answers.flatMap(({ data }) =>
      data.receivePayment.userErrors.map(({ code }: { code: string }) => code),
    )
    expect(codes).toEqual(Array.from({ length: 60 }, () => 'EXCEEDS_OUTSTANDING'))
    const { data } = await ways.asked(
      ways.parts.router.url,
      'query ($id: ID!) { invoice(id: $id) { outstanding { amount } } }',
      {
        id: ways.story.laterInvoiceId,
      },
    )
    expect(data.invoice.outstanding.amount).toBe('0.00')
    const found = await ways.graph.inside('erp', ways.studio.organizationId, broken)
    // The studio's payments were not asked for one by one: no keys stand for them.
    expect(Object.keys(found).filter((invariant) => !invariant.startsWith('I9 '))).toEqual([])
  })
})

describe('a subgraph that somebody else than the router reaches', () => {
  const SDL = '{ _service { sdl } }'

  it.each(SUBGRAPHS)('refuses: %s', async (name) => {
    for (const secret of [undefined, '', 'guessed by somebody']) {
      const refused = await direct(ways.parts[name], ways.studio.owner, secret, SDL)
      expect([refused.status, await refused.json()]).toEqual([
        403,
        { errors: [{ message: 'This door is for the router.', extensions: { code: 'FORBIDDEN' } }] },
      ])
    }
    const anonymous = await direct(ways.parts[name], undefined, ROUTER_SECRET, SDL)
    expect([anonymous.status, (await anonymous.json()).errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED'])
    const known = await direct(ways.parts[name], ways.studio.owner, ROUTER_SECRET, SDL)
    expect([known.status, (await known.json()).data._service.sdl.length > 1_000]).toEqual([200, true])
  })

  it('keeps the state of tokens to our own processes, and shows everybody the public keys', async () => {
    const { url } = ways.parts.identity
    expect((await fetch(`${url}/auth/state`)).status).toBe(403)
    expect((await fetch(`${url}/auth/state`, { headers: { 'x-router-secret': 'guessed' } })).status).toBe(403)
    const { keys } = await (await fetch(`${url}/.well-known/jwks.json`)).json()
    expect(Object.keys(keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  })
})

describe('a revoked API token', () => {
  const doors: [string, (authorization: string) => Promise<Response>][] = [
    ...SUBGRAPHS.map((name): (typeof doors)[number] => [
      name,
      (token) => direct(ways.parts[name], token, ROUTER_SECRET),
    ]),
    ['router', (token) => direct(ways.parts.router, token, undefined)],
    ['the graph in one process', (token) => direct({ url: ways.embeddedUrl }, token, undefined)],
  ]

  it('opens nothing any more within 5 s, at any door', async () => {
    const { id, authorization } = await ways.apiToken(['customer:read', 'invoice:read'])
    for (const [name, enter] of doors) expect([name, (await enter(authorization)).status]).toEqual([name, 200])

    const revoke = `mutation { revokeApiToken(input: { id: "${id}" }) { apiToken { status } userErrors { code } } }`
    const { data } = await ways.asked(ways.parts.router.url, revoke)
    expect(data.revokeApiToken).toEqual({ apiToken: { status: 'REVOKED' }, userErrors: [] })
    const revoked = performance.now()
    expect((await direct(ways.parts.identity, authorization, ROUTER_SECRET)).status).toBe(401)
    const closed = await Promise.all(
      doors.map(async ([name, enter]) => {
        while ((await enter(authorization)).status !== 401 && performance.now() - revoked < 10_000) await sleep(50)
        return { name, after: performance.now() - revoked }
      }),
    )
    expect(closed.filter(({ after }) => after > 5_000)).toEqual([])
    // No door opens again.
    for (const [name, enter] of doors) expect([name, (await enter(authorization)).status]).toEqual([name, 401])
    expect((await direct(ways.parts.crm, ways.studio.owner, ROUTER_SECRET)).status).toBe(200)
  })
})

describe('with the ERP killed', () => {
  const UNAVAILABLE = { code: 'SUBGRAPH_UNAVAILABLE', service: 'erp' }
  const message = 'The service behind this field (erp) does not answer at the moment.'
  let whole: { data: unknown }
  let port: string

  beforeAll(async () => {
    whole = await example()
    port = new URL(ways.parts.erp.url).port
    await ways.parts.erp.end('SIGKILL')
  })

  const example = async () => {
    const [{ query } = { query: '' }] = await readExamples(EXAMPLES)
    return ways.asked(ways.parts.router.url, query, { first: 3 })
  }
  const FIELDS = ['receivable', 'invoices', 'collected', 'project']

  it('answers the CRM’s half, and says where the other is missing', async () => {
    const { data, errors } = await example()
    expect(data).toEqual(without(whole.data, FIELDS))
    expect(data.customers.nodes).toHaveLength(3)
    const missing = pathsOf(data, FIELDS)
    expect(missing.length).toBeGreaterThan(6 + 2)
    expect(errors.map(({ path }: { path: unknown[] }) => path.join('.')).sort()).toEqual(missing.sort())
    expect(errors.map(({ path: _, ...error }: { path: unknown }) => error)).toEqual(
      errors.map(() => ({ message, extensions: UNAVAILABLE })),
    )
  })

  it('answers what needs no ERP as ever, and nothing else', async () => {
    expect(await ways.asked(ways.parts.router.url, '{ me { name } pipelines { name } }')).toEqual({
      data: { me: { name: 'Deniz Aksoy' }, pipelines: [{ name: 'Sales' }] },
    })
    expect(await ways.asked(ways.parts.router.url, '{ me { name } invoice(id: "inv_x") { number } }')).toEqual({
      data: { me: { name: 'Deniz Aksoy' }, invoice: null },
      errors: [{ message, path: ['invoice'], extensions: UNAVAILABLE }],
    })
    expect(await ways.asked(ways.parts.router.url, RECEIVE, { input: payment('1') })).toEqual({
      data: { receivePayment: null },
      errors: [{ message, path: ['receivePayment'], extensions: UNAVAILABLE }],
    })
  })

  it('is not ready, but alive', async () => {
    expect((await fetch(`${ways.parts.router.url}/health/ready`)).status).toBe(503)
    expect((await fetch(`${ways.parts.router.url}/health/live`)).status).toBe(200)
    expect((await fetch(`${ways.parts.crm.url}/health/ready`)).status).toBe(200)
  })

  it('is whole again when the ERP is back', async () => {
    const { identity, crm } = ways.parts
    const known = { SUBGRAPH_URL_IDENTITY: identity.url, SUBGRAPH_URL_CRM: crm.url, PORT: port }
    ways.parts.erp = await startPart('erp', { ...settings(ways.graph, 'erp'), ...known })
    expect(await example()).toEqual(whole)
    expect((await fetch(`${ways.parts.router.url}/health/ready`)).status).toBe(200)
  })
})

describe('with the CRM killed', () => {
  const CREATE = textOf('createInvoice', 'invoice { id }')
  const PAID = textOf('receivePayment', 'payment { id number }')
  const count = async () =>
    (await ways.asked(ways.parts.router.url, '{ invoices { totalCount } }')).data.invoices.totalCount
  const create = async (input: object) =>
    (await ways.asked(ways.parts.router.url, CREATE, { input })).data.createInvoice
  let paid: object
  let customerId: string
  let foreign: string
  let first: unknown
  let before: number
  let port: string

  beforeAll(async () => {
    const { owner } = await ways.graph.found({ name: 'Another' })
    const made = async (by: string) =>
      (await done(ways.graph.router, by, 'createCustomer', 'customer { id }', { name: 'New' })).customer.id
    customerId = await made(ways.studio.owner)
    foreign = await made(owner)
    paid = { ...payment('0.01'), applications: [] }
    first = await ways.asked(ways.parts.router.url, PAID, { input: paid })
    before = await count()
    port = new URL(ways.parts.crm.url).port
    await ways.parts.crm.end('SIGKILL')
  })

  it('takes no invoice to a customer whom the ERP never asked for, and writes nothing', async () => {
    for (const id of [customerId, foreign]) {
      expect(await create({ customerId: id })).toEqual({
        invoice: null,
        userErrors: [
          {
            code: 'REFERENCE_UNVERIFIED',
            message: expect.stringContaining('crm does not answer'),
            path: ['customerId'],
          },
        ],
      })
    }
    expect(await count()).toBe(before)
    expect(ways.parts.erp.troubles.splice(0)).toMatchObject([{ msg: 'a request failed' }, { msg: 'a request failed' }])
  })

  it('says again what was done before', async () => {
    expect(await ways.asked(ways.parts.router.url, PAID, { input: paid })).toEqual(first)
  })

  it('takes it when the CRM is back, and none to another organisation’s', async () => {
    const known = { SUBGRAPH_URL_IDENTITY: ways.parts.identity.url, PORT: port }
    ways.parts.crm = await startPart('crm', { ...settings(ways.graph, 'crm'), ...known })
    expect((await create({ customerId })).userErrors).toEqual([])
    expect((await create({ customerId: foreign })).userErrors).toMatchObject([{ code: 'CUSTOMER_NOT_FOUND' }])
  })
})

describe('asked to stop', () => {
  // Identity last, as the others go on asking it what is void.
  it.each([
    [['router', 'crm', 'erp'] as const, /timeout=(5|72)\r/],
    [['identity'] as const, /timeout=5\r/],
  ])('%j hear out connections that idle, and tell them that this was the last answer', async (names, told) => {
    const parts = names.map((name) => ways.parts[name])
    const lines = await Promise.all(parts.map(({ url }) => openLine(url)))
    for (const line of lines) {
      const answer = await line.ask()
      expect(answer).toMatch(/^HTTP\/1.1 200 .*connection: keep-alive/is)
      expect(answer).toMatch(told)
    }
    const ended = Promise.all(parts.map((part) => part.end()))
    await sleep(1_000)
    for (const line of lines) expect(await line.ask()).toMatch(/^HTTP\/1.1 200 .*connection: close/is)
    expect(await ended).toEqual(names.map(() => 0))
  })
})

/** A connection that stays open between requests, whatever its server says of how long it may. */
async function openLine(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  return {
    ask: async () => {
      socket.write('GET /health/live HTTP/1.1\r\nhost: kopru\r\n\r\n')
      const [answer] = await once(socket, 'data')
      return String(answer)
    },
  }
}

/** The same with null in the place of those fields. */
const without = (value: unknown, fields: readonly string[]): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (fields.includes(key) ? null : inner)))

/** Where those fields are, as in `customers.nodes.0.invoices`. */
function pathsOf(value: unknown, fields: readonly string[], path: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    fields.includes(key) ? [[...path, key].join('.')] : pathsOf(inner, fields, [...path, key]),
  )
}
