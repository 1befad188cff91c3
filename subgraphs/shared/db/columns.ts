/** What an operation needs of the rows of a type; null where it may need all of them. */
export type Columns = (type: string) => ReadonlySet<string> | null

/** Where nobody has said what is needed. */
export const everything: Columns = () => null

/** A prototype for rows of which columns were left out: whoever reads one is told so, instead of taking it for null. */
export function guardOf(left: readonly string[], type: string): object {
  const guards = left.map((name) => [
    name,
    {
      get() {
        throw new Error(`${type}.${name} was not read: nothing that was asked for needs it.`)
      },
    },
  ])
  return Object.defineProperties({}, Object.fromEntries(guards))
}
