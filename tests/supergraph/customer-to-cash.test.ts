import { afterAll, beforeAll, expect, it } from 'vitest'
import { EXAMPLES } from '../../platform/places.ts'
import { readExamples } from '../../router/examples.ts'
import { data } from '../support/ask.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import { type Story, sell } from './story.ts'

let graph: TestGraph
let studio: Company
let story: Story

beforeAll(async () => {
  graph = await openTestGraph()
  studio = await graph.found()
  story = await sell(graph.router, studio.owner)
})

afterAll(async () => {
  await graph.close()
  expect(graph.troubles).toEqual([])
})

const hash = expect.stringMatching(/^[0-9a-f]{64}$/)
const line = (code: string, name: string, debit: string, credit: string) => ({
  account: { code, name },
  debit: { amount: debit },
  credit: { amount: credit },
})

it('is one question and one answer, exact to the cent', async () => {
  const [example] = await readExamples(EXAMPLES)
  expect(example!.title).toBe('Customer to cash')
  expect(await data(graph.router, studio.owner, example!.query, { first: 5 })).toEqual({
    customers: {
      totalCount: 1,
      nodes: [
        {
          name: 'Ege Lojistik A.Ş.',
          address: { city: 'İzmir', country: 'Türkiye' },
          receivable: { outstanding: { formatted: '€1,481.24' }, overdue: { formatted: '€981.24' } },
          deals: {
            nodes: [
              {
                title: 'Customer portal',
                stage: { name: 'Won' },
                amount: { formatted: '€1,674.99' },
                collected: { formatted: '€1,000.00' },
                project: { code: 'PRJ-0001', name: 'Customer portal', state: 'PLANNED' },
              },
            ],
          },
          invoices: {
            nodes: [
              {
                number: 'INV-2024-00002',
                issueDate: '2024-05-02',
                dueDate: '2199-12-31',
                paymentState: 'UNPAID',
                lines: [{ description: 'Retainer', quantity: '1', net: { amount: '500.00' } }],
                taxes: [{ category: 'O', rate: '0', tax: { amount: '0.00' } }],
                total: { formatted: '€500.00' },
                outstanding: { formatted: '€500.00' },
                payments: [],
                journalEntry: {
                  number: 2,
                  date: '2024-05-02',
                  hash,
                  lines: [
                    line('1200', 'Receivables', '500.00', '0.00'),
                    line('4900', 'Freight and other income', '0.00', '500.00'),
                  ],
                },
              },
              {
                number: 'INV-2024-00001',
                issueDate: '2024-03-01',
                dueDate: '2024-03-31',
                paymentState: 'PARTIAL',
                lines: [
                  { description: 'Consulting', quantity: '12.5', net: { amount: '1575.00' } },
                  { description: 'Handbook', quantity: '3', net: { amount: '99.99' } },
                ],
                taxes: [
                  { category: 'S', rate: '7', tax: { amount: '7.00' } },
                  { category: 'S', rate: '19', tax: { amount: '299.25' } },
                ],
                total: { formatted: '€1,981.24' },
                outstanding: { formatted: '€981.24' },
                payments: [
                  {
                    appliedOn: '2024-03-20',
                    amount: { formatted: '€1,000.00' },
                    payment: { method: 'BANK_TRANSFER' },
                  },
                ],
                journalEntry: {
                  number: 1,
                  date: '2024-03-01',
                  hash,
                  lines: [
                    line('1200', 'Receivables', '1981.24', '0.00'),
                    line('4100', 'Product revenue', '0.00', '1575.00'),
                    line('4900', 'Freight and other income', '0.00', '99.99'),
                    line('2200', 'Tax payable', '0.00', '306.25'),
                  ],
                },
              },
            ],
          },
        },
      ],
    },
  })
})

it('goes both ways between CRM and ERP', async () => {
  const { invoiceId, dealId, projectId, customerId, paymentId } = story
  const answer = await data(
    graph.router,
    studio.owner,
    `query ($invoiceId: ID!, $dealId: ID!, $projectId: ID!, $paymentId: ID!) {
      invoice(id: $invoiceId) { deal { id title customer { name } } project { code } customer { id name }
        net { amount } tax { amount } total { amount currency } paid { amount } outstanding { amount } isOverdue }
      deal(id: $dealId) { state project { id name } invoices { totalCount nodes { number } }
        collected { amount currency } inDollars: collected(currency: "USD") { amount currency }
        customer { projects { nodes { id } } payments { nodes { id } } receivable { overdue { amount } } } }
      project(id: $projectId) { deal { id title } customer { name } invoices { nodes { number } } budget { amount } }
      payment(id: $paymentId) { number customer { name } unapplied { amount } applications { invoice { deal { title } } } }
    }`,
    { invoiceId, dealId, projectId, paymentId },
  )
  expect(answer).toEqual({
    invoice: {
      deal: { id: dealId, title: 'Customer portal', customer: { name: 'Ege Lojistik A.Ş.' } },
      project: { code: 'PRJ-0001' },
      customer: { id: customerId, name: 'Ege Lojistik A.Ş.' },
      net: { amount: '1674.99' },
      tax: { amount: '306.25' },
      total: { amount: '1981.24', currency: 'EUR' },
      paid: { amount: '1000.00' },
      outstanding: { amount: '981.24' },
      isOverdue: true,
    },
    deal: {
      state: 'WON',
      project: { id: projectId, name: 'Customer portal' },
      invoices: { totalCount: 1, nodes: [{ number: 'INV-2024-00001' }] },
      collected: { amount: '1000.00', currency: 'EUR' },
      inDollars: { amount: '0.00', currency: 'USD' },
      customer: {
        projects: { nodes: [{ id: projectId }] },
        payments: { nodes: [{ id: paymentId }] },
        receivable: { overdue: { amount: '981.24' } },
      },
    },
    project: {
      deal: { id: dealId, title: 'Customer portal' },
      customer: { name: 'Ege Lojistik A.Ş.' },
      invoices: { nodes: [{ number: 'INV-2024-00001' }] },
      budget: { amount: '1100.00' },
    },
    payment: {
      number: 'REC-2024-00001',
      customer: { name: 'Ege Lojistik A.Ş.' },
      unapplied: { amount: '0.00' },
      applications: [{ invoice: { deal: { title: 'Customer portal' } } }],
    },
  })
})

it('leaves a chain of entries in the books, and books that balance', async () => {
  const answer = await data(
    graph.router,
    studio.owner,
    `{ journalEntries(orderBy: { field: DATE, direction: ASC }) { nodes {
        sequence number source hash previousHash journal { code } postedBy { name } invoice { number }
        lines { debit { amount } customer { name } deal { title } project { code } } } }
      trialBalance { account { code } debit { amount } credit { amount } balance { amount currency } }
      verifyLedger { entries valid firstBrokenSequence } }`,
  )
  const { nodes } = answer.journalEntries
  const [invoice, payment, later] = nodes
  expect([invoice.previousHash, later.previousHash, payment.previousHash]).toEqual(['', invoice.hash, later.hash])
  expect(new Set([invoice.hash, payment.hash, later.hash]).size).toBe(3)
  const about = {
    customer: { name: 'Ege Lojistik A.Ş.' },
    deal: { title: 'Customer portal' },
    project: { code: 'PRJ-0001' },
  }
  expect(invoice).toEqual({
    ...{ sequence: 1, number: 1, source: 'INVOICE', hash, previousHash: '', journal: { code: 'SAL' } },
    postedBy: { name: 'Deniz Aksoy' },
    invoice: { number: 'INV-2024-00001' },
    lines: ['1981.24', '0.00', '0.00', '0.00'].map((amount) => ({ debit: { amount }, ...about })),
  })
  expect(payment).toMatchObject({ sequence: 3, number: 1, source: 'PAYMENT', journal: { code: 'BNK' }, invoice: null })
  expect(later).toMatchObject({ sequence: 2, number: 2, source: 'INVOICE', journal: { code: 'SAL' } })

  const row = (code: string, debit: string, credit: string, balance: string) => ({
    ...{ account: { code }, debit: { amount: debit }, credit: { amount: credit } },
    balance: { amount: balance, currency: 'EUR' },
  })
  expect(answer.trialBalance).toEqual([
    row('1000', '1000.00', '0.00', '1000.00'),
    row('1200', '2481.24', '1000.00', '1481.24'),
    row('2200', '0.00', '306.25', '-306.25'),
    row('4100', '0.00', '1575.00', '-1575.00'),
    row('4900', '0.00', '599.99', '-599.99'),
  ])
  expect(answer.verifyLedger).toEqual({ entries: 3, valid: true, firstBrokenSequence: null })
})
