import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLES } from '../../platform/places.ts'
import { apolloRouter } from '../../router/apollo-router.ts'
import { readExamples } from '../../router/examples.ts'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { type BothWays, openBothWays } from '../supergraph/both-ways.ts'
import type { Request } from '../supergraph/corpus.ts'
import { ROUTER_SECRET } from '../supergraph/parts.ts'
import { eur, textOf } from '../supergraph/story.ts'

const binary = present()

/** The binary is nobody's dependency: where it is not, this is said, and nothing is compared. */
function present(): string | undefined {
  try {
    return apolloRouter(process.env)
  } catch (error) {
    console.warn(`\nNOT COMPARED: the embedded router with the Apollo Router. ${(error as Error).message}\n`)
    return undefined
  }
}

const examples = await readExamples(EXAMPLES)

describe.skipIf(!binary)('the Apollo Router on the same graph', { timeout: 120_000 }, () => {
  let ways: BothWays
  let apollo: { url: string; process: ChildProcess }

  beforeAll(async () => {
    ways = await openBothWays()
    apollo = await startApollo(binary!, ways)
  }, 180_000)
  afterAll(async () => {
    apollo?.process.kill('SIGTERM')
    await ways?.close()
  })

  const both = async (request: Omit<Request, 'name'>) => {
    const theirs = await ways.send(apollo.url, request)
    const ours = await ways.send(ways.parts.router.url, request)
    return { theirs, ours }
  }

  it.each(examples.filter(({ query }) => !/^mutation/m.test(query)))(
    'answers the example “$title” with the same data',
    async ({ query, variables }) => {
      const asked = { query, variables: { ...variables, ...(variables?.search !== undefined && { search: 'ege' }) } }
      const { theirs, ours } = await both({ body: asked })
      expect(ours.answer.errors).toBeUndefined()
      expect(theirs).toMatchObject({ status: 200, answer: ours.answer })
      expect(theirs.answer).toEqual(ours.answer)
    },
  )

  it.each(examples.filter(({ query }) => /^mutation/m.test(query)))(
    'does what the example “$title” asks for, on something new for each',
    async ({ query }) => {
      const [theirs, ours] = [
        await ways.send(apollo.url, { body: { query, variables: { input: await fresh(ways, query) } } }),
        await ways.send(ways.parts.router.url, { body: { query, variables: { input: await fresh(ways, query) } } }),
      ]
      expect(ours.answer.errors).toBeUndefined()
      expect([theirs.status, alike(theirs.answer)]).toEqual([ours.status, alike(ours.answer)])
    },
  )

  it('gives the first answer again to a key that was used through the other', async () => {
    const input = { ...(await fresh(ways, 'receivePayment')), idempotencyKey: newId() }
    const body = { query: textOf('receivePayment', 'payment { id number }'), variables: { input } }
    const { theirs, ours } = await both({ body })
    expect(theirs.answer).toEqual(ours.answer)
    expect(theirs.answer.data.receivePayment.payment.number).toMatch(/^REC-/)
  })

  it.each<[string, Omit<Request, 'name'>]>([
    ['an id that is none', { body: { query: '{ customer(id: "nonsense") { name } node(id: "nonsense") { id } }' } }],
    ['somebody unknown', { body: { query: `{ customer(id: "${encodeId('cust', newId())}") { name } }` } }],
    [
      'a field that is forbidden',
      { as: 'dashboard', body: { query: '{ invoices { totalCount } trialBalance { account { code } } }' } },
    ],
    [
      'a mutation that is forbidden',
      {
        as: 'viewer',
        body: { query: textOf('createCustomer', 'customer { id }'), variables: { input: { name: 'No' } } },
      },
    ],
    [
      'a refusal',
      {
        body: {
          query: textOf('postInvoice', 'invoice { id }'),
          variables: { input: { id: encodeId('inv', newId()), idempotencyKey: newId() } },
        },
      },
    ],
    ['a cursor that is none', { body: { query: '{ customers(after: "nonsense") { totalCount } }' } }],
  ])('says of %s the same, with the same codes at the same paths', async (_, request) => {
    const { theirs, ours } = await both(request)
    expect({ status: theirs.status, data: theirs.answer.data, errors: told(theirs.answer) }).toEqual({
      status: ours.status,
      data: ours.answer.data,
      errors: told(ours.answer),
    })
  })

  it.each([
    ['an unknown field', '{ me { name nme } }', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
    ['a syntax error', '{ me { name }', 'PARSING_ERROR', 'GRAPHQL_PARSE_FAILED'],
    [
      'a missing variable',
      'query ($id: ID!) { customer(id: $id) { name } }',
      'VALIDATION_INVALID_TYPE_VARIABLE',
      'BAD_USER_INPUT',
    ],
  ])('refuses %s as ours does, each with its own code', async (_, query, theirCode, ourCode) => {
    // Ours says 400 to clients that understand the answer's own media type, and 200 to others, as GraphQL over HTTP has it.
    const headers = { accept: 'application/graphql-response+json' }
    const theirs = await ways.send(apollo.url, { body: { query } })
    const ours = await ways.send(ways.parts.router.url, { body: { query }, headers })
    expect([theirs.status, theirs.answer.data, told(theirs.answer).map(({ code }) => code)]).toEqual([
      ...[400, undefined, [theirCode]],
    ])
    expect([ours.status, ours.answer.data, told(ours.answer).map(({ code }) => code)]).toEqual([
      ...[400, undefined, [ourCode]],
    ])
  })

  // Only the subgraphs know who is asking; the Apollo Router passes on what each of them says, and its status stays 200.
  it.each(['nobody', 'somebody'] as const)('lets in %s no more than ours does', async (as) => {
    const { theirs, ours } = await both({ as, body: { query: '{ me { name } customers { totalCount } }' } })
    expect([ours.status, ours.answer.data, told(ours.answer).map(({ code }) => code)]).toEqual([
      ...[401, undefined, ['UNAUTHENTICATED']],
    ])
    expect([theirs.status, theirs.answer.data]).toEqual([200, null])
    const said = told(theirs.answer)
    expect(said.filter(({ code }) => code !== 'SUBREQUEST_HTTP_ERROR')).toEqual(
      ['crm', 'identity'].map(() => ({ ...told(ours.answer)[0]! })),
    )
  })

  it('answers the rest when a subgraph is away, and says where something is missing', async () => {
    await ways.parts.erp.end('SIGKILL')
    const query = '{ me { name } customers(first: 2) { nodes { name receivable { outstanding { amount } } } } }'
    const { theirs, ours } = await both({ body: { query } })
    expect([theirs.status, theirs.answer.data]).toEqual([200, ours.answer.data])
    expect(ours.answer.data.customers.nodes.map(({ receivable }: { receivable: unknown }) => receivable)).toEqual([
      ...[null, null],
    ])
    const where = (errors: { path: unknown[]; extensions: object }[]) =>
      errors.map(({ path, extensions }) => ({ path: path.join('.'), ...extensions }))
    const service = 'erp'
    // Theirs names the object that could not be completed, ours the field.
    expect(where(theirs.answer.errors)).toEqual(
      [0, 1].map((index) => ({ path: `customers.nodes.${index}`, code: 'SUBREQUEST_HTTP_ERROR', service })),
    )
    expect(where(ours.answer.errors)).toEqual(
      [0, 1].map((index) => ({ path: `customers.nodes.${index}.receivable`, code: 'SUBGRAPH_UNAVAILABLE', service })),
    )
    expect(JSON.stringify(theirs.answer)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/)
  })
})

/** The binary with our settings, before the same processes as our own router. */
async function startApollo(program: string, { parts }: BothWays) {
  const [port, health] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const start = fileURLToPath(new URL('../../router/apollo-router.ts', import.meta.url))
  const child = spawn(process.execPath, [start], {
    env: {
      ...{ PATH: process.env.PATH, APOLLO_ROUTER_BIN: program, PORT: String(port), ROUTER_SECRET },
      ROUTER_HEALTH_LISTEN: `127.0.0.1:${health}`,
      SUBGRAPH_URL_IDENTITY: parts.identity.url,
      SUBGRAPH_URL_CRM: parts.crm.url,
      SUBGRAPH_URL_ERP: parts.erp.url,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      words = (words + chunk).slice(-4_000)
    })
  }
  for (const deadline = Date.now() + 90_000; Date.now() < deadline; await sleep(100)) {
    if (child.exitCode !== null) throw new Error(`The Apollo Router ended with ${child.exitCode}: ${words}`)
    const ready = await fetch(`http://127.0.0.1:${health}/health?ready`).catch(() => null)
    if (ready?.ok) return { url, process: child }
  }
  throw new Error(`The Apollo Router is not ready: ${words}`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

/** What the mutation of an example needs, made for it alone. */
async function fresh({ parts, story, asked }: BothWays, query: string): Promise<object> {
  const { customerId } = story
  const draft = { customerId, lines: [{ description: 'Work', quantity: '2', unitPrice: '50' }] }
  const { data } = await asked(parts.router.url, textOf('createInvoice', 'invoice { id }'), { input: draft })
  const { id } = data.createInvoice.invoice
  if (query.includes('postInvoice')) return { id, idempotencyKey: newId() }
  const input = { id, idempotencyKey: newId() }
  const posted = await asked(parts.router.url, textOf('postInvoice', 'invoice { issueDate }'), { input })
  const { issueDate } = posted.data.postInvoice.invoice
  return {
    ...{ customerId, amount: eur('100'), receivedOn: issueDate, method: 'CARD', idempotencyKey: newId() },
    applications: [{ invoiceId: id, amount: eur('100') }],
  }
}

/** Without what two things of the same kind never share: ids, numbers, hashes and moments. */
const alike = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value) =>
      /^(id|number|hash|previousHash|postedAt|sequence|reference)$/.test(key) ? typeof value : value,
    ),
  )

/** Errors by path and code, in any order; the words are our subgraphs' own. */
const told = ({ errors = [] }: { errors?: { message: string; path?: unknown[]; extensions?: { code?: string } }[] }) =>
  errors
    .map(({ message, path = [], extensions }) => ({ message, path: path.join('.'), code: extensions?.code }))
    .sort((a, b) => (a.path + a.code < b.path + b.code ? -1 : 1))
