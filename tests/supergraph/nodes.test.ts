import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeId, ID_TYPES, type IdPrefix, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from '../support/ask.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import { done, sell } from './story.ts'

let graph: TestGraph
let studio: Company
let ids: Record<IdPrefix, string>

beforeAll(async () => {
  graph = await openTestGraph()
  studio = await graph.found()
  ids = await everyId()
})

afterAll(async () => {
  await graph.close()
  expect(graph.troubles).toEqual([])
})

/** One of each type. */
async function everyId(): Promise<Record<IdPrefix, string>> {
  const story = await sell(graph.router, studio.owner)
  const { apiToken } = await done(graph.router, studio.owner, 'createApiToken', 'apiToken { id }', {
    ...{ name: 'Dashboard', scopes: ['invoice:read'], expiresAt: new Date(Date.now() + 60_000).toISOString() },
  })
  const { me } = await data(graph.router, studio.owner, '{ me { id } }')
  return {
    org: encodeId('org', studio.organizationId),
    user: me.id,
    tok: apiToken.id,
    cust: story.customerId,
    cont: story.contactId,
    pipe: story.pipelineId,
    stg: story.stageId,
    deal: story.dealId,
    acct: story.accountId,
    jrnl: story.journalId,
    je: story.journalEntryId,
    prod: story.productId,
    tax: story.taxRateId,
    inv: story.invoiceId,
    pay: story.paymentId,
    proj: story.projectId,
  }
}

describe('any id', () => {
  const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }'

  it('leads back to what it names, whichever subgraph has it', async () => {
    for (const [prefix, id] of Object.entries(ids)) {
      const { node } = await data(graph.router, studio.owner, NODE, { id })
      expect(node).toEqual({ __typename: ID_TYPES[prefix as IdPrefix], id })
    }
    const { nodes } = await data(graph.router, studio.owner, NODES, { ids: [...Object.values(ids), 'nonsense'] })
    expect(nodes).toEqual([
      { id: ids.org, name: 'Deniz Atölyesi' },
      { id: ids.user, name: 'Deniz Aksoy' },
      { id: ids.tok, name: 'Dashboard' },
      { id: ids.cust, name: 'Ege Lojistik A.Ş.' },
      { id: ids.cont, name: 'Elif Kaya' },
      { id: ids.pipe, name: 'Sales' },
      { id: ids.stg, name: 'Won' },
      { id: ids.deal, title: 'Customer portal' },
      { id: ids.acct, name: 'Bank' },
      { id: ids.jrnl, name: 'Sales' },
      { id: ids.je, date: '2024-03-01' },
      { id: ids.prod, name: 'Consulting' },
      { id: ids.tax, name: 'VAT 19 %' },
      { id: ids.inv, number: 'INV-2024-00001' },
      { id: ids.pay, receipt: 'REC-2024-00001' },
      { id: ids.proj, name: 'Customer portal' },
      null,
    ])
  })

  it('of something missing, or of another organisation, leads to null and to no error', async () => {
    const other = await graph.found({ name: 'Bosfor', owner: { email: 'can@bosfor.example', name: 'Can' } })
    for (const prefix of Object.keys(ID_TYPES) as IdPrefix[]) {
      const missing = await ask(graph.router, studio.owner, NODE, { id: encodeId(prefix, newId()) })
      const foreign = await ask(graph.router, other.owner, NODE, { id: ids[prefix] })
      expect([prefix, missing, foreign]).toEqual([prefix, { data: { node: null } }, { data: { node: null } }])
    }
    const { nodes } = await data(graph.router, other.owner, NODES, { ids: Object.values(ids) })
    expect(nodes).toEqual(Object.values(ids).map(() => null))
  })

  const NAMED = 'Organization User ApiToken Customer Contact Pipeline Stage Account Journal Product TaxRate Project'
  const NODES = `query ($ids: [ID!]!) { nodes(ids: $ids) { id
    ${NAMED.split(' ')
      .map((type) => `... on ${type} { name }`)
      .join(' ')}
    ... on Deal { title } ... on JournalEntry { date } ... on Invoice { number } ... on Payment { receipt: number } } }`
})
