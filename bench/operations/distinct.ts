import { transformSupergraphToPublicSchema } from '@theguild/federation-composition'
import {
  buildASTSchema,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql'

/** What a client may ask of a supergraph. */
export const publicSchema = (supergraph: string): GraphQLSchema =>
  buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph)))

/**
 * Valid queries of which no two have the same shape, so that nothing made for one serves another: each a walk through
 * lists, their objects and what hangs on these. The same ones in each run.
 */
export function* distinctQueries(schema: GraphQLSchema): Generator<string> {
  const draw = numbers(1)
  const lists = fieldsOf(schema.getQueryType()!).filter(({ type }) => getNamedType(type).name.endsWith('Connection'))
  const seen = new Set<string>()
  for (;;) {
    const list = lists[Math.floor(draw() * lists.length)]!
    const query = `{ ${ask(list, draw, 0)} }`
    if (!seen.has(query)) yield query
    seen.add(query)
  }
}

const DEEPEST = 4

function ask(field: GraphQLField<unknown, unknown>, draw: () => number, depth: number): string {
  const type = getNamedType(field.type)
  if (!isObjectType(type)) return field.name
  if (type.name.endsWith('Connection')) {
    const nodes = getNamedType(type.getFields().nodes!.type) as GraphQLObjectType
    return `${field.name}(first: 2) { nodes { ${below(nodes, draw, depth + 1)} } }`
  }
  return `${field.name} { ${below(type, draw, depth)} }`
}

/** Some of its fields; objects only as deep as honest screens go. */
function below(type: GraphQLObjectType, draw: () => number, depth: number): string {
  const fields = fieldsOf(type)
  const leaves = fields.filter(({ type: of }) => !isObjectType(getNamedType(of)))
  const objects = fields.filter(({ type: of }) => isObjectType(getNamedType(of)))
  const chosen = leaves.filter(() => draw() < 0.4)
  if (depth < DEEPEST) chosen.push(...objects.filter(() => draw() < 0.35))
  return ['__typename', ...chosen.map((field) => ask(field, draw, depth + 1))].join(' ')
}

/** Those that can be asked for without an argument, and that nobody has to search for. */
const fieldsOf = (type: GraphQLObjectType): GraphQLField<unknown, unknown>[] =>
  Object.values(type.getFields()).filter(({ name, args }) => name !== 'totalCount' && !args.some(isNeeded))

const isNeeded = ({ type, defaultValue }: GraphQLField<unknown, unknown>['args'][number]) =>
  isNonNullType(type) && defaultValue === undefined

/** Numbers from 0 to 1 that look random, the same ones each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
