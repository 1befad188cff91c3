import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql'
import { type Fragments, fragmentsOf, keyOf } from './nodes.ts'

/** How many fields there may be once every fragment is spread out. */
const MOST_FIELDS = 10_000
/** How many pairs of fields may meet under one name: that they agree is checked pair by pair. */
const MOST_PAIRS = 20_000

/**
 * How many fields a document has, its fragments spread out and fields of one name put together as execution does.
 * Null for so many that checking which of them may be merged would take long: that work grows with their square.
 */
export function spreadOf({ definitions }: DocumentNode, deepest: number): number | null {
  const spread: Spread = { fragments: fragmentsOf(definitions), fields: 0, pairs: 0 }
  const fits = definitions.every(
    (definition) => !('selectionSet' in definition) || merge([definition.selectionSet], spread, deepest),
  )
  return fits ? spread.fields : null
}

interface Spread {
  readonly fragments: Fragments
  fields: number
  pairs: number
}

/** Counts as it goes, and stops as soon as it is too much. A cycle of fragments ends where nothing may nest deeper. */
function merge(together: readonly SelectionSetNode[], spread: Spread, levels: number): boolean {
  if (levels < 0) return true
  const byName = new Map<string, FieldNode[]>()
  for (const selectionSet of together) {
    if (!collect(selectionSet, byName, new Set(), spread)) return false
  }
  for (const fields of byName.values()) {
    const inner = fields.flatMap(({ selectionSet }) => selectionSet ?? [])
    if (inner.length > 0 && !merge(inner, spread, levels - 1)) return false
  }
  return true
}

/** A fragment counts as often as it is spread: planners copy it to each place. One inside itself is refused by name. */
function collect(
  { selections }: SelectionSetNode,
  byName: Map<string, FieldNode[]>,
  around: Set<string>,
  spread: Spread,
): boolean {
  for (const selection of selections) {
    spread.fields += 1
    if (spread.fields > MOST_FIELDS) return false
    if (selection.kind === Kind.FIELD) {
      const key = keyOf(selection)
      const same = byName.get(key)
      if (!same) byName.set(key, [selection])
      else {
        spread.pairs += same.push(selection) - 1
        if (spread.pairs > MOST_PAIRS) return false
      }
      continue
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      if (!collect(selection.selectionSet, byName, around, spread)) return false
      continue
    }
    const { value: name } = selection.name
    const fragment = spread.fragments.get(name)
    if (!fragment || around.has(name)) continue
    around.add(name)
    const fits = collect(fragment.selectionSet, byName, around, spread)
    around.delete(name)
    if (!fits) return false
  }
  return true
}
