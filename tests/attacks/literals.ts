import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isUnionType,
} from 'graphql'
import { expect, it } from 'vitest'
import { schema as crm } from '../../subgraphs/crm/subgraph.ts'
import { schema as erp } from '../../subgraphs/erp/subgraph.ts'
import { schema as identity } from '../../subgraphs/identity/subgraph.ts'
import { ID_TYPES, type IdPrefix } from '../../subgraphs/shared/relay/id.ts'
import { placed, placesIn } from '../support/contract.ts'
import type { Scene } from '../support/scene.ts'
import type { Range } from './range.ts'

const SCHEMAS = { identity, crm, erp }

/** What a compiler of operations would take for its own mark of a date, and the rest for code. */
const MARK = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d'
/** Each leaves a trace where `range` looks after every request. */
const PAYLOADS = [
  `${MARK}globalThis.pwned=1`,
  "\u0024{globalThis.pwned=1}'+(globalThis.pwned=1)+'`+(globalThis.pwned=1)+`",
]

/** Text in the document itself, where a text or an id stands: it is text, however often it comes. */
export function literals({ fire, ours }: Range): void {
  it.each(Object.entries(SCHEMAS) as [keyof typeof SCHEMAS, GraphQLSchema][])(
    'no text of a document is run as code, three times at the door of %s and at the router',
    async (door, schema) => {
      const documents = await documentsOf(schema, ours())
      expect(documents.length).toBeGreaterThan(15)
      for (const { query, variables, everywhere } of documents) {
        for (const at of everywhere ? (['router', door] as const) : [door]) {
          for (let time = 0; time < 3; time += 1) {
            const { status } = await fire({ kind: 'A16', door: at, body: { query, variables } })
            expect([query, status]).toEqual([query, expect.toBeOneOf([200, 400])])
          }
        }
      }
    },
  )
}

interface Document {
  readonly query: string
  readonly variables?: object
  /** Whether the router knows it, too. */
  readonly everywhere: boolean
}

/** For each field of the schema and each payload one, in which it stands wherever a text or an id may. */
async function documentsOf(schema: GraphQLSchema, scene: Scene): Promise<Document[]> {
  const found: Document[] = []
  for (const [kind, type] of [
    ['query', schema.getQueryType()!],
    ['mutation', schema.getMutationType()!],
  ] as const) {
    for (const { name, text } of await fieldsOf(type, scene, kind === 'mutation')) {
      if (!name.startsWith('_')) found.push({ query: `${kind} { ${text} }`, everywhere: true })
    }
  }
  const entities = schema.getType('_Entity')
  for (const type of isUnionType(entities) ? entities.getTypes() : []) {
    const prefix = (Object.entries(ID_TYPES) as [IdPrefix, string][]).find(([, named]) => named === type.name)![0]
    const variables = { representations: [{ __typename: type.name, id: scene.ids[prefix] }] }
    for (const { text } of await fieldsOf(type, scene, false)) {
      const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type.name} { ${text} } } }`
      found.push({ query, variables, everywhere: false })
    }
  }
  return found
}

async function fieldsOf(type: GraphQLObjectType, scene: Scene, changes: boolean) {
  const found: { name: string; text: string }[] = []
  for (const { name, args, type: of } of Object.values(type.getFields())) {
    const given = changes && args.length > 0 ? { input: await inputOf(scene, name) } : {}
    const places = args
      .flatMap((arg) => placesIn(arg.type, isText, [arg.name]))
      .filter((path) => !path.some((step) => ['and', 'or', 'not'].includes(String(step))))
    if (places.length === 0) continue
    for (const payload of PAYLOADS) {
      const values = places.reduce<unknown>((whole, path) => placed(whole, path, payload), given)
      const inner = isLeafType(getNamedType(of)) ? '' : ' { __typename }'
      found.push({ name, text: `${name}(${written(args, values as Record<string, unknown>)})${inner}` })
    }
  }
  return found
}

const isText = ({ name }: { name: string }) => name === 'String' || name === 'ID'

const inputOf = (scene: Scene, mutation: string): Promise<object> | object =>
  mutation === 'signIn' ? { email: 'nobody@kestane.example', password: 'x' } : scene.input(mutation)

const written = (args: readonly GraphQLArgument[], values: Record<string, unknown>): string =>
  args
    .filter(({ name }) => values[name] !== undefined)
    .map(({ name, type }) => `${name}: ${literal(type, values[name])}`)
    .join(', ')

/** A value as it is written in a document. */
function literal(given: GraphQLInputType, value: unknown): string {
  const type = getNullableType(given)
  if (value === null || value === undefined) return 'null'
  if (isListType(type)) return `[${(value as unknown[]).map((one) => literal(type.ofType, one)).join(', ')}]`
  if (isEnumType(type)) return String(value)
  if (!isInputObjectType(type)) return JSON.stringify(value)
  const fields = type.getFields()
  const told = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return `{ ${told.map(([name, inner]) => `${name}: ${literal(fields[name]!.type, inner)}`).join(', ')} }`
}
