import type { FetchNodePathSegment, FetchRewrite, ValueSetter } from '@graphql-hive/router-query-planner'
import type { GraphQLSchema } from 'graphql'
import { type Data, isObject } from './merge.ts'
import { possibleNames } from './type-condition.ts'

export type Rewrite = FetchRewrite

/** Undoes in an answer, or does to a representation, what the planner had to name or type another way. */
export function rewriting(rewrites: readonly Rewrite[] | undefined, schema: GraphQLSchema): <T>(value: T) => T {
  if (!rewrites?.length) return (value) => value
  const applications = rewrites.map((rewrite) => application(rewrite, schema))
  return (value) => {
    for (const apply of applications) apply(value)
    return value
  }
}

type Path = readonly (string | number)[]

/** Undoes in a path what the planner had to name another way. */
export function renaming(rewrites: readonly Rewrite[] | undefined): (path: Path) => Path {
  const renames = (rewrites ?? []).flatMap((rewrite) =>
    'KeyRenamer' in rewrite ? [{ keys: keysOf(rewrite.KeyRenamer.path), to: rewrite.KeyRenamer.renameKeyTo }] : [],
  )
  if (renames.length === 0) return (path) => path
  return (path) =>
    renames.reduce((renamed, { keys, to }) => {
      const steps = [...renamed.keys()].filter((step) => typeof renamed[step] === 'string')
      const last = steps[keys.length - 1]
      if (last === undefined || keys.some((key, index) => renamed[steps[index]!] !== key)) return renamed
      return renamed.with(last, to)
    }, path)
}

const keysOf = (path: readonly FetchNodePathSegment[]) =>
  path.flatMap((segment) => ('Key' in segment ? [segment.Key] : []))

type Apply = (value: unknown) => void

function application(rewrite: Rewrite, schema: GraphQLSchema): Apply {
  if ('KeyRenamer' in rewrite) {
    const { path, renameKeyTo } = rewrite.KeyRenamer
    return alongPath(path, schema, (holder, key) => {
      if (!(key in holder)) return
      holder[renameKeyTo] = holder[key]
      delete holder[key]
    })
  }
  const { path, setValueTo } = ('ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite) as ValueSetter
  return alongPath(path, schema, (holder, key) => {
    holder[key] = setValueTo
  })
}

function alongPath(
  path: readonly FetchNodePathSegment[],
  schema: GraphQLSchema,
  change: (holder: Data, key: string) => void,
): Apply {
  const [segment, ...rest] = path
  if (!segment) throw new Error('The plan rewrites at an empty path.')
  const next = rest.length > 0 ? alongPath(rest, schema, change) : null
  const step = (holder: Data): void => {
    if ('Key' in segment) {
      if (next) apply(holder[segment.Key], next)
      else change(holder, segment.Key)
    } else if (names!.has((holder.__typename as string) ?? '') || holder.__typename === undefined) next?.(holder)
  }
  const names = 'Key' in segment ? null : possibleNames(schema, segment.TypenameEquals)
  return (value) => apply(value, step as Apply)
}

/** To an object, or to each in a list. */
function apply(value: unknown, step: Apply): void {
  if (Array.isArray(value)) for (const item of value) apply(item, step)
  else if (isObject(value)) step(value)
}
