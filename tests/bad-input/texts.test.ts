import { describe, expect, it } from 'vitest'
import { publicSchema } from '../support/contract.ts'
import { byOperation, isShallow, questionsAbout } from '../support/corpus.ts'
import { complaints, door, INDISCREET } from './door.ts'

const schema = publicSchema()
const { ask, ours, unasked, unchanged } = door()
const places = questionsAbout(schema, ({ name }) => name === 'String').filter(isShallow)
const inQueries = byOperation(places.filter(({ mutation }) => !mutation))
const inMutations = byOperation(places.filter(({ title }) => title.endsWith('(all)')))

const HUGE = 'x'.repeat(10_240)
const UNKEEPABLE = {
  huge: HUGE,
  'with a NUL': 'Kestane\u0000',
  'that turns around': 'Kestane \u202Eenats\u202C',
  'with a sealed-off part': 'Kestane \u2066enats\u2069',
  'with a bell': 'Kestane\u0007',
  'with an escape': 'Kestane \u001b[31m',
  'with a C1 control': 'Kestane\u0085 2',
  'with a line separator': 'Kestane\u2028 2',
  'with a paragraph separator': 'Kestane\u2029 2',
  'in two lines': 'Kestane\r\nBcc: 2',
  'with a tab': 'Kestane\t2',
}
/** What is no text at all, though JSON can say it. */
const HALF = {
  'with half a character': 'Kestane \ud800',
  'with the other half': '\udc00 Kestane',
  'with the halves the wrong way round': 'Kes\udc00\ud800tane',
}
const EMPTY = { empty: '', blank: ' \t\n\u00a0', 'of no width': '\u200b\ufeff' }

/** What nobody reads: any characters do, as long as they can be told apart. */
const OPAQUE: Record<string, readonly string[]> = {
  idempotencyKey: Object.keys(UNKEEPABLE).filter((kind) => !['huge', 'with a NUL'].includes(kind)),
  newPassword: Object.keys(UNKEEPABLE).filter((kind) => kind !== 'huge'),
  password: Object.keys(UNKEEPABLE).filter((kind) => kind !== 'huge'),
  // Somebody else's password is set without one.
  currentPassword: Object.keys(UNKEEPABLE),
  // What people write several lines into.
  ...Object.fromEntries(
    ['street', 'description', 'lostNote', 'note', 'reason'].map((name) => [name, ['in two lines', 'with a tab']]),
  ),
}

describe('a text that cannot be kept', () => {
  it.each(inMutations)('is refused where it stands: $operation', async ({ operation, places }) => {
    for (const { title, document, variables, path } of places) {
      for (const [kind, value] of Object.entries(UNKEEPABLE)) {
        if (OPAQUE[String(path.at(-1))]?.includes(kind)) continue
        const sent = await variables(ours(), value)
        const { status, data, text } = await unchanged(() => ask(document, sent), WRITTEN_ANYWAY)
        const [complaint] = complaints(data?.[operation])
        // Who signs in is not told what is wrong.
        const where = operation === 'signIn' ? '' : path.slice(1).join('.')
        expect([title, kind, status, complaint?.where]).toEqual([title, kind, 200, where])
        expect(text).not.toMatch(INDISCREET)
        expect(text).not.toContain(HUGE)
      }
    }
  })

  it('is no trouble where nobody reads it', async () => {
    for (const { title, document, variables, path } of inMutations.flatMap((each) => each.places)) {
      for (const kind of OPAQUE[String(path.at(-1))] ?? []) {
        const sent = await variables(ours(), UNKEEPABLE[kind as keyof typeof UNKEEPABLE])
        const { status, codes, text } = await ask(document, sent)
        expect([title, kind, status, codes]).toEqual([title, kind, 200, []])
        expect(text).not.toMatch(INDISCREET)
      }
    }
  })
})

describe('half a character', () => {
  const inRows = (path: readonly unknown[]) => path.includes('rows')

  it.each([...inQueries, ...inMutations])(
    'is refused where it stands, before anything is asked: $operation',
    async ({ places }) => {
      for (const { title, document, variables, path } of places.filter(({ path }) => !inRows(path))) {
        for (const [kind, value] of Object.entries(HALF)) {
          const sent = await variables(ours(), value)
          const { codes, text, data } = await unchanged(() => unasked(() => ask(document, sent)))
          expect([title, kind, codes, data]).toEqual([title, kind, ['BAD_USER_INPUT'], undefined])
          expect(JSON.parse(text).errors[0].extensions.path).toEqual(path)
        }
      }
    },
  )

  it.each(inMutations.filter(({ places }) => places.some(({ path }) => inRows(path))))(
    'fails alone in a row: $operation',
    async ({ operation, places }) => {
      for (const { title, document, variables, path } of places.filter(({ path }) => inRows(path))) {
        for (const [kind, value] of Object.entries(HALF)) {
          const sent = await variables(ours(), value)
          const { data, codes } = await unchanged(() => ask(document, sent), WRITTEN_ANYWAY)
          const [complaint] = complaints(data[operation])
          expect([title, kind, codes, complaint?.where]).toEqual([title, kind, [], path.slice(1).join('.')])
        }
      }
    },
  )

  it('is none in the text of an operation', async () => {
    for (const half of Object.values(HALF)) {
      const { codes } = await unasked(() => ask(`{ customers(search: "${half}") { totalCount } }`))
      expect(codes).toEqual(['GRAPHQL_PARSE_FAILED'])
    }
    const { codes } = await unasked(() => ask('{ customers(search: "\\ud800") { totalCount } }'))
    expect(codes).toEqual(['GRAPHQL_PARSE_FAILED'])
  })

  it('is refused in a list of texts', async () => {
    const { codes } = await unasked(() =>
      ask('query ($id: [ID!]!) { nodes(ids: $id) { id } }', { id: [ours().ids.cust, HALF['with half a character']] }),
    )
    expect(codes).toEqual(['BAD_USER_INPUT'])
  })
})

/** An import whose rows were refused is an answer, too, and the key stands for it; who cannot sign in is counted. */
const WRITTEN_ANYWAY = ['erp.idempotency_keys', 'identity.password_attempts']

describe('a text of nothing', () => {
  it.each(inMutations)('is refused, or is none: $operation', async ({ operation, places }) => {
    for (const { title, document, variables } of places) {
      for (const [kind, value] of Object.entries(EMPTY)) {
        const { status, data, codes, text } = await ask(document, await variables(ours(), value))
        expect([title, kind, status, codes]).toEqual([title, kind, 200, []])
        expect(data[operation].userErrors).toBeInstanceOf(Array)
        expect(text).not.toMatch(INDISCREET)
      }
    }
  })

  const REQUIRED = inMutations.filter(({ operation }) =>
    /^create(Customer|Contact|Deal|Product|Project|User)$/.test(operation),
  )

  it.each(REQUIRED)('is no name: $operation', async ({ operation, places }) => {
    const { document, variables, path } = places.find(({ path: [, field] }) => field === 'name' || field === 'title')!
    for (const value of Object.values(EMPTY)) {
      const { data } = await ask(document, await variables(ours(), value))
      expect(complaints(data[operation])).toEqual([{ code: 'TEXT_REQUIRED', where: path.slice(1).join('.') }])
    }
  })
})

describe('a text that cannot be looked for', () => {
  it.each(inQueries)('is refused, or finds nothing: $operation', async ({ places }) => {
    for (const { title, document, variables, path } of places) {
      for (const [kind, value] of Object.entries({ ...UNKEEPABLE, ...EMPTY })) {
        const { status, codes, text } = await ask(document, await variables(ours(), value))
        const cursor = ['after', 'before'].includes(String(path.at(-1)))
        const nothing = path.at(-1) === 'contains' && ['empty', 'of no width'].includes(kind)
        const refused = kind === 'huge' || kind === 'with a NUL' || nothing
        const early = path.includes('before') || (refused && !cursor)
        expect([title, kind, status]).toEqual([title, kind, early ? 400 : 200])
        const expected = cursor
          ? [expect.stringMatching(/^(INVALID_CURSOR|BAD_USER_INPUT)$/)]
          : refused
            ? ['BAD_USER_INPUT']
            : []
        expect([title, kind, codes]).toEqual([title, kind, expected])
        expect(text).not.toMatch(INDISCREET)
      }
    }
  })

  it('is looked for as it is: nothing in it is a pattern or SQL', async () => {
    const query =
      'query ($search: String, $filter: CustomerFilter) { customers(search: $search, filter: $filter) { totalCount } }'
    for (const text of [
      '%',
      '_',
      '\\',
      "'",
      "' or 1=1 --",
      '";',
      '％',
      '*',
      '.*',
      '[a-z]',
      '(',
      '$1',
      '\\u0000',
      "a' & 'b:*",
    ]) {
      const found = [
        await ask(query, { search: text }),
        await ask(query, { filter: { name: { contains: text } } }),
        await ask(query, { filter: { name: { eq: text } } }),
      ]
      expect([text, found.map(({ codes, data }) => [codes, data.customers.totalCount])]).toEqual([
        text,
        Array(3).fill([[], 0]),
      ])
    }
  })
})
