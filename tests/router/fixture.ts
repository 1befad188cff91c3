import { buildSubgraphSchema } from '@apollo/subgraph'
import { type ExecutionResult, execute, GraphQLError, type GraphQLSchema, parse } from 'graphql'
import { compose } from '../../router/compose.ts'
import type { RouterEnvelope } from '../../router/router.ts'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import type { Envelope, Operation, Subgraph } from '../../subgraphs/shared/graphql/subgraph.ts'

export const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@inaccessible"]
)
scalar Decimal
`

const stub = '@key(fields: "nodeId", resolvable: false) { nodeId: ID! @inaccessible }'
const owned = '@key(fields: "id") @key(fields: "nodeId")'

/** The three subgraphs in miniature: the shapes of the real ones, ten rows. */
export const SDL = {
  identity: `${link}
    interface Node { nodeId: ID! @inaccessible }
    type Query {
      node(id: ID!): Node
      nodes(ids: [ID!]!): [Node]!
      viewer: User
    }
    type Mutation { signIn(email: String!): String }
    type User implements Node @key(fields: "id") { id: ID! nodeId: ID! @inaccessible name: String! }
    type Customer implements Node ${stub}
    type Invoice implements Node ${stub}`,
  crm: `${link}
    interface Node { id: ID! }
    type Query {
      customer(id: ID!): Customer
      customers(filter: CustomerFilter): [Customer!]!
      customerCount: Int!
    }
    type Mutation { renameCustomer(id: ID!, name: String!): Customer removeCustomer(id: ID!): Customer! }
    input CustomerFilter { name: String kind: CustomerKind spent: Decimal }
    enum CustomerKind { PERSON COMPANY }
    type Customer implements Node ${owned} { id: ID! nodeId: ID! @external name: String! phone: String kind: CustomerKind! }`,
  erp: `${link}
    interface Node { id: ID! }
    type Query { invoice(id: ID!): Invoice }
    type Mutation { postInvoice(id: ID!): Invoice }
    type Customer @key(fields: "id") { id: ID! invoices: [Invoice!] outstanding: Decimal }
    type Invoice implements Node ${owned} { id: ID! nodeId: ID! @external number: String total: Decimal! customer: Customer }`,
}

export type Name = Subgraph['name']
export const urls: Record<Name, string> = {
  identity: 'http://127.0.0.1:4001/graphql',
  crm: 'http://127.0.0.1:4002/graphql',
  erp: 'http://127.0.0.1:4003/graphql',
}
const NAMES: Name[] = ['identity', 'crm', 'erp']

export const definitions = NAMES.map((name) => ({ name, sdl: SDL[name], url: urls[name] }))
export const supergraph = compose(definitions)

export const TOKEN = 'Bearer good'
export const envelope = (more: Partial<RouterEnvelope> = {}): RouterEnvelope => ({
  authorization: TOKEN,
  requestId: 'request-1',
  ...more,
})

const customers = [
  { __typename: 'Customer', id: 'cust_1', name: 'Alfreds', phone: null, kind: 'COMPANY' },
  { __typename: 'Customer', id: 'cust_2', name: 'Bólido', phone: '555', kind: 'COMPANY' },
]
const invoices = [
  { __typename: 'Invoice', id: 'inv_1', number: 'INV-1', total: '10.50', customer: { id: 'cust_1' } },
  { __typename: 'Invoice', id: 'inv_2', number: null, total: '7.00', customer: { id: 'cust_1' } },
  { __typename: 'Invoice', id: 'inv_3', number: 'INV-3', total: '1.00', customer: { id: 'cust_gone' } },
]
const typeOf: Record<string, string> = { user: 'User', cust: 'Customer', inv: 'Invoice' }

interface Key {
  id?: string
  nodeId?: string
}

const find = <T extends { id: string }>(rows: T[], { id, nodeId }: Key) =>
  rows.find((row) => row.id === (id ?? nodeId)) ?? null

const stubOf = (id: string) => {
  const __typename = typeOf[id.split('_')[0]!]
  if (__typename === 'User') return id === 'user_1' ? { __typename, id, name: 'Ada' } : null
  return __typename ? { __typename, nodeId: id } : null
}

interface Arguments {
  id: string
  email: string
}

const resolvers: Record<Name, object> = {
  identity: {
    Query: {
      node: (_: unknown, { id }: Arguments) => stubOf(id),
      nodes: (_: unknown, { ids }: { ids: string[] }) => ids.map(stubOf),
      viewer: () => stubOf('user_1'),
    },
    Mutation: { signIn: (_: unknown, { email }: Arguments) => `token of ${email}` },
  },
  crm: {
    Query: {
      customer: (_: unknown, { id }: Arguments) => find(customers, { id }),
      customers: (_: unknown, { filter }: { filter?: { name?: string } }) =>
        customers.filter(({ name }) => !filter?.name || name === filter.name),
      customerCount: () => customers.length,
    },
    Mutation: {
      renameCustomer: (_: unknown, { id, name }: { id: string; name: string }) => {
        if (name !== 'x') return { ...find(customers, { id }), name }
        throw new GraphQLError('Not yours to rename.', { extensions: { code: 'FORBIDDEN' } })
      },
      removeCustomer: () => {
        throw new GraphQLError('Not yours to remove.', { extensions: { code: 'FORBIDDEN' } })
      },
    },
    Customer: { __resolveReference: (key: object) => find(customers, key) },
  },
  erp: {
    Query: { invoice: (_: unknown, { id }: Arguments) => find(invoices, { id }) },
    Mutation: { postInvoice: (_: unknown, { id }: Arguments) => find(invoices, { id }) },
    Customer: {
      invoices: ({ id }: { id: string }) => invoices.filter(({ customer }) => customer.id === id),
      outstanding: ({ id }: { id: string }) => (id === 'cust_1' ? '17.50' : '0'),
    },
    Invoice: { __resolveReference: (key: object) => find(invoices, key) },
  },
}

/** A subgraph that remembers what it was asked, and does what the test tells it to before it answers. */
export interface FixtureSubgraph extends Subgraph {
  readonly asked: { operation: Operation; envelope: Envelope }[]
  before: (envelope: Envelope) => Promise<void> | void
}

export function fixtureSubgraph(name: Name): FixtureSubgraph {
  const schema: GraphQLSchema = buildSubgraphSchema([
    { typeDefs: parse(SDL[name]), resolvers: resolvers[name] as never },
  ])
  const asked: FixtureSubgraph['asked'] = []
  return {
    name,
    schema,
    asked,
    before: () => {},
    async execute(operation, given): Promise<ExecutionResult> {
      asked.push({ operation, envelope: given })
      await this.before(given)
      const signsIn = operation.query.includes('signIn')
      if (given.authorization !== TOKEN && !signsIn) throw new Unauthenticated('The token is not valid.')
      const { query, variables, operationName } = operation
      return execute({
        schema,
        document: parse(query),
        variableValues: variables ?? {},
        operationName: operationName ?? null,
      })
    },
    ready: async () => {},
    close: async () => {},
  }
}

export const fixtures = () => ({
  identity: fixtureSubgraph('identity'),
  crm: fixtureSubgraph('crm'),
  erp: fixtureSubgraph('erp'),
})

interface Line {
  level: string
  message: string
  details: Record<string, unknown>
}

/** A log that keeps what it is told. */
export function fixtureLog() {
  const lines: Line[] = []
  const at = (level: string) => (details: object, message: string) => {
    lines.push({ level, message, details: { ...details } })
  }
  return { lines, warn: at('warn'), error: at('error') }
}
