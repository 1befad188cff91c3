import { BadInput } from '../graphql/errors.ts'

/** Which part of a list is asked for. */
export interface Slice {
  first?: number | null | undefined
  after?: string | null | undefined
  last?: number | null | undefined
  before?: string | null | undefined
}

const DEFAULT_SIZE = 20
const MOST = 100

/** How many rows, and from which end. Refuses what is no page. */
export function pageSize({ first, after, last, before }: Slice): { size: number; backward: boolean } {
  if (first != null && last != null) throw new BadInput('Ask for `first` or for `last`, not for both.')
  const backward = last != null
  if (backward && after != null) throw new BadInput('`after` goes with `first`; with `last` say `before`.')
  if (!backward && before != null) throw new BadInput('`before` goes with `last`; with `first` say `after`.')
  const size = first ?? last ?? DEFAULT_SIZE
  if (size < 1 || size > MOST)
    throw new BadInput(`\`${backward ? 'last' : 'first'}\` is at least 1 and at most ${MOST}.`)
  return { size, backward }
}
