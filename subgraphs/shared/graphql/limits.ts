import {
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { type Fragments, fragmentsOf } from './nodes.ts'
import { spreadOf } from './spread.ts'

/** Long texts belong into variables. */
export const MAX_LENGTH = 100_000
export const MAX_TOKENS = 4_000
const MAX_DEPTH = 15
/** Introspection is deep by nature: what wraps a type is asked for level by level. */
export const MAX_INTROSPECTION_DEPTH = 25
const MAX_ROOT_FIELDS = 20
const MAX_ALIASES = 30
/** As how many an alias inside introspection counts: no tool asks for the same list of the schema twice. */
const INTROSPECTION_ALIAS = 10
const MAX_DEFINITIONS = 100
const MAX_DIRECTIVES = 100
const MAX_DIRECTIVES_AT_ONE_PLACE = 3

/**
 * Refuses documents that ask for more than any honest screen does: nested too deep, or too many at once. It looks
 * at the document once, before anything that could take long over it.
 */
export function beyondLimits(document: DocumentNode): readonly GraphQLError[] {
  const { definitions } = document
  if (definitions.length > MAX_DEFINITIONS) return refuse('definitions', definitions.length, MAX_DEFINITIONS)
  const directives = { total: 0, together: 0 }
  for (const definition of definitions) countDirectives(definition, directives)
  if (directives.together > MAX_DIRECTIVES_AT_ONE_PLACE)
    return refuse('directives at one place', directives.together, MAX_DIRECTIVES_AT_ONE_PLACE)
  if (directives.total > MAX_DIRECTIVES) return refuse('directives', directives.total, MAX_DIRECTIVES)

  const fragments = fragmentsOf(definitions)
  const measured = new Map<string, Size>()
  for (const definition of definitions) {
    if (!('selectionSet' in definition)) continue
    const { depth, introspection, width, aliases } = measure(definition.selectionSet, fragments, measured)
    const isOperation = definition.kind === Kind.OPERATION_DEFINITION
    if (isOperation && depth > MAX_DEPTH) return refuse('levels', depth, MAX_DEPTH)
    const deepest = Math.max(depth, introspection)
    if (deepest > MAX_INTROSPECTION_DEPTH) return refuse('levels', deepest, MAX_INTROSPECTION_DEPTH)
    if (!isOperation) continue
    if (width > MAX_ROOT_FIELDS) return refuse('root fields', width, MAX_ROOT_FIELDS)
    if (aliases > MAX_ALIASES) return refuse('aliases', aliases, MAX_ALIASES)
  }
  if (spreadOf(document, MAX_INTROSPECTION_DEPTH) === null) return refused('The operation repeats too many fields.')
  return []
}

interface Size {
  /** Without what is below introspection. */
  depth: number
  /** The levels of the deepest introspection. */
  introspection: number
  width: number
  aliases: number
}

/** Each fragment is measured once, so that fragments of fragments cannot make the measuring itself expensive. */
function measure({ selections }: SelectionSetNode, fragments: Fragments, measured: Map<string, Size>): Size {
  const size: Size = { ...NOTHING }
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const inner = selection.selectionSet ? measure(selection.selectionSet, fragments, measured) : NOTHING
      const levels = inner.depth + 1
      const isMeta = isIntrospection(selection.name.value)
      size.depth = Math.max(size.depth, isMeta ? 1 : levels)
      size.introspection = Math.max(size.introspection, isMeta ? levels : inner.introspection)
      size.width += 1
      size.aliases += inner.aliases * (isMeta ? INTROSPECTION_ALIAS : 1) + (selection.alias ? 1 : 0)
      continue
    }
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? measure(selection.selectionSet, fragments, measured)
        : ofFragment(selection.name.value, fragments, measured)
    size.depth = Math.max(size.depth, inner.depth)
    size.introspection = Math.max(size.introspection, inner.introspection)
    size.width += inner.width
    size.aliases += inner.aliases
  }
  return size
}

const NOTHING: Size = { depth: 0, introspection: 0, width: 0, aliases: 0 }

function ofFragment(name: string, fragments: Fragments, measured: Map<string, Size>): Size {
  const known = measured.get(name)
  if (known) return known
  // Nothing while it is being measured: a cycle ends here, and the specified rules refuse it by name.
  measured.set(name, NOTHING)
  const fragment = fragments.get(name)
  const size = fragment ? measure(fragment.selectionSet, fragments, measured) : NOTHING
  measured.set(name, size)
  return size
}

export const isIntrospection = (name: string) => name === '__schema' || name === '__type'

type Directed = DefinitionNode | SelectionNode | { readonly directives?: readonly DirectiveNode[] }

function countDirectives(node: Directed, counted: { total: number; together: number }): void {
  const here = ('directives' in node && node.directives?.length) || 0
  counted.total += here
  counted.together = Math.max(counted.together, here)
  if ('variableDefinitions' in node) for (const one of node.variableDefinitions ?? []) countDirectives(one, counted)
  if ('selectionSet' in node) for (const one of node.selectionSet?.selections ?? []) countDirectives(one, counted)
}

const refuse = (what: string, count: number, most: number) =>
  refused(`The operation has ${count} ${what}; ${most} is the most.`)

const refused = (message: string) => [new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED' } })]
