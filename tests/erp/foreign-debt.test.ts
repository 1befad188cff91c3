import { describe, expect, it } from 'vitest'
import { ask, data, draftInvoice, office, some } from '../support/erp.ts'
import { dealOf } from '../support/owners.ts'
import { ada, eur, openTill } from './till.ts'

const till = openTill()

const entities = async (type: string, fields: string, ids: readonly string[], by = till.bookkeeper) =>
  (
    await data(
      till.erp.subgraph,
      by,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${fields} } } }`,
      {
        of: ids.map((id) => ({ __typename: type, id })),
      },
    )
  )._entities

const INVOICES = /* GraphQL */ `
  query ($customerId: ID) {
    invoices(first: 100, filter: { customerId: { eq: $customerId } }) {
      nodes { state currency isOverdue outstanding { amount } }
    }
  }`

/** The same, added up from the customer's open invoices. */
async function owedByInvoice(customerId: string) {
  const { invoices } = await data(till.erp.subgraph, till.bookkeeper, INVOICES, { customerId })
  const minor = ({ outstanding }: Invoice) => BigInt(outstanding.amount.replace('.', ''))
  const open = invoices.nodes.filter((invoice: Invoice) => invoice.state === 'POSTED' && minor(invoice) > 0n)
  const sumOf = (rows: readonly Invoice[]) => `${rows.reduce((total, row) => total + minor(row), 0n)}`
  return Object.entries(Object.groupBy(open as Invoice[], ({ currency }) => currency))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, rows]) => ({
      currency,
      outstanding: sumOf(rows!),
      overdue: sumOf(rows!.filter(({ isOverdue }) => isOverdue)),
    }))
}
interface Invoice {
  readonly state: string
  readonly currency: string
  readonly isOverdue: boolean
  readonly outstanding: { readonly amount: string }
}

const OWED = 'receivables { currency outstanding { amount currency } overdue { amount } unapplied { amount } }'

describe('what a customer owes', () => {
  it('is said in each currency they owe in, as it stands in their invoices, and never added up', async () => {
    const [customerId, other] = [some('cust'), some('cust')]
    const [, dollars, , paid] = (await till.invoices([
      { customerId, amount: '100.10', issueDate: '2190-03-10' },
      { customerId, amount: '70.05', currency: 'USD', issueDate: '2020-03-10' },
      { customerId, amount: '1000', currency: 'JPY', issueDate: '2020-03-10' },
      { customerId, amount: '12.345', currency: 'KWD' },
      { customerId, amount: '0.90', issueDate: '2020-03-10' },
      { customerId: other, amount: '5', currency: 'USD', issueDate: '2190-03-10' },
    ])) as string[]
    await draftInvoice(till.erp, till.bookkeeper, { customerId, currency: 'TRY' })
    const pay = (invoiceId: string, amount: string, currency: string, received = amount) =>
      till.receive({
        customerId,
        amount: eur(received, currency),
        applications: [{ invoiceId, amount: eur(amount, currency) }],
      })
    await pay(dollars!, '20', 'USD', '23')
    await pay(paid!, '12.345', 'KWD')

    const [mine, theirs, stranger, nobody] = await entities('Customer', OWED, [customerId, other, some('cust'), 'x'])
    expect(mine.receivables).toEqual([
      owed('EUR', '101.00', '0.90', '0.00'),
      owed('JPY', '1000', '1000', '0'),
      owed('USD', '50.05', '50.05', '3.00'),
    ])
    expect(theirs.receivables).toEqual([owed('USD', '5.00', '0.00', '0.00')])
    expect([stranger, nobody]).toEqual([{ receivables: [] }, { receivables: null }])
    const minor = mine.receivables.map(({ currency, outstanding, overdue }: ReturnType<typeof owed>) => ({
      currency,
      outstanding: `${BigInt(outstanding.amount.replace('.', ''))}`,
      overdue: `${BigInt(overdue.amount.replace('.', ''))}`,
    }))
    expect(minor).toEqual(await owedByInvoice(customerId))

    await till.enter(office())
    expect(await entities('Customer', OWED, [customerId])).toEqual([{ receivables: [] }])
  })

  it('is the same asked for one currency', async () => {
    const customerId = some('cust')
    await till.invoices([{ customerId, amount: '7', currency: 'JPY' }, { customerId }])
    const one = '{ currency outstanding { amount } }'
    const fields = `eur: receivable ${one} jpy: receivable(currency: "JPY") ${one} usd: receivable(currency: "USD") ${one} all: receivables ${one}`
    const euros = { currency: 'EUR', outstanding: { amount: '1000.00' } }
    const yen = { currency: 'JPY', outstanding: { amount: '7' } }
    const dollars = { currency: 'USD', outstanding: { amount: '0.00' } }
    expect(await entities('Customer', fields, [customerId])).toEqual([
      { eur: euros, jpy: yen, usd: dollars, all: [euros, yen] },
    ])
  })

  it('takes one statement for all customers and currencies, and one for what is not applied', async () => {
    const customers = Array.from({ length: 100 }, () => some('cust'))
    await till.invoices(customers.flatMap((customerId) => [{ customerId }, { customerId, currency: 'USD' }]))
    const both = 'receivables { outstanding { amount } } receivable(currency: "USD") { overdue { amount } }'
    for (const size of [5, 100]) {
      const ids = customers.slice(0, size)
      expect(await till.cost(() => entities('Customer', both, ids))).toBe(1)
      expect(await till.cost(() => entities('Customer', OWED, ids))).toBe(2)
    }
  })
})

describe('what a deal brought', () => {
  const COLLECTED = 'collectedByCurrency { amount currency }'

  it('is said in each currency it brought something in, in one statement for all deals', async () => {
    const [dealId, other] = [dealOf(ada), dealOf(ada)]
    const [first, second, yen] = (await till.invoices([
      { dealId },
      { dealId, currency: 'USD' },
      { dealId, currency: 'JPY' },
      { dealId, currency: 'KWD' },
      { dealId: other },
    ])) as string[]
    await till.pay(first!, '100.50')
    await till.pay(first!, '0.25')
    await till.receive({ amount: eur('7', 'USD'), applications: [{ invoiceId: second, amount: eur('6.5', 'USD') }] })
    await till.receive({ amount: eur('900', 'JPY'), applications: [{ invoiceId: yen, amount: eur('900', 'JPY') }] })
    const ask = () => entities('Deal', COLLECTED, [dealId, other, 'x'])
    expect(await ask()).toEqual([
      { collectedByCurrency: [eur('100.75'), eur('900', 'JPY'), eur('6.50', 'USD')] },
      { collectedByCurrency: [] },
      { collectedByCurrency: null },
    ])
    expect(await till.cost(ask)).toBe(1)
  })
})

it.each([
  ['invoice:read', 'Customer', 'receivables { currency }'],
  ['payment:read', 'Deal', 'collectedByCurrency { amount }'],
])('without %s %s.%s is withheld, and its neighbours are not', async (permission, type, field) => {
  const scope = 'invoice:read payment:read project:read'.replace(permission, '')
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { id ${field} } } }`
  const id = some(type === 'Deal' ? 'deal' : 'cust')
  const { data: answer, errors } = await ask(till.erp.subgraph, await till.shop.as('OWNER', { scope }), query, {
    of: [{ __typename: type, id }],
  })
  const name = field.split(' ')[0]!
  expect(answer._entities).toEqual([{ id, [name]: null }])
  expect(errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['_entities', 0, name], 'FORBIDDEN'],
  ])
})

const owed = (currency: string, outstanding: string, overdue: string, unapplied: string) => ({
  currency,
  outstanding: eur(outstanding, currency),
  overdue: { amount: overdue },
  unapplied: { amount: unapplied },
})
