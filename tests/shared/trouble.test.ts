import { buildSchema } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { identityServer } from '../../subgraphs/identity/http.ts'
import { newKey, signingKeys } from '../../subgraphs/identity/signing-keys.ts'
import { type IdentitySubgraph, openIdentitySubgraph } from '../../subgraphs/identity/subgraph.ts'
import { type Actor, permissionsOf } from '../../subgraphs/shared/auth/actor.ts'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import {
  type Envelope,
  type ExecutorOptions,
  executor,
  type Subgraph,
} from '../../subgraphs/shared/graphql/subgraph.ts'
import { openToll } from '../../subgraphs/shared/limits/toll.ts'
import { subgraphServer } from '../../subgraphs/shared/server.ts'
import { type FreshDatabase, freshDatabase } from '../support/cluster.ts'
import { keptLog } from '../support/log.ts'
import { openWay, type Way } from '../support/way.ts'

const SECRET = 'host 10.0.0.7, password hunter2'
const fail = (): never => {
  throw new Error(SECRET)
}
const schema = buildSchema('type Query { name: String }')
const actor: Actor = {
  ...{ userId: 'user-1', organizationId: 'org-1', role: 'VIEWER', permissions: permissionsOf('VIEWER') },
  ...{ tokenId: 'token-1', currency: 'EUR', timeZone: 'UTC' },
}
const MASKED = {
  message: 'Something went wrong on our side. Please try again; if it stays, tell us the request id.',
  extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' },
}

type Options = ExecutorOptions<{ close(): Promise<void> }>
const WHERE: [string, Partial<Options>, Partial<Envelope>][] = [
  ['who it is', { identify: async () => fail() }, {}],
  ['the toll', {}, { toll: { ...openToll(null, null), charge: async () => fail() } }],
  ['the context', { createContext: fail }, {}],
  ['the end', { createContext: () => ({ close: async () => fail() }) }, {}],
]
const reported: unknown[] = []
const executing = (options: Partial<Options> = {}): Subgraph['execute'] =>
  executor({
    schema,
    identify: async () => actor,
    createContext: () => ({ close: async () => {} }),
    report: (error) => reported.push((error as Error).message),
    ...options,
  })

describe('what goes wrong beside the fields of an operation', () => {
  beforeEach(() => {
    reported.length = 0
  })

  it.each(WHERE)('is in the result, without its words, and in the report: %s', async (_, options, envelope) => {
    const result = await executing(options)({ query: '{ name }' }, { requestId: 'r1', ...envelope })
    expect(JSON.parse(JSON.stringify(result))).toEqual({ errors: [MASKED] })
    expect(reported).toEqual([SECRET])
  })

  it('is no error of ours where it is nobody we know', async () => {
    const identify = async () => {
      throw new Unauthenticated('The token is not valid.')
    }
    await expect(executing({ identify })({ query: '{ name }' }, { requestId: 'r1' })).rejects.toThrow(Unauthenticated)
    expect(reported).toEqual([])
  })
})

describe('a subgraph’s door', () => {
  const { log, lines } = keptLog()
  const ask = async (execute: Subgraph['execute'], body: unknown = { query: '{ name }' }) => {
    lines.length = 0
    const subgraph: Subgraph = { name: 'crm', schema, execute, ready: async () => {}, close: async () => {} }
    const app = await subgraphServer(subgraph, { admit: async () => actor, log })
    const headers = { authorization: 'Bearer x', 'x-request-id': 'r1', 'content-type': 'application/json' }
    const response = await app.inject({ method: 'POST', url: '/graphql', payload: JSON.stringify(body), headers })
    await app.close()
    return [response.statusCode, response.json()]
  }

  it('answers 500 with the request’s id, and not that the client was wrong', async () => {
    expect(await ask(executing({ createContext: fail }))).toEqual([500, { errors: [MASKED] }])
  })

  it('tells nobody but the log what went wrong beside `execute`', async () => {
    expect(await ask(async () => fail())).toEqual([
      500,
      { errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
    ])
    expect(lines.filter(({ level }) => level >= 50)).toMatchObject([
      { msg: 'a request failed', err: { message: SECRET } },
    ])
  })

  it('refuses what is too long with the code that the router’s has', async () => {
    const [status, { errors }] = await ask(executing(), { query: `{ name } #${'x'.repeat(1_048_576)}` })
    expect([status, errors]).toEqual([
      413,
      [{ message: 'Request body is too large', extensions: { code: 'PAYLOAD_TOO_LARGE' } }],
    ])
    expect(lines).toMatchObject([{ msg: 'answered', status: 413, codes: ['PAYLOAD_TOO_LARGE'] }])
  })
})

describe('identity whose database is away', () => {
  const { log, lines } = keptLog()
  let database: FreshDatabase
  let way: Way
  let identity: IdentitySubgraph
  beforeAll(async () => {
    database = await freshDatabase('identity')
    way = await openWay(database.appUrl)
    identity = await openIdentitySubgraph({
      databaseUrl: way.url,
      signingKeys: await signingKeys([await newKey()]),
      report: (err) => log.error({ err }, 'reported'),
    })
    way.cut()
  })
  afterAll(async () => {
    await identity.close()
    await database.drop()
  })

  it('says so at /auth/state by a number, and to the log what was asked of which database', async () => {
    const app = await identityServer(identity, undefined, null, { log })
    const response = await app.inject({ url: '/auth/state', headers: { 'x-request-id': 'r1' } })
    await app.close()
    expect([response.statusCode, response.json()]).toEqual([
      500,
      {
        errors: [
          {
            message: 'Something went wrong on our side. Please tell us the request id.',
            extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' },
          },
        ],
      },
    ])
    const [line] = lines.filter(({ msg }) => msg === 'a request failed')
    expect(line).toMatchObject({ level: 50, requestId: 'r1', err: { message: expect.stringMatching(/CONN/) } })
  })
})
