import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { data } from '../support/ask.ts'
import { openTestGraph, type TestGraph } from '../support/graph.ts'
import { furnish, type Scene } from '../support/scene.ts'

/** What is written one way and looked for another: by words, by a part, and by the whole. */

let graph: TestGraph
let scene: Scene
beforeAll(async () => {
  graph = await openTestGraph()
  scene = await furnish(graph, 'Kestane')
})
afterAll(async () => {
  await graph.close()
  expect(graph.troubles).toEqual([])
})

const WRITTEN = 'Œuvre „Straße” d’Æther\u200b Ødegård 50%\u00a0ﬁn'
const TYPED = [
  WRITTEN,
  'oeuvre "strasse" d\'aether odegard 50% fin',
  'ŒUVRE «STRASSE» D´AETHER ØDEGÅRD 50% FIN',
  'Oeuvre “Stra\u00adße” d‘Æther Ødega\u030ard  ５０％ fin\ufeff',
]
const OTHERS = ['oeuvre strase', 'Œuvre_„Straße”', 'd"aether', '50_', '5%fin']

/** Lists that are searched, each with a mutation that makes what is in it, and the field that has the text. */
const SEARCHED = [
  ['customers', 'createCustomer', 'name'],
  ['deals', 'createDeal', 'title'],
  ['products', 'createProduct', 'name'],
  ['products', 'createProduct', 'sku'],
  ['products', 'createProduct', 'category'],
  ['projects', 'createProject', 'name'],
  ['users', 'createUser', 'name'],
  ['users', 'createUser', 'title'],
  ['payments', 'receivePayment', 'reference'],
] as const

const FILTERED = [
  ['customers', 'createCustomer', 'name'],
  ['customers', 'createCustomer', 'industry'],
  ['products', 'createProduct', 'sku'],
  ['products', 'createProduct', 'category'],
] as const

let made = 0
async function make(mutation: string, field: string): Promise<{ id: string; own: (text: string) => string }> {
  made += 1
  const mark = ` #${made}#`
  const own: Record<string, object> = {
    createUser: { email: `${made}@kestane.example` },
    createProduct: { sku: `K-${made}` },
  }
  const reference = mutation === 'receivePayment' ? {} : { externalReference: { source: 'found', id: `${made}` } }
  const input = {
    ...(await scene.input(mutation)),
    ...reference,
    ...own[mutation],
    [field]: WRITTEN + mark,
  }
  const payload = await data(
    graph.router,
    scene.company.owner,
    `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) {
      ${mutation}(input: $input) { made: ${NODE[mutation as keyof typeof NODE]} { id } userErrors { code path } }
    }`,
    { input },
  )
  expect(payload[mutation].userErrors).toEqual([])
  return { id: payload[mutation].made.id, own: (text) => text + mark }
}

const NODE = {
  createCustomer: 'customer',
  createDeal: 'deal',
  createProduct: 'product',
  createProject: 'project',
  createUser: 'user',
  receivePayment: 'payment',
}

const found = async (list: string, args: string, text: string): Promise<string[]> => {
  const answer = await data(
    graph.router,
    scene.company.owner,
    `query ($text: String!) { ${list}(first: 100, ${args}) { nodes { id } totalCount } }`,
    { text },
  )
  expect(answer[list].totalCount).toBe(answer[list].nodes.length)
  return answer[list].nodes.map(({ id }: { id: string }) => id)
}

describe.each(SEARCHED)('%s by the words of what %s keeps as %s', (list, mutation, field) => {
  it('are found however it is typed, and by nothing else', async () => {
    const { id, own } = await make(mutation, field)
    for (const text of TYPED) expect([text, await found(list, 'search: $text', own(text))]).toEqual([text, [id]])
    for (const text of OTHERS) expect([text, await found(list, 'search: $text', own(text))]).toEqual([text, []])
  })
})

describe.each(FILTERED)('%s where what %s keeps as %s', (list, mutation, field) => {
  it('is or contains it are found however it is typed, and by nothing else', async () => {
    const { id, own } = await make(mutation, field)
    for (const text of TYPED) {
      for (const operator of ['eq', 'contains'])
        expect([text, operator, await found(list, `filter: { ${field}: { ${operator}: $text } }`, own(text))]).toEqual([
          text,
          operator,
          [id],
        ])
    }
    for (const text of OTHERS)
      expect([text, await found(list, `filter: { ${field}: { contains: $text } }`, own(text))]).toEqual([text, []])
  })
})
