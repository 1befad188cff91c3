import { readFileSync } from 'node:fs'
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition'
import {
  astFromValue,
  buildASTSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  print,
} from 'graphql'
import { SUPERGRAPH } from '../../platform/places.ts'

/** What clients see of the committed supergraph. */
export const publicSchema = (): GraphQLSchema =>
  buildASTSchema(transformSupergraphToPublicSchema(parse(readFileSync(SUPERGRAPH, 'utf8'))))

export const mutationsOf = (schema: GraphQLSchema) => Object.values(schema.getMutationType()!.getFields())

export type Path = readonly (string | number)[]

/** All fields of a type, so many objects deep; of a connection a whole page. */
export function selection(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  if (isLeafType(named)) return ''
  if (isInterfaceType(named)) return '{ __typename }'
  if (!isObjectType(named)) throw new Error(`No selection for ${named}`)
  const fields = Object.values(named.getFields())
  if (named.name.endsWith('Connection')) {
    const { nodes, pageInfo } = named.getFields()
    return `{ totalCount edges { cursor } nodes ${selection(nodes!.type, depth)} pageInfo ${selection(pageInfo!.type, 0)} }`
  }
  const inner = fields.map((field) => {
    if (isLeafType(getNamedType(field.type))) return field.name
    return depth > 0 ? `${field.name} ${selection(field.type, depth - 1)}` : ''
  })
  return `{ __typename ${inner.filter(Boolean).join(' ')} }`
}

/** The document of one root field, each argument a variable of its own name. */
export function documentOf(kind: 'query' | 'mutation', { name, args, type }: Field, depth: number): string {
  const [before, after] = args.length > 0 ? [`(${declared(args)})`, `(${passed(args)})`] : ['', '']
  return `${kind} ${before} { ${name}${after} ${selection(type, depth)} }`
}

type Field = Pick<GraphQLField<unknown, unknown>, 'name' | 'args' | 'type'>

/** Variables of the arguments' own names, types and defaults. */
export const declared = (args: readonly GraphQLArgument[]): string =>
  args
    .map(({ name, type, defaultValue }) => {
      const value = astFromValue(defaultValue, type)
      return `$${name}: ${type}${value ? ` = ${print(value)}` : ''}`
    })
    .join(', ')

export const passed = (args: readonly GraphQLArgument[]): string =>
  args.map(({ name }) => `${name}: $${name}`).join(', ')

/** Where in a value of that type something of the wanted type stands; lists are entered at their first place. */
export function placesIn(
  type: GraphQLInputType,
  wanted: (named: GraphQLNamedInputType) => boolean,
  path: Path = [],
  entered: readonly string[] = [],
): Path[] {
  if (isNonNullType(type)) return placesIn(type.ofType, wanted, path, entered)
  if (isListType(type)) return placesIn(type.ofType, wanted, [...path, 0], entered)
  if (!isInputObjectType(type)) return wanted(type) ? [path] : []
  // A filter in a filter is looked at once.
  if (entered.filter((name) => name === type.name).length > 1) return []
  return Object.values(type.getFields()).flatMap((field) =>
    placesIn(field.type, wanted, [...path, field.name], [...entered, type.name]),
  )
}

/** A copy in which `value` stands at the path; what is not there on the way is made. */
export function placed(whole: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  const container = whole ?? (typeof step === 'number' ? [] : {})
  const inner = placed((container as Record<string | number, unknown>)[step], rest, value)
  if (!Array.isArray(container)) return { ...container, [step]: inner }
  return Object.assign([...container], { [step]: inner })
}
