import { Refusal } from '../refusal.ts'

/** Reads all fields of a form, and refuses with all that is wrong with them at once. */
export function form<Fields extends Record<string, () => unknown>>(
  fields: Fields,
): { [Name in keyof Fields]: ReturnType<Fields[Name]> } {
  const refusals: Refusal[] = []
  const values = Object.entries(fields).map(([name, read]) => [name, attempt(read, refusals)])
  Refusal.all(refusals)
  return Object.fromEntries(values)
}

function attempt(read: () => unknown, refusals: Refusal[]): unknown {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    refusals.push(error)
    return undefined
  }
}
