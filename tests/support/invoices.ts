import { data, type Erp, newId, type Office, some } from './erp.ts'

export const INVOICE = /* GraphQL */ `
  fragment all on Invoice {
    id number state paymentState isOverdue customer { id } deal { id } project { id }
    currency issueDate dueDate pricesIncludeTax
    lines { position product { id } description quantity unitPrice discountPercent taxRate { id } taxCategory taxPercent
      revenueAccount { code } amount { amount } net { amount } }
    taxes { category rate taxable { amount } tax { amount } }
    net { amount currency } tax { amount } total { amount } paid { amount } outstanding { amount }
    journalEntry { journal { code } number date description currency source invoice { id }
      lines { position account { code } debit { amount } credit { amount } customer { id } deal { id } project { id } } }
    externalReference { source id } version postedAt
  }`
export const CREATE = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { ...all } userErrors { code path } } } ${INVOICE}`
export const UPDATE = `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) { invoice { ...all } userErrors { code path } } } ${INVOICE}`
const POST = `mutation ($input: PostInvoiceInput!) { postInvoice(input: $input) { invoice { ...all } userErrors { code path } } } ${INVOICE}`
const DELETE = `mutation ($input: DeleteInvoiceInput!) { deleteInvoice(input: $input) { deletedId userErrors { code path } } }`
const IMPORT = /* GraphQL */ `
  mutation ($input: ImportInvoicesInput!) {
    importInvoices(input: $input) {
      rows { index id outcome userErrors { code path } } created updated unchanged failed userErrors { code path }
    }
  }`
const READ = `query ($id: ID!) { invoice(id: $id) { ...all } } ${INVOICE}`
const COUNTS = '{ invoices { totalCount } journalEntries { totalCount } }'
const TAX = 'mutation ($input: CreateTaxRateInput!) { createTaxRate(input: $input) { taxRate { id } } }'
const PRODUCT = 'mutation ($input: CreateProductInput!) { createProduct(input: $input) { product { id } } }'
const PROJECT = 'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }'

/** Where the invoices of a test are made: as its bookkeeper, unless somebody else is named. */
export function counter(setting: () => { erp: Erp; shop: Office; bookkeeper: string }) {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as the JSON it is.
  const mutate = async (document: string, input: object, as: string | undefined): Promise<any> => {
    const { erp, bookkeeper } = setting()
    return Object.values(await data(erp.subgraph, as ?? bookkeeper, document, { input }))[0]
  }
  return {
    create: (input: object, as?: string) => mutate(CREATE, { customerId: some('cust'), ...input }, as),
    update: (input: object, as?: string) => mutate(UPDATE, input, as),
    post: (id: string, idempotencyKey = newId(), as?: string) => mutate(POST, { id, idempotencyKey }, as),
    remove: (input: object, as?: string) => mutate(DELETE, input, as),
    importAll: (rows: object[], input: object = {}, as?: string) =>
      mutate(IMPORT, { rows, idempotencyKey: newId(), ...input }, as),
    read: async (id: string, as?: string) => {
      const { erp, bookkeeper } = setting()
      return (await data(erp.subgraph, as ?? bookkeeper, READ, { id })).invoice
    },
    counts: async (as?: string) => {
      const { erp, bookkeeper } = setting()
      const { invoices, journalEntries } = await data(erp.subgraph, as ?? bookkeeper, COUNTS)
      return { invoices: invoices.totalCount, entries: journalEntries.totalCount }
    },
    taxRate: async (name: string, rate: string): Promise<string> =>
      (await mutate(TAX, { name, rate, category: 'S' }, undefined)).taxRate.id,
    product: async (input: object = {}): Promise<string> => {
      const unitPrice = { amount: '80', currency: 'EUR' }
      return (await mutate(PRODUCT, { sku: newId(), name: 'Chai', unitPrice, ...input }, undefined)).product.id
    },
    project: async (customerId: string): Promise<string> => {
      const manager = await setting().shop.as('PROJECT_MANAGER')
      return (await mutate(PROJECT, { name: 'Roof', customerId }, manager)).project.id
    },
  }
}

export const refused = (code: string, path: string[] = []) => ({ invoice: null, userErrors: [{ code, path }] })

export const line = (unitPrice = '100', more: object = {}) => ({
  description: 'Advice',
  quantity: '1',
  unitPrice,
  ...more,
})
