import { isEnumType } from 'graphql'
import { expect, it } from 'vitest'
import { encodeCursor } from '../../subgraphs/shared/relay/cursor.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { publicSchema } from '../support/contract.ts'
import { byOperation, isShallow, type Question, questionsAbout } from '../support/corpus.ts'
import { type Range, refusalIn } from './range.ts'

const schema = publicSchema()
const places = questionsAbout(schema, ({ name }) => name === 'String' || name === 'ID').filter(
  (question) => isShallow(question) && !question.title.endsWith('(required)'),
)
const inQueries = byOperation(places.filter(({ mutation }) => !mutation))
const inMutations = byOperation(places.filter(({ mutation }) => mutation && mutation !== 'signIn'))

/** A16: SQL in every text and id of every operation, found in the schema, so that a new filter is attacked by itself. */
export function sqlInjection({ ask, refused, ours, world }: Range): void {
  /** Texts of statements that honest requests make. */
  const honest = new Set<string>()

  it.each(inQueries)('A16: $operation', async ({ places }) => {
    for (const question of places) {
      const made = async (value: string) => {
        // What is before a place is asked from the end.
        const last = question.path[0] === 'before' && { last: 5 }
        const reply = await ask('A16', question.document, { ...(await question.variables(ours(), value)), ...last })
        expect([question.title, value, reply.status]).toEqual([question.title, value, 200])
        return reply
      }
      const twins = new Map<string, readonly string[]>()
      for (const payload of PAYLOADS) {
        // As many words as it has, of which none means anything.
        const twin = payload.replace(/\S/g, 'x')
        if (!twins.has(twin)) twins.set(twin, (await made(twin)).statements)
        for (const text of twins.get(twin)!) honest.add(text)
        const { statements, codes, text } = await made(payload)
        if (codes.length === 0)
          expect([question.title, payload, statements]).toEqual([question.title, payload, twins.get(twin)])
        expect([question.title, payload, statements.filter((sent) => /pwn3d|drop|sleep/.test(sent))]).toEqual([
          question.title,
          payload,
          [],
        ])
        expect(text).not.toMatch(/syntax error|unterminated|relation "/i)
      }
    }
  })

  it.each(inMutations)('A16: $operation', async ({ places }) => {
    for (const text of Object.values(world().statements).flat()) honest.add(text)
    const made = async ({ document, variables, title }: Question, value: string) => {
      const reply = await ask('A16', document, await variables(ours(), value))
      expect([title, value, reply.status, reply.codes]).toEqual([title, value, 200, []])
      return reply.statements
    }
    for (const question of places) {
      for (const text of await made(question, 'xxxxxx xxxxx')) honest.add(text)
      for (const payload of PAYLOADS.slice(0, 2)) {
        const statements = await made(question, payload)
        expect([question.title, payload, statements.filter((text) => !honest.has(text))]).toEqual([
          question.title,
          payload,
          [],
        ])
      }
    }
  })

  it('A16: where a word of a list, a number or a day is asked for', async () => {
    const typed = questionsAbout(schema, (type) => isEnumType(type) || TYPED.has(type.name)).filter(
      (question) => isShallow(question) && !question.title.endsWith('(required)'),
    )
    expect(typed.length).toBeGreaterThan(200)
    for (const { title, document, path, variables } of typed) {
      for (const payload of PAYLOADS.slice(0, 2)) {
        const body = { query: document, variables: await variables(ours(), payload) }
        expect([title, ...(await refused({ kind: 'A16', body }))]).toEqual([title, ...refusalIn(path)])
      }
    }
  })

  it('A16: in a cursor whose print is right', async () => {
    const { organizationId } = ours().company
    const query =
      'query ($after: String, $orderBy: CustomerOrder) { customers(after: $after, orderBy: $orderBy) { totalCount nodes { id } } }'
    for (const [field, values] of Object.entries(POSITIONS)) {
      const list = JSON.stringify([organizationId, 'customers', undefined, undefined, field, 'ASC'])
      const asked = (value: string) =>
        ask('A17', query, { orderBy: { field, direction: 'ASC' }, after: encodeCursor({ value, id: newId() }, list) })
      for (const value of values) {
        const { status, codes } = await asked(value)
        expect([field, value, status, codes.filter((code) => code !== 'INVALID_CURSOR')]).toEqual([
          field,
          value,
          200,
          [],
        ])
      }
    }
  })
}

const TYPED = new Set(['Int', 'Date', 'DateTime', 'Decimal', 'CurrencyCode', 'Boolean'])

const PAYLOADS = [
  "' or '1'='1' -- pwn3d",
  'pwn3d"; drop table users; --',
  "%' and pwn3d like '%_\\",
  "pwn3d'||(select pg_sleep(9))||'",
  '%27pwn3d%00 $1 {"$ne": null} a:* <->',
]

/** What stands in a cursor, by the order it belongs to; some of it reads like what belongs there. */
const POSITIONS: Record<string, string[]> = {
  NAME: [...PAYLOADS, '\ud800', '\u0000', 'x'.repeat(4_000), 'x'.repeat(4_001), ''],
  CREATED_AT: [
    ...[...PAYLOADS, 'infinity', '-infinity', 'now', 'epoch', '9999-99-99 99:99:99+00', '2026-02-30 00:00:00+00'],
    ...['0000-01-01 00:00:00+00', '2026-01-01 24:00:01+00', '2026-01-01 23:59:60+00', '2026-01-01 12:60:00+00'],
  ],
}
