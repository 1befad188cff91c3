import type { RequiresSelection } from '@graphql-hive/router-query-planner'
import type { GraphQLSchema } from 'graphql'
import { type Data, isObject, merge } from './merge.ts'
import { possibleNames } from './type-condition.ts'

type Project = (entity: Data, into: Data) => void

/** What a subgraph must be told of an entity to find it; null where the data do not have it. */
export function representing(
  schema: GraphQLSchema,
  requires: readonly RequiresSelection[],
): (entity: Data) => Data | null {
  const project = all(requires.map((selection) => projecting(schema, selection)))
  return (entity) => {
    if (typeof entity.__typename !== 'string') return null
    const representation: Data = {}
    project(entity, representation)
    if (!isMoreThanName(representation)) return null
    representation.__typename ??= entity.__typename
    return representation
  }
}

function projecting(schema: GraphQLSchema, selection: RequiresSelection): Project {
  switch (selection.kind) {
    case 'Field':
      return field(schema, selection.name, selection.alias ?? selection.name, selection.selections)
    case 'InlineFragment': {
      const names = possibleNames(schema, [selection.typeCondition])
      const inner = all(selection.selections.map((one) => projecting(schema, one)))
      return (entity, into) => {
        if (names.has(entity.__typename as string)) inner(entity, into)
      }
    }
    default:
      throw new Error('The plan represents an entity by a named fragment, which is not known here.')
  }
}

function field(schema: GraphQLSchema, name: string, key: string, selections?: RequiresSelection[]): Project {
  const inner = selections && all(selections.map((one) => projecting(schema, one)))
  const project = (value: unknown): unknown => {
    if (!inner || !isObject(value)) return value
    if (Array.isArray(value)) return value.map(project)
    const projected: Data = {}
    inner(value, projected)
    return projected
  }
  return (entity, into) => {
    const value = project(entity[name] ?? entity[key])
    if (value === null || value === undefined) return
    const known = into[key]
    if (isPlain(known) && isPlain(value)) merge(known, value)
    else into[key] = value
  }
}

const all =
  (projects: readonly Project[]): Project =>
  (entity, into) => {
    for (const project of projects) project(entity, into)
  }

const isPlain = (value: unknown): value is Data => isObject(value) && !Array.isArray(value)

function isMoreThanName(representation: Data): boolean {
  for (const key in representation) if (key !== '__typename') return true
  return false
}
