import { isEnumType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { documentOf, mutationsOf, placed, placesIn, publicSchema } from '../support/contract.ts'
import { listsOf, questionsAbout } from '../support/corpus.ts'
import { type Complaint, complaints, door, INDISCREET } from './door.ts'

const schema = publicSchema()
const { ask, ours, unchanged, unasked } = door()
const lists = listsOf(schema)

describe('a page', () => {
  it.each(lists)('is of 1 to 100, from one end: $title', async ({ document, variables }) => {
    for (const wrong of [
      { first: 0 },
      { first: -1 },
      { first: 101 },
      { first: 2_147_483_647 },
      { first: 2_147_483_648 },
      { first: 1e308 },
      { last: 0 },
      { last: -1 },
      { last: 101 },
      { first: 1, last: 1 },
    ]) {
      const { status, data, codes, text } = await unasked(() => ask(document, { ...variables(ours()), ...wrong }))
      expect([wrong, status, codes, data]).toEqual([wrong, 400, ['BAD_USER_INPUT'], undefined])
      expect(text).not.toMatch(INDISCREET)
    }
  })

  it.each(lists)('is of 20 when nothing is said, and of 100 at most: $title', async ({ document, variables }) => {
    for (const good of [{}, { first: null, last: null }, { first: 100 }, { last: 100 }]) {
      expect((await ask(document, { ...variables(ours()), ...good })).codes).toEqual([])
    }
  })
})

describe('what is no page', () => {
  it.each([
    ['in a variable', '($n: Int)', 'first: $n', { n: 5_000 }],
    ['in a default', '($n: Int = 5000)', 'first: $n', {}],
    ['in the document', '', 'last: 0', {}],
    ['from both ends', '($n: Int)', 'first: 2, last: $n', { n: 2 }],
    ['from the other end', '', 'first: 2, before: "x"', {}],
    ['with words that are too long', '', `search: "${'x'.repeat(201)}"`, {}],
    ['with words that nobody has', '($s: String)', 'search: $s', { s: 'a \u0000' }],
  ])('is refused before anything is changed: %s', async (_, variables, args, given) => {
    const changing = `mutation ${variables} {
      createCustomer(input: { name: "Page" }) { customer { ...more } } }
      fragment more on Customer { id deals(${args}) { totalCount } }`
    const { status, codes, data } = await unchanged(() => unasked(() => ask(changing, given)))
    expect([status, codes, data]).toEqual([400, ['BAD_USER_INPUT'], undefined])
  })
})

describe('a cursor', () => {
  const FLIP: Record<string, string> = { A: 'B' }
  const flipped = (cursor: string) => cursor.slice(0, 20) + (FLIP[cursor[20]!] ?? 'A') + cursor.slice(21)

  it.each(lists)('is one of this list, or refused: $title', async ({ document, variables, page, title }) => {
    const pageOf = async (args: object) => page((await ask(document, { ...variables(ours()), ...args })).data).pageInfo
    const { endCursor } = await pageOf({ first: 1 })
    const [value, id, print] = JSON.parse(Buffer.from(endCursor!, 'base64url').toString())
    const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
    const other = lists.find((list) => list.title !== title && !list.title.includes('.'))!
    const foreign = (await ask(other.document, { ...other.variables(ours()), first: 1 })).data
    for (const cursor of [
      ...['', ' ', 'garbage', 'x'.repeat(10_000), '\u0000', `${endCursor}=`, ` ${endCursor}`, flipped(endCursor!)],
      ...[forged([value, id]), forged([value, id, print, 1]), forged(null), forged([1, 2, 3])],
      ...[forged(["'; drop table deals; --", id, print]), forged([value, "' or 1=1", print]), forged([value, id, ''])],
      other.page(foreign).pageInfo.endCursor,
    ]) {
      for (const place of [
        { first: 1, after: cursor },
        { last: 1, before: cursor },
      ]) {
        const { status, data, codes, text } = await ask(document, { ...variables(ours()), ...place })
        expect([cursor, status, codes]).toEqual([cursor, 200, ['INVALID_CURSOR']])
        expect(JSON.stringify(data ?? null)).not.toMatch(/nodes/)
        expect(text).not.toMatch(INDISCREET)
      }
    }
    expect((await ask(document, { ...variables(ours()), first: 1, after: endCursor })).codes).toEqual([])
  })

  it('is bound to its order, filter, search and direction', async () => {
    const query = `query ($after: String, $before: String, $filter: CustomerFilter, $search: String, $orderBy: CustomerOrder) {
      customers(after: $after, before: $before, filter: $filter, search: $search, orderBy: $orderBy) { pageInfo { endCursor } } }`
    const { endCursor } = (await ask(query)).data.customers.pageInfo
    for (const change of [
      { orderBy: { field: 'NAME', direction: 'DESC' } },
      { orderBy: { field: 'CREATED_AT', direction: 'ASC' } },
      { filter: { name: { contains: 'kestane' } } },
      { search: 'kestane' },
    ]) {
      expect((await ask(query, { after: endCursor, ...change })).codes).toEqual(['INVALID_CURSOR'])
    }
    expect((await ask(query, { before: endCursor })).codes).toEqual(['BAD_USER_INPUT'])
  })
})

describe('a list in a filter', () => {
  const enums = Object.values(schema.getTypeMap()).filter(isEnumType)
  const leaves = [
    ...questionsAbout(schema, ({ name }) => name === 'ID').map((question) => ({ question, one: 'cust_' as unknown })),
    ...enums.flatMap((type) =>
      questionsAbout(schema, (named) => named === type).map((question) => ({
        question,
        one: type.getValues()[0]!.name,
      })),
    ),
  ].filter(({ question }) => !question.mutation)
  /** Both lists of values and lists of filters, each of which may hold nothing. */
  const lists = leaves.flatMap(({ question, one }) =>
    question.path.flatMap((step, index) =>
      step === 0
        ? [{ question, list: question.path.slice(0, index), one: index < question.path.length - 1 ? {} : one }]
        : [],
    ),
  )
  const operations = Object.entries(Object.groupBy(lists, ({ question }) => question.title.split(' ')[0]!))

  it.each(operations)('holds at most 250: %s', async (_, places) => {
    for (const { question, list, one } of places!) {
      const known = await question.variables(ours(), one)
      const sent = placed(known, list, Array(251).fill(one)) as Record<string, unknown>
      const { status, codes, text } = await ask(question.document, sent)
      expect([question.title, list, status, codes]).toEqual([question.title, list, 400, ['BAD_USER_INPUT']])
      expect(text).not.toMatch(INDISCREET)
    }
  })

  it('nests at most five deep', async () => {
    const query = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }'
    const nested = (depth: number): object => (depth === 0 ? { name: { eq: 'x' } } : { not: nested(depth - 1) })
    expect((await ask(query, { filter: nested(5) })).codes).toEqual([])
    for (const depth of [6, 100, 2_000]) {
      const { codes, text } = await unasked(() => ask(query, { filter: nested(depth) }))
      expect(codes.slice(0, 1)).toEqual(['BAD_USER_INPUT'])
      expect(text).not.toMatch(INDISCREET)
    }
  })
})

/** What the mutations themselves take of each list. */
const MOST: Record<string, number> = { rows: 1_000, lines: 500, applications: 250 }
const mostOf = (where: string) => MOST[where.split('.').at(-1)!] ?? 50

describe('a list in an input', () => {
  const lists = mutationsOf(schema).flatMap((field) => {
    const places = field.args.flatMap((arg) => placesIn(arg.type, () => true, [arg.name]))
    const open = places.flatMap((path) => path.flatMap((step, index) => (step === 0 ? [path.slice(0, index)] : [])))
    const different = new Map(open.map((list) => [list.join('.'), list]))
    return [...different].map(([where, list]) => ({
      name: field.name,
      where,
      list,
      document: documentOf('mutation', field, 2),
    }))
  })

  it('is in many', () => {
    expect(lists.length).toBeGreaterThan(12)
  })

  it.each(lists)('has an end: $name $where', async ({ name, list, where, document }) => {
    const input = { input: await ours().input(name) }
    const [given] = list.reduce<unknown>(
      (inner, step) => (inner as Record<string | number, unknown>)[step],
      input,
    ) as unknown[]
    // What has no id is new each time.
    const one = typeof given === 'object' ? { ...given, id: undefined } : given
    const sent = placed(input, list, Array(mostOf(where) + 1).fill(one)) as Record<string, unknown>
    const { status, data, text } = await unchanged(() => ask(document, sent), ['erp.idempotency_keys'])
    expect(status).toBe(200)
    const [{ code, where: told }] = complaints(data[name]) as [Complaint]
    expect([code, `input.${told}`]).toEqual([expect.stringMatching(/TOO_MANY|STAGE_MISSING/), where])
    expect(text).not.toMatch(INDISCREET)
  })
})
