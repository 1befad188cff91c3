interface Told {
  readonly data?: unknown
  readonly errors?: readonly { readonly path?: readonly (string | number)[] | undefined }[] | undefined
}

/** An answer without the words of its errors: the data, and which of its nulls an error explains. */
export interface Substance {
  readonly data: unknown
  readonly explained: readonly string[]
}

/**
 * Where several errors make the same null, which of them is told is left to the executor (GraphQL specification,
 * section 6.4.4): so an error counts as the null that its path ends in. A path that the answer does not have is told.
 */
export function substance({ data, errors }: Told): Substance {
  const explained = (errors ?? []).map(({ path }) => nullAt(data, path ?? []))
  return { data: data ?? null, explained: [...new Set(explained)].sort() }
}

function nullAt(data: unknown, path: readonly (string | number)[]): string {
  let value = data
  for (const [index, step] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, index).join('.') || 'data'
    if (typeof value !== 'object' || !Object.hasOwn(value, step)) return `no such place: ${path.join('.')}`
    value = (value as Record<string | number, unknown>)[step]
  }
  return value === null || value === undefined ? path.join('.') || 'data' : `no null: ${path.join('.')}`
}
