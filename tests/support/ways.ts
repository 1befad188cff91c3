import { type GraphQLField, type GraphQLSchema, getNamedType, isObjectType, isRequiredArgument } from 'graphql'
import { ID_TYPES, type IdPrefix } from '../../subgraphs/shared/relay/id.ts'

/** A way from the root to objects of a type: what to ask around what is asked of them, and where they are in an answer. */
export interface Way {
  /** The whole operation around a selection of the type's fields. */
  ask(selection: string): string
  /** The objects, each with its path. */
  objects(data: unknown): { path: (string | number)[]; object: Record<string, unknown> }[]
}

type Step = readonly [type: string, field: string, asked: string, isList: boolean]

const LONGEST = 4
const MOST = 40

/** The ways to a type over fields that may be taken, the shortest first; connections are entered by their nodes. */
export function waysTo(
  schema: GraphQLSchema,
  type: string,
  ids: Record<IdPrefix, string>,
  may: (type: string, field: string) => boolean,
): Way[] {
  const found: Way[] = []
  let ways: Step[][] = [[]]
  for (let length = 0; length < LONGEST && found.length < MOST; length += 1) {
    ways = ways.flatMap((way) => {
      const at = way.length === 0 ? schema.getQueryType()! : typeOf(schema, way.at(-1)!)
      if (!isObjectType(at)) return []
      return Object.values(at.getFields()).flatMap((field) => {
        const step = stepOver(at.name, field, ids)
        return step && may(at.name, field.name) ? [[...way, step]] : []
      })
    })
    // A page is no place to stop at.
    ways = ways.flatMap((way) => {
      const to = typeOf(schema, way.at(-1)!)
      const nodes = isObjectType(to) && to.name.endsWith('Connection') ? to.getFields().nodes : undefined
      return [nodes ? [...way, [to.name, 'nodes', 'nodes', true] as const] : way]
    })
    found.push(...ways.filter((way) => typeOf(schema, way.at(-1)!).name === type).map(wayOf))
  }
  return found.slice(0, MOST)
}

function stepOver(type: string, field: GraphQLField<unknown, unknown>, ids: Record<IdPrefix, string>): Step | null {
  const to = getNamedType(field.type)
  if (!isObjectType(to)) return null
  const isList = /^\[/.test(String(field.type))
  const required = field.args.filter(isRequiredArgument)
  if (required.length === 0) return [type, field.name, field.name, isList]
  const prefix = Object.entries(ID_TYPES).find(([, name]) => name === to.name)?.[0] as IdPrefix | undefined
  return required.length === 1 && required[0]!.name === 'id' && prefix
    ? [type, field.name, `${field.name}(id: "${ids[prefix]}")`, isList]
    : null
}

const typeOf = (schema: GraphQLSchema, [type, field]: Step) => {
  const from = schema.getType(type)
  if (!isObjectType(from)) throw new Error(`${type} has no fields.`)
  return getNamedType(from.getFields()[field]!.type)
}

const wayOf = (steps: readonly Step[]): Way => ({
  ask: (selection) =>
    `{ ${steps.map(([, , asked]) => `${asked} { `).join('')}${selection}${' }'.repeat(steps.length)} }`,
  objects: (data) =>
    steps.reduce(
      (all, [, field]) =>
        all.flatMap(({ path, object }) => {
          const value = object[field]
          const each = Array.isArray(value) ? value.map((item, n) => [n, item] as const) : [[null, value] as const]
          return each
            .filter(([, item]) => item)
            .map(([n, item]) => ({ path: [...path, field, ...(n === null ? [] : [n])], object: item }))
        }),
      [{ path: [] as (string | number)[], object: data as Record<string, unknown> }],
    ),
})
