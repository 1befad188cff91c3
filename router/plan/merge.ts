/** A JSON object. */
export type Data = Record<string, unknown>

/** Brings what a later fetch knows of an object into it, and of the objects inside it. */
export function merge(target: Data, source: Data): Data {
  for (const key of Object.keys(source)) {
    const [kept, brought] = [target[key], source[key]]
    if (isObject(kept) && isObject(brought)) mergeInto(kept, brought)
    else target[key] = brought
  }
  return target
}

function mergeInto(kept: object, brought: object): void {
  if (!Array.isArray(kept)) merge(kept as Data, brought as Data)
  else
    kept.forEach((item, index) => {
      const other = (brought as unknown[])[index]
      if (isObject(item) && isObject(other)) mergeInto(item, other)
    })
}

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
