import { expect, it } from 'vitest'
import type { Attack, Range } from './range.ts'

/** A1 to A6, A9, A40, but for A3: operations that ask for too much, in circles, for what is not served, or to be told more. */
export function documents({ refused, ask, ours }: Range): void {
  it.each(CASES)('$kind: $name', async ({ kind, query, codes }) => {
    for (const door of DOORS) {
      const [status, code] = await refused({ kind, door, body: () => ({ query: fresh(query) }) })
      // Where only the router may come, a refusal may be an answer.
      const expected = door === 'router' ? 400 : expect.toBeOneOf([200, 400])
      expect([door, status, code]).toEqual([door, expected, expect.stringMatching(codes)])
    }
  })

  it.each([2, 100, 5_000])('A2: a batch of %i', async (size) => {
    for (const door of DOORS) {
      const body = () => Array.from({ length: size }, () => ({ query: fresh('{ me { id } }') }))
      expect((await refused({ kind: 'A2', door, body }))[0]).toBe(400)
    }
  })

  it('but an honest operation is answered, and an ordinary introspection', async () => {
    const asked = await ask('A1', '{ me { id } organization { id } }')
    expect([asked.status, asked.json.data.organization.id]).toEqual([200, ours().ids.org])
    const told = await ask('A9', '{ __schema { types { name fields { name type { name ofType { name } } } } } }')
    expect([told.status, told.codes]).toEqual([200, []])
    expect(told.milliseconds).toBeLessThan(1_000)
  })
}

/** What holds at the router must hold at each subgraph, whoever may be in front of it. */
const DOORS: readonly NonNullable<Attack['door']>[] = ['router', 'identity']

let count = 0
/** A document nobody sent before, so that nothing is remembered of it. */
export const fresh = (query: string) => {
  count += 1
  return `${query} # ${count}`
}

export const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ')
export const wrapped = (depth: number, open: string, inner: string) =>
  `${`${open} `.repeat(depth)}${inner}${' }'.repeat(depth)}`

/** What both the router and identity know, and costs a statement. */
const aliases = (count: number) => `{ ${times(count, (n) => `a${n}: me { id }`)} }`
const leaves = (count: number) => `{ me { ${times(count, (n) => `a${n}: name`)} } }`
/** Fragments that each ask the next one twice: few words, 2^n fields. */
const doubling = (count: number) =>
  `{ me { ...f0 } } ${times(count, (n) => `fragment f${n} on User { a${n}: name ...f${n + 1} ...f${n + 1} }`)} fragment f${count} on User { id }`

const SCHEMA =
  'fragment s on __Schema { types { name fields { name args { name type { name } } type { fields { name args { name } } } } } }'

interface Case {
  readonly kind: string
  readonly name: string
  readonly query: string
  readonly codes: RegExp
}

const cases = (kind: string, codes: RegExp, queries: Record<string, string>): Case[] =>
  Object.entries(queries).map(([name, query]) => ({ kind, name, query, codes }))

/** By what was counted before anything was validated, and by nothing else. */
const LIMIT = /^LIMIT_EXCEEDED$/
/** Too many words even to be read: who reads them says so, or counts their letters first. */
const TOO_LONG = /^(LIMIT_EXCEEDED|GRAPHQL_PARSE_FAILED)$/
/** Which of them it is depends on who looks first. */
const TOO_MUCH = /^(LIMIT_EXCEEDED|GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED)$/
const NOT_SERVED =
  /^(BAD_USER_INPUT|BAD_REQUEST|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|LIMIT_EXCEEDED|OPERATION_RESOLUTION_FAILURE)$/

const CASES: Case[] = [
  ...cases('A1', LIMIT, {
    ...Object.fromEntries([21, 31, 100, 500].map((many) => [`${many} root fields`, aliases(many)])),
    ...Object.fromEntries([31, 100, 1_000].map((many) => [`${many} aliases of a leaf`, leaves(many)])),
    'aliases behind a fragment': `{ ...f } fragment f on Query { ${times(31, (n) => `a${n}: me { id }`)} }`,
    'aliases behind inline fragments': `{ ${times(31, (n) => `... on Query { a${n}: me { id } }`)} }`,
    'aliases spread over many fragments': `{ ${times(31, (n) => `...f${n}`)} } ${times(31, (n) => `fragment f${n} on Query { a${n}: me { id } }`)}`,
    'aliases nobody will see': `{ ${times(31, (n) => `a${n}: me @skip(if: true) { id }`)} }`,
  }),
  ...cases('A1', TOO_LONG, {
    ...Object.fromEntries([1_000, 10_000].map((many) => [`${many} root fields`, aliases(many)])),
    '10,000 aliases of a leaf': leaves(10_000),
  }),
  ...cases('A4', TOO_MUCH, {
    'a fragment in itself': '{ ...a } fragment a on Query { me { id } ...a }',
    'a fragment in its own field': '{ me { ...a } } fragment a on User { id apiTokens { nodes { user { ...a } } } }',
    'two in a circle': '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
    'three in a circle':
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...c } fragment c on Query { ...a }',
    'a circle nobody enters': '{ me { id } } fragment a on Query { ...b } fragment b on Query { ...a }',
    'a circle through inline fragments': '{ ...a } fragment a on Query { ... on Query { ... { ...a } } }',
    '200 in a circle': `{ ...f0 } ${times(200, (n) => `fragment f${n} on Query { ...f${(n + 1) % 200} }`)}`,
    '60 doubling each other': doubling(60),
    '300 doubling each other': doubling(300),
    '60 doubling each other without a name': doubling(60).replaceAll(/a\d+: /g, ''),
    ...Object.fromEntries(
      [30, 60].map((many) => [
        `${many} doubling each other without a field`,
        doubling(many).replaceAll(/a\d+: name /g, ''),
      ]),
    ),
  }),
  ...cases('A5', TOO_MUCH, {
    ...Object.fromEntries(
      [10, 1_000].flatMap((many) => [
        [`${many} directives that are not there`, `{ me { id ${times(many, (n) => `@d${n}`)} } }`],
        [`the same unknown one ${many} times`, `{ me { id ${'@d '.repeat(many)} } }`],
      ]),
    ),
    '10 times @include': `{ me { id ${'@include(if: true) '.repeat(10)} } }`,
    '600 times @skip': `{ me { id ${'@skip(if: false) '.repeat(600)} } }`,
    'a directive of the schema': '{ me { id @key(fields: "id") } }',
    'a directive of the router': '{ me { id @join__field(graph: ERP) } }',
    'on the operation': `query ${'@a '.repeat(500)} { me { id } }`,
    'on a variable': `query ($a: ID ${'@a '.repeat(500)}) { me { id } }`,
  }),
  ...cases('A6', LIMIT, {
    '3,900 times the same field': `{ me { ${'id '.repeat(3_900)} } }`,
    '700 times the same object': `{ ${'me { id } '.repeat(700)} }`,
    '300 arguments that differ': `{ ${times(300, (n) => `node(id: "${n}") { id }`)} }`,
    'fields that overlap, level by level': `{ ${'me { ... on User { id } ... on User { id } } '.repeat(200)} }`,
    'fragments that overlap': `{ me { ${times(300, (n) => `...f${n}`)} } } ${times(300, (n) => `fragment f${n} on User { id name }`)}`,
    'fragments that overlap and differ': `{ me { ${times(300, (n) => `...f${n}`)} } } ${times(300, (n) => `fragment f${n} on User { a: ${n % 2 ? 'id' : 'name'} }`)}`,
  }),
  ...cases('A6', TOO_LONG, {
    '10,000 times the same field': `{ me { ${'id '.repeat(10_000)} } }`,
    '500 arguments that differ': `{ ${times(500, (n) => `node(id: "${n}") { id }`)} }`,
  }),
  ...cases('A9', TOO_MUCH, {
    'a name that is nearly right': '{ custmers { totalCount } }',
    'a field that is nearly right': '{ me { nam } }',
    'an argument that is nearly right': '{ users(frst: 1) { totalCount } }',
    'a type that is nearly right': '{ node(id: "x") { ... on Usr { id } } }',
    'an enum that is nearly right': '{ users(orderBy: { field: NAM, direction: ASC }) { totalCount } }',
    'an input that is nearly right': '{ users(filter: { nme: { eq: "x" } }) { totalCount } }',
    'a guess of what is inside': '{ _service { sdl } _entities(representations: []) { __typename } x }',
    'the schema of the schema of the schema': `{ __schema { types { ${wrapped(12, 'fields { type {', 'name')} ${'}'.repeat(12)} } } }`,
    'the same through a fragment': `{ __schema { types { ...f } } } fragment f on __Type { ${wrapped(5, 'fields { type {', 'name')} ${'}'.repeat(5)} }`,
  }),
  ...cases('A9', /^(COST|LIMIT)_EXCEEDED$/, {
    'the whole schema, 20 times': `{ ${times(20, (n) => `a${n}: __schema { ...s }`)} } ${SCHEMA}`,
    'the whole schema, three times': `{ a: __schema { ...s } b: __schema { ...s } c: __schema { ...s } } ${SCHEMA}`,
    'the fields of all types, 30 times': `{ __schema { types { ${times(30, (n) => `a${n}: fields { name type { name } }`)} } } }`,
  }),
  ...cases('A40', NOT_SERVED, {
    'aliases in an operation beside': `query a { me { id } } query b { me { ${times(300, (n) => `a${n}: name`)} } }`,
    'a subscription': 'subscription { me { id } }',
    '@defer': '{ me { ... @defer { id } } }',
    '@stream': '{ users { nodes @stream { id } } }',
    '@defer a hundred times': `{ ${'... @defer { me { id } } '.repeat(100)} }`,
    'a definition': 'type Query { a: Int }',
    'an extension': 'extend type Query { a: Int } query { me { id } }',
    nothing: '',
    'a comment': '# me',
    'two operations and no name': 'query a { me { id } } query b { me { id } }',
  }),
]
