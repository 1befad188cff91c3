import { type GraphQLInputObjectType, getNamedType, isInputObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { publicSchema } from '../support/contract.ts'
import { listsOf } from '../support/corpus.ts'
import { door, INDISCREET } from './door.ts'

const schema = publicSchema()
const { ask, ours, unasked } = door()
const lists = listsOf(schema).flatMap((list) => {
  const filter = /\$filter: (\w+)/.exec(list.document)?.[1]
  return filter ? [{ ...list, filter: schema.getType(filter) as GraphQLInputObjectType }] : []
})
/** What every text contains. */
const NOTHING = ['', '\u200b', '\u00ad\ufeff', '\u0301']
const NESTING = ['and', 'or', 'not']
const operatorsOf = (filter: GraphQLInputObjectType) =>
  Object.values(filter.getFields())
    .filter(({ name }) => !NESTING.includes(name))
    .map(({ name, type }) => {
      const condition = getNamedType(type)
      const operators = isInputObjectType(condition) ? Object.values(condition.getFields()) : []
      return { name, type: String(type), operators: operators.map((each) => [each.name, String(each.type)] as const) }
    })

const has = (filter: GraphQLInputObjectType, given: object) =>
  Object.keys(given).every((name) => filter.getFields()[name])

/** The list's operation with that filter written into it. */
const written = (document: string, filter: string, variable = '') =>
  document.replace(/\$filter: \w+,?/, variable && `${variable},`).replace('filter: $filter', `filter: ${filter}`)

describe('a condition that says nothing', () => {
  it('can be in a filter only, and every filter is called so', () => {
    expect(lists.length).toBeGreaterThan(8)
    for (const { filter } of lists) expect(filter.name).toMatch(/Filter$/)
    for (const type of Object.values(schema.getTypeMap())) {
      if (!('getFields' in type) || isInputObjectType(type)) continue
      for (const field of Object.values(type.getFields())) {
        for (const arg of 'args' in field ? field.args : []) {
          expect([field.name, arg.name === 'filter']).toEqual([
            field.name,
            getNamedType(arg.type).name.endsWith('Filter'),
          ])
        }
      }
    }
  })

  it.each(lists)('is refused in variables, with its path: $title', async ({ document, variables, filter }) => {
    for (const { name, operators } of operatorsOf(filter)) {
      const wrong: [object, string][] = [
        [{ [name]: null }, `filter.${name}`],
        [{ and: [{ [name]: null }] }, `filter.and.0.${name}`],
        [{ or: [{}] }, 'filter.or.0'],
        [{ not: {} }, 'filter.not'],
        [{ or: null }, 'filter.or'],
        [{ or: [] }, 'filter.or'],
        [{ not: { and: [] } }, 'filter.not.and'],
        ...(operators.length > 0 ? [[{ [name]: {} }, `filter.${name}`] as [object, string]] : []),
        ...operators.map(([operator]): [object, string] => [
          { [name]: { [operator]: null } },
          `filter.${name}.${operator}`,
        ]),
        ...(operators.some(([operator]) => operator === 'contains')
          ? NOTHING.map((text): [object, string] => [{ [name]: { contains: text } }, `filter.${name}.contains`])
          : []),
      ]
      for (const [given, where] of wrong.filter(([given]) => has(filter, given)))
        await refused(document, { ...variables(ours()), filter: given }, where)
    }
  })

  it.each(lists)('is refused where a variable has no value: $title', async ({ document, variables, filter }) => {
    for (const { name, type, operators } of operatorsOf(filter)) {
      const places: [string, string, string][] = [
        [`{ ${name}: $v }`, type, `filter.${name}`],
        [`{ and: [{ not: { ${name}: $v } }] }`, type, `filter.and.0.not.${name}`],
        ...operators.map(([operator, of]): [string, string, string] => [
          `{ ${name}: { ${operator}: $v } }`,
          of,
          `filter.${name}.${operator}`,
        ]),
      ]
      for (const [given, of, where] of places.filter(([given]) => !given.includes('and:') || filter.getFields().and)) {
        await refused(written(document, given, `$v: ${of}`), variables(ours()), where)
        await refused(written(document, given, `$v: ${of}`), { ...variables(ours()), v: null }, where)
        await refused(written(document, given, `$v: ${of} = null`), variables(ours()), where)
        await refused(written(document, given.replace('$v', 'null')), variables(ours()), where)
      }
    }
  })

  it.each(lists)('is none when there is no filter at all: $title', async ({ document, variables }) => {
    for (const good of [{}, { filter: null }, { filter: {} }, { search: null }]) {
      expect((await ask(document, { ...variables(ours()), ...good })).codes).toEqual([])
    }
  })

  it.each(lists)('is said on purpose by isNull, where there may be none: $title', async (list) => {
    for (const { name, operators } of operatorsOf(list.filter)) {
      if (!operators.some(([operator]) => operator === 'isNull')) continue
      for (const isNull of [true, false]) {
        const given = { ...list.variables(ours()), filter: { [name]: { isNull } } }
        expect((await ask(list.document, given)).codes).toEqual([])
      }
    }
  })

  it.each([
    ['filter: { name: { contains: "" } }', 'filter.name.contains'],
    ['filter: { name: { contains: $t } }', 'filter.name.contains'],
    ['filter: { and: [{ not: { name: { contains: "\\u0301" } } }] }', 'filter.and.0.not.name.contains'],
    ['filter: { and: [] }', 'filter.and'],
    ['filter: { or: $l }', 'filter.or'],
    [`filter: { name: { eq: "${'x'.repeat(201)}" } }`, 'filter.name.eq'],
  ])('is refused in the document, too: %s', async (filter, where) => {
    const query = `query ($t: String = "\\u200b", $l: [CustomerFilter!] = []) {
      customers(${filter}) { totalCount } unused: customers(filter: { name: { eq: $t }, not: { or: $l } }) @skip(if: true) { totalCount } }`
    await refused(query, {}, where)
  })

  it('is not in a list of values, nor in a text that has something to look for', async () => {
    const query = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }'
    for (const filter of [{ ownerId: { in: [] } }, { name: { contains: ' ' } }, { name: { contains: '-' } }]) {
      expect((await ask(query, { filter })).codes).toEqual([])
    }
  })

  it('is no matter in a field that is skipped', async () => {
    const query = `query ($v: ID, $asked: Boolean!) {
      customers(first: 1, filter: { ownerId: { eq: $v } }) @include(if: $asked) { nodes { name } }
      organization { __typename } }`
    expect(await ask(query, { asked: false })).toMatchObject({ status: 200, codes: [] })
    expect(await ask(query, { asked: true })).toMatchObject({ codes: ['BAD_USER_INPUT'] })
  })

  async function refused(document: string, variables: object, where: string): Promise<void> {
    const { codes, data, text } = await unasked(() => ask(document, variables))
    expect([where, codes, data ?? null]).toEqual([where, ['BAD_USER_INPUT'], null])
    expect(JSON.parse(text).errors[0].extensions.path.join('.')).toBe(where)
    expect(text).not.toMatch(INDISCREET)
  }
})
