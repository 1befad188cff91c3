import { isObjectType, isUnionType } from 'graphql'
import { expect, it } from 'vitest'
import { EXAMPLES } from '../../platform/places.ts'
import { readExamples } from '../../router/examples.ts'
import { schema as crm } from '../../subgraphs/crm/subgraph.ts'
import { schema as erp } from '../../subgraphs/erp/subgraph.ts'
import { schema as identity } from '../../subgraphs/identity/subgraph.ts'
import { encodeId, ID_TYPES, type IdPrefix, newId } from '../../subgraphs/shared/relay/id.ts'
import { data } from '../support/ask.ts'
import { publicSchema, selection } from '../support/contract.ts'
import { isShallow, listsOf, questionsAbout } from '../support/corpus.ts'
import { withoutNews } from '../support/pen.ts'
import { furnish } from '../support/scene.ts'
import type { Range } from './range.ts'

const schema = publicSchema()
const schemas = { identity, crm, erp }
const DOORS = ['identity', 'crm', 'erp'] as const
const ENTITIES = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename'

/** A13, A17, A18, A24: what is another organisation's, asked for in every way there is. */
export function tenancy({ fire, refused, ask, ours, theirs, world }: Range): void {
  it('A18: with their id in every place of every operation, the answer is as for an id of nobody', async () => {
    const questions = questionsAbout(schema, (type) => type.name === 'ID').filter(
      (question) => isShallow(question) && !question.title.endsWith('(required)'),
    )
    expect(questions.length).toBeGreaterThan(150)
    // A new one each time, where there are several: a deal has one project, whosever it is.
    const turns: Record<string, number> = {}
    const idOfTheirs = (prefix: IdPrefix) => {
      const all = theirs().made.filter((id) => id.startsWith(`${prefix}_`))
      turns[prefix] = (turns[prefix] ?? 0) + 1
      return all[turns[prefix] % all.length] ?? theirs().ids[prefix]
    }
    for (const { title, document, prefixes, variables } of questions) {
      const likely =
        prefixes.length > 1
          ? prefixes.filter((prefix) => title.toLowerCase().includes(ID_TYPES[prefix].toLowerCase()))
          : prefixes
      for (const prefix of likely.length > 0 ? likely : prefixes.slice(0, 2)) {
        const answer = await ask('A18', document, await variables(ours(), idOfTheirs(prefix)))
        const other = await ask('A18', document, await variables(ours(), encodeId(prefix, newId())))
        expect([title, prefix, answer.status, withoutNews(answer.json)]).toEqual([
          title,
          prefix,
          other.status,
          withoutNews(other.json),
        ])
      }
    }
  })

  it('A18: every example, with every id and every name of theirs', async () => {
    for (const { title, query, variables } of await readExamples(EXAMPLES)) {
      for (const id of Object.values(theirs().ids)) {
        const sent = JSON.parse(JSON.stringify({ id, customerId: id, ids: [id], ...variables }), (key, value) =>
          key === 'search' ? 'Zambak' : /^[a-z]{2,4}_[0-9a-z]{26}$/.test(value) ? id : value,
        )
        const { text } = await ask('A18', query, sent)
        expect(text, title).not.toMatch(/zambak/i)
      }
    }
  })

  it('A18: every id of theirs by node and nodes, by neighbours, and as another type', async () => {
    const all = theirs().made.concat(Object.values(theirs().ids))
    for (const id of all) {
      const [prefix = '', suffix = ''] = id.split('_')
      const neighbours = [...'0123456789'].map((last) => `${prefix}_${suffix.slice(0, -1)}${last}`)
      const types = Object.keys(ID_TYPES).map((other) => `${other}_${suffix}`)
      const asked = [id, ...neighbours, ...types, id.toUpperCase(), ` ${id}`, `${id}\u0000`, suffix]
      const { json } = await ask('A18', 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids: asked })
      expect([json.data, json.errors]).toEqual([{ nodes: asked.map(() => null) }, undefined])
      expect((await ask('A18', 'query ($id: ID!) { node(id: $id) { __typename id } }', { id })).json.data).toEqual({
        node: null,
      })
    }
  })

  it.each(listsOf(schema))(
    'A17: cursors of others, of other lists, and broken ones: $title',
    async ({ document, variables, page }) => {
      const theirPage = page(
        await data(world().router, theirs().company.owner, document, { ...variables(theirs()), first: 1 }),
      )
      const ourPage = page((await ask('A17', document, { ...variables(ours()), first: 1 })).json.data)
      const [their, our] = [theirPage.pageInfo.endCursor!, ourPage.pageInfo.endCursor!]
      const flipped = Array.from({ length: 8 }, (_, n) => {
        const bytes = Buffer.from(our, 'base64url')
        bytes[Math.floor((bytes.length * n) / 8)]! ^= 1
        return bytes.toString('base64url')
      })
      for (const cursor of [
        their,
        ...flipped,
        '',
        '0',
        '-1',
        'MQ',
        `${our}=`,
        our.slice(1),
        `${our}${our}`,
        Buffer.from('arrayconnection:10').toString('base64'),
      ]) {
        for (const place of [
          { first: 1, after: cursor },
          { last: 1, before: cursor },
        ]) {
          const { status, codes, text } = await ask('A17', document, { ...variables(ours()), ...place })
          expect([cursor, status, codes]).toEqual([cursor, 200, ['INVALID_CURSOR']])
          expect(text).not.toMatch(/"nodes"/)
        }
      }
    },
  )

  it('A13: at a subgraph, with the secret of the router: what is forged of an entity is not believed', async () => {
    for (const door of DOORS) {
      const union = schemas[door].getType('_Entity')
      if (!isUnionType(union)) throw new Error(`${door} has no entities.`)
      for (const { name } of union.getTypes()) {
        const prefix = (Object.entries(ID_TYPES) as [IdPrefix, string][]).find(([, type]) => type === name)![0]
        const type = schemas[door].getType(name)
        if (!isObjectType(type)) throw new Error(`${name} is no type of ${door}.`)
        const query = `${ENTITIES} ... on ${name} ${selection(type, 0).replace(/\bnodeId\b/, '')} } }`
        const asked = async (id: string) => {
          const base = { __typename: name, id }
          const representations = [
            ...[
              base,
              { ...base, organizationId: theirs().company.organizationId },
              { ...base, total: '0', state: 'POSTED' },
            ],
            ...[
              { ...base, nodeId: id },
              { ...base, __proto__: null, constructor: { a: 1 } },
            ],
          ]
          return fire({ kind: 'A13', door, body: { query, variables: { representations } } })
        }
        const answer = await asked(theirs().ids[prefix])
        const other = await asked(encodeId(prefix, newId()))
        expect([door, name, answer.status, withoutNews(answer.json)]).toEqual([
          door,
          name,
          other.status,
          withoutNews(other.json),
        ])
      }
    }
  })

  it('A13: at a subgraph: representations of no type, without a key, of the wrong kind, and too many', async () => {
    const id = ours().ids.cust
    for (const door of DOORS) {
      for (const wrong of [
        ...[
          { __typename: 'Nothing', id },
          { __typename: 'Money', id },
          { __typename: 'Query', id },
          { __typename: '__proto__', id },
        ],
        ...[
          { __typename: 'User' },
          { id },
          {},
          null,
          7,
          'x',
          [],
          { __typename: 7, id },
          { __typename: 'User', id: null },
        ],
        ...[
          { __typename: 'User', id: 7 },
          { __typename: 'User', id: [ours().ids.user] },
          { __typename: 'User', id: { a: 1 } },
          { __typename: 'constructor', id },
        ],
      ]) {
        const query = `${ENTITIES} } }`
        const reply = await fire({ kind: 'A13', door, body: { query, variables: { representations: [wrong] } } })
        expect([door, wrong, reply.json.data?._entities?.[0]?.name ?? null, reply.statements]).toEqual([
          door,
          wrong,
          null,
          [],
        ])
        expect(reply.codes.filter((code) => code === 'INTERNAL_SERVER_ERROR')).toEqual([])
      }
      const representations = Array.from({ length: 1_001 }, () => ({
        __typename: 'User',
        id: encodeId('user', newId()),
      }))
      for (const many of [representations, [...representations, ...Array(9_000).fill(representations[0])]]) {
        const attack = { kind: 'A13', door, body: { query: `${ENTITIES} } }`, variables: { representations: many } } }
        expect([door, ...(await refused(attack))]).toEqual([
          door,
          400,
          expect.stringMatching(/^(BAD_USER_INPUT|LIMIT_EXCEEDED)$/),
        ])
      }
    }
    expect(
      (
        await refused({
          kind: 'A13',
          body: { query: `{ _entities(representations: [{ __typename: "User", id: "${id}" }]) { __typename } }` },
        })
      )[0],
    ).toBe(400)
  })

  it('A24: one key, another body, another organisation, another user', async () => {
    const receive =
      'mutation ($input: ReceivePaymentInput!) { receivePayment(input: $input) { payment { id } userErrors { code } } }'
    const input: Record<string, unknown> = { ...(await ours().input('receivePayment')), applications: [] }
    const first = await ask('A24', receive, { input })
    expect(first.json.data.receivePayment).toEqual({ payment: { id: expect.stringMatching(/^pay_/) }, userErrors: [] })
    expect((await ask('A24', receive, { input })).json.data).toEqual(first.json.data)
    for (const change of [{ memo: 'x' }, { reference: 'x' }, { receivedOn: '2025-01-16' }, { method: 'CASH' }]) {
      if (!(Object.keys(change)[0]! in input)) continue
      const { json } = await ask('A24', receive, { input: { ...input, ...change } })
      expect(json.data.receivePayment).toEqual({ payment: null, userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] })
    }
    const colleague = { authorization: await ours().company.hire('ACCOUNTANT') }
    expect((await ask('A24', receive, { input }, { headers: colleague })).json.data).toEqual(first.json.data)
    const authorization = await ours().company.hire('VIEWER')
    const viewer = await ask('A24', receive, { input }, { headers: { authorization } })
    expect(viewer.json.data.receivePayment).toEqual({ payment: null, userErrors: [{ code: 'FORBIDDEN' }] })
    // A third one: nothing of the other may change.
    const third = await furnish(world(), 'Sumak')
    const other = { ...(await third.input('receivePayment')), applications: [], idempotencyKey: input.idempotencyKey }
    const elsewhere = await ask('A24', receive, { input: other }, { headers: { authorization: third.company.owner } })
    expect(elsewhere.json.data.receivePayment).toEqual({
      payment: { id: expect.stringMatching(/^pay_/) },
      userErrors: [],
    })
    expect(elsewhere.json.data.receivePayment.payment.id).not.toBe(first.json.data.receivePayment.payment.id)
  })
}
