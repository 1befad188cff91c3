import type { Router } from '../../router/router.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { data } from '../support/ask.ts'

type Target = Pick<Router, 'execute'>

/** The payload of a mutation that must succeed: `fields` are those of its noun. */
export async function done(target: Target, authorization: string, mutation: string, fields: string, input: object) {
  const answer = await data(target, authorization, textOf(mutation, fields), { input })
  const { userErrors, ...payload } = answer[mutation]
  if (userErrors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(userErrors)}`)
  return payload
}

/** `winDeal` takes a `WinDealInput!`: so it is with all of them. */
export const textOf = (mutation: string, fields: string): string =>
  `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) {
    ${mutation}(input: $input) { ${fields} userErrors { code message path } }
  }`

export const eur = (amount: string) => ({ amount, currency: 'EUR' })

/** The ids of what `sell` made. */
export type Story = Awaited<ReturnType<typeof sell>>

/**
 * A customer from the first contact to the cash, through the public mutations alone: a deal that was won,
 * its project, its invoice of two lines and two taxes, posted and partly paid; and another invoice that is
 * not due for a long time.
 */
export async function sell(target: Target, authorization: string) {
  const make = (mutation: string, fields: string, input: object) => done(target, authorization, mutation, fields, input)
  const address = { street: 'Kıbrıs Şehitleri Caddesi 12', city: 'İzmir', country: 'Türkiye' }
  const { customer } = await make('createCustomer', 'customer { id }', { name: 'Ege Lojistik A.Ş.', address })
  const customerId: string = customer.id
  const { contact } = await make('createContact', 'contact { id }', { customerId, name: 'Elif Kaya' })

  const { deal } = await make('createDeal', 'deal { id version pipeline { id } }', {
    ...{ customerId, title: 'Customer portal', amount: eur('1674.99') },
  })
  const won = { id: deal.id, expectedVersion: deal.version }
  const { deal: closed } = await make('winDeal', 'deal { stage { id } }', won)
  const { project } = await make('createProject', 'project { id }', {
    ...{ customerId, dealId: deal.id, name: 'Customer portal', budget: eur('1100'), startsOn: '2024-02-01' },
  })

  const standard = { name: 'VAT 19 %', category: 'S', rate: '19' }
  const reduced = { name: 'VAT 7 %', category: 'S', rate: '7' }
  const { taxRate } = await make('createTaxRate', 'taxRate { id }', standard)
  const { taxRate: low } = await make('createTaxRate', 'taxRate { id }', reduced)
  const { product } = await make('createProduct', 'product { id }', {
    ...{ sku: 'ADV', name: 'Consulting', unit: 'hour', unitPrice: eur('140'), taxRateId: taxRate.id },
  })
  const bill = async (input: object) => {
    const { invoice } = await make('createInvoice', 'invoice { id }', { customerId, ...input })
    const wish = { id: invoice.id, idempotencyKey: newId() }
    return (await make('postInvoice', 'invoice { id journalEntry { id journal { id } } }', wish)).invoice
  }
  const first = await bill({
    ...{ dealId: deal.id, projectId: project.id, issueDate: '2024-03-01', dueDate: '2024-03-31' },
    lines: [
      { productId: product.id, quantity: '12.5', discountPercent: '10' },
      { description: 'Handbook', quantity: '3', unitPrice: '33.33', taxRateId: low.id },
    ],
  })
  const second = await bill({
    ...{ issueDate: '2024-05-02', dueDate: '2199-12-31' },
    lines: [{ description: 'Retainer', quantity: '1', unitPrice: '500' }],
  })
  const { payment } = await make('receivePayment', 'payment { id journalEntry { lines { account { id } } } }', {
    ...{ idempotencyKey: newId(), customerId, amount: eur('1000'), receivedOn: '2024-03-20', method: 'BANK_TRANSFER' },
    applications: [{ invoiceId: first.id, amount: eur('1000') }],
  })
  return {
    customerId,
    contactId: contact.id as string,
    pipelineId: deal.pipeline.id as string,
    stageId: closed.stage.id as string,
    dealId: deal.id as string,
    projectId: project.id as string,
    taxRateId: taxRate.id as string,
    productId: product.id as string,
    invoiceId: first.id as string,
    laterInvoiceId: second.id as string,
    journalEntryId: first.journalEntry.id as string,
    journalId: first.journalEntry.journal.id as string,
    paymentId: payment.id as string,
    accountId: payment.journalEntry.lines[0].account.id as string,
  }
}
