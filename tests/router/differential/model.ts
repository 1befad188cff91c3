const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject"]
)
interface Node { id: ID! }
`

export type Name = 'identity' | 'crm' | 'erp'
export const NAMES: readonly Name[] = ['identity', 'crm', 'erp']

/** Three subgraphs that use what the graph may use as it grows. */
export const SDL: Record<Name, string> = {
  identity: `${LINK}
    type Query { me: User users: [User!]! node(id: ID!): Node nodes(ids: [ID!]!): [Node] }
    type Mutation { promote(id: ID!, role: Role!): User }
    enum Role { OWNER CLERK }
    type User implements Node @key(fields: "id") {
      id: ID! name: String role: Role! boss: User team: [User!] fragile: String broken: Int!
    }
    type Customer implements Node @key(fields: "id", resolvable: false) { id: ID! }
    type Invoice implements Node @key(fields: "id", resolvable: false) { id: ID! }`,
  crm: `${LINK}
    type Query {
      customers: [Customer!] customer(id: ID!): Customer parties: [Party] media: [Media]
    }
    type Mutation { rename(id: ID!, name: String): Customer }
    union Party = Customer | User
    interface Media @key(fields: "id") { id: ID! title: String }
    type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
    type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }
    type Customer implements Node @key(fields: "id") {
      id: ID! name: String nick: String label(short: Boolean = false): String
      ranks: [[Int]] contact: Contact contacts: [[Contact!]]
      friends: [Customer] owner: User manager: User! party: Party
    }
    type Contact { email: String phone: String! }
    type User implements Node @key(fields: "id", resolvable: false) { id: ID! }`,
  erp: `${LINK}
    type Query { invoices: [Invoice!] invoice(id: ID!): Invoice best: Customer dearest: Media }
    type Mutation { pay(id: ID!, by: Int!): Invoice }
    union Debtor = Customer | User
    type Customer implements Node @key(fields: "id") {
      id: ID! name: String @external nick: String @external label(short: Boolean = false): String @external
      contact: Contact @external contacts: [[Contact!]] @external
      balance: Int strict: Int! invoices(first: Int = 2): [Invoice]
      greeting(loud: Boolean = false, prefix: String): String @requires(fields: "name nick")
      tag: String @requires(fields: "label(short: true)")
      reach: String @requires(fields: "contact { email phone } contacts { phone }")
    }
    type User implements Node @key(fields: "id") { id: ID! spent: Int }
    type Invoice implements Node @key(fields: "id") {
      id: ID! name: String! total: Int customer: Customer! payer: Customer @provides(fields: "name") debtor: Debtor
      lines: [[Line]!]
    }
    type Contact { email: String @external phone: String! @external }
    type Line { name: String amount: Int! }
    type Media @key(fields: "id") @interfaceObject { id: ID! price: Int }`,
}

// biome-ignore lint/suspicious/noExplicitAny: rows of several types refer to one another.
export type Row = Record<string, any> & { readonly __typename: string; readonly id: string }

/** The rows of all three, by id; new for each operation, because mutations change them. */
export function createWorld(): ReadonlyMap<string, Row> {
  const at = (id: string) => rows.get(id)
  const fail = (text: string) => () => {
    throw new Error(text)
  }
  const user = (n: number, boss: number | null): Row => ({
    ...{ __typename: 'User', id: `user_${n}`, name: n === 2 ? null : `User ${n}`, role: n === 1 ? 'OWNER' : 'CLERK' },
    boss: () => boss && at(`user_${boss}`),
    team: () => [1, 2, 3].filter((m) => m !== n).map((m) => at(`user_${m}`)),
    fragile: n === 3 ? fail('fragile') : 'whole',
    broken: n === 2 ? fail('broken') : n,
    spent: n === 1 ? null : n * 10,
  })
  const customer = (n: number): Row => ({
    ...{ __typename: 'Customer', id: `cust_${n}`, name: n === 3 ? null : `cust_${(n % 3) + 1}` },
    nick: n === 2 ? null : `Nick ${n}`,
    ranks: n === 1 ? [[1, null], null, []] : null,
    label: ({ short }: { short: boolean | null }) => (short ? `L${n}` : n === 3 ? null : `Label ${n}`),
    contact: n === 2 ? null : { email: null, phone: `555${n}` },
    contacts: n === 1 ? [[{ email: 'a@b', phone: '1' }], null, []] : [],
    friends: () => [at(`cust_${(n % 3) + 1}`), null],
    owner: () => (n === 2 ? null : at(`user_${n}`)),
    manager: () => at(`user_${n}`),
    party: () => [at('user_2'), at('cust_1'), null][n - 1],
    balance: n === 2 ? null : n * 100,
    strict: n === 2 ? fail('strict') : n,
    invoices: ({ first }: { first: number | null }) => [at(`inv_${n}`), null, at('inv_1')].slice(0, first ?? 3),
  })
  const invoice = (n: number): Row => ({
    ...{ __typename: 'Invoice', id: `inv_${n}`, name: `INV-${n}`, total: n === 2 ? null : n * 5 },
    customer: () => at(`cust_${n}`),
    payer: () => (n === 3 ? null : at(`cust_${n + 1}`)),
    debtor: () => [at('user_1'), at('cust_3'), null][n - 1],
    lines: [[{ name: null, amount: n }, null], []],
  })
  const media = (n: number): Row => ({
    ...{ __typename: n === 1 ? 'Book' : 'Film', id: `media_${n}`, title: n === 2 ? null : `Title ${n}` },
    ...{ pages: 10, minutes: 90, price: n === 3 ? null : n },
  })
  const places = [1, 2, 3]
  const all = [user(1, null), user(2, 1), user(3, 2), ...places.flatMap((n) => [customer(n), invoice(n), media(n)])]
  const rows = new Map(all.map((row) => [row.id, row]))
  return rows
}

type Required = Readonly<Record<string, unknown>>
type Greeting = { loud?: boolean | null; prefix?: string | null }

/** The fields that say what they were told of what they require; of a null that was not sent, too. */
export const TOLD: Readonly<Record<string, (required: Required, args: Greeting) => string>> = {
  greeting: ({ name, nick }, { loud, prefix }) =>
    `${prefix ?? 'Hello'} ${String(name)} called ${String(nick)}${loud ? '!' : ''}`,
  tag: ({ label }) => `#${String(label)}`,
  reach: ({ contact, contacts }) => {
    const of = (one: Required | null) => one && [one.email, one.phone]
    const groups = contacts as (Required[] | null)[] | null
    const phones = groups?.map((group) => group?.map(({ phone }) => phone))
    return JSON.stringify([of(contact as Required | null), phones])
  },
}

export interface Arguments {
  id: string
  ids: string[]
  name: string | null
  role: string
  by: number
}
type Root = (world: ReadonlyMap<string, Row>, args: Arguments) => unknown

const change = (row: Row | null, values: object) => row && Object.assign(row, values)

/** The row of that type only, as an owner of a type looks for it. */
const of = (world: ReadonlyMap<string, Row>, type: string, id: string) => {
  const row = world.get(id)
  return row?.__typename === type ? row : null
}

const list = (world: ReadonlyMap<string, Row>, prefix: string) =>
  [...world.values()].filter(({ id }) => id.startsWith(prefix))

/** The root fields, whoever owns them. */
export const ROOTS: Readonly<Record<string, Root>> = {
  me: (world) => world.get('user_1'),
  users: (world) => list(world, 'user'),
  node: (world, { id }) => world.get(id),
  nodes: (world, { ids }) => ids.map((id) => world.get(id) ?? null),
  customers: (world) => list(world, 'cust'),
  customer: (world, { id }) => of(world, 'Customer', id),
  parties: (world) => [world.get('user_3'), null, world.get('cust_2')],
  media: (world) => [...list(world, 'media'), null],
  invoices: (world) => list(world, 'inv'),
  invoice: (world, { id }) => of(world, 'Invoice', id),
  best: (world) => world.get('cust_1'),
  dearest: (world) => world.get('media_2'),
  promote: (world, { id, role }) => change(of(world, 'User', id), { role }),
  rename: (world, { id, name }) => change(of(world, 'Customer', id), { name: name ?? null }),
  pay: (world, { id, by }) => {
    if (by === 0) throw new Error('Nothing was paid.')
    const row = of(world, 'Invoice', id)
    return change(row, { total: (row?.total ?? 0) - by })
  },
}
