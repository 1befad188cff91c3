import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeCursor } from '../../subgraphs/shared/relay/cursor.ts'
import { decodeId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data, draftInvoice, type Erp, type Office, office, openErp, postedInvoice, some } from '../support/erp.ts'

let erp: Erp
let shop: Office
let owner: string
const customerId = some('cust')
const drafts: string[] = []

/** As text, the third would come before the second, and the last but one before both. */
const NUMBERS = [
  [2025, 2],
  [2025, 99_999],
  [2025, 100_000],
  [2025, 1_000_001],
  [2026, 1],
] as const
const IN_ORDER = [
  null,
  null,
  'INV-2025-00002',
  'INV-2025-99999',
  'INV-2025-100000',
  'INV-2025-1000001',
  'INV-2026-00001',
]

beforeAll(async () => {
  erp = await openErp()
  shop = office()
  owner = await shop.as('OWNER')
  const posted: string[] = []
  for (const [year] of NUMBERS.toReversed()) {
    posted.unshift(decodeId('inv', await postedInvoice(erp, owner, { customerId, issueDate: `${year}-03-01` }))!)
  }
  drafts.push(await draftInvoice(erp, owner, { customerId }), await draftInvoice(erp, owner, { customerId }))
  // A hundred thousand invoices, without making them.
  await erp.as('owner', shop.organizationId, async (sql) => {
    await sql`alter table invoices disable trigger user`
    await sql`update invoices set number_in_year = number_in_year + 5000000 where state = 'POSTED'`
    for (const [index, [, place]] of NUMBERS.entries()) {
      await sql`update invoices set number_in_year = ${place} where id = ${posted[index]!}`
    }
    await sql`set constraints all immediate`
    await sql`alter table invoices enable trigger user`
  })
})

afterAll(async () => {
  await erp.close()
  expect(erp.troubles).toEqual([])
})

const ARGUMENTS = '$first: Int, $after: String, $last: Int, $before: String, $direction: OrderDirection!'
const PAGE = `(first: $first, after: $after, last: $last, before: $before, orderBy: { field: NUMBER, direction: $direction }) {
  nodes { id number } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
}`

const lists: Record<string, (variables: object) => Promise<Page>> = {
  'of all': async (variables) =>
    (await data(erp.subgraph, owner, `query (${ARGUMENTS}) { invoices${PAGE} }`, { ...variables })).invoices,
  'of a customer': async (variables) => {
    const query = `query ($r: [_Any!]!, ${ARGUMENTS}) { _entities(representations: $r) { ... on Customer { invoices${PAGE} } } }`
    const r = [{ __typename: 'Customer', id: customerId }]
    return (await data(erp.subgraph, owner, query, { r, ...variables }))._entities[0].invoices
  },
}

interface Page {
  nodes: { id: string; number: string | null }[]
  pageInfo: { startCursor: string; endCursor: string; hasNextPage: boolean; hasPreviousPage: boolean }
}

describe.each(Object.entries(lists))('invoices %s, by their number', (_, page) => {
  it.each([1, 2, 3, 100])('come by year and place, drafts first, in pages of %i either way', async (size) => {
    for (const direction of ['ASC', 'DESC'] as const) {
      const expected = direction === 'ASC' ? IN_ORDER : IN_ORDER.toReversed()
      const ids = direction === 'ASC' ? drafts : drafts.toReversed()
      const forward: Page['nodes'] = []
      for (let after: string | null = null, more = true; more; ) {
        const { nodes, pageInfo }: Page = await page({ first: size, after, direction })
        forward.push(...nodes)
        after = pageInfo.endCursor
        more = pageInfo.hasNextPage
      }
      const backward: Page['nodes'] = []
      for (let before: string | null = null, more = true; more; ) {
        const { nodes, pageInfo }: Page = await page({ last: size, before, direction })
        backward.unshift(...nodes)
        before = pageInfo.startCursor
        more = pageInfo.hasPreviousPage
      }
      expect(forward.map(({ number }) => number)).toEqual(expected)
      expect(forward.filter(({ number }) => number === null).map(({ id }) => id)).toEqual(ids)
      expect(backward).toEqual(forward)
    }
  })
})

it.each(['', 'INV-2025-00002', '1e3', '9'.repeat(19)])(
  'a cursor that stands at the text "%s" is refused',
  async (text) => {
    const list = JSON.stringify([shop.organizationId, 'invoices', undefined, undefined, 'NUMBER', 'ASC'])
    const at = (value: string) => encodeCursor({ value, id: decodeId('inv', drafts[0]!)! }, list)
    const query = `query (${ARGUMENTS}) { invoices${PAGE} }`
    const { errors } = await ask(erp.subgraph, owner, query, { after: at(text), direction: 'ASC' })
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_CURSOR' } }])
    // The same of a number is a cursor of this list.
    expect(await ask(erp.subgraph, owner, query, { after: at('0'), direction: 'ASC' })).not.toHaveProperty('errors')
  },
)

it.each([
  ['invoices', 'NUMBER', /\(ROW\(number_order, id\) [<>] ROW\(/],
  ['journalEntries', 'NUMBER', /\(ROW\(number, id\) [<>] ROW\(/],
  ['journalEntries', 'SEQUENCE', /\(sequence [<>]= /],
])('a page of %s by %s is read along its index', async (list, field, condition) => {
  const query = `query ($after: String, $direction: OrderDirection!) {
    ${list}(first: 2, after: $after, orderBy: { field: ${field}, direction: $direction }) { nodes { number } pageInfo { endCursor } } }`
  for (const direction of ['ASC', 'DESC']) {
    const first = await data(erp.subgraph, owner, query, { direction })
    erp.statements.length = 0
    await data(erp.subgraph, owner, query, { direction, after: first[list].pageInfo.endCursor })
    const text = erp.statements.find((statement) => statement.includes(' limit '))!
    const plan = await erp.as('app', shop.organizationId, async (sql) => {
      // The tables are small here: without this they would be read whole.
      await sql`set local enable_seqscan = off`
      return (await sql.unsafe(`explain (generic_plan, costs off) ${text}`)).map((row) => row['QUERY PLAN'] as string)
    })
    // Places are told apart by themselves: what is sorted after them are groups of one.
    expect(plan.join('\n').replace('Incremental Sort', '')).not.toMatch(/-> {2}Sort/)
    const [along] = plan.filter((line) => line.includes('Index Cond'))
    expect(along).toMatch(/organization_id = /)
    expect(along).toMatch(condition)
  }
})
