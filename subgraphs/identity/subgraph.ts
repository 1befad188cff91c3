import { followAuthState } from '../shared/auth/follow.ts'
import { type AuthState, Identifier } from '../shared/auth/identify.ts'
import { connect } from '../shared/db/database.ts'
import { openDatabase } from '../shared/db/open.ts'
import { isSignIn } from '../shared/graphql/sign-in.ts'
import { type ExecutorOptions, executor, room, type Subgraph, subgraphSchema } from '../shared/graphql/subgraph.ts'
import { authState } from './auth-state.ts'
import { Context, type Desk, type Log } from './context.ts'
import { resolvers as node } from './node/resolvers.ts'
import { resolvers as organizations } from './organizations/resolvers.ts'
import type { SigningKeys } from './signing-keys.ts'
import { STRANGER } from './stranger.ts'
import type { IssuedToken } from './tokens/commands/issue.ts'
import { type IssueTokenInput, issueToken } from './tokens/commands/issue-token.ts'
import { resolvers as tokens } from './tokens/resolvers.ts'
import { refuseUnfinished } from './unfinished-restore.ts'
import {
  type CreatedOrganization,
  type CreateOrganizationInput,
  createOrganization,
} from './users/commands/create-organization.ts'
import { PasswordGate } from './users/commands/gate.ts'
import { resolvers as users } from './users/resolvers.ts'

/** The rooms of identity, from the ground floor up: a room may use those listed before it. */
export const schema = subgraphSchema([
  room(new URL('./organizations/', import.meta.url), organizations),
  room(new URL('./users/', import.meta.url), users),
  room(new URL('./tokens/', import.meta.url), tokens),
  room(new URL('./node/', import.meta.url), node),
])

export interface IdentityConfig {
  databaseUrl: string
  signingKeys: SigningKeys
  report: ExecutorOptions<Context>['report']
  /** Hears of sign-ins, and of trouble with the state of tokens. */
  log?: Log
  /** Most connections held at once, the one that watches the state of tokens apart. */
  connections?: number | undefined
  onStatement?: (text: string) => void
  /** The most one operation may cost. */
  maximumCost?: number | undefined
}

/** Identity at work, and what the platform asks of it beside GraphQL. */
export interface IdentitySubgraph extends Subgraph {
  /** Checks tokens, up to date at once with what is revoked here: for the other subgraphs of this process. */
  readonly identifier: Identifier
  /** What tokens are checked with, for whoever wants to. */
  readonly publicKeys: SigningKeys['public']
  /** What the other processes must know to check tokens. */
  authState(): Promise<AuthState>
  createOrganization(input: CreateOrganizationInput): Promise<CreatedOrganization>
  /** Null when there is no such active user. */
  issueToken(input: IssueTokenInput): Promise<IssuedToken | null>
}

const SILENT: Log = { info: () => {}, warn: () => {} }

/** Opens identity on its database; waits for that to answer, and rejects when it does not, or was left half restored. */
export async function openIdentitySubgraph({
  databaseUrl,
  signingKeys,
  report,
  log = SILENT,
  connections: max,
  onStatement,
  maximumCost,
}: IdentityConfig): Promise<IdentitySubgraph> {
  const database = await openDatabase(databaseUrl, { name: 'identity', max, onStatement })
  // Apart from the requests: they must not keep a revocation waiting.
  const watch = connect(databaseUrl, { name: 'identity-tokens', max: 1 })
  const state = () => authState(watch, signingKeys)
  const close = async () => {
    await Promise.all([database.close(), watch.close()])
  }

  const identifier = new Identifier()
  const following = await followAuthState(state, identifier, {
    onError: (err) => log.warn({ err }, 'the state of tokens cannot be read; the last known one holds'),
  }).catch(async (error) => {
    await close()
    throw error
  })
  // Not before the first state, which waits for a restore that is under way.
  await refuseUnfinished(database.client).catch(async (error) => {
    following.close()
    await close()
    throw error
  })
  const gate = new PasswordGate(database)
  const desk: Desk = { database, signingKeys, gate, log, authChanged: following.refresh }
  return {
    name: 'identity',
    schema,
    identifier,
    publicKeys: signingKeys.public,
    authState: state,
    createOrganization: (input) => createOrganization(database, input),
    issueToken: (input) => issueToken(database, signingKeys, input),
    execute: executor({
      schema,
      identify: async (authorization, { query }) => {
        if (authorization === undefined && isSignIn(query)) return STRANGER
        return identifier.identify(authorization)
      },
      createContext: (actor, envelope) => new Context(desk, actor, envelope),
      report,
      maximumCost,
    }),
    ready: async () => {
      await database.client`select 1`
    },
    close: async () => {
      following.close()
      await close()
    },
  }
}
