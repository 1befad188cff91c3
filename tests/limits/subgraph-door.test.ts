import type { FastifyInstance } from 'fastify'
import { buildSchema } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Actor, permissionsOf } from '../../subgraphs/shared/auth/actor.ts'
import { executor, type Subgraph } from '../../subgraphs/shared/graphql/subgraph.ts'
import { memoryBucket } from '../../subgraphs/shared/limits/bucket.ts'
import { subgraphServer } from '../../subgraphs/shared/server.ts'
import { keptLog } from '../support/log.ts'

const schema = buildSchema(
  'enum Kind { PERSON COMPANY } type Query { things(kind: Kind): [Thing!]! } type Thing { id: ID! }',
)
const actor: Actor = {
  userId: 'user-1',
  organizationId: 'org-1',
  role: 'VIEWER',
  permissions: permissionsOf('VIEWER'),
  tokenId: 'token-1',
  currency: 'EUR',
  timeZone: 'UTC',
}
const bucket = memoryBucket({
  token: { maximum: 100, restoreRate: 0.01 },
  organization: { maximum: 150, restoreRate: 0.02 },
})!
const colleague = { ...actor, tokenId: 'token-2' }
const { log, lines } = keptLog()
let opened = 0
let app: FastifyInstance

beforeAll(async () => {
  const subgraph: Subgraph = {
    name: 'crm',
    schema,
    execute: executor({
      schema,
      identify: async () => actor,
      createContext: () => {
        opened += 1
        return { close: async () => {} }
      },
      report: () => {},
    }),
    ready: async () => {},
    close: async () => {},
  }
  schema.getQueryType()!.getFields().things!.resolve = () => [{ id: '1' }, { id: '2' }]
  app = await subgraphServer(subgraph, { admit: async () => actor, bucket, log })
  // What is new is dearer.
  await post('{ things { id } }')
})
afterAll(() => app.close())
beforeEach(async () => {
  opened = 0
  for (const each of [actor, colleague]) await bucket.giveBack(each, 150)
})

const post = (query: string, variables = {}) =>
  app.inject({ method: 'POST', url: '/graphql', payload: { query, variables }, headers: { authorization: 'Bearer x' } })

describe('a subgraph’s door', () => {
  it('charges whoever comes by it, and gives back what it did not cost', async () => {
    const response = await post('{ things { id } }')
    expect([response.statusCode, response.json()]).toEqual([200, { data: { things: [{ id: '1' }, { id: '2' }] } }])
    expect((await bucket.take(actor, 0)).level.available).toBe(98)
    expect(lines.at(-1)).toMatchObject({ msg: 'answered', cost: 10 })
  })

  it('charges more for a document that is new, once, and no more than a full bucket holds', async () => {
    await post('{ new: things { id } }')
    expect((await bucket.take(actor, 0)).level.available).toBe(100 - 90 - 2)
    expect(lines.at(-1)).toMatchObject({ cost: 100 })
    await bucket.giveBack(actor, 150)
    await post('{ new: things { id } }')
    expect((await bucket.take(actor, 0)).level.available).toBe(98)
  })

  it('throttles whoever has less left, before anything is opened', async () => {
    await bucket.take(actor, 97)
    const response = await post('{ things { id } }')
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '700'])
    expect(response.json().errors).toEqual([
      {
        message: 'This costs more than is left for your token. Try again in 700 s.',
        extensions: { code: 'THROTTLED', scope: 'TOKEN', retryAfter: 700 },
      },
    ])
    expect(opened).toBe(0)
    expect(lines.at(-1)).toMatchObject({ msg: 'answered', status: 429, cost: 10 })
  })

  it('throttles whoever has enough but not their organisation', async () => {
    await bucket.take(colleague, 100)
    await bucket.take(actor, 45)
    const response = await post('{ things { id } }')
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '250'])
    expect(response.json().errors).toEqual([
      {
        message: 'This costs more than is left for your organisation. Try again in 250 s.',
        extensions: { code: 'THROTTLED', scope: 'ORGANIZATION', retryAfter: 250 },
      },
    ])
    expect(opened).toBe(0)
  })

  it('suggests no names, not even for the value of an enum in a variable', async () => {
    for (const [query, variables] of [
      ['query ($kind: Kind) { things(kind: $kind) { id } }', { kind: 'PERSO' }],
      ['{ things(kind: PERSO) { id } }', {}],
      ['{ thing { id } }', {}],
    ] as const) {
      const { errors } = (await post(query, variables)).json()
      expect(errors.length).toBe(1)
      expect(JSON.stringify(errors)).not.toMatch(/did you mean/i)
    }
  })
})
