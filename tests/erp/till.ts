import type { Sql } from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { data, type Erp, newId, type Office, office, openErp, some } from '../support/erp.ts'
import { broken, traces } from './invariants.ts'

export const ada = some('cust')
export const eur = (amount: string, currency = 'EUR') => ({ amount, currency })

interface InvoiceWish {
  customerId?: string
  dealId?: string
  amount?: string
  currency?: string
  issueDate?: string
  post?: boolean
}

const INVOICES = `mutation ($input: ImportInvoicesInput!) { importInvoices(input: $input) { rows { id userErrors { code path } } } }`
export const PAYMENT = /* GraphQL */ `
  fragment all on Payment {
    id number receivedOn method reference applicationState
    customer { id } amount { amount currency } applied { amount } unapplied { amount }
    applications { amount { amount } appliedOn payment { id } invoice { id paymentState outstanding { amount } } }
    journalEntry {
      journal { code } date description source payment { id }
      lines { account { code } debit { amount } credit { amount } customer { id } }
    }
    externalReference { source id }
  }`
export const RECEIVE = `mutation ($input: ReceivePaymentInput!) { receivePayment(input: $input) { payment { ...all } userErrors { code path } } } ${PAYMENT}`
const APPLY = `mutation ($input: ApplyPaymentInput!) { applyPayment(input: $input) { payment { ...all } userErrors { code path } } } ${PAYMENT}`
const IMPORT = /* GraphQL */ `
  mutation ($input: ImportPaymentsInput!) {
    importPayments(input: $input) {
      rows { index id outcome userErrors { code path } }
      created updated unchanged failed userErrors { code path }
    }
  }`

type Input = Record<string, unknown>

/**
 * Where payments are tried: an organisation that is new for each test, its bookkeeper, and what they do.
 * After every test its books are in order, whatever was tried, and nothing went wrong that nobody was told.
 */
export function openTill() {
  let erp: Erp
  let shop: Office
  let bookkeeper: string

  beforeAll(async () => {
    erp = await openErp()
  })
  afterAll(() => erp.close())
  beforeEach(() => enter(office()))
  afterEach(async () => {
    expect(await as('owner', broken)).toEqual({})
    expect(erp.troubles.splice(0)).toEqual([])
  })

  async function enter(other: Office) {
    shop = other
    bookkeeper = await shop.as('ACCOUNTANT')
  }

  const as = <T>(role: 'app' | 'owner', task: (sql: Sql) => Promise<T>) => erp.as(role, shop.organizationId, task)

  async function invoices(wishes: readonly InvoiceWish[], by = bookkeeper): Promise<string[]> {
    const rows = wishes.map(({ amount = '1000', ...wish }) => ({
      externalReference: { source: 'test', id: newId() },
      customerId: ada,
      currency: 'EUR',
      issueDate: '2026-03-10',
      post: true,
      lines: [{ description: 'Work', quantity: '1', unitPrice: amount }],
      ...wish,
    }))
    const { importInvoices } = await data(erp.subgraph, by, INVOICES, { input: { idempotencyKey: newId(), rows } })
    if (importInvoices.rows.some(({ id }: { id: string | null }) => !id))
      throw new Error(JSON.stringify(importInvoices))
    return importInvoices.rows.map(({ id }: { id: string }) => id)
  }

  const run = async (mutation: string, input: Input, by: string) => {
    const answer = await data(erp.subgraph, by, mutation, { input: { idempotencyKey: newId(), ...input } })
    return answer.receivePayment ?? answer.applyPayment ?? answer.importPayments
  }
  const receive = (input: Input = {}, by = bookkeeper) =>
    run(RECEIVE, { customerId: ada, amount: eur('100'), receivedOn: '2026-03-31', method: 'CARD', ...input }, by)

  return {
    get erp() {
      return erp
    },
    get shop() {
      return shop
    },
    get bookkeeper() {
      return bookkeeper
    },
    /** Goes over to another organisation for the rest of the test. */
    enter,
    as,
    marks: () => as('owner', traces),
    /** Counts the statements that `work` costs, but for those a new connection begins with. */
    async cost(work: () => Promise<unknown>): Promise<number> {
      erp.statements.length = 0
      await work()
      return erp.statements.filter((text) => !/pg_type|^begin|set_config|^commit/.test(text)).length
    },
    /** Posted ones, all at once. */
    invoices,
    invoice: async (wish: InvoiceWish = {}) => (await invoices([wish]))[0]!,
    receive,
    /** Money for one invoice, and no more. */
    pay: (invoiceId: string, amount = '100', more: Input = {}) =>
      receive({ amount: eur(amount), applications: [{ invoiceId, amount: eur(amount) }], ...more }),
    apply: (input: Input, by = bookkeeper) => run(APPLY, input, by),
    importing: (input: Input, by = bookkeeper) => run(IMPORT, input, by),
  }
}

/** A row to import. */
export const row = (id: string, more: object = {}) => ({
  externalReference: { source: 'northwind', id },
  customerId: ada,
  amount: eur('100'),
  receivedOn: '2026-03-31',
  method: 'CARD',
  ...more,
})

/** How many answers had which code. */
export const codes = (answers: readonly { userErrors: { code: string }[] }[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, ({ userErrors }) => userErrors[0]?.code ?? 'DONE')).map(([code, all]) => [
      code,
      all!.length,
    ]),
  )
