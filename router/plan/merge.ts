import { type GraphQLSchema, isInterfaceType } from 'graphql'

/** A JSON object. */
export type Data = Record<string, unknown>

/** Brings what a later fetch knows of an object into it, and of the objects inside it. */
export type Merge = (target: Data, source: Data) => Data

/** What an object is does not get less exact: where it is known, the name of an interface does not take its place. */
export function merging(interfaces: ReadonlySet<unknown>): Merge {
  const merge: Merge = (target, source) => {
    for (const key of Object.keys(source)) {
      const [kept, brought] = [target[key], source[key]]
      if (isObject(kept) && isObject(brought)) mergeInto(kept, brought)
      else if (key !== '__typename' || kept === undefined || !interfaces.has(brought)) target[key] = brought
    }
    return target
  }
  const mergeInto = (kept: object, brought: object): void => {
    if (!Array.isArray(kept)) merge(kept as Data, brought as Data)
    else
      kept.forEach((item, index) => {
        const other = (brought as unknown[])[index]
        if (isObject(item) && isObject(other)) mergeInto(item, other)
      })
  }
  return merge
}

/** What a subgraph that knows an interface only as an object (@interfaceObject) calls what it answers. */
export const interfacesOf = (schema: GraphQLSchema): ReadonlySet<string> =>
  new Set(
    Object.values(schema.getTypeMap())
      .filter(isInterfaceType)
      .map(({ name }) => name),
  )

/** The same, sharing no object with it. */
export function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value
  if (!isObject(value)) return value
  const copy: Data = {}
  for (const key of Object.keys(value)) copy[key] = copyOf(value[key])
  return copy as Value
}

/** An object, or a list of them. */
export const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null
