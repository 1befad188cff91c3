import { GraphQLError } from 'graphql'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { data, type Erp, newId, type Office, office, openErp, some } from '../support/erp.ts'
import { counter, line, refused } from '../support/invoices.ts'
import { dealOf } from '../support/owners.ts'

/** The ERP beside owners that are not always there, nor always right. */

let erp: Erp
let shop: Office
let bookkeeper: string
const { create, update, post, importAll, counts, project } = counter(() => ({ erp, shop, bookkeeper }))

beforeAll(async () => {
  erp = await openErp()
})
afterAll(() => erp.close())
beforeEach(async () => {
  shop = office()
  bookkeeper = await shop.as('ACCOUNTANT')
  erp.others.asked.length = 0
})
afterEach(() => {
  vi.useRealTimers()
  erp.others.instead = null
  erp.others.missing.clear()
  expect(erp.troubles.splice(0)).toEqual([])
})

const row = (id: string, more: object = {}) => ({
  externalReference: { source: 'shop', id },
  customerId: some('cust'),
  issueDate: '2026-03-10',
  lines: [line()],
  ...more,
})
const questions = () => erp.others.asked.map(({ owner, ids }) => [owner, ids])
const missing = (prefix: 'cust' | 'deal') => {
  const id = some(prefix)
  erp.others.missing.add(id)
  return id
}
const RECEIVE = `mutation ($input: ReceivePaymentInput!) { receivePayment(input: $input) { payment { id } userErrors { code path } } }`
const payment = (more: object = {}) => ({
  ...{ idempotencyKey: newId(), customerId: some('cust'), amount: { amount: '5', currency: 'EUR' } },
  ...{ receivedOn: '2026-03-10', method: 'CARD', ...more },
})
const receive = async (input: object) => (await data(erp.subgraph, bookkeeper, RECEIVE, { input })).receivePayment

describe('what an invoice refers to', () => {
  it('is asked of its owner as whoever asks, in one go, and refused in its place', async () => {
    const [customerId, dealId] = [missing('cust'), missing('deal')]
    expect(await create({ customerId, dealId })).toEqual({
      invoice: null,
      userErrors: [
        { code: 'CUSTOMER_NOT_FOUND', path: ['customerId'] },
        { code: 'DEAL_NOT_FOUND', path: ['dealId'] },
      ],
    })
    expect(questions()).toEqual([['crm', [customerId, dealId]]])
    const { envelope } = erp.others.asked[0]!
    expect([envelope.authorization, envelope.requestId, envelope.toll]).toEqual([bookkeeper, 'test', undefined])
    expect(await counts()).toEqual({ invoices: 0, entries: 0 })
  })

  it('is of one customer', async () => {
    const [ours, theirs] = [some('cust'), some('cust')]
    const dealId = dealOf(theirs)
    expect(await create({ customerId: ours, dealId })).toEqual(refused('DEAL_OF_ANOTHER_CUSTOMER', ['dealId']))
    const { invoice } = await create({ customerId: theirs, dealId })
    const change = { id: invoice.id, expectedVersion: 1 }
    expect(await update({ ...change, customerId: ours })).toEqual(refused('DEAL_OF_ANOTHER_CUSTOMER', ['customerId']))
    expect(await update({ ...change, dealId: dealOf(ours) })).toEqual(refused('DEAL_OF_ANOTHER_CUSTOMER', ['dealId']))
    const moved = await update({ ...change, customerId: ours, dealId: dealOf(ours) })
    expect([moved.userErrors, moved.invoice.customer.id]).toEqual([[], ours])
  })

  it('is asked for once for a while by one token, and by each other token again', async () => {
    const customerId = some('cust')
    await create({ customerId })
    await create({ customerId })
    expect(questions()).toEqual([['crm', [customerId]]])
    await create({ customerId }, await shop.as('ACCOUNTANT'))
    await create({ customerId }, await office().as('ACCOUNTANT'))
    expect(questions()).toHaveLength(3)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_001 })
    await create({ customerId })
    expect(questions()).toHaveLength(4)
  })

  it('is asked for again where it was not there', async () => {
    const customerId = missing('cust')
    expect(await create({ customerId })).toEqual(refused('CUSTOMER_NOT_FOUND', ['customerId']))
    erp.others.missing.clear()
    expect((await create({ customerId })).userErrors).toEqual([])
  })

  it('is not asked for where it stays as it is', async () => {
    const customerId = some('cust')
    const dealId = dealOf(customerId)
    const { invoice } = await create({ customerId, dealId, lines: [line()] })
    bookkeeper = await shop.as('ACCOUNTANT')
    erp.others.asked.length = 0
    erp.others.instead = async () => ({ data: null })
    const kept = { customerId, dealId, dueDate: '2099-01-01' }
    expect((await update({ id: invoice.id, expectedVersion: 1, ...kept })).userErrors).toEqual([])
    expect((await update({ id: invoice.id, expectedVersion: 2, dealId: null })).userErrors).toEqual([])
    expect((await post(invoice.id)).invoice.state).toBe('POSTED')
    expect(questions()).toEqual([])
  })

  it('is refused to whoever may not know of it, there or not, and nobody is asked', async () => {
    const narrow = await shop.as('ACCOUNTANT', { scope: 'invoice:write invoice:read deal:read' })
    for (const customerId of [some('cust'), missing('cust')]) {
      expect(await create({ customerId }, narrow)).toEqual(refused('FORBIDDEN', ['customerId']))
    }
    expect(questions()).toEqual([])
  })
})

describe('an import', () => {
  it('asks each owner once, however many rows, and a bad row fails alone', async () => {
    const customers = Array.from({ length: 40 }, () => some('cust'))
    const rows = customers.flatMap((customerId, n) => [
      row(`a${n}`, { customerId, dealId: dealOf(customerId) }),
      row(`b${n}`, { customerId }),
    ])
    rows[3] = row('b1', { customerId: missing('cust') })
    rows[4] = row('a2', { customerId: customers[2], dealId: dealOf(customers[5]!) })
    const report = await importAll(rows)
    expect(report).toMatchObject({ created: 78, failed: 2, userErrors: [] })
    expect([report.rows[3].userErrors, report.rows[4].userErrors]).toEqual([
      [{ code: 'CUSTOMER_NOT_FOUND', path: ['rows', '3', 'customerId'] }],
      [{ code: 'DEAL_OF_ANOTHER_CUSTOMER', path: ['rows', '4', 'dealId'] }],
    ])
    expect(erp.others.asked).toHaveLength(1)
    expect(new Set(erp.others.asked[0]!.ids).size).toBe(erp.others.asked[0]!.ids.length)
  })

  it('of a thousand rows asks in parts that an owner takes', async () => {
    const report = await importAll(Array.from({ length: 1_000 }, (_, n) => row(`${n}`)))
    expect(report.created).toBe(1_000)
    expect(erp.others.asked.map(({ ids }) => ids.length)).toEqual([500, 500])
  })

  it('in which no row refers to what is there writes nothing', async () => {
    const report = await importAll([row('a', { customerId: missing('cust') })])
    expect(report).toMatchObject({ failed: 1, created: 0 })
    expect(await counts()).toEqual({ invoices: 0, entries: 0 })
  })

  it('is all or nothing where that was wanted', async () => {
    const report = await importAll([row('a'), row('b', { customerId: missing('cust') })], { atomic: true })
    expect(report.rows.map(({ userErrors: [error] }: { userErrors: { code: string }[] }) => error!.code)).toEqual([
      'ROLLED_BACK',
      'CUSTOMER_NOT_FOUND',
    ])
    expect(await counts()).toEqual({ invoices: 0, entries: 0 })
  })
})

describe('a change that was made before', () => {
  it('is answered from its record, though its owner does not answer or says something else now', async () => {
    const input = payment()
    const first = await receive(input)
    expect(first.userErrors).toEqual([])
    const rows = [row('a'), row('b')]
    const idempotencyKey = newId()
    const imported = await importAll(rows, { idempotencyKey })

    bookkeeper = await shop.as('ACCOUNTANT')
    erp.others.asked.length = 0
    erp.others.instead = async () => ({ data: null })
    expect(await receive(input)).toEqual(first)
    expect(await importAll(rows, { idempotencyKey })).toEqual(imported)
    expect((await receive({ ...input, method: 'CASH' })).userErrors).toEqual([
      { code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] },
    ])
    expect(questions()).toEqual([])
  })

  it('leaves its key unused where it was refused', async () => {
    const input = payment({ customerId: missing('cust') })
    expect((await receive(input)).userErrors).toEqual([{ code: 'CUSTOMER_NOT_FOUND', path: ['customerId'] }])
    erp.others.missing.clear()
    expect((await receive(input)).userErrors).toEqual([])
  })
})

const other = { __typename: 'Customer', id: some('cust') }

describe.each<[string, NonNullable<Erp['others']['instead']>, RegExp]>([
  ['rejects', async () => Promise.reject(new Error('ECONNREFUSED')), /ECONNREFUSED/],
  ['does not know who asks', async () => Promise.reject(new Error('The token is not accepted.')), /not accepted/],
  ['is throttled', async () => ({ errors: [new GraphQLError('Slower.')] }), /answers with an error/],
  [
    'has trouble of its own',
    async ({ data: answered }) => ({ data: answered!, errors: [new GraphQLError('Oh.')] }),
    /an error/,
  ],
  ['answers nothing', async () => ({ data: null }), /not answer what it was asked/],
  ['answers too little', async () => ({ data: { _entities: [] } }), /not answer what it was asked/],
  ['answers another', async () => ({ data: { _entities: [other] } }), /not answer what it was asked/],
  ['answers no entity', async () => ({ data: { _entities: [true] } }), /not answer what it was asked/],
  ['answers no list', async () => ({ data: { _entities: { length: 1 } } }), /not answer what it was asked/],
])('an owner that %s', (_, instead, told) => {
  it('leaves the reference unverified: nothing is written, the log hears why, and the next attempt is a new one', async () => {
    erp.others.instead = instead
    const input = payment()
    expect(await create({})).toEqual(refused('REFERENCE_UNVERIFIED', ['customerId']))
    expect((await receive(input)).userErrors).toEqual([{ code: 'REFERENCE_UNVERIFIED', path: ['customerId'] }])
    const report = await importAll([row('a')])
    expect(report).toEqual({
      ...{ rows: [], created: 0, updated: 0, unchanged: 0, failed: 0 },
      userErrors: [{ code: 'REFERENCE_UNVERIFIED', path: ['rows', '0', 'customerId'] }],
    })
    expect(erp.troubles.splice(0).map(String)).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(told)))
    expect(await counts()).toEqual({ invoices: 0, entries: 0 })
    erp.others.instead = null
    expect((await receive(input)).userErrors).toEqual([])
  })
})

it('an owner that answers a deal without its customer leaves it unverified', async () => {
  const customerId = some('cust')
  await create({ customerId })
  erp.others.instead = async ({ data: answered }) => ({
    data: { _entities: (answered!._entities as object[]).map((entity) => ({ ...entity, customer: null })) },
  })
  expect(await create({ customerId, dealId: dealOf(customerId) })).toEqual(refused('REFERENCE_UNVERIFIED', ['dealId']))
  expect(erp.troubles.splice(0)).toHaveLength(1)
})

it('an owner that is silent is given up after three seconds, and told so', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const waiting = Promise.withResolvers<AbortSignal>()
  erp.others.instead = (_, __, { signal }) => {
    waiting.resolve(signal!)
    return new Promise(() => {})
  }
  const answer = create({})
  const signal = await waiting.promise
  await vi.advanceTimersByTimeAsync(2_999)
  expect(signal.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(signal.aborted).toBe(true)
  vi.useRealTimers()
  expect(await answer).toEqual(refused('REFERENCE_UNVERIFIED', ['customerId']))
  expect(erp.troubles.splice(0).map(String)).toEqual([expect.stringMatching(/crm gives no answer within 3000 ms/)])
})

it('no transaction is open while an owner is asked', async () => {
  const open = () =>
    erp.as('owner', shop.organizationId, async (sql) => {
      const [found] = await sql`select count(*)::int as count from pg_stat_activity
        where application_name = 'kopru-erp' and datname = current_database() and state <> 'idle'`
      return found!.count
    })
  const seen: number[] = []
  erp.others.instead = async (result) => {
    seen.push(await open())
    return result
  }
  expect((await receive(payment())).userErrors).toEqual([])
  expect((await importAll([row('a')])).created).toBe(1)
  expect(await project(some('cust'))).toMatch(/^proj_/)
  expect(seen).toEqual([0, 0, 0])
})

it('a change whose client has left goes on to its end', async () => {
  const gone = new AbortController()
  erp.others.instead = async (result) => {
    gone.abort()
    return result
  }
  const query = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { userErrors { code } } }`
  const variables = { input: { customerId: some('cust'), lines: [line()] } }
  await erp.subgraph.execute(
    { query, variables },
    { authorization: bookkeeper, requestId: 'gone', signal: gone.signal },
  )
  expect(await counts()).toEqual({ invoices: 1, entries: 0 })
})
