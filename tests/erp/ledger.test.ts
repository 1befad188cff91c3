import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, data, type Erp, type Office, office, openErp, postedInvoice, some } from '../support/erp.ts'

let erp: Erp
let shop: Office
let bookkeeper: string
let viewer: string

beforeAll(async () => {
  erp = await openErp()
})

afterAll(async () => {
  await erp.close()
  expect(erp.troubles).toEqual([])
})

beforeEach(async () => {
  shop = office()
  bookkeeper = await shop.as('ACCOUNTANT')
  viewer = await shop.as('VIEWER')
})

const CREATE = `mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id code name type role version } userErrors { code path } } }`
const UPDATE = `mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { account { id code name type role version } userErrors { code path } } }`
const ACCOUNTS = '{ accounts { id code name type role version } }'

const create = async (input: object, as = bookkeeper) => (await data(erp.subgraph, as, CREATE, { input })).createAccount
const update = async (input: object, as = bookkeeper) => (await data(erp.subgraph, as, UPDATE, { input })).updateAccount
const accounts = async (as = bookkeeper) => (await data(erp.subgraph, as, ACCOUNTS)).accounts
const refused = (code: string, path: string[] = []) => ({ account: null, userErrors: [{ code, path }] })

describe('the chart of accounts', () => {
  it('is empty until something needs it, and then is the standard one', async () => {
    expect(await accounts()).toEqual([])
    await postedInvoice(erp, bookkeeper)
    const chart = await accounts()
    expect(chart).toHaveLength(16)
    expect(chart.filter(({ role }: { role: string | null }) => role)).toMatchObject([
      { code: '1000', name: 'Bank', type: 'ASSET', role: 'BANK' },
      { code: '1200', name: 'Receivables', type: 'ASSET', role: 'RECEIVABLES' },
      { code: '2200', name: 'Tax payable', type: 'LIABILITY', role: 'TAX_PAYABLE' },
      { code: '4000', name: 'Service revenue', type: 'INCOME', role: 'SERVICE_REVENUE' },
      { code: '4100', name: 'Product revenue', type: 'INCOME', role: 'PRODUCT_REVENUE' },
      { code: '4900', name: 'Freight and other income', type: 'INCOME', role: 'OTHER_INCOME' },
    ])
    const { journals } = await data(erp.subgraph, viewer, '{ journals { code name } }')
    expect(journals).toEqual([
      { code: 'BNK', name: 'Bank' },
      { code: 'GEN', name: 'General' },
      { code: 'SAL', name: 'Sales' },
    ])
  })

  it('is made once, however many need it first', async () => {
    await Promise.all(Array.from({ length: 8 }, () => postedInvoice(erp, bookkeeper)))
    expect(await accounts()).toHaveLength(16)
  })

  it('takes accounts, and renames and renumbers them', async () => {
    const { account, userErrors } = await create({ code: ' 5250 ', name: ' Bonuses ', type: 'EXPENSE' })
    expect(userErrors).toEqual([])
    expect(account).toMatchObject({ code: '5250', name: 'Bonuses', type: 'EXPENSE', role: null, version: 1 })
    const changed = await update({ id: account.id, expectedVersion: 1, code: '5260' })
    expect(changed.account).toMatchObject({ code: '5260', name: 'Bonuses', version: 2 })
    expect(await accounts()).toHaveLength(17)
  })

  it('posts to a role wherever its account was renumbered to', async () => {
    await postedInvoice(erp, bookkeeper)
    const receivables = (await accounts()).find(({ code }: { code: string }) => code === '1200')
    await update({ id: receivables.id, expectedVersion: 1, code: '1400', name: 'Debtors' })
    await postedInvoice(erp, bookkeeper)
    const { trialBalance } = await data(
      erp.subgraph,
      viewer,
      '{ trialBalance { account { code } balance { amount } } }',
    )
    expect(trialBalance).toEqual([
      { account: { code: '1400' }, balance: { amount: '200.00' } },
      { account: { code: '4900' }, balance: { amount: '-200.00' } },
    ])
  })

  it('refuses what it cannot keep, and leaves no trace', async () => {
    const { account } = await create({ code: '5250', name: 'Bonuses', type: 'EXPENSE' })
    const wish = { code: '5251', name: 'Gifts', type: 'EXPENSE' }
    expect(await create({ ...wish, code: '5250' })).toEqual(refused('ACCOUNT_CODE_TAKEN', ['code']))
    expect(await create({ ...wish, code: '52 51' })).toEqual(refused('ACCOUNT_CODE_INVALID', ['code']))
    expect(await create({ ...wish, name: ' ' })).toEqual(refused('TEXT_REQUIRED', ['name']))
    expect(await create(wish, viewer)).toEqual(refused('FORBIDDEN'))
    const id = account.id
    expect(await update({ id, expectedVersion: 1, code: '1000' })).toEqual(refused('ACCOUNT_CODE_TAKEN', ['code']))
    expect(await update({ id, expectedVersion: 2 })).toEqual(refused('VERSION_CONFLICT', ['expectedVersion']))
    expect(await update({ id: some('acct'), expectedVersion: 1 })).toEqual(refused('ACCOUNT_NOT_FOUND', ['id']))
    expect(await update({ id: some('je'), expectedVersion: 1 })).toEqual(refused('BAD_ID', ['id']))
    expect(await update({ id, expectedVersion: 1 }, await office().as('OWNER'))).toEqual(
      refused('ACCOUNT_NOT_FOUND', ['id']),
    )
    expect(await accounts()).toHaveLength(17)
  })
})

describe('the books', () => {
  const ENTRIES = /* GraphQL */ `
    query ($filter: JournalEntryFilter, $orderBy: JournalEntryOrder, $first: Int, $after: String) {
      journalEntries(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        nodes { id number date sequence hash previousHash journal { code } postedBy { id } invoice { number } }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }`
  const entries = async (variables: Record<string, unknown> = {}, as = viewer) =>
    (await data(erp.subgraph, as, ENTRIES, variables)).journalEntries
  const numbers = async (variables: Record<string, unknown>) =>
    (await entries(variables)).nodes.map(({ number }: { number: number }) => number)

  it('list entries by day and number, by customer and account, page by page', async () => {
    const customerId = some('cust')
    await postedInvoice(erp, bookkeeper, { issueDate: '2026-03-02', customerId })
    await postedInvoice(erp, bookkeeper, { issueDate: '2026-03-03' })
    await postedInvoice(erp, bookkeeper, { issueDate: '2026-03-01', customerId })
    expect(await numbers({})).toEqual([2, 1, 3])
    expect(await numbers({ orderBy: { field: 'NUMBER', direction: 'ASC' } })).toEqual([1, 2, 3])
    expect(await numbers({ filter: { customerId: { eq: customerId } } })).toEqual([1, 3])
    expect(await numbers({ filter: { customerId: { in: [some('cust')] } } })).toEqual([])
    expect(await numbers({ filter: { not: { customerId: { eq: customerId } } } })).toEqual([2])
    expect(await numbers({ filter: { date: { gte: '2026-03-02', lte: '2026-03-02' } } })).toEqual([1])
    const { journals } = await data(erp.subgraph, viewer, '{ journals { id code } }')
    expect(await numbers({ filter: { journalId: { eq: journals[0].id } } })).toEqual([])
    expect(await numbers({ filter: { journalId: { in: [journals[2].id] } } })).toEqual([2, 1, 3])
    const [bank, receivables] = await accounts()
    expect(await numbers({ filter: { accountId: { eq: receivables.id } } })).toEqual([2, 1, 3])
    expect(await numbers({ filter: { accountId: { eq: bank.id } } })).toEqual([])
    const page = await entries({ first: 2 })
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } })
    expect((await entries({ first: 2, after: page.pageInfo.endCursor })).nodes).toMatchObject([{ number: 3 }])
  })

  it('chain each entry to the one before it', async () => {
    for (const issueDate of ['2026-03-02', '2026-03-01']) await postedInvoice(erp, bookkeeper, { issueDate })
    const { nodes } = await entries({ orderBy: { field: 'NUMBER', direction: 'ASC' } })
    expect(nodes).toMatchObject([
      {
        sequence: 1,
        previousHash: '',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        invoice: { number: 'INV-2026-00001' },
      },
      { sequence: 2, previousHash: nodes[0].hash, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
    expect(nodes[0].postedBy.id).toMatch(/^user_/)
  })

  it('balance on every day, in every currency', async () => {
    await postedInvoice(erp, bookkeeper, { issueDate: '2026-03-01' })
    await postedInvoice(erp, bookkeeper, { issueDate: '2026-03-02', currency: 'JPY' })
    const balance = async (asOf?: string) =>
      (
        await data(
          erp.subgraph,
          viewer,
          'query ($asOf: Date) { trialBalance(asOf: $asOf) { account { code } debit { amount currency } credit { amount } balance { amount } } }',
          { asOf },
        )
      ).trialBalance
    expect(await balance('2026-02-28')).toEqual([])
    expect(await balance('2026-03-01')).toEqual([
      {
        account: { code: '1200' },
        debit: { amount: '100.00', currency: 'EUR' },
        credit: { amount: '0.00' },
        balance: { amount: '100.00' },
      },
      {
        account: { code: '4900' },
        debit: { amount: '0.00', currency: 'EUR' },
        credit: { amount: '100.00' },
        balance: { amount: '-100.00' },
      },
    ])
    expect((await balance()).map(({ debit }: { debit: { amount: string; currency: string } }) => debit)).toEqual([
      { amount: '100.00', currency: 'EUR' },
      { amount: '100', currency: 'JPY' },
      { amount: '0.00', currency: 'EUR' },
      { amount: '0', currency: 'JPY' },
    ])
  })

  it('are closed to other organisations, and to tokens without the scope', async () => {
    await postedInvoice(erp, bookkeeper)
    const { nodes } = await entries()
    const stranger = await office().as('OWNER')
    expect(await entries({}, stranger)).toMatchObject({ nodes: [], totalCount: 0 })
    expect(await accounts(stranger)).toEqual([])
    const ONE = 'query ($id: ID!) { journalEntry(id: $id) { number } }'
    expect(await data(erp.subgraph, viewer, ONE, { id: nodes[0].id })).toEqual({ journalEntry: { number: 1 } })
    for (const [id, as] of [
      [nodes[0].id, stranger],
      [some('je'), viewer],
      ['je_?', viewer],
    ]) {
      expect(await data(erp.subgraph, as, ONE, { id })).toEqual({ journalEntry: null })
    }
    const scoped = await shop.as('OWNER', { scope: 'invoice:read' })
    const { data: answer, errors } = await ask(
      erp.subgraph,
      scoped,
      '{ invoices { nodes { total { amount } journalEntry { number } lines { net { amount } revenueAccount { code } } } } }',
    )
    expect(answer.invoices.nodes).toEqual([
      { total: { amount: '100.00' }, journalEntry: null, lines: [{ net: { amount: '100.00' }, revenueAccount: null }] },
    ])
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})
