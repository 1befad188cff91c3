import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  printSchema,
} from 'graphql'
import { type Arguments, createWorld, NAMES, type Name, ROOTS, type Row, TOLD } from './model.ts'
import type { Sdl } from './subgraphs.ts'

/** The oracle: the same rows behind one schema, executed by graphql-js alone. What a part owns fails while it is down. */
export function createMonolith(publicSchema: GraphQLSchema, sdl: Sdl) {
  const schema = buildSchema(printSchema(publicSchema))
  const owners = ownersOf(schema, sdl)
  let here = { world: createWorld(), down: null as Name | null }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType()
    for (const { name } of Object.values(type.getFields())) {
      const own = owners.get(`${type.name}.${name}`)
      const isPayer = type.name === 'Invoice' && name === 'payer'
      type.getFields()[name]!.resolve = (row: Row, args: Arguments) => {
        if (here.down && own && !row?.provided?.includes(name) && [...own].every((owner) => owner === here.down))
          throw new Error(`${here.down} is down`)
        if (isRoot) return ROOTS[name]!(here.world, args)
        const tell = type.name === 'Customer' && TOLD[name]
        if (tell) return tell({ ...row, label: row.label({ short: true }) }, args as object)
        const value = typeof row[name] === 'function' ? row[name](args) : row[name]
        return isPayer && value ? { ...value, provided: ['name'] } : value
      }
    }
  }
  return {
    schema,
    async ask(query: string, variableValues: Record<string, unknown>, down: Name | null): Promise<ExecutionResult> {
      here = { world: createWorld(), down }
      return JSON.parse(JSON.stringify(await execute({ schema, document: parse(query), variableValues })))
    },
  }
}

/** The subgraphs that can tell a field by themselves. */
function ownersOf(schema: GraphQLSchema, sdl: Sdl): ReadonlyMap<string, ReadonlySet<Name>> {
  const owners = new Map<string, Set<Name>>()
  for (const name of NAMES) {
    for (const definition of parse(sdl[name]).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
      for (const field of definition.fields ?? []) {
        if (field.directives?.some((directive) => directive.name.value === 'external')) continue
        for (const type of typesCalled(schema, definition.name.value)) {
          const key = `${type}.${field.name.value}`
          owners.set(key, (owners.get(key) ?? new Set()).add(name))
        }
      }
    }
  }
  return owners
}

/** An object type of a subgraph may be an interface of the graph (@interfaceObject). */
function typesCalled(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name)
  return isInterfaceType(type) ? schema.getPossibleTypes(type).map((one) => one.name) : [name]
}
