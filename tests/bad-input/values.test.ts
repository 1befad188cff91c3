import { isEnumType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { publicSchema } from '../support/contract.ts'
import { byOperation, isShallow, type Question, questionsAbout } from '../support/corpus.ts'
import { complaints, door, INDISCREET } from './door.ts'

const schema = publicSchema()
const { ask, ours, unchanged, unasked, cheap } = door()

/** Where something of that type is said, in queries and, once each, in mutations. */
const placesOf = (wanted: Parameters<typeof questionsAbout>[1]) =>
  questionsAbout(schema, wanted).filter((question) => isShallow(question) && !question.title.endsWith('(required)'))
const named = (name: string) => placesOf((type) => type.name === name)
const inMutations = (name: string) => byOperation(named(name).filter(({ mutation }) => mutation))

/** Rows of imports are read one by one. */
const isInRow = ({ title, path }: Question) => title.startsWith('import') && path[1] === 'rows'

const NOT_TEXT = [1, 1.5, true, [], {}, { eq: '1' }]

describe.each<[string, Question[], unknown[]]>([
  [
    'a decimal',
    named('Decimal'),
    [
      ...[...NOT_TEXT, '', ' ', ' 1', '1 ', '+1', '.5', '5.', '1,00', '1 000', '1_000', '1e3', '0x1f', '--1', '١٢٣'],
      ...['NaN', 'Infinity', '-Infinity', '1\u0000', '1234567890123456789', '0.1234567891', '9'.repeat(10_000)],
    ],
  ],
  [
    'a day',
    named('Date'),
    [
      ...[...NOT_TEXT, 20260131, '', '2026-02-30', '2026-02-29', '2026-13-01', '0000-01-01', '9999-12-31'],
      ...['1899-12-31', '2200-01-01', '275760-09-13', '2026-1-2', '20260102', '02/01/2026', '2026-01-02T00:00:00Z'],
      ...['infinity', '-infinity', 'today', 'now', 'epoch', '2026-01-02\u0000', ' 2026-01-02'],
    ],
  ],
  [
    'a moment',
    named('DateTime'),
    [
      ...[...NOT_TEXT, '', '2026-02-30T00:00:00Z', '2026-01-01', '2026-01-01T00:00:00', '2026-01-01 00:00:00Z'],
      ...['2026-01-01T25:00:00Z', '0000-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', 'infinity', 'now'],
    ],
  ],
  ['a currency', named('CurrencyCode'), [...NOT_TEXT, '', 'eur', 'EURO', 'XXX', 'ABC', '€', 'EUR\u0000', ' EUR']],
  ['one of a list', placesOf(isEnumType), [...NOT_TEXT, '', 'NONE', 'created_at', 'id; drop table deals']],
  ['a whole number', named('Int'), ['1', 1.5, 1e308, 2_147_483_648, -2_147_483_649, true, {}, [1.5]]],
  ['a yes or a no', named('Boolean'), ['true', 1, 0, '', {}]],
  ['an id', named('ID'), [1.5, true, {}]],
  ['a text', placesOf((type) => type.name === 'String'), [1, true, {}]],
])('what is not %s', (_, questions, values) => {
  const [inRows, elsewhere] = [questions.filter(isInRow), questions.filter((question) => !isInRow(question))]

  it.each(byOperation(elsewhere))('is refused before anything is asked of it: $operation', async ({ places }) => {
    for (const { title, document, variables } of places) {
      for (const value of values) {
        const sent = await variables(ours(), value)
        const { status, codes, text } = await unasked(() => ask(document, sent))
        expect([title, value, status, [...new Set(codes)]]).toEqual([title, value, 400, ['BAD_USER_INPUT']])
        expect(text).not.toMatch(INDISCREET)
      }
    }
    const { document, variables } = places[0]!
    const sent = await variables(ours(), values[0])
    await cheap(() => ask(document, sent))
  })

  it.each(byOperation(inRows))('fails the row it is in: $operation', async ({ operation, places }) => {
    for (const { title, document, variables, path } of places) {
      for (const value of values) {
        const sent = await variables(ours(), value)
        const { status, data, text } = await unchanged(() => ask(document, sent), KEYS_OF_IMPORTS)
        const told = [title, value, status, complaints(data?.[operation])]
        expect(told).toEqual([title, value, 200, [{ code: 'BAD_VALUE', where: path.slice(1).join('.') }]])
        expect(text).not.toMatch(INDISCREET)
        expect(text.length).toBeLessThan(3_000)
      }
    }
  })
})

describe('a whole number at its ends', () => {
  it.each(byOperation(named('Int')))('is no trouble: $operation', async ({ operation, places }) => {
    for (const { title, document, variables, path } of places) {
      // How long a page is, is refused before anything runs.
      const isPage = ['first', 'last'].includes(String(path[0])) && operation !== 'verifyLedger'
      for (const value of [-2_147_483_648, -1, 0, 2_147_483_647]) {
        const { status, text } = await ask(document, await variables(ours(), value))
        expect([title, value, status]).toEqual([title, value, isPage ? 400 : 200])
        expect(text).not.toMatch(INDISCREET)
      }
    }
  })
})

describe('a decimal of a kind that cannot be', () => {
  const values = ['-1', '-0.000000001', '1.123456789', '999999999999999999', '999999999999999999.999999999']

  it.each(inMutations('Decimal'))('is refused where it stands: $operation', async ({ operation, places }) => {
    for (const { title, document, variables, path } of places) {
      for (const value of values) {
        const sent = await variables(ours(), value)
        const { status, data, text } = await unchanged(() => ask(document, sent), KEYS_OF_IMPORTS)
        const [complaint, ...more] = complaints(data?.[operation])
        expect([title, value, status, more]).toEqual([title, value, 200, []])
        expect(complaint?.code, `${title} ${value}`).toMatch(/^(AMOUNT|QUANTITY|PRICE|DISCOUNT|RATE|STAGE)_/)
        expect(path.slice(1).join('.'), title).toContain(complaint?.where)
        expect(text).not.toMatch(INDISCREET)
      }
    }
  })
})

/** An import whose rows were refused is an answer, too, and the key stands for it. */
const KEYS_OF_IMPORTS = ['erp.idempotency_keys']

describe('an id that is none', () => {
  const none = [
    '',
    ' ',
    'garbage',
    'cust_',
    'cust_\u0000',
    "cust_01h455vb4pex5vsknk084sn02q' or '1'='1",
    'x'.repeat(10_000),
  ]
  const asked = byOperation(named('ID').filter(({ mutation }) => !mutation))

  it.each(asked)('finds nothing: $operation', async ({ places }) => {
    for (const { title, document, variables, prefixes } of places) {
      const unknown = await ask(document, await variables(ours(), encodeId(prefixes[0]!, newId())))
      expect(unknown.status).toBe(200)
      for (const id of none) {
        const { text, ...answer } = await ask(document, await variables(ours(), id))
        expect([title, id.slice(0, 40), answer]).toEqual([title, id.slice(0, 40), { ...unknown, text: undefined }])
        expect(text).not.toMatch(INDISCREET)
      }
    }
  })

  it.each(inMutations('ID'))('is refused where it stands: $operation', async ({ operation, places }) => {
    const ofAnotherType = operation === 'revokeApiToken' ? ours().ids.cust : ours().ids.tok
    for (const { title, document, variables, path } of places) {
      for (const id of [...none, ofAnotherType]) {
        const sent = await variables(ours(), id)
        const { status, data, text } = await unchanged(() => ask(document, sent), WRITTEN_ANYWAY)
        const expected =
          operation === 'signIn'
            ? { code: 'SIGN_IN_FAILED', where: '' }
            : { code: 'BAD_ID', where: path.slice(1).join('.') }
        const told = [title, id.slice(0, 40), status, complaints(data?.[operation])]
        expect(told).toEqual([title, id.slice(0, 40), 200, [expected]])
        expect(text).not.toMatch(INDISCREET)
      }
    }
  })
})

/** Besides, whoever cannot sign in is counted. */
const WRITTEN_ANYWAY = [...KEYS_OF_IMPORTS, 'identity.password_attempts']
