import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql'
import { beyondLimits } from '../../../subgraphs/shared/graphql/limits.ts'

export interface Generated {
  readonly query: string
  readonly variables: Record<string, unknown>
}

export interface GenerateOptions {
  readonly schema: GraphQLSchema
  /** Values for arguments of scalar types: ids are drawn from here. */
  readonly ids: readonly string[]
  /** Whether arguments and conditions are variables, literals, or now this and now that. */
  readonly form?: 'variables' | 'literals' | 'mixed'
  readonly mutations?: boolean
  /** How often a selection is under a condition, out of one. */
  readonly conditions?: number
  /** Response keys that a client may choose. */
  readonly aliases?: readonly string[]
  /** Fields that are left out, as `Type.field`. */
  readonly without?: ReadonlySet<string>
}

/** Numbers between 0 and 1, the same ones for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A valid operation; the same one for the same seed and schema. */
export function generate(seed: number, options: GenerateOptions): Generated {
  const draw = random(seed)
  for (;;) {
    const generated = attempt(draw, options)
    const document = parse(generated.query)
    if (beyondLimits(document).length === 0 && validate(options.schema, document).length === 0) return generated
  }
}

/** Names of keys, of what planners ask for by themselves, and of what every object inherits. */
const ALIASES = ['id', 'name', 'nick', 'toString', 'constructor', 'typename', 'representations', 'a', 'b']
const DEEPEST = 4

function attempt(
  draw: () => number,
  {
    schema,
    ids,
    form = 'mixed',
    mutations = false,
    without,
    aliases: names = ALIASES,
    conditions = 0.12,
  }: GenerateOptions,
) {
  const chance = (share: number) => draw() < share
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]!
  const declared = new Map<string, string>()
  const variables: Record<string, unknown> = {}
  let aliases = 0
  let budget = 30

  const given = (type: string, value: unknown, literal: string): string => {
    if (form === 'literals' || (form === 'mixed' && chance(0.4))) return literal
    const name = type === 'Boolean!' ? (value ? 'yes' : 'no') : `v${declared.size}`
    declared.set(name, type)
    variables[name] = value
    return `$${name}`
  }

  const example = (type: GraphQLInputType): unknown => {
    if (isNonNullType(type)) return example(type.ofType)
    if (isListType(type)) return [example(type.ofType), example(type.ofType)]
    if (isEnumType(type)) return pick(type.getValues()).name
    const { name } = getNamedType(type)
    if (name === 'ID') return pick(ids)
    if (name === 'Int') return Math.floor(draw() * 3)
    if (name === 'Boolean') return chance(0.5)
    return pick(['x', 'cust_2', ''])
  }

  const argument = ({ name, type }: GraphQLArgument): string => {
    const nothing = !isNonNullType(type) && chance(0.2)
    const value = nothing ? null : example(type)
    const bare = isEnumType(getNamedType(type)) && value !== null
    return `${name}: ${given(String(type), value, bare ? String(value) : JSON.stringify(value))}`
  }

  const directive = (): string => {
    if (!chance(conditions)) return ''
    const value = chance(0.6)
    return ` @${pick(['include', 'skip'])}(if: ${given('Boolean!', value, String(value))})`
  }

  const field = (parent: GraphQLCompositeType, depth: number): string => {
    budget -= 1
    const alias = () => {
      if (aliases > 20 || !chance(0.25)) return ''
      aliases += 1
      return `${pick(names)}: `
    }
    const fields = 'getFields' in parent ? Object.values(parent.getFields()) : []
    const open = fields.filter(
      ({ name, type }) =>
        !without?.has(`${parent.name}.${name}`) &&
        (depth === 0 || (depth < DEEPEST && budget > 0) || !isCompositeType(getNamedType(type))),
    )
    const meta = !without?.has(`${parent.name}.__typename`)
    if (open.length === 0 || (meta && chance(0.08))) return `${alias()}__typename${directive()}`
    const one: GraphQLField<unknown, unknown> = pick(open)
    const args = one.args.filter(
      ({ type, defaultValue }) => (isNonNullType(type) && defaultValue === undefined) || chance(0.6),
    )
    const passed = args.length > 0 ? `(${args.map(argument).join(', ')})` : ''
    const inner = getNamedType(one.type)
    return `${alias()}${one.name}${passed}${directive()}${isCompositeType(inner) ? ` ${selection(inner, depth + 1)}` : ''}`
  }

  const possible = (type: GraphQLCompositeType): readonly GraphQLObjectType[] =>
    isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : []

  const fragment = (parent: GraphQLCompositeType, depth: number): string => {
    const object = pick(possible(parent))
    const interfaces = object.getInterfaces()
    const condition = interfaces.length > 0 && chance(0.25) ? pick(interfaces) : object
    return `... on ${condition.name}${directive()} ${selection(condition, depth)}`
  }

  const selection = (parent: GraphQLCompositeType, depth: number): string => {
    const parts = Array.from({ length: 1 + Math.floor(draw() * 4) }, () =>
      (isAbstractType(parent) && chance(isInterfaceType(parent) ? 0.5 : 0.85)) ||
      (depth > 0 && depth < DEEPEST && chance(0.08))
        ? fragment(parent, depth + (isAbstractType(parent) ? 0 : 1))
        : field(parent, depth),
    )
    if (chance(0.1)) parts.push(parts[0]!)
    return `{ ${parts.join(' ')} }`
  }

  const changing = mutations && chance(0.15)
  const root = changing ? schema.getMutationType()! : schema.getQueryType()!
  const body = selection(root, 0)
  const head = [...declared].map(([name, type]) => `$${name}: ${type}`).join(', ')
  return { query: `${changing ? 'mutation' : 'query'}${head && ` (${head})`} ${body}`, variables }
}
