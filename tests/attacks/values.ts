import { expect, it } from 'vitest'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { publicSchema } from '../support/contract.ts'
import { isShallow, questionsAbout } from '../support/corpus.ts'
import { type Range, refusalIn } from './range.ts'

const schema = publicSchema()
const placesOf = (name: string) =>
  questionsAbout(schema, (type) => type.name === name).filter(
    (question) => isShallow(question) && !question.title.endsWith('(required)'),
  )

/** A36, A37: numbers and days that are none, in every place where one is asked for. */
export function numbersAndDates({ ask, refused, fire, ours }: Range): void {
  it.each(Object.entries(WRONG))('%s', async (kindAndType, values) => {
    const [kind = '', type = ''] = kindAndType.split(': ')
    for (const { title, document, path, variables } of placesOf(type)) {
      for (const value of values) {
        const body = { query: document, variables: await variables(ours(), value) }
        expect([title, value, ...(await refused({ kind, body }))]).toEqual([title, value, ...refusalIn(path)])
      }
    }
  })

  it('A36: what JSON does not know', async () => {
    const query = 'query ($first: Int) { customers(first: $first) { totalCount } }'
    for (const number of ['NaN', 'Infinity', '-Infinity', '1e999', '0x10', '01', '.5', '5.', '1_000', '١', '+1', '-']) {
      const body = `{"query":${JSON.stringify(query)},"variables":{"first":${number}}}`
      expect([number, ...(await refused({ kind: 'A36', body }))]).toEqual([number, 400, 'BAD_USER_INPUT'])
    }
    const { json } = await fire({ kind: 'A36', body: `{"query":${JSON.stringify(query)},"variables":{"first":-0}}` })
    expect(json.errors[0].extensions.code).toBe('BAD_USER_INPUT')
  })

  it('A36: more digits than the currency has, and amounts beyond all bounds', async () => {
    const query =
      'mutation ($input: CreateDealInput!) { createDeal(input: $input) { deal { amount { amount } } userErrors { code } } }'
    for (const [amount, currency, code] of [
      ...[
        ['1.005', 'EUR', 'AMOUNT_PRECISION'],
        ['1.5', 'JPY', 'AMOUNT_PRECISION'],
        ['1.0001', 'KWD', 'AMOUNT_PRECISION'],
      ],
      ...[
        ['999999999999999999', 'EUR', 'AMOUNT_RANGE'],
        ['10000000000000', 'EUR', 'AMOUNT_RANGE'],
        ['-1', 'EUR', 'AMOUNT_NEGATIVE'],
      ],
    ]) {
      const input = { ...(await ours().input('createDeal')), amount: { amount, currency } }
      const { json } = await ask('A36', query, { input })
      expect([amount, json.data.createDeal]).toEqual([amount, { deal: null, userErrors: [{ code }] }])
    }
    for (const amount of ['-0', '-0.00', '0.1']) {
      const input = { ...(await ours().input('createDeal')), amount: { amount, currency: ours().company.currency } }
      const { json } = await ask('A36', query, { input })
      expect([amount, json.data.createDeal.deal.amount.amount]).toEqual([amount, amount === '0.1' ? '0.10' : '0.00'])
    }
  })
}

const WRONG: Record<string, unknown[]> = {
  'A36: Decimal': [
    '1e308',
    'NaN',
    '-Infinity',
    '1234567890123456789',
    '1,00',
    '١٢',
    '0.1234567891',
    '0x1f',
    0.1,
    '9'.repeat(900),
  ],
  'A36: Int': [2_147_483_648, 1.5, 1e308, '1', true],
  'A36: CurrencyCode': ['eur', 'XXX', 'EUR\u0000', '€', 7],
  'A37: Date': [
    '0000-01-01',
    '9999-12-31',
    '2026-02-30',
    '275760-09-13',
    'infinity',
    'today',
    '2026-1-2',
    '2026-01-02\u0000',
    20_260_131,
  ],
  'A37: DateTime': [
    '2026-02-30T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    'infinity',
    '2026-01-01T25:00:00Z',
  ],
}

/** A38: characters that turn around, hide, are half or are none, in every text. */
export function unicode({ ask, fire, ours }: Range): void {
  it('A38: odd texts, in every place there is', async () => {
    const odd = Object.entries(ODD)
    const places = placesOf('String').filter(({ title }) => !title.startsWith('signIn'))
    for (const [index, { title, document, path, variables }] of places.entries()) {
      for (const shift of [0, 3, 5]) {
        const [name, text] = odd[(index + shift) % odd.length]!
        const last = path[0] === 'before' && { last: 5 }
        const { status, codes } = await ask('A38', document, { ...(await variables(ours(), text)), ...last })
        const unexpected = codes.filter((code) => !/^(BAD_USER_INPUT|INVALID_CURSOR)$/.test(code))
        // What is half is no text, and refused before anything runs, but for the row of an import, which fails alone;
        // so is what a condition would find everything by.
        const refused = /half/.test(name) && !/ input\.rows\./.test(title)
        const isCondition = path[0] === 'filter' || path[0] === 'search'
        expect([title, name, unexpected]).toEqual([title, name, []])
        if (refused || !isCondition) expect([title, name, status]).toEqual([title, name, refused ? 400 : 200])
        else expect([title, name, status]).toEqual([title, name, codes.includes('BAD_USER_INPUT') ? 400 : 200])
      }
    }
  })

  it('A38: the same name composed and decomposed is one', async () => {
    const email = (form: 'NFC' | 'NFD') => `zoë.${'é'.normalize(form)}@kestane.example`.normalize(form)
    const query =
      'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { email } userErrors { code } } }'
    const create = async (form: 'NFC' | 'NFD') => {
      const input = { email: email(form), name: 'Zoë', role: 'VIEWER' }
      return (await ask('A38', query, { input })).json.data.createUser
    }
    const [first, second] = [await create('NFC'), await create('NFD')]
    const codes = [first, second].flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code))
    expect(codes).toBeOneOf([['EMAIL_TAKEN'], ['EMAIL_INVALID', 'EMAIL_INVALID']])

    const make =
      'mutation ($input: CreateProductInput!) { createProduct(input: $input) { product { sku } userErrors { code } } }'
    const sku = `é-${newId()}`
    const unitPrice = { amount: '1', currency: ours().company.currency }
    const kept = await ask('A38', make, { input: { sku: sku.normalize('NFC'), name: 'x', unitPrice } })
    expect(kept.json.data.createProduct).toEqual({ product: { sku: sku.normalize('NFC') }, userErrors: [] })
    const again = await ask('A38', make, { input: { sku: sku.normalize('NFD'), name: 'x', unitPrice } })
    expect(again.json.data.createProduct).toEqual({ product: null, userErrors: [{ code: 'SKU_TAKEN' }] })
  })

  it('A38: bytes that are no UTF-8', async () => {
    for (const bytes of [
      [0xff, 0xfe],
      [0xc0, 0xaf],
      [0xed, 0xa0, 0x80],
      [0xf8, 0x88, 0x80, 0x80, 0x80],
      [0x80],
      [0xe2, 0x82],
    ]) {
      const [before, after] = [
        '{"query":"query ($t: String) { customers(search: $t) { totalCount } }","variables":{"t":"',
        '"}}',
      ]
      const body = Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)])
      for (const door of ['router', 'crm'] as const) {
        expect((await fire({ kind: 'A38', door, body })).status).toBeOneOf([200, 400])
      }
    }
    for (const charset of ['utf-16', 'utf-7', 'iso-8859-9', 'x']) {
      const headers = { 'content-type': `application/json; charset=${charset}` }
      const body = Buffer.from(JSON.stringify({ query: '{ me { id } }' }), charset === 'utf-16' ? 'utf16le' : 'utf8')
      expect((await fire({ kind: 'A38', headers, body })).status).toBeOneOf([200, 400, 415])
    }
  })
}

const ODD: Record<string, string> = {
  'turned around': 'abc\u202Edef\u202C',
  isolated: '\u2066abc\u2069',
  'of no width': 'a\u200bb\u200d\ufeff',
  'half a character': 'a\ud800',
  'the other half': '\udc00b',
  'with a NUL': 'a\u0000b',
  'a heap of accents': `a${'\u0301'.repeat(300)}`,
  'letters that grow': 'ﷺ'.repeat(60),
}
