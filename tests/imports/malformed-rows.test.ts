import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, data } from '../support/ask.ts'
import { mutationsOf, type Path, placed, publicSchema } from '../support/contract.ts'
import { openTestGraph, type TestGraph } from '../support/graph.ts'
import { furnish, type Scene } from '../support/scene.ts'

/** Every import of the schema, with rows in which each cell in turn holds what does not belong there. */

const imports = mutationsOf(publicSchema()).filter(({ name }) => name.startsWith('import'))
const inputOf = (name: string) =>
  getNamedType(imports.find((field) => field.name === name)!.args[0]!.type) as GraphQLInputObjectType
const rowOf = (name: string) => getNamedType(inputOf(name).getFields().rows!.type) as GraphQLInputObjectType

let graph: TestGraph
let scene: Scene
beforeAll(async () => {
  graph = await openTestGraph()
  scene = await furnish(graph, 'Rows')
})
afterAll(() => graph.close())

type Row = Record<string, unknown>
type Bad = { at: Path; value: unknown }

const asked = (name: string, document: string) =>
  document.replaceAll('$IMPORT', name).replaceAll('$INPUT', inputOf(name).name).replaceAll('$ROW', rowOf(name).name)
const ANSWER =
  '{ rows { index id outcome userErrors { code message path } } created updated unchanged failed userErrors { code } }'
const WHOLE = `mutation ($input: $INPUT!) { $IMPORT(input: $input) ${ANSWER} }`
const ROWS = `mutation ($rows: [$ROW!]!) { $IMPORT(input: { rows: $rows, dryRun: true KEY}) ${ANSWER} }`

async function goodRow(name: string, id: string): Promise<Row> {
  const { rows } = (await scene.input(name)) as { rows: Row[] }
  return { ...rows[0], externalReference: { source: 'malformed', id } }
}

describe.each(imports.map(({ name }) => name))('%s', (name) => {
  it('fails each malformed row alone, where it is malformed, and says what was expected', async () => {
    const cells = badCells(rowOf(name))
    expect(cells.length).toBeGreaterThan(8)
    const [first, last] = [await goodRow(name, 'first'), await goodRow(name, 'last')]
    const bad = cells.map(({ at, value }) => (at.length === 0 ? value : placed(first, at, value)))
    const input = { ...(await scene.input(name)), rows: [first, ...bad, last], dryRun: true }
    // An operation is compiled when it comes a second time.
    for (const _ of ['interpreted', 'compiled']) {
      const report = (await data(graph.router, scene.company.owner, asked(name, WHOLE), { input }))[name]
      expect(report.rows[0].userErrors).toEqual([])
      expect(report.rows.at(-1).index).toBe(bad.length + 1)
      expect(report.rows.at(-1).userErrors.map(({ code }: { code: string }) => code)).not.toContain('BAD_VALUE')
      expect(report.failed).toBeGreaterThanOrEqual(bad.length)
      for (const [index, { at }] of cells.entries()) {
        const { outcome, id, userErrors } = report.rows[index + 1]
        const [error] = userErrors
        const path = ['rows', index + 1, ...at].map(String)
        expect({ outcome, id, code: error.code, path: error.path }).toEqual({
          outcome: 'FAILED',
          id: null,
          code: 'BAD_VALUE',
          path,
        })
        expect(error.message.length).toBeGreaterThan(10)
      }
    }
  })

  it('reads rows that come in a variable of their own, null among them', async () => {
    const rows = [null, await goodRow(name, 'own'), { nonsense: true }, 'text']
    const key = inputOf(name).getFields().idempotencyKey ? ', idempotencyKey: "own"' : ''
    for (const _ of ['interpreted', 'compiled']) {
      const document = asked(name, ROWS).replace(' KEY', key)
      const report = (await data(graph.router, scene.company.owner, document, { rows }))[name]
      expect(report.rows.map(({ userErrors }: { userErrors: { code: string }[] }) => userErrors[0]?.code)).toEqual([
        'BAD_VALUE',
        undefined,
        'BAD_VALUE',
        'BAD_VALUE',
      ])
    }
  })

  it('asks no database when none of the rows is one', async () => {
    const input = { ...(await scene.input(name)), rows: [null, 'a text', { nonsense: true }] }
    for (const statements of Object.values(graph.statements)) statements.length = 0
    const report = (await data(graph.router, scene.company.owner, asked(name, WHOLE), { input }))[name]
    expect(report).toMatchObject({ failed: 3, userErrors: [] })
    expect(graph.statements).toEqual({ identity: [], crm: [], erp: [] })
  })

  it('writes none of them when they are all or none', async () => {
    const good = await goodRow(name, 'atomic')
    const input = {
      ...(await scene.input(name)),
      rows: [good, { ...good, noSuchField: 1 }],
      atomic: true,
      dryRun: false,
    }
    const report = (await data(graph.router, scene.company.owner, asked(name, WHOLE), { input }))[name]
    expect(report.rows.map(({ userErrors }: { userErrors: { code: string }[] }) => userErrors[0]!.code)).toEqual([
      'ROLLED_BACK',
      'BAD_VALUE',
    ])
  })

  it('refuses the whole when what is malformed is no row, or stands in the document', async () => {
    for (const input of [{ rows: null }, { rows: [], dryRun: 'perhaps' }, {}]) {
      const answer = await ask(graph.router, scene.company.owner, asked(name, WHOLE), { input })
      expect(answer.errors?.map(({ extensions }) => extensions.code)[0]).toBe('BAD_USER_INPUT')
    }
    const written = asked(name, `mutation { $IMPORT(input: { rows: [{ nonsense: true }] }) ${ANSWER} }`)
    const answer = await ask(graph.router, scene.company.owner, written)
    expect(answer.data).toBeUndefined()
    expect(answer.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
  })
})

it('finds the same key and the same malformed rows again, and tells other ones', async () => {
  const good = await goodRow('importPayments', 'key')
  const bring = async (amount: unknown) => {
    const rows = [{ ...good, amount }, good]
    const input = { rows, idempotencyKey: 'the same key' }
    return (await data(graph.router, scene.company.owner, asked('importPayments', WHOLE), { input })).importPayments
  }
  const first = await bring('1.234,56')
  expect(first).toMatchObject({ created: 1, failed: 1, userErrors: [] })
  expect(await bring('1.234,56')).toEqual(first)
  expect((await bring('1.234,57')).userErrors).toEqual([{ code: 'IDEMPOTENCY_KEY_REUSED' }])
})

it('takes what nests deeper than anybody reads for what it is: no row', async () => {
  let deep: unknown = 'end'
  for (let depth = 0; depth < 20_000; depth += 1) deep = [deep]
  const good = await goodRow('importPayments', 'deep')
  const input = { rows: [{ ...good, nonsense: deep }], idempotencyKey: 'deep' }
  const { importPayments } = await data(graph.router, scene.company.owner, asked('importPayments', WHOLE), { input })
  expect(importPayments).toMatchObject({ failed: 1, rows: [{ userErrors: [{ code: 'BAD_VALUE' }] }] })
})

it('says which values there are, and where a field is, whatever a value or a name pretends', async () => {
  const good = await goodRow('importUsers', 'pretends')
  const bad = [{ role: 'X" does not exist in "OrderDirection" enum' }, { 'name" of': 1 }, { name: 'x', JSON: null }]
  const input = { ...(await scene.input('importUsers')), rows: bad.map((cells) => ({ ...good, ...cells })) }
  const { importUsers } = await data(graph.router, scene.company.owner, asked('importUsers', WHOLE), { input })
  const errors = importUsers.rows.map(({ userErrors }: { userErrors: object[] }) => userErrors)
  expect(errors).toMatchObject([
    [{ path: ['rows', '0', 'role'], message: expect.stringMatching(/ It is one of OWNER, ADMIN, /) }],
    [{ path: ['rows', '1'] }],
    [{ path: ['rows', '2', 'JSON'] }],
  ])
})

/** What does not belong, for the row itself and each place in it. */
function badCells(row: GraphQLInputObjectType): Bad[] {
  const whole: Bad[] = [null, 'a text', 7, ['a list']].map((value) => ({ at: [], value }))
  return [...whole, ...badFields(row, [])]
}

function badFields(type: GraphQLInputObjectType, path: Path): Bad[] {
  const unknown: Bad = { at: [...path, 'noSuchField'], value: 1 }
  return [
    unknown,
    ...Object.values(type.getFields()).flatMap((field) => {
      const at = [...path, field.name]
      const missing: Bad[] = isRequiredInputField(field) ? [{ at, value: undefined }] : []
      return [...missing, ...badValues(field.type, at)]
    }),
  ]
}

function badValues(type: GraphQLInputType, at: Path): Bad[] {
  if (isNonNullType(type)) return [{ at, value: null }, ...badValues(type.ofType, at)]
  if (isListType(type)) return [{ at, value: LONG_LIST }, ...badValues(type.ofType, [...at, 0])]
  if (isInputObjectType(type)) return [{ at, value: 'a text' }, ...badFields(type, at)]
  if (isEnumType(type)) return ['NO_SUCH_VALUE', LONG_TEXT].map((value) => ({ at, value }))
  return [...(WRONG[type.name] ?? [{}]), LONG_TEXT, LONG_LIST].map((value) => ({ at, value }))
}

/** More than any list in a row may hold, and any text: each alone would be refused with the request it is in. */
const LONG_LIST = Array(1_001).fill('x')
const LONG_TEXT = '1'.repeat(10_241)

const WRONG: Record<string, unknown[]> = {
  Decimal: ['1.234,56', 12.5, ''],
  Date: ['31.12.2026', '2026-02-30', 20261231],
  DateTime: ['yesterday'],
  CurrencyCode: ['EURO', 'eur', 978],
  Boolean: ['yes', 1],
  Int: ['1', 1.5],
  String: [{}, true],
  ID: [{}, true],
}
