import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type TypeNode,
} from 'graphql'
import type { Permission } from '../../subgraphs/shared/auth/permissions.ts'
import { FIELD_NEEDS, NEEDS, PART_SEEN_WITH, SEEN_WITH, VALUES } from './needs.ts'

/** A field of the graph, and what is between it and the object that has it. */
export interface Field {
  readonly type: string
  readonly field: string
  /** As the contract prints it, as in `[Stage!]`. */
  readonly to: string
  readonly description: string
  /** The subgraph it is asked of. */
  readonly graph: string
  /** Where what it leads to is another subgraph's, that one: without it there is nothing to see. */
  readonly owner: string | null
  /** What has to be crossed to it; at the root, everything is beyond a border. Nothing where it comes with its object. */
  readonly between: readonly ('root' | 'subgraph' | 'permission')[]
  /** What it needs, one of these; nothing where it is part of its object. */
  readonly needs: readonly Permission[]
  /** Whether it may be null, and where each of a list is of another subgraph, each. */
  readonly nullable: boolean
}

/** Every field of a composed supergraph. Throws for a type that nothing here has a rule for. */
export function readFields(supergraph: string): Field[] {
  const types = new Map<string, ObjectTypeDefinitionNode>()
  for (const definition of parse(supergraph).definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) types.set(definition.name.value, definition)
  }
  const held = heldOf(types)
  return [...types.values()].flatMap((type) => fieldsOf(type).map((field) => read(types, held, type, field)))
}

function read(types: Types, held: Held, type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): Field {
  const name = type.name.value
  const graphs = graphsOf(type, field)
  const [graph] = graphs
  const isRoot = ROOTS.has(name)
  const isAway = (home: string | null) => home !== null && !graphs.includes(home)
  const to = types.get(named(field.type))
  const home = to ? homeOf(to) : null
  const owner = isAway(home) ? home : null
  const needs = name === 'Mutation' ? [] : needsOf(types, name, field)
  return {
    type: name,
    field: field.name.value,
    to: print(field.type),
    description: field.description?.value ?? '',
    graph: graph!,
    owner,
    between: [
      ...(isRoot ? ['root' as const] : []),
      ...(!isRoot && (owner || isAway(homeOf(type))) ? ['subgraph' as const] : []),
      ...(!isRoot && isBeyond(needs, held(name)) ? ['permission' as const] : []),
    ],
    needs,
    // What is no object could be anybody's.
    nullable: owner || (to === undefined && named(field.type) === 'Node') ? isNullable(field.type) : isOpen(field.type),
  }
}

const ROOTS = new Set(['Query', 'Mutation'])
const KEYS = new Set(['id', 'nodeId'])

/** Fields that clients see. */
const fieldsOf = ({ fields = [] }: ObjectTypeDefinitionNode) =>
  fields.filter(({ directives = [] }) => !directives.some(({ name }) => name.value === 'inaccessible'))

const argumentsOf = (directive: ConstDirectiveNode) =>
  Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, print(value)]))

const joined = (directives: readonly ConstDirectiveNode[] | undefined, name: string) =>
  (directives ?? []).filter((directive) => directive.name.value === name).map(argumentsOf)

/** The subgraphs that a field can be asked of: all that have its type, unless it says otherwise. */
function graphsOf(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): string[] {
  const own = joined(field.directives, 'join__field').filter(({ external }) => external !== 'true')
  const all = own.length > 0 ? own : joined(type.directives, 'join__type')
  return [...new Set(all.map(({ graph }) => graph!))]
}

/** The subgraph whose fields an object cannot be without: of whatever else has such fields, they are over a border. Null for a value that each has whole. */
function homeOf(type: ObjectTypeDefinitionNode): string | null {
  const graphs = new Set(joined(type.directives, 'join__type').map(({ graph }) => graph!))
  if (graphs.size === 1) return [...graphs][0]!
  const needed = fieldsOf(type)
    .filter((field) => !KEYS.has(field.name.value) && !isOpen(field.type))
    .map((field) => graphsOf(type, field))
  if (needed.length > 0 && needed.every(({ length }) => length === graphs.size)) return null
  const most = [...graphs].map((graph) => ({ graph, has: needed.filter((each) => each.includes(graph)).length }))
  const [first] = most.sort((a, b) => b.has - a.has)
  if (!first?.has) throw new Error(`No subgraph has what a ${type.name.value} cannot be without.`)
  return first.graph
}

type Types = ReadonlyMap<string, ObjectTypeDefinitionNode>

/** What a field needs by itself: what its type says, unless it says otherwise; nothing where it is a value of its object. */
const needsOf = (types: Types, type: string, { name, type: to }: FieldDefinitionNode): readonly Permission[] =>
  FIELD_NEEDS[`${type}.${name.value}`] ?? neededFor(types, named(to))

function neededFor(types: Types, name: string): readonly Permission[] {
  const type = types.get(name)
  if (!type || VALUES.has(name) || isPayload(name)) return []
  const inner = fieldsOf(type).find((field) => ['nodes', 'node'].includes(field.name.value))
  if (/(Connection|Edge)$/.test(name) && inner) return neededFor(types, named(inner.type))
  const needed = SEEN_WITH[name] ?? PART_SEEN_WITH[name]
  if (!needed) throw new Error(`Nothing says what a ${name} needs to be seen: write it into tests/support/needs.ts.`)
  return needed
}

const isPayload = (name: string) => name.endsWith('Payload')

type Held = (type: string) => (readonly Permission[])[]

/** What whoever has an object may have been allowed at least: each way they may have come by it. */
function heldOf(types: Types): Held {
  // A change hands over what it made or changed, whether or not one might have read it.
  const handed = new Set(
    fieldsOf(types.get('Mutation')!).flatMap((mutation) => {
      const needs = NEEDS[mutation.name.value]
      if (!needs)
        throw new Error(`Nothing says what ${mutation.name.value} needs: write it into tests/support/needs.ts.`)
      return fieldsOf(types.get(named(mutation.type))!)
        .filter((field) => types.has(named(field.type)))
        .filter((field) => isBeyond(neededFor(types, named(field.type)), [needs]))
        .map((field) => named(field.type))
    }),
  )
  return (type) => {
    const needed = ROOTS.has(type) ? [] : neededFor(types, type)
    return [...needed.map((permission) => [permission]), ...(needed.length === 0 || handed.has(type) ? [[]] : [])]
  }
}

const isBeyond = (needs: readonly Permission[], held: readonly (readonly Permission[])[]): boolean =>
  needs.length > 0 && held.some((permissions) => !needs.some((permission) => permissions.includes(permission)))

const named = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type))

const isOpen = (type: TypeNode): boolean => type.kind !== Kind.NON_NULL_TYPE

const isNullable = (type: TypeNode): boolean => isOpen(type) && (type.kind !== Kind.LIST_TYPE || isNullable(type.type))
