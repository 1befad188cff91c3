import {
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type SelectionSetNode,
} from 'graphql'
import { keyOf } from '../subgraphs/shared/graphql/nodes.ts'
import { type Fetch, rootsOf } from './call.ts'
import { replaceMisfits } from './misfits.ts'
import { askedFields } from './plan/asked-fields.ts'
import { isBeside } from './plan/entities.ts'
import type { Cause, Path } from './plan/failures.ts'
import { type Data, isObject } from './plan/merge.ts'

/** Stands in the data where a failure left nothing. It has no path, so that whoever meets it says where it is. */
export class Failed extends Error {
  override readonly cause: Cause
  /** What is left of the error's path below this place. */
  readonly tail: Path

  constructor(cause: Cause, tail: Path = []) {
    super(cause.message)
    this.cause = cause
    this.tail = tail
  }
}

/** Stands in the data for a field of an entity that its subgraph has no row for. */
export class Missing extends Error {}

type Ask = (fetch: Fetch) => Promise<ExecutionResult>

/**
 * Asks a subgraph, and puts what failed into the data, at its place: errors that come beside the data are lost, or
 * told without the indexes of lists, where answers are stitched together. An entity of which something failed that its
 * subgraph would have to be told is not asked about. `addBeside` hears of errors that have no place.
 */
export function withErrorsInside(
  schema: GraphQLSchema,
  ask: Ask,
  addBeside: (fetch: Fetch, error: GraphQLError) => void,
): Ask {
  return async (fetch) => {
    const roots = rootsOf(fetch.document())
    const entities = roots.find(({ name }) => name.value === '_entities')
    const representations = (entities && fetch.variables?.representations) as Data[] | undefined
    const replace = (message: string) => new Failed({ message })
    if (!entities || !representations) {
      const result = await ask(fetch)
      for (const error of result.errors ?? []) if (result.data && !error.path?.length) addBeside(fetch, error)
      const { data } = located(roots.map(keyOf), result)
      const { operation, selectionSet: set } = getOperationAST(fetch.document())!
      replaceMisfits(schema, fetch.document(), { on: schema.getRootType(operation), set }, data, replace)
      return { data }
    }

    const failed = representations.map(failureIn)
    const askable = representations.filter((_, index) => !failed[index])
    const key = keyOf(entities)
    const result: ExecutionResult =
      askable.length > 0
        ? await ask({ ...fetch, variables: { ...fetch.variables, representations: askable } })
        : { data: { [key]: [] } }
    for (const error of result.errors ?? []) if (isBeside(error, result.data)) addBeside(fetch, error)
    const { data } = located([], result)
    const found = Array.isArray(data?.[key]) ? data[key] : []
    const blanket = result.errors?.find(({ path }) => typeof path?.[1] !== 'number')
    const nothing = (isKnown: boolean) => {
      if (blanket) return new Failed(blanket)
      return isKnown ? new Missing() : replace('A subgraph left out an entity that it was asked about.')
    }
    let next = 0
    const answered = representations.map((representation, index) => {
      const why = failed[index]
      const place = why ? -1 : next++
      const entity = why ? new Failed(why) : (found[place] ?? nothing(place < found.length && found[place] === null))
      const set = entities.selectionSet!
      const on = schema.getType(String(representation.__typename))
      const fitting = replaceMisfits(schema, fetch.document(), { on, set }, entity, replace)
      return fitting instanceof Error ? spread(schema, fitting, representation, set, fetch) : fitting
    })
    return { data: { [key]: answered } }
  }
}

/** The data of an answer with its errors in it, each where the first null on its path is; on all of it where it has none. */
function located(keys: readonly string[], { data, errors = [] }: ExecutionResult): { data: Data | null } {
  const all: Data = { ...data }
  for (const error of errors) {
    if (error.path) place(all, error.path, error)
    else for (const key of keys) all[key] ??= new Failed(error)
  }
  return { data: all }
}

function place(data: Data, path: Path, cause: Cause): void {
  let holder: unknown = data
  for (const [index, step] of path.entries()) {
    if (!isObject(holder) || holder instanceof Error) return
    const value = holder[step]
    if (value === null || value === undefined) {
      holder[step] = new Failed(cause, path.slice(index + 1))
      return
    }
    holder = value
  }
}

/** An entity that was not brought, for one reason; those on the reason's path say where it leads. */
function spread(
  schema: GraphQLSchema,
  reason: Error,
  representation: Data,
  selectionSet: SelectionSetNode,
  fetch: Fetch,
): Data {
  const entity: Data = { __typename: representation.__typename }
  const [first, ...tail] = reason instanceof Failed ? reason.tail : []
  for (const field of askedFields(schema, String(entity.__typename), selectionSet, fetch.document())) {
    const [key, name] = [keyOf(field), field.name.value]
    // What was told to the subgraph is known.
    if (Object.hasOwn(representation, name)) entity[key] = representation[name]
    else entity[key] = reason instanceof Failed ? new Failed(reason.cause, key === first ? tail : []) : reason
  }
  return entity
}

function failureIn(value: unknown): Cause | undefined {
  if (value instanceof Failed) return value.cause
  if (!isObject(value)) return undefined
  for (const inner of Object.values(value)) {
    const found = failureIn(inner)
    if (found) return found
  }
  return undefined
}
