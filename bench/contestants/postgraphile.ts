import { readFileSync } from 'node:fs'
import { environmentOf, type Organization } from '../data/organizations.ts'
import { amount, plain } from '../peers/by-hand/shapes.ts'
import { freePorts, startChild } from './child.ts'
import type { Contestant } from './contestant.ts'

const PEER = new URL('../peers/postgraphile/', import.meta.url)
const DOCUMENT = readFileSync(new URL('erp-invoices.graphql', PEER), 'utf8')

/** PostGraphile 5 on the ERP's tables: it has a schema of its own, and no CRM. */
export async function postGraphile({ urls }: Organization): Promise<Contestant> {
  const [port] = await freePorts(1)
  const child = await startChild({
    name: 'f',
    command: 'bench/peers/postgraphile/server.ts',
    env: { ...environmentOf(urls), PORT: String(port) },
    readyUrl: `http://127.0.0.1:${port}/health/ready`,
  })
  return {
    key: 'f',
    name: 'PostGraphile 5 on the ERP’s tables',
    port: port!,
    processes: [child],
    speaks: new Set(['erp-invoices']),
    ask: (_, variables) => ({ path: '/graphql', body: JSON.stringify({ query: DOCUMENT, variables }) }),
    read: (_, { data }) => inOurWords(data as Answer),
    stop: () => child.stop(),
  }
}

interface Nodes<Fields extends string> {
  readonly nodes: readonly Readonly<Record<Fields, string>>[]
}

interface Answer {
  readonly allInvoices: {
    readonly nodes: readonly (Nodes<'number' | 'state' | 'issueDate' | 'dueDate' | 'currency'>['nodes'][number] & {
      readonly grossMinor: string
      readonly appliedMinor: string
      readonly invoiceLinesByOrganizationIdAndInvoiceId: Nodes<'description' | 'quantity' | 'netMinor'>
      readonly invoiceTaxesByOrganizationIdAndInvoiceId: Nodes<'category' | 'ratePercent' | 'taxMinor'>
      readonly paymentApplicationsByOrganizationIdAndInvoiceId: Nodes<'appliedOn' | 'amountMinor'>
    })[]
  }
}

/** It hands out columns: what they mean, its clients work out. */
const inOurWords = ({ allInvoices }: Answer) => ({
  invoices: {
    nodes: allInvoices.nodes.map((invoice) => {
      const { number, state, issueDate, dueDate, currency, grossMinor, appliedMinor } = invoice
      const owed = state === 'POSTED' ? BigInt(grossMinor) - BigInt(appliedMinor) : 0n
      return {
        number,
        state,
        issueDate,
        dueDate,
        total: { ...amount(grossMinor, currency), currency },
        outstanding: amount(owed, currency),
        lines: invoice.invoiceLinesByOrganizationIdAndInvoiceId.nodes.map(({ description, quantity, netMinor }) => ({
          description,
          quantity: plain(quantity),
          net: amount(netMinor, currency),
        })),
        taxes: invoice.invoiceTaxesByOrganizationIdAndInvoiceId.nodes.map(({ category, ratePercent, taxMinor }) => ({
          category,
          rate: plain(ratePercent),
          tax: amount(taxMinor, currency),
        })),
        payments: invoice.paymentApplicationsByOrganizationIdAndInvoiceId.nodes
          .map(({ appliedOn, amountMinor }) => ({ appliedOn, amount: amount(amountMinor, currency) }))
          .sort((a, b) => (a.appliedOn < b.appliedOn ? -1 : 1)),
      }
    }),
  },
})
