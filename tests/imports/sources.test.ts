import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected, type Database, databases } from '../../platform/databases.ts'
import { decodeId } from '../../subgraphs/shared/relay/id.ts'
import { sourceOf } from '../../subgraphs/shared/relay/input.ts'
import { data } from '../support/ask.ts'
import { mutationsOf, publicSchema } from '../support/contract.ts'
import { openTestGraph, type TestGraph } from '../support/graph.ts'
import { furnish, type Scene } from '../support/scene.ts'

/** `SAP` and `sap` are one system, wherever something says where it came from. */

const mutations = mutationsOf(publicSchema()).map(({ name }) => name)
const imports = mutations.filter((name) => name.startsWith('import'))

let graph: TestGraph
let scene: Scene
beforeAll(async () => {
  graph = await openTestGraph()
  scene = await furnish(graph, 'Sources')
})
afterAll(() => graph.close())

async function bring(name: string, references: { source: string; id: string }[], more: object = {}) {
  const { rows, ...input } = (await scene.input(name)) as { rows: object[] }
  const answer = await data(
    graph.router,
    scene.company.owner,
    `mutation ($input: I${name.slice(1)}Input!) {
      ${name}(input: $input) { rows { id outcome userErrors { code path } } userErrors { code } }
    }`,
    { input: { ...input, rows: references.map((externalReference) => ({ ...rows[0], ...more, externalReference })) } },
  )
  return answer[name].rows
}

/** What no two objects may have alike. */
const OWN: Record<string, object> = {
  importDeals: { title: 'Once', stage: 'OPEN', closedOn: null, lostReason: null, lostNote: null },
  importProducts: { sku: 'ONCE' },
  importProjects: { name: 'Once', dealId: null },
  importUsers: { email: 'once@sources.example' },
}

describe.each(imports)('%s', (name) => {
  it('finds again, in letters of another case, what it brought', async () => {
    const { rows } = (await scene.input(name)) as { rows: object[] }
    const same = { ...rows[0], ...OWN[name] }
    const made = await bring(name, [{ source: 'SAP Ş/4', id: 'X-1' }], same)
    expect(made).toMatchObject([{ outcome: 'CREATED', userErrors: [] }])
    const again = await bring(name, [{ source: 'sap ş/4', id: 'X-1' }], same)
    expect(again).toEqual([{ id: made[0].id, outcome: 'UNCHANGED', userErrors: [] }])
    const { node } = await data(
      graph.router,
      scene.company.owner,
      'query ($id: ID!) { node(id: $id) { __typename ...reference } }'.replace(
        '...reference',
        TYPES.map((type) => `... on ${type} { externalReference { source id } }`).join(' '),
      ),
      { id: made[0].id },
    )
    expect(node.externalReference).toEqual({ source: 'sap ş/4', id: 'X-1' })
  })

  it('takes two rows that differ in it alone for one', async () => {
    const rows = await bring(name, [
      { source: 'Twice', id: 'X-2' },
      { source: 'tWICE', id: 'X-2' },
      { source: 'twice', id: 'x-2' },
    ])
    expect(rows[1].userErrors).toEqual([{ code: 'DUPLICATE_REFERENCE', path: ['rows', '1', 'externalReference'] }])
    expect(rows[2].userErrors.map(({ code }: { code: string }) => code)).not.toContain('DUPLICATE_REFERENCE')
  })
})

const TABLES = {
  crm: ['contacts', 'customers', 'deals'],
  erp: ['invoices', 'payments', 'products', 'projects'],
  identity: ['users'],
}

/** The statement that folds what is there. */
function migration(database: Database): string {
  const number = database === 'erp' ? '0004' : '0003'
  const file = new URL(`../../drizzle/${database}/${number}_external-sources-folded.sql`, import.meta.url)
  return readFileSync(file, 'utf8').split('--> statement-breakpoint')[1]!
}

const TYPES = ['Customer', 'Contact', 'Deal', 'Invoice', 'Payment', 'Product', 'Project', 'User']

describe.each([
  'createCustomer',
  'createContact',
  'createDeal',
  'createProduct',
  'createProject',
  'createInvoice',
  'createUser',
])('%s', (name) => {
  it('refuses what is there already in letters of another case', async () => {
    const create = async (source: string) => {
      const input = { ...(await scene.input(name)), externalReference: { source, id: 'one by one' } }
      const answer = await data(
        graph.router,
        scene.company.owner,
        `mutation ($input: C${name.slice(1)}Input!) { ${name}(input: $input) { userErrors { code path } } }`,
        { input },
      )
      return answer[name].userErrors
    }
    expect(await create('Legacy')).toEqual([])
    expect(await create('LEGACY')).toEqual([{ code: 'EXTERNAL_REFERENCE_TAKEN', path: ['externalReference'] }])
  })
})

describe('the databases', () => {
  it.each(databases)('fold as the code does, and what is folded stays: %s', async (database) => {
    const letters = Array.from({ length: 0x10ffff }, (_, code) => code + 1)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((letter) => letter !== letter.toLowerCase() || letter !== letter.toUpperCase())
    const texts = [...letters, 'ΟΔΥΣΣΕΥΣ', 'Straße', 'İSTANBUL', 'ısı', 'SAP R/3'].map((text) => text.normalize('NFC'))
    const wrong = await graph.inside(
      database,
      scene.company.organizationId,
      (sql) => sql`
        select text from unnest(${texts}::text[], ${texts.map(sourceOf)}::text[]) as given (text, folded)
        -- Letters that a newer Unicode has, the database leaves alone.
        where (kopru_source(text) <> folded and kopru_source(text) <> text) or kopru_source(folded) <> folded`,
    )
    expect([...wrong]).toEqual([])
  })

  it.each(databases)('are folded when they are migrated, what is posted and paid, too: %s', async (database) => {
    const [before, after] = await connected(graph.ownerUrls[database], async (sql) => {
      for (const table of TABLES[database]) {
        await sql.unsafe(`alter table ${table} drop constraint ${table}_source_folded, no force row level security`)
        await sql.unsafe(`alter table ${table} disable trigger user`)
        await sql.unsafe(`update ${table} set external_source = upper(external_source)`)
        await sql.unsafe(`alter table ${table} enable trigger user`)
      }
      const sources = () =>
        Promise.all(TABLES[database].map((table) => sql.unsafe(`select distinct external_source from ${table}`)))
      const unfolded = await sources()
      await sql.unsafe(migration(database))
      for (const table of TABLES[database]) await sql.unsafe(`alter table ${table} no force row level security`)
      const folded = await sources()
      for (const table of TABLES[database]) await sql.unsafe(`alter table ${table} force row level security`)
      const [guards] = await sql`
        select count(*)::int from pg_trigger where not tgisinternal and tgenabled <> 'O'`
      expect(guards).toEqual({ count: 0 })
      return [unfolded, folded]
    })
    const names = (found: typeof before) =>
      found!.map((rows) => rows.flatMap((row) => row.external_source ?? []).sort())
    expect(names(before).every(({ length }) => length > 0)).toBe(true)
    expect(names(after)).toEqual(names(before).map((each) => [...new Set(each.map(sourceOf))].sort()))
  })

  it('merge nothing when they are migrated: two that would be one stop the migration, with all as it was', async () => {
    const names = async () =>
      graph.inside(
        'crm',
        scene.company.organizationId,
        (sql) => sql`
        select external_source from customers where external_id = 'clash' order by external_source collate "C"`,
      )
    const made = await bring('importCustomers', [
      { source: 'one', id: 'clash' },
      { source: 'two', id: 'clash' },
    ])
    const ids = made.map(({ id }: { id: string }) => decodeId('cust', id)!)
    const attempt = (names: [string, string]) =>
      connected(graph.ownerUrls.crm, async (sql) => {
        for (const table of ['contacts', 'customers', 'deals']) {
          await sql.unsafe(
            `alter table ${table} drop constraint if exists ${table}_source_folded, no force row level security`,
          )
        }
        for (const [index, id] of ids.entries()) {
          await sql`update customers set external_source = ${names[index]!} where id = ${id}`
        }
        await sql.unsafe(migration('crm'))
      })
    await expect(attempt(['One', 'oNE'])).rejects.toThrow(/'One' and 'oNE' differ by letter case alone .* 'clash'/)
    expect((await names()).map((row) => row.external_source)).toEqual(['One', 'oNE'])
    await attempt(['One', 'TWO'])
    expect((await names()).map((row) => row.external_source)).toEqual(['one', 'two'])
  })
})
