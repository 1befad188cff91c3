import { newKey, type SigningKeys, signingKeys } from '../../subgraphs/identity/signing-keys.ts'
import { type IdentitySubgraph, openIdentitySubgraph } from '../../subgraphs/identity/subgraph.ts'
import { type ask, data } from '../support/ask.ts'
import { type FreshDatabase, freshDatabase } from '../support/cluster.ts'

export const PASSWORD = 'correct horse battery'

export interface House {
  readonly identity: IdentitySubgraph
  readonly keys: SigningKeys
  readonly database: FreshDatabase
  readonly organizationId: string
  readonly ownerId: string
  /** What was sent to the database for requests, in order. */
  readonly statements: string[]
  /** What identity reported as its own mistakes: none, unless a test wants one. */
  readonly reported: unknown[]
  /** What identity wrote into its log. */
  readonly logged: object[]
  /** `Bearer …` of the owner. */
  owner(): Promise<string>
  /** Another process on the same database, with the same keys. */
  another(): Promise<IdentitySubgraph>
  close(): Promise<void>
}

/** Identity on a database of its own, with the organisation Northwind and its owner Olga. */
export async function openHouse(): Promise<House> {
  const database = await freshDatabase('identity')
  const keys = await signingKeys([await newKey()])
  const [statements, reported, logged]: [string[], unknown[], object[]] = [[], [], []]
  const log = (details: object, message: string) => void logged.push({ ...details, message })
  const open = () =>
    openIdentitySubgraph({
      databaseUrl: database.appUrl,
      signingKeys: keys,
      report: (error) => reported.push(error),
      log: { info: log, warn: log },
      onStatement: (text) => statements.push(text),
    })
  const opened = [await open()]
  const identity = opened[0]!
  const { organizationId, ownerId } = await identity.createOrganization({
    name: 'Northwind',
    currency: 'USD',
    timeZone: 'America/New_York',
    owner: { email: 'olga@northwind.example', name: 'Olga Owner', password: PASSWORD },
  })
  return {
    ...{ identity, keys, database, organizationId, ownerId, statements, reported, logged },
    owner: () => tokenOf(identity, organizationId, ownerId),
    async another() {
      opened.push(await open())
      return opened.at(-1)!
    },
    async close() {
      for (const each of opened) await each.close()
      await database.drop()
    },
  }
}

/** `Bearer …` of a user, issued without a password. */
export async function tokenOf(identity: IdentitySubgraph, organizationId: string, userId: string): Promise<string> {
  const issued = await identity.issueToken({ organizationId, userId })
  return `Bearer ${issued!.token}`
}

const CREATE = `mutation ($input: CreateUserInput!) {
  createUser(input: $input) { user { id version } userErrors { code path } }
}`

/** Takes somebody in; answers their id. The address is `<name>@northwind.example`. */
export async function takeIn(
  identity: IdentitySubgraph,
  token: string,
  name: string,
  role: string,
  password?: string,
): Promise<string> {
  const input = { email: `${name}@northwind.example`, name, role, ...(password && { password }) }
  const { createUser } = await data(identity, token, CREATE, { input })
  if (createUser.userErrors.length > 0) throw new Error(JSON.stringify(createUser.userErrors))
  return createUser.user.id
}

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { token expiresAt user { id email name role } userErrors { code message path } }
}`

/** Signs in as a stranger does: without a token. */
export async function signIn(
  target: Parameters<typeof ask>[0],
  email: string,
  password: string,
  organizationId?: string,
) {
  const input = { email, password, ...(organizationId && { organizationId }) }
  return (await data(target, undefined, SIGN_IN, { input })).signIn
}
