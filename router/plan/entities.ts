import type { FlattenNodePathSegment, RequiresSelection } from '@graphql-hive/router-query-planner'
import type { ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql'
import type { Cause, Failures } from './failures.ts'
import { type Data, isObject } from './merge.ts'
import { representing } from './representation.ts'
import { type Rewrite, renaming, rewriting } from './rewrite.ts'
import { possibleNames } from './type-condition.ts'

/** Entities that one field of a fetch (`_entities`, or an alias of it) asks about. */
export interface EntityGroup {
  /** Under which the answer has them. */
  readonly key: string
  /** In which the fetch gets their representations. */
  readonly variable: string
  readonly walks: readonly Walk[]
  readonly represent: (entity: Data) => Data | null
  readonly rewrite: (entities: unknown) => unknown
  /** A path in an entity as it is answered, as one in the data. */
  readonly rename: (path: readonly (string | number)[]) => readonly (string | number)[]
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
  const represent = representing(schema, node.requires, node.inputRewrites?.flatMap(interfaceSetBy))
  const rewrite = rewriting(node.inputRewrites, schema)
  return {
    key: node.key,
    variable: node.variable,
    walks: node.paths.map((path) => walking(schema, path)),
    represent: (entity) => {
      const representation = represent(entity)
      return representation && (rewrite(representation) as Data)
    },
    rewrite: rewriting(node.outputRewrites, schema),
    rename: renaming(node.outputRewrites),
  }
}

/** The interface that a subgraph is told instead of the type (@interfaceObject). */
function interfaceSetBy(rewrite: Rewrite): string[] {
  if ('KeyRenamer' in rewrite) return []
  const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite
  const last = path.at(-1)
  return path.length === 2 && last && 'Key' in last && last.Key === '__typename' ? [setValueTo] : []
}

type Visit = (entity: Data) => void
type Walk = (value: unknown, visit: Visit) => void

/** Goes to every object at a path. */
function walking(schema: GraphQLSchema, segments: readonly FlattenNodePathSegment[]): Walk {
  const [segment, ...rest] = segments
  if (segment === undefined) return arrive
  const next = walking(schema, rest)
  if (segment === '@') return overList(next)
  if ('Field' in segment) return throughLists((value, visit) => next(value[segment.Field], visit))
  const names = possibleNames(schema, segment.TypeCondition)
  return throughLists((value, visit) => {
    const { __typename: name } = value
    if (typeof name !== 'string' || names.has(name)) next(value, visit)
  })
}

const arrive: Walk = (value, visit) => {
  if (Array.isArray(value)) overList(arrive)(value, visit)
  else if (isObject(value)) visit(value)
}

const overList =
  (next: Walk): Walk =>
  (value, visit) => {
    if (Array.isArray(value)) for (const item of value) next(item, visit)
  }

/** A planner need not say where a list is. */
const throughLists = (next: (value: Data, visit: Visit) => void): Walk => {
  const through: Walk = (value, visit) => {
    if (Array.isArray(value)) for (const item of value) through(item, visit)
    else if (isObject(value)) next(value, visit)
  }
  return through
}

interface Gathered {
  /** The representations, by the variable that carries them. */
  readonly variables: Record<string, Data[]>
  readonly found: readonly Found[]
  readonly count: number
}

interface Found {
  readonly group: EntityGroup
  readonly targets: readonly Target[]
}

interface Target {
  readonly entity: Data
  /** Its representation's place in the variable. */
  readonly index: number
}

/** Finds the entities a fetch is about, and represents each once, however often it stands in the data. */
export function gather(groups: readonly EntityGroup[], data: Data): Gathered {
  const variables: Record<string, Data[]> = {}
  const indexes: Record<string, Map<string, number>> = {}
  let count = 0
  const found = groups.map((group) => {
    const representations = variables[group.variable] ?? []
    const known = indexes[group.variable] ?? new Map<string, number>()
    variables[group.variable] = representations
    indexes[group.variable] = known
    const targets: Target[] = []
    for (const walk of group.walks) {
      walk(data, (entity) => {
        const representation = group.represent(entity)
        if (!representation) return
        const identity = JSON.stringify(representation)
        let index = known.get(identity)
        if (index === undefined) {
          index = representations.push(representation) - 1
          known.set(identity, index)
          count += 1
        }
        targets.push({ entity, index })
      })
    }
    return { group, targets }
  })
  return { variables, found, count }
}

/** The keys of the fields that a fetch asks of the entities of a type, under the key of their group. */
export type AskedKeys = (group: string, typename: string) => readonly string[]

/**
 * Hangs the errors of a fetch on the entities that they are about, each wherever it stands; where they name none, on
 * all that was asked of all of them.
 */
export function blame(
  errors: readonly GraphQLError[],
  found: readonly Found[],
  failures: Failures,
  askedKeys: AskedKeys,
): void {
  if (errors.length === 0) return
  const targetsAt = new Map<string, Target[]>()
  for (const { group, targets } of found) {
    for (const target of targets) {
      const at = placeOf(group.key, target.index)
      const known = targetsAt.get(at)
      if (known) known.push(target)
      else targetsAt.set(at, [target])
    }
  }
  const blameAll = (cause: Cause, { rename, key }: EntityGroup, targets: readonly Target[]) => {
    for (const { entity } of targets)
      for (const asked of askedKeys(key, String(entity.__typename)))
        failures.add(entity, { cause, path: rename([asked]) })
  }
  for (const error of errors) {
    const [key, index, ...path] = error.path ?? []
    const about = targetsAt.get(placeOf(key, index))
    const named = found.find(({ group }) => group.key === key)
    if (about && path.length > 0)
      for (const { entity } of about) failures.add(entity, { cause: error, path: named!.group.rename(path) })
    else if (about) blameAll(error, named!.group, about)
    else for (const { group, targets } of named ? [named] : found) blameAll(error, group, targets)
  }
}

/** Whether a fetch says why an entity did not come. */
export const isBlamed = (errors: readonly GraphQLError[], key: string, index: number): boolean =>
  errors.some(({ path }) => path?.[1] === undefined || (path[0] === key && path[1] === index))

/** Whether an error of a fetch of entities comes with what was asked, and does not say which field it is about. */
export function isBeside({ path }: GraphQLError, data: ExecutionResult['data']): boolean {
  if (!data) return false
  const [key, index, ...fields] = path ?? []
  if (key === undefined) return true
  const entities = data[key]
  if (fields.length > 0 || !Array.isArray(entities)) return false
  return index === undefined || isObject(entities[index as number])
}

const placeOf = (key: string | number | undefined, index: string | number | undefined) => `${key} ${index}`
