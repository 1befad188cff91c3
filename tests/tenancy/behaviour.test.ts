import { GraphQLString, getNamedType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeId, ID_TYPES, type IdPrefix, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from '../support/ask.ts'
import { documentOf, mutationsOf, publicSchema, selection } from '../support/contract.ts'
import { listsOf, questionsAbout } from '../support/corpus.ts'
import { openTestGraph, type TestGraph } from '../support/graph.ts'
import { withoutNews } from '../support/pen.ts'
import { type Rows, watchRows } from '../support/rows.ts'
import { furnish, PASSWORD, type Scene } from '../support/scene.ts'

const schema = publicSchema()
const prefixes = Object.keys(ID_TYPES) as IdPrefix[]
const MARKER = /zambak/i

let world: TestGraph
let rows: Rows
let ours: Scene
let theirs: Scene
let before: Record<string, string>

beforeAll(async () => {
  world = await openTestGraph()
  rows = await watchRows(world.urls)
  ours = await furnish(world, 'Kestane')
  theirs = await furnish(world, 'Zambak')
  before = await rows.fingerprint(theirs.company.organizationId)
})
afterAll(async () => {
  await rows.close()
  await world.close()
})

const asUs = (document: string, variables: Record<string, unknown> = {}) =>
  ask(world.router, ours.company.owner, document, variables)
const asThem = (document: string, variables: Record<string, unknown> = {}) =>
  data(world.router, theirs.company.owner, document, variables)

/** Texts that nobody writes: they are drawn up, counted or computed. */
const DRAWN_UP = [
  'ApiToken.last4',
  'ApiToken.scopes',
  'Invoice.number',
  'Journal.name',
  'JournalEntry.description',
  'JournalEntry.hash',
  'JournalEntry.previousHash',
  'Money.formatted',
  'Organization.timeZone',
  'Payment.number',
  'Project.code',
]

describe('the other organisation', () => {
  it('has its word in every text that people write, of every type with an id or below one', async () => {
    const seen = new Map<string, boolean>()
    for (const id of theirs.made.concat(Object.values(theirs.ids))) {
      const type = schema.getType(ID_TYPES[id.split('_')[0] as IdPrefix])
      if (!isObjectType(type)) throw new Error(`What is ${id}?`)
      const { node } = await asThem(`{ node(id: "${id}") { ... on ${type.name} ${selection(type, 1)} } }`)
      collect(node, seen)
    }
    const unmarked = [...seen].filter(([, marked]) => !marked).map(([field]) => field)
    expect(unmarked.sort()).toEqual(DRAWN_UP)
    expect(seen.size).toBeGreaterThan(45)
  })
})

/** Which text fields an answer has, and whether any of them holds the marker. */
function collect(value: unknown, seen: Map<string, boolean>): void {
  if (Array.isArray(value)) for (const each of value) collect(each, seen)
  if (Array.isArray(value) || value === null || typeof value !== 'object') return
  const { __typename, ...fields } = value as Record<string, unknown>
  const type = schema.getType(String(__typename))
  for (const [name, inner] of Object.entries(fields)) {
    collect(inner, seen)
    if (!isObjectType(type) || inner === null || type.name === 'PageInfo') continue
    if (getNamedType(type.getFields()[name]!.type) !== GraphQLString) continue
    const field = `${type.name}.${name}`
    seen.set(field, seen.get(field) === true || MARKER.test(String(inner)))
  }
}

describe('an id of another organisation', () => {
  const questions = questionsAbout(schema, (type) => type.name === 'ID')
  const nobodys = Object.fromEntries(prefixes.map((prefix) => [prefix, encodeId(prefix, newId())]))

  it('has many places to be tried in', () => {
    expect(questions.length).toBeGreaterThan(400)
    expect(questions.flatMap((question) => question.prefixes).length).toBeGreaterThan(2_000)
  })

  it.each(questions)('is like one that does not exist: $title', async (question) => {
    for (const prefix of question.prefixes) {
      const tried = `${question.title} ${prefix}`
      const answer = await asUs(question.document, await question.variables(ours, theirs.ids[prefix]))
      expect(JSON.stringify(answer), tried).not.toMatch(MARKER)
      const other = await asUs(question.document, await question.variables(ours, nobodys[prefix]))
      expect(withoutNews(answer), tried).toBe(withoutNews(other))
    }
  })

  it('opens nothing with our own password', async () => {
    const input = { email: `owner@kestane.example`, password: PASSWORD }
    const field = mutationsOf(schema).find(({ name }) => name === 'signIn')!
    const signIn = async (organizationId: string | undefined) => {
      const variables = { input: { ...input, organizationId } }
      const answer = await data(world.router, undefined, documentOf('mutation', field, 1), variables)
      return answer.signIn
    }
    expect((await signIn(ours.ids.org)).token).toMatch(/^ey/)
    for (const organizationId of [theirs.ids.org, nobodys.org, theirs.ids.user]) {
      expect((await signIn(organizationId)).token).toBeNull()
    }
  })
})

describe('the words of another organisation', () => {
  const questions = questionsAbout(schema, (type) => type === GraphQLString).filter(
    ({ title }) => !title.includes('input.') && !/ (after|before)$/.test(title),
  )

  it('have many places to be looked for', () => {
    expect(questions.length).toBeGreaterThan(40)
  })

  it.each(questions)('find nothing: $title', async ({ document, variables }) => {
    const found = async (text: string) => asUs(document, await variables(ours, text))
    const answer = await found('Zambak')
    expect(JSON.stringify(answer)).not.toMatch(MARKER)
    expect(withoutNews(answer)).toBe(withoutNews(await found('Nirgends')))
  })

  it('are free for us to use: no name, number, address, reference or key is taken by others', async () => {
    const twin = await furnish(world, 'Kamelya')
    const replayed = theirs.written.filter(({ mutation }) => /^(create|import|receive)/.test(mutation))
    expect(replayed.length).toBeGreaterThan(25)
    for (const { mutation, input } of replayed) {
      const own = JSON.parse(JSON.stringify(input), (_, value) =>
        isTheirs(value) ? twin.pen.id(value.split('_')[0] as IdPrefix, mutation) : value,
      )
      const field = mutationsOf(schema).find(({ name }) => name === mutation)!
      const answer = await data(world.router, twin.company.owner, documentOf('mutation', field, 1), { input: own })
      const payload = answer[mutation]
      expect([mutation, payload.userErrors, payload.failed ?? 0]).toEqual([mutation, [], 0])
      expect([mutation, payload.updated ?? 0, payload.unchanged ?? 0]).toEqual([mutation, 0, 0])
    }
  })
})

const isTheirs = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z]{2,4}_[0-7][0-9a-z]{25}$/.test(value)

describe('a cursor of another organisation', () => {
  const lists = listsOf(schema)

  it('is there for many lists', () => {
    expect(lists.length).toBeGreaterThan(15)
  })

  it.each(lists)('leads nowhere in ours: $title', async ({ document, variables, page }) => {
    const { endCursor } = page(await asThem(document, { ...variables(theirs), first: 1 })).pageInfo
    expect(endCursor).not.toBeNull()
    for (const place of [
      { first: 1, after: endCursor },
      { last: 1, before: endCursor },
    ]) {
      const answer = await asUs(document, { ...variables(ours), ...place })
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['INVALID_CURSOR'])
      expect(JSON.stringify(answer)).not.toMatch(MARKER)
    }
  })
})

describe('every mutation', () => {
  it.each(
    mutationsOf(schema)
      .filter(({ args }) => args.length > 0)
      .map((field) => ({ name: field.name, field })),
  )('does with our own ids what was refused with theirs: $name', async ({ name, field }) => {
    const answer = await asUs(documentOf('mutation', field, 2), { input: await ours.input(name) })
    const { userErrors, rows: imported = [] } = answer.data[name]
    const codes = [{ userErrors }, ...imported].flatMap((each) =>
      each.userErrors.map(({ code }: { code: string }) => code),
    )
    expect(codes).toEqual(name === 'signIn' ? ['SIGN_IN_FAILED'] : [])
  })
})

describe('after all that, the other organisation', () => {
  it('is as it was, to the last byte', async () => {
    expect(await rows.fingerprint(theirs.company.organizationId)).toEqual(before)
  })

  it('had no part in any trouble: there was none', () => {
    expect(world.troubles).toEqual([])
  })
})
