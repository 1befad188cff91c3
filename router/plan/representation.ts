import type { RequiresSelection } from '@graphql-hive/router-query-planner'
import type { GraphQLSchema } from 'graphql'
import { type Data, isObject, merging } from './merge.ts'
import { possibleNames } from './type-condition.ts'

/** Puts into a representation what a selection says; false where the data do not have it. */
type Project = (entity: Data, into: Data) => boolean

/**
 * What a subgraph must be told of an entity to find it, nulls too; null where the data do not have it. Where the
 * subgraph knows only an interface, every object that has it is asked about: the planner may name one type of several.
 */
export function representing(
  schema: GraphQLSchema,
  requires: readonly RequiresSelection[],
  interfaces: readonly string[] = [],
): (entity: Data) => Data | null {
  const project = all(requires.map((selection) => projecting(schema, selection, interfaces)))
  return (entity) => {
    if (typeof entity.__typename !== 'string') return null
    const representation: Data = {}
    if (!project(entity, representation) || !isMoreThanName(representation)) return null
    representation.__typename ??= entity.__typename
    return representation
  }
}

function projecting(schema: GraphQLSchema, selection: RequiresSelection, interfaces: readonly string[] = []): Project {
  switch (selection.kind) {
    case 'Field':
      return field(schema, selection.name, selection.alias ?? selection.name, selection.selections)
    case 'InlineFragment': {
      const names = possibleNames(schema, [selection.typeCondition, ...interfaces])
      const inner = all(selection.selections.map((one) => projecting(schema, one)))
      return (entity, into) => !names.has(entity.__typename as string) || inner(entity, into)
    }
    default:
      throw new Error('The plan represents an entity by a named fragment, which is not known here.')
  }
}

function field(schema: GraphQLSchema, name: string, key: string, selections?: RequiresSelection[]): Project {
  const inner = selections && all(selections.map((one) => projecting(schema, one)))
  const project = (value: unknown): unknown => {
    if (!inner || !isObject(value)) return value
    if (!Array.isArray(value)) {
      const projected: Data = {}
      return inner(value, projected) ? projected : undefined
    }
    const items = value.map(project)
    return items.includes(undefined) ? undefined : items
  }
  return (entity, into) => {
    const value = project(Object.hasOwn(entity, name) ? entity[name] : entity[key])
    if (value === undefined) return false
    const known = into[key]
    if (isPlain(known) && isPlain(value)) merge(known, value)
    else into[key] = value
    return true
  }
}

const all =
  (projects: readonly Project[]): Project =>
  (entity, into) => {
    for (const project of projects) if (!project(entity, into)) return false
    return true
  }

const merge = merging(new Set())

const isPlain = (value: unknown): value is Data => isObject(value) && !Array.isArray(value)

function isMoreThanName(representation: Data): boolean {
  for (const key in representation) if (key !== '__typename') return true
  return false
}
