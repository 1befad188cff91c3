import { isEnumType } from 'graphql'
import { expect, it } from 'vitest'
import { documentOf, mutationsOf, placed, placesIn, publicSchema } from '../support/contract.ts'
import { isShallow, listsOf, questionsAbout } from '../support/corpus.ts'
import { type Range, refusalIn } from './range.ts'

const schema = publicSchema()

/** A7, A8: variables and bodies of a size or a shape that nobody honest sends. */
export function inputs({ fire, refused, ask, ours }: Range): void {
  const WHO = { query: '{ me { id } }' }

  it.each([2, 5, 50])('A7: a body of %i MB', async (megabytes) => {
    const text = JSON.stringify({ ...WHO, variables: { a: 'x'.repeat(megabytes * 1_048_576) } })
    for (const door of ['router', 'crm'] as const) {
      expect(await refused({ kind: 'A7', door, body: text })).toEqual([413, 'PAYLOAD_TOO_LARGE'])
      const { status } = await fire({ kind: 'A7', door, body: text, headers: { 'transfer-encoding': 'chunked' } })
      expect(status).toBe(413)
    }
  })

  it('A7: variables that nest as deep as a body can hold', async () => {
    const query = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }'
    for (const depth of [6, 100, 2_000, 20_000, 100_000]) {
      const filter = `${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`
      for (const door of ['router', 'crm'] as const) {
        const { status, codes, text, statements } = await fire({
          kind: 'A7',
          door,
          body: `{"query":${JSON.stringify(query)},"variables":{"filter":${filter}}}`,
        })
        expect([depth, door, [200, 400].includes(status), statements]).toEqual([depth, door, true, []])
        expect(codes[0]).toMatch(/^(BAD_USER_INPUT|LIMIT_EXCEEDED)$/)
        expect(text).not.toMatch(/call stack/)
      }
    }
  })

  it('A7: a list of 100,000 wherever a list stands', async () => {
    const places = mutationsOf(schema).flatMap((field) =>
      field.args.flatMap((arg) =>
        placesIn(arg.type, () => true, [arg.name])
          .filter((path) => path.includes(0))
          .slice(0, 1)
          .map((path) => ({ document: documentOf('mutation', field, 1), list: path.slice(0, path.indexOf(0)) })),
      ),
    )
    expect(places.length).toBeGreaterThan(8)
    for (const { document, list } of places) {
      const [status, code] = await refused({
        kind: 'A7',
        body: { query: document, variables: placed({}, list, Array(100_000).fill(null)) },
      })
      expect([document, status, code]).toEqual([document, 400, 'BAD_USER_INPUT'])
    }
    const filters = questionsAbout(schema, (type) => type.name === 'ID' || isEnumType(type)).filter(
      (question) => isShallow(question) && !question.mutation && question.path.includes(0),
    )
    for (const { title, document, path, variables } of filters) {
      const sent = await variables(ours(), 'x')
      const body = {
        query: document,
        variables: placed(sent, path.slice(0, path.indexOf(0)), Array(100_000).fill('x')),
      }
      expect([title, ...(await refused({ kind: 'A7', body }))]).toEqual([title, 400, 'BAD_USER_INPUT'])
    }
  })

  it('A7: 900 kB in every text there is', async () => {
    const text = 'x'.repeat(900_000)
    for (const { title, document, path, variables } of questionsAbout(schema, ({ name }) => name === 'String').filter(
      (question) => isShallow(question) && !question.title.endsWith('(required)'),
    )) {
      const body = { query: document, variables: await variables(ours(), text) }
      expect([title, ...(await refused({ kind: 'A7', body }))]).toEqual([title, ...refusalIn(path)])
    }
  })

  it.each([
    ['a number', 7],
    ['a text', 'x'],
    ['a list', []],
    ['yes', true],
  ])('A7: variables that are %s', async (_, variables) => {
    for (const door of ['router', 'crm'] as const) {
      expect((await refused({ kind: 'A7', door, body: { ...WHO, variables } }))[0]).toBe(400)
    }
  })

  it.each([
    '',
    'null',
    '7',
    '"{ me { id } }"',
    '{',
    '{}',
    '[]',
    '{"query":null}',
    '{"query":7}',
    '{"query":["{ me { id } }"]}',
    '{"query":{"a":1}}',
    '{"__proto__":{"query":"{ me { id } }"}}',
    '{"constructor":{"prototype":{"query":"x"}}}',
    '{"query":"{ me { id } }","variables":{"__proto__":{"a":1}}}',
    '{"query":"{ me { id } }","operationName":7}',
    '{"query":"{ me { id } }","extensions":7}',
    '{"query":"{ me { id } }"',
    "{'query':'{ me { id } }'}",
    `{"query":"{ me { id } }","operationName":"${'x'.repeat(100_000)}"}`,
    '{"id":"abc","variables":{}}',
    '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0000"}}}',
    '\u0000',
    `${'['.repeat(100_000)}`,
  ])('A7: a body of %.60s', async (body) => {
    expect((await refused({ kind: 'A7', body }))[0]).toBe(400)
    expect((await refused({ kind: 'A7', door: 'crm', body }))[0]).toBeOneOf([200, 400])
  })

  it.each(listsOf(schema))('A8: a page of any other size than 1 to 100: $title', async ({ document, variables }) => {
    for (const wrong of [
      ...[0, -1, 101, 2_147_483_647].flatMap((size) => [{ first: size }, { last: size }]),
      { first: 1, last: 1 },
    ]) {
      const { codes, text } = await ask('A8', document, { ...variables(ours()), ...wrong })
      // What it would cost may be refused first.
      expect([wrong, [...new Set(codes)]]).toEqual([
        wrong,
        [expect.stringMatching(/^(BAD_USER_INPUT|LIMIT_EXCEEDED|COST_EXCEEDED)$/)],
      ])
      expect(text).not.toMatch(/nodes/)
    }
    for (const wrong of [2_147_483_648, 1e308, 1.5, '1', true, [1, 2], {}]) {
      const body = { query: document, variables: { ...variables(ours()), first: wrong } }
      expect(await refused({ kind: 'A8', body })).toEqual([400, 'BAD_USER_INPUT'])
    }
    expect((await ask('A8', document, { ...variables(ours()), first: null, last: null })).codes).toEqual([])
  })
}
