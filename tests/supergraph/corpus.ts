import { EXAMPLES } from '../../platform/places.ts'
import { readExamples } from '../../router/examples.ts'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import type { Story } from './story.ts'

/** A request, and as whom: the answer may differ by nothing, wherever the subgraphs run. */
export interface Request {
  readonly name: string
  readonly as?: 'owner' | 'viewer' | 'dashboard' | 'nobody' | 'somebody'
  readonly method?: 'GET' | 'POST'
  readonly headers?: Record<string, string>
  readonly body: unknown
}

const operation = (name: string, query: string, variables: object = {}, more: Partial<Request> = {}): Request => ({
  ...{ name, body: { query, variables } },
  ...more,
})

const CUSTOMERS =
  'query ($first: Int, $after: String, $search: String) { customers(first: $first, after: $after, search: $search) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }'
const INVOICES = 'query ($filter: InvoiceFilter) { invoices(filter: $filter) { totalCount } }'
const NAME =
  'mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { customer { name } userErrors { code message path } } }'
const PAY =
  'mutation ($input: ReceivePaymentInput!) { receivePayment(input: $input) { payment { id } userErrors { code message path } } }'
const SIGN_IN =
  'mutation ($input: SignInInput!) { signIn(input: $input) { token user { name } userErrors { code message path } } }'

/** All the examples, and what else clients ask and get wrong. Nothing in it changes anything. */
export async function corpus({ customerId, dealId, invoiceId, paymentId, ...others }: Story): Promise<Request[]> {
  const examples = await readExamples(EXAMPLES)
  const missing = encodeId('cust', newId())
  const payment = {
    ...{ idempotencyKey: 'corpus', customerId, receivedOn: '2024-03-20', method: 'CARD' },
    ...{ amount: { amount: '5000', currency: 'EUR' } },
    applications: [{ invoiceId, amount: { amount: '5000', currency: 'EUR' } }],
  }
  const cent = { invoiceId, amount: { amount: '0.01', currency: 'EUR' } }
  return [
    // Where they look for somebody, it is for our customer.
    ...examples.map(({ title, query, variables }) =>
      operation(`the example ${title}`, query, {
        ...variables,
        ...(variables?.search !== undefined && { search: 'ege' }),
      }),
    ),

    operation('a page of customers', CUSTOMERS, { first: 3 }),
    operation('a search that folds letters', CUSTOMERS, { search: 'EGE IZMIR' }),
    operation(
      'literals, aliases and fragments',
      `{ a: customer(id: "${customerId}") { ...N } b: customer(id: "${missing}") { ...N } }
      fragment N on Customer { name first: deals(first: 1) { nodes { title amount { formatted(locale: "tr-TR") } } } }`,
    ),
    operation('directives', 'query ($yes: Boolean!) { me { name @include(if: $yes) email @skip(if: $yes) } }', {
      yes: true,
    }),
    operation('every node', 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids: [customerId, dealId, invoiceId, paymentId, ...Object.values(others), missing, 'nonsense'],
    }),
    operation(
      'the way there and back',
      `query ($id: ID!) { invoice(id: $id) { customer { name owner { name } deals { nodes { title invoices {
      nodes { number deal { title } project { manager { name } } } } } } } } }`,
      { id: invoiceId },
    ),
    operation(
      'the books',
      '{ trialBalance { account { code name } balance { amount } } verifyLedger { entries valid } }',
    ),
    operation('introspection', '{ __schema { queryType { name } types { name kind } } }'),
    operation('a query by GET', '{ me { name } }', {}, { method: 'GET' }),

    operation('a syntax error', '{ me { name }'),
    operation('an unknown field', '{ me { nme } }'),
    operation('an unknown argument', '{ customers(frist: 3) { totalCount } }'),
    operation('an unknown input field', NAME, { input: { id: customerId, expectedVersion: 1, organizationId: 'x' } }),
    operation('a missing variable', 'query ($id: ID!) { customer(id: $id) { name } }'),
    operation(
      'nesting too deep',
      `{ me ${'{ deals { nodes { customer { owner '.repeat(5)} { name } ${'} } } }'.repeat(5)} }`,
    ),
    operation('too many roots', `{ ${Array.from({ length: 21 }, (_, index) => `a${index}: me { name }`).join(' ')} }`),
    ...[0, -1, 101].map((first) => operation(`a page of ${first}`, CUSTOMERS, { first })),
    operation('a malformed cursor', CUSTOMERS, { after: 'nonsense' }),
    operation('an id of another type', 'query ($id: ID!) { customer(id: $id) { name } }', { id: invoiceId }),
    operation('an id that is none', 'query ($id: ID!) { invoice(id: $id) { number } }', { id: "inv_' or 1=1" }),
    operation('a day that is none', INVOICES, { filter: { issueDate: { eq: '2026-02-30' } } }),
    operation('an amount that is none', INVOICES, { filter: { total: { gte: '1e308' } } }),
    operation('a NUL in a text', CUSTOMERS, { search: 'a\u0000b' }),

    operation('an old version', NAME, { input: { id: customerId, expectedVersion: 77, name: 'Other' } }),
    operation('an unknown customer', NAME, { input: { id: missing, expectedVersion: 1, name: 'Other' } }),
    operation('a name of nothing', NAME, { input: { id: customerId, expectedVersion: 1, name: ' ' } }),
    operation('paying too much', PAY, { input: payment }),
    operation('paying a fraction of a cent', PAY, {
      input: { ...payment, amount: { amount: '1.005', currency: 'EUR' } },
    }),
    operation('paying an invoice twice in one', PAY, { input: { ...payment, applications: [cent, cent] } }),
    operation(
      'a viewer who writes',
      NAME,
      { input: { id: customerId, expectedVersion: 1, name: 'Other' } },
      { as: 'viewer' },
    ),
    operation('a viewer who pays', PAY, { input: payment }, { as: 'viewer' }),
    operation('a viewer who looks at tokens', '{ apiTokens { totalCount } me { name } }', {}, { as: 'viewer' }),
    operation(
      'a dashboard beyond its scope',
      '{ customers { nodes { name } } invoices { totalCount } }',
      {},
      { as: 'dashboard' },
    ),
    operation(
      'a dashboard that follows an invoice',
      'query ($id: ID!) { invoice(id: $id) { number customer { id name } journalEntry { hash } payments { amount { amount } } } }',
      { id: invoiceId },
      { as: 'dashboard' },
    ),

    operation('no token', '{ me { name } }', {}, { as: 'nobody' }),
    operation('no token, and a syntax error', '{', {}, { as: 'nobody' }),
    operation(
      'no token, and a wrong password',
      SIGN_IN,
      { input: { email: 'deniz@atolye.example', password: 'wrong' } },
      { as: 'nobody' },
    ),
    operation('a forged token', '{ me { name } }', {}, { as: 'somebody' }),
    operation('a mutation by GET', 'mutation { signOut { userErrors { code } } }', {}, { method: 'GET' }),
    { name: 'a batch', body: [{ query: '{ me { name } }' }] },
    { name: 'no query', body: {} },
    { name: 'no object', body: null },
    operation('a form', '{ me { name } }', {}, { headers: { 'content-type': 'text/plain' } }),
    operation('what only another type can be', '{ me { name } }', {}, { headers: { accept: 'text/html' } }),
    operation(
      'an error, as the specification has it',
      '{ nme }',
      {},
      { headers: { accept: 'application/graphql-response+json' } },
    ),
  ]
}
