import { describe, expect, it } from 'vitest'
import { ask, data, office, some } from '../support/erp.ts'
import { dealOf } from '../support/owners.ts'
import { ada, eur, openTill, row } from './till.ts'

const till = openTill()

describe('what a deal brought', () => {
  const COLLECTED = `query ($of: [_Any!]!, $currency: CurrencyCode) { _entities(representations: $of) { ... on Deal { id collected(currency: $currency) { amount currency } } } }`
  const collected = async (ids: readonly string[], currency?: string, as = till.bookkeeper) =>
    (await data(till.erp.subgraph, as, COLLECTED, { of: ids.map((id) => ({ __typename: 'Deal', id })), currency }))
      ._entities

  it('is what was applied to its invoices, in one currency', async () => {
    const dealId = dealOf(ada)
    const [first, second, dollars] = (await till.invoices([
      { dealId },
      { dealId },
      { dealId, currency: 'USD' },
      {},
    ])) as string[]
    await till.pay(first!, '100.50')
    await till.pay(second!, '20')
    await till.receive({ amount: eur('7', 'USD'), applications: [{ invoiceId: dollars, amount: eur('7', 'USD') }] })
    await till.receive({ amount: eur('999') })
    expect(await collected([dealId])).toEqual([{ id: dealId, collected: { amount: '120.50', currency: 'EUR' } }])
    expect(await collected([dealId], 'USD')).toEqual([{ id: dealId, collected: { amount: '7.00', currency: 'USD' } }])
    expect(await collected([dealId], 'JPY')).toEqual([{ id: dealId, collected: { amount: '0', currency: 'JPY' } }])
    const stranger = await office({ currency: 'TRY' }).as('OWNER')
    expect(await collected([dealId, 'nonsense'], undefined, stranger)).toEqual([
      { id: dealId, collected: { amount: '0.00', currency: 'TRY' } },
      { id: 'nonsense', collected: null },
    ])
  })

  it('takes one statement for all deals', async () => {
    const deals = Array.from({ length: 100 }, () => dealOf(ada))
    await till.invoices(deals.map((dealId) => ({ dealId })))
    for (const size of [5, 100]) {
      const cost = await till.cost(async () => expect(await collected(deals.slice(0, size))).toHaveLength(size))
      expect(cost).toBe(1)
    }
  })
})

describe('what a customer owes', () => {
  const OWED = /* GraphQL */ `
    query ($of: [_Any!]!) {
      _entities(representations: $of) { ... on Customer { receivable { outstanding { amount } unapplied { amount currency } } } }
      trialBalance { account { role } balance { amount currency } }
    }`
  const owed = (ids: readonly string[]) =>
    data(till.erp.subgraph, till.bookkeeper, OWED, {
      of: ids.map((id) => ({ __typename: 'Customer', id })),
    })

  it('ties to the receivables account: outstanding less unapplied, whatever happened', async () => {
    const invoiceId = await till.invoice()
    await till.pay(invoiceId, '300')
    const { payment } = await till.receive({ amount: eur('50') })
    await till.receive({ amount: eur('7', 'USD') })
    await till.receive({ amount: eur('9'), customerId: some('cust') })
    const stranger = some('cust')
    const answer = await owed([ada, stranger])
    expect(answer._entities).toEqual([
      { receivable: { outstanding: { amount: '700.00' }, unapplied: { amount: '50.00', currency: 'EUR' } } },
      { receivable: { outstanding: { amount: '0.00' }, unapplied: { amount: '0.00', currency: 'EUR' } } },
    ])
    expect(answer.trialBalance).toContainEqual({
      account: { role: 'RECEIVABLES' },
      balance: { amount: '641.00', currency: 'EUR' },
    })
    await till.apply({ paymentId: payment.id, invoiceId, amount: eur('50') })
    expect((await owed([ada]))._entities).toEqual([
      { receivable: { outstanding: { amount: '650.00' }, unapplied: { amount: '0.00', currency: 'EUR' } } },
    ])
  })

  it('withholds what was paid from those who may not read payments, and nothing else', async () => {
    await till.invoice()
    const scoped = await till.shop.as('OWNER', { scope: 'invoice:read' })
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { receivable { outstanding { amount } unapplied { amount } } } } }`
    const { data: answer, errors } = await ask(till.erp.subgraph, scoped, query, {
      of: [{ __typename: 'Customer', id: ada }],
    })
    expect(answer._entities).toEqual([{ receivable: { outstanding: { amount: '1000.00' }, unapplied: null } }])
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
  })
})

describe('invoices, payments and entries', () => {
  it('are found by their currency', async () => {
    await till.invoices([{}, { currency: 'USD' }])
    await till.receive({ amount: eur('7', 'USD') })
    const query = /* GraphQL */ `
      query ($currency: CurrencyFilter) {
        invoices(filter: { currency: $currency }) { totalCount }
        payments(filter: { currency: $currency }) { totalCount }
        journalEntries(filter: { currency: $currency }) { totalCount }
      }`
    const found = async (currency: object) => {
      const answer = await data(till.erp.subgraph, till.bookkeeper, query, { currency })
      return Object.values(answer as Record<string, { totalCount: number }>).map(({ totalCount }) => totalCount)
    }
    expect(await found({ eq: 'EUR' })).toEqual([1, 0, 1])
    expect(await found({ eq: 'USD' })).toEqual([1, 1, 2])
    expect(await found({ in: ['EUR', 'USD'] })).toEqual([2, 1, 3])
  })

  it('say when they were last changed: an invoice and a payment when one was applied to the other', async () => {
    const invoiceId = await till.invoice()
    const { payment } = await till.receive()
    const query =
      'query ($i: ID!, $p: ID!) { invoice(id: $i) { createdAt updatedAt } payment(id: $p) { createdAt updatedAt } }'
    const moments = () => data(till.erp.subgraph, till.bookkeeper, query, { i: invoiceId, p: payment.id })
    const before = await moments()
    expect(before.payment.updatedAt).toBe(before.payment.createdAt)
    await till.apply({ paymentId: payment.id, invoiceId, amount: eur('1') })
    const after = await moments()
    expect(after.invoice.createdAt).toBe(before.invoice.createdAt)
    expect(after.invoice.updatedAt > before.invoice.updatedAt).toBe(true)
    expect(after.payment.updatedAt).toBe(after.invoice.updatedAt)
  })
})

describe('from customer to cash', () => {
  it('costs as many statements for 100 customers as for 5', async () => {
    const customers = Array.from({ length: 100 }, () => some('cust'))
    const ids = await till.invoices(customers.flatMap((customerId) => [{ customerId }, { customerId }]))
    await till.importing({
      rows: ids.map((invoiceId, n) =>
        row(`${n}`, { customerId: customers[Math.floor(n / 2)], invoiceId, amount: eur('400') }),
      ),
    })
    const query = /* GraphQL */ `
      query ($of: [_Any!]!) {
        _entities(representations: $of) {
          ... on Customer {
            invoices { nodes { number lines { description } payments { amount { amount } payment { number } } journalEntry { lines { account { code } } } } }
            payments { totalCount nodes { number applications { invoice { number } } journalEntry { lines { account { code } } } } }
          }
        }
      }`
    const paid = [1, 2].map(() => ({ amount: { amount: '400.00' } }))
    for (const size of [5, 100]) {
      const of = customers.slice(0, size).map((id) => ({ __typename: 'Customer', id }))
      const cost = await till.cost(async () => {
        const { _entities } = await data(till.erp.subgraph, till.bookkeeper, query, { of })
        expect(_entities).toHaveLength(size)
        for (const { invoices, payments } of _entities) {
          expect(invoices.nodes.flatMap((each: { payments: unknown[] }) => each.payments)).toMatchObject(paid)
          expect(payments.totalCount).toBe(2)
        }
      })
      // Two ways to the same kind that are loaded in the same moment share a statement.
      expect(cost).toBeLessThanOrEqual(14)
    }
  })
})

describe('lists of payments', () => {
  const LIST = /* GraphQL */ `
    query ($first: Int, $after: String, $last: Int, $filter: PaymentFilter, $search: String, $orderBy: PaymentOrder) {
      payments(first: $first, after: $after, last: $last, filter: $filter, search: $search, orderBy: $orderBy) {
        nodes { number } totalCount pageInfo { hasNextPage endCursor }
      }
    }`
  const list = async (variables: object, as = till.bookkeeper) =>
    (await data(till.erp.subgraph, as, LIST, { ...variables })).payments
  const numbers = async (variables: object) =>
    (await list(variables)).nodes.map(({ number }: { number: string }) => Number(number.slice(-5)))

  it('are filtered, searched and ordered', async () => {
    const [invoiceId, bob] = [await till.invoice(), some('cust')]
    await till.receive({ receivedOn: '2026-01-10', amount: eur('30'), reference: 'Çek 7' })
    await till.receive({ receivedOn: '2026-01-05', amount: eur('500', 'JPY'), method: 'CASH', customerId: bob })
    await till.receive({ receivedOn: '2026-01-20', amount: eur('20'), applications: [{ invoiceId, amount: eur('5') }] })
    await till.pay(invoiceId, '10', { receivedOn: '2026-01-15' })

    const by = (field: string, direction = 'ASC') => ({ orderBy: { field, direction } })
    expect(await numbers({})).toEqual([3, 4, 1, 2])
    expect(await numbers(by('RECEIVED_ON'))).toEqual([2, 1, 4, 3])
    expect(await numbers(by('AMOUNT'))).toEqual([4, 3, 1, 2])
    expect(await numbers(by('CREATED_AT'))).toEqual([1, 2, 3, 4])
    const only = async (filter: object) => (await numbers({ filter, ...by('CREATED_AT') })) as number[]
    expect(await only({ applicationState: { eq: 'UNAPPLIED' } })).toEqual([1, 2])
    expect(await only({ applicationState: { eq: 'PARTIALLY_APPLIED' } })).toEqual([3])
    expect(await only({ applicationState: { in: ['APPLIED', 'PARTIALLY_APPLIED'] } })).toEqual([3, 4])
    expect(await only({ customerId: { eq: bob } })).toEqual([2])
    expect(await only({ customerId: { eq: 'nonsense' } })).toEqual([])
    expect(await only({ method: { eq: 'CASH' } })).toEqual([2])
    expect(await only({ amount: { gte: '20', lte: '30' } })).toEqual([1, 3])
    expect(await only({ receivedOn: { gte: '2026-01-10', lte: '2026-01-15' } })).toEqual([1, 4])
    expect(await only({ not: { or: [{ method: { eq: 'CASH' } }, { amount: { eq: '10.00' } }] } })).toEqual([1, 3])
    expect(await numbers({ search: 'cek' })).toEqual([1])
    expect(await numbers({ search: 'rec-2026-00003' })).toEqual([3])
  })

  it('are walked page by page, in every order', async () => {
    await till.importing({ rows: Array.from({ length: 9 }, (_, n) => row(`${n}`, { amount: eur(`${1 + (n % 3)}`) })) })
    for (const field of ['RECEIVED_ON', 'AMOUNT', 'CREATED_AT']) {
      for (const direction of ['ASC', 'DESC']) {
        const orderBy = { field, direction }
        const seen: string[] = []
        let after: string | null = null
        do {
          const page: Awaited<ReturnType<typeof list>> = await list({ first: 4, after, orderBy })
          expect(page.totalCount).toBe(9)
          seen.push(...page.nodes.map(({ number }: { number: string }) => number))
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
        } while (after)
        expect(new Set(seen).size).toBe(9)
        expect((await list({ orderBy })).nodes.map(({ number }: { number: string }) => number)).toEqual(seen)
      }
    }
  })

  it('of a customer are the customer’s own', async () => {
    const bob = some('cust')
    await till.receive()
    await till.receive({ customerId: bob })
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { payments(orderBy: { field: AMOUNT, direction: ASC }) { totalCount nodes { customer { id } } } } } }`
    const of = [ada, bob, some('cust'), 'nonsense'].map((id) => ({ __typename: 'Customer', id }))
    expect((await data(till.erp.subgraph, till.bookkeeper, query, { of }))._entities).toEqual([
      { payments: { totalCount: 1, nodes: [{ customer: { id: ada } }] } },
      { payments: { totalCount: 1, nodes: [{ customer: { id: bob } }] } },
      { payments: { totalCount: 0, nodes: [] } },
      { payments: null },
    ])
  })
})

describe('a payment of others', () => {
  const ONE = `query ($id: ID!) { payment(id: $id) { number } _entities(representations: [{ __typename: "Payment", id: $id }]) { ... on Payment { number } } }`

  it('is as if it were not there', async () => {
    const { payment } = await till.receive()
    const seen = { payment: { number: 'REC-2026-00001' }, _entities: [{ number: 'REC-2026-00001' }] }
    expect(await data(till.erp.subgraph, till.bookkeeper, ONE, { id: payment.id })).toEqual(seen)
    const stranger = await office().as('OWNER')
    for (const id of [payment.id, some('pay'), ada, 'nonsense', '']) {
      expect(await data(till.erp.subgraph, stranger, ONE, { id })).toEqual({ payment: null, _entities: [null] })
    }
  })

  it('is seen with the permission only, and shows no more than that', async () => {
    const invoiceId = await till.invoice()
    const { payment } = await till.pay(invoiceId)
    const scoped = (scope: string) => till.shop.as('ACCOUNTANT', { scope })
    const refused = await ask(till.erp.subgraph, await scoped('invoice:read'), ONE, { id: payment.id })
    expect([refused.data.payment, refused.errors?.map(({ extensions }) => extensions.code)]).toEqual([
      null,
      ['FORBIDDEN', 'FORBIDDEN'],
    ])
    const more = `query ($id: ID!) { payment(id: $id) { number journalEntry { date } applications { amount { amount } invoice { number } } } }`
    const { data, errors } = await ask(till.erp.subgraph, await scoped('payment:read'), more, { id: payment.id })
    expect(data.payment).toEqual({
      number: 'REC-2026-00001',
      journalEntry: null,
      applications: [{ amount: { amount: '100.00' }, invoice: null }],
    })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})
