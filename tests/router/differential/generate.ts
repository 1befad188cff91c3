import {
  type GraphQLArgument,
  GraphQLBoolean,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  parse,
  validate,
} from 'graphql'
import { beyondLimits } from '../../../subgraphs/shared/graphql/limits.ts'

export interface Generated {
  readonly query: string
  readonly variables: Record<string, unknown>
  /** The same operation with literals in the place of its variables. */
  readonly literals: string
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
  /** A value for an argument or an input field of that name and scalar type; undefined where any will do. */
  readonly example?: (name: string, type: string, pick: <T>(list: readonly T[]) => T) => unknown
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

/** What clients call fields that planners and JavaScript call something else so. */
export const UNDERSCORED = ['__isNode', '__t', '__typename', '__proto__']
/** Names of keys, of what planners ask for by themselves, and of what every object inherits. */
const INNATE = ['id', 'name', 'nick', 'toString', 'constructor', 'typename', 'representations', 'a', 'b']
const ALIASES = [...INNATE, ...UNDERSCORED]
const DEEPEST = 4
const BOOLEAN = new GraphQLNonNull(GraphQLBoolean)

/** A value as it is written into a document. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (value === null) return 'null'
  if (isNonNullType(type)) return literal(value, type.ofType)
  if (isListType(type)) return `[${(value as unknown[]).map((item) => literal(item, type.ofType)).join(', ')}]`
  if (isEnumType(type)) return String(value)
  if (!isInputObjectType(type)) return JSON.stringify(value)
  const fields = Object.entries(value as object).map(
    ([name, inner]) => `${name}: ${literal(inner, type.getFields()[name]!.type)}`,
  )
  return `{${fields.join(', ')}}`
}

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
    example: chosen,
  }: GenerateOptions,
) {
  const chance = (share: number) => draw() < share
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]!
  const declared = new Map<string, string>()
  const variables: Record<string, unknown> = {}
  const literals: Record<string, string> = {}
  let aliases = 0
  let budget = 30

  const given = (type: GraphQLInputType, value: unknown): string => {
    if (form === 'literals' || (form === 'mixed' && chance(0.4))) return literal(value, type)
    const name = String(type) === 'Boolean!' ? (value ? 'yes' : 'no') : `v${declared.size}`
    declared.set(name, String(type))
    variables[name] = value
    literals[name] = literal(value, type)
    return `$${name}`
  }

  const example = (type: GraphQLInputType, named: string, deep = 0): unknown => {
    if (isNonNullType(type)) return example(type.ofType, named, deep)
    if (isListType(type)) return [example(type.ofType, named, deep), example(type.ofType, named, deep)]
    if (isEnumType(type)) return pick(type.getValues()).name
    if (isInputObjectType(type)) return object(type, deep)
    const known = chosen?.(named, type.name, pick)
    if (known !== undefined) return known
    if (type.name === 'ID') return pick(ids)
    if (type.name === 'Int') return Math.floor(draw() * 3)
    if (type.name === 'Boolean') return chance(0.5)
    return pick(['x', 'cust_2', ''])
  }

  /** What must be in it, and one thing more. */
  const object = (type: GraphQLInputObjectType, deep: number) => {
    const fields = Object.values(type.getFields())
    const flat = fields.filter((field) => deep < 2 || !isInputObjectType(getNamedType(field.type)))
    const more = pick(flat.length > 0 ? flat : fields)
    const wanted = fields.filter((field) => isRequiredInputField(field) || field === more)
    return Object.fromEntries(wanted.map(({ name, type: inner }) => [name, example(inner, name, deep + 1)]))
  }

  const argument = ({ name, type }: GraphQLArgument): string => {
    const nothing = !isNonNullType(type) && chance(0.2)
    return `${name}: ${given(type, nothing ? null : example(type, name))}`
  }

  const directive = (): string => {
    if (!chance(conditions)) return ''
    const value = chance(0.6)
    return ` @${pick(['include', 'skip'])}(if: ${given(BOOLEAN, value)})`
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
  const kind = changing ? 'mutation' : 'query'
  return {
    query: `${kind}${head && ` (${head})`} ${body}`,
    variables,
    literals: `${kind} ${body.replaceAll(/\$(\w+)/g, (_, name) => literals[name]!)}`,
  }
}
