import type { FlattenNodePathSegment, RequiresSelection } from '@graphql-hive/router-query-planner'
import { GraphQLError, type GraphQLSchema } from 'graphql'
import { MOST_FAILURES } from '../call.ts'
import { type Data, isObject } from './merge.ts'
import { representing } from './representation.ts'
import { type Rewrite, rewriting } from './rewrite.ts'
import { possibleNames } from './type-condition.ts'

/** Entities that one field of a fetch (`_entities`, or an alias of it) asks about. */
export interface EntityGroup {
  /** Under which the answer has them. */
  readonly key: string
  /** In which the fetch gets their representations. */
  readonly variable: string
  readonly paths: readonly Walk[]
  readonly represent: (entity: Data) => Data | null
  readonly rewrite: (entities: unknown) => unknown
  /** The fields on the way, for an error that names none of the entities. */
  readonly errorPath: readonly string[]
}

interface GroupNode {
  key: string
  variable: string
  paths: FlattenNodePathSegment[][]
  requires: RequiresSelection[]
  inputRewrites?: Rewrite[] | undefined
  outputRewrites?: Rewrite[] | undefined
}

export function entityGroup(schema: GraphQLSchema, node: GroupNode): EntityGroup {
  const represent = representing(schema, node.requires)
  const rewrite = rewriting(node.inputRewrites, schema)
  return {
    key: node.key,
    variable: node.variable,
    paths: node.paths.map((path) => walking(schema, path)),
    represent: (entity) => {
      const representation = represent(entity)
      return representation && (rewrite(representation) as Data)
    },
    rewrite: rewriting(node.outputRewrites, schema),
    errorPath: (node.paths[0] ?? []).flatMap((segment) =>
      typeof segment === 'object' && 'Field' in segment ? [segment.Field] : [],
    ),
  }
}

type Place = readonly (string | number)[]
type Visit = (entity: Data, path: Place) => void
type Walk = (value: unknown, path: (string | number)[] | null, visit: Visit) => void

/** Goes to every object at a path; says where each was only when there is a path to keep. */
function walking(schema: GraphQLSchema, segments: readonly FlattenNodePathSegment[]): Walk {
  const [segment, ...rest] = segments
  if (segment === undefined) return arrive
  const next = walking(schema, rest)
  if (segment === '@') return overList(next)
  if ('Field' in segment) return throughLists(intoField(segment.Field, next))
  const names = possibleNames(schema, segment.TypeCondition)
  return throughLists((value, path, visit) => {
    const { __typename: name } = value as Data
    if (typeof name !== 'string' || names.has(name)) next(value, path, visit)
  })
}

const arrive: Walk = (value, path, visit) => {
  if (Array.isArray(value)) overList(arrive)(value, path, visit)
  else if (isObject(value)) visit(value, path ? [...path] : [])
}

const overList =
  (next: Walk): Walk =>
  (value, path, visit) => {
    if (!Array.isArray(value)) return
    for (let index = 0; index < value.length; index += 1) {
      path?.push(index)
      next(value[index], path, visit)
      path?.pop()
    }
  }

const intoField =
  (name: string, next: Walk): Walk =>
  (value, path, visit) => {
    path?.push(name)
    next((value as Data)[name], path, visit)
    path?.pop()
  }

/** A planner need not say where a list is. */
const throughLists = (next: Walk): Walk => {
  const through: Walk = (value, path, visit) => {
    if (Array.isArray(value)) overList(through)(value, path, visit)
    else if (isObject(value)) next(value, path, visit)
  }
  return through
}

interface Gathered {
  /** The representations, by the variable that carries them. */
  readonly variables: Record<string, Data[]>
  readonly found: readonly { group: EntityGroup; targets: readonly Target[] }[]
  readonly count: number
}

interface Target {
  readonly entity: Data
  /** Its representation's place in the variable. */
  readonly index: number
  readonly place: Place
}

/** Finds the entities a fetch is about, and represents each once, however often it stands in the data. */
export function gather(groups: readonly EntityGroup[], data: Data, withPlaces = false): Gathered {
  const variables: Record<string, Data[]> = {}
  const indexes: Record<string, Map<string, number>> = {}
  let count = 0
  const found = groups.map((group) => {
    const representations = variables[group.variable] ?? []
    const known = indexes[group.variable] ?? new Map<string, number>()
    variables[group.variable] = representations
    indexes[group.variable] = known
    const targets: Target[] = []
    for (const walk of group.paths) {
      walk(data, withPlaces ? [] : null, (entity, place) => {
        const representation = group.represent(entity)
        if (!representation) return
        const identity = JSON.stringify(representation)
        let index = known.get(identity)
        if (index === undefined) {
          index = representations.push(representation) - 1
          known.set(identity, index)
          count += 1
        }
        targets.push({ entity, index, place })
      })
    }
    return { group, targets }
  })
  return { variables, found, count }
}

/**
 * The errors of a fetch, each at the places in the data where the entity stands that it is about: at all of them
 * while those are few, and otherwise at so many that every error is told.
 */
export function relocate(errors: readonly GraphQLError[], groups: readonly EntityGroup[], data: Data): GraphQLError[] {
  if (errors.length === 0) return []
  const { found } = gather(groups, data, true)
  const placed = errors.slice(0, MOST_FAILURES).map((error) => {
    const [key, index, ...tail] = error.path ?? []
    const { group, targets } = found.find((one) => one.group.key === key) ?? { group: groups[0]!, targets: [] }
    const about = targets.filter((target) => target.index === index)
    return about.length > 0
      ? { error, places: about.map(({ place }) => place), tail }
      : { error, places: [group.errorPath], tail: [] }
  })
  const total = placed.reduce((sum, { places }) => sum + places.length, 0)
  const share = total <= MOST_FAILURES ? total : Math.floor(MOST_FAILURES / placed.length)
  return placed.flatMap(({ error, places, tail }) =>
    places.slice(0, share).map((place) => moved(error, [...place, ...tail])),
  )
}

/** The same error, at another place in the answer. */
export const moved = ({ message, extensions }: GraphQLError, path: Place) =>
  new GraphQLError(message, { path, extensions: extensions ?? null })
