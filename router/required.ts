import { Kind, type ObjectTypeDefinitionNode, parse, print, type SelectionSetNode, visit } from 'graphql'

/**
 * The fields that fields of one type require (@requires) with different arguments, as `Type.path`: the native planner
 * takes the one for the other where both are asked.
 */
export function requiredInTwoWays(supergraph: string): string[] {
  const found = new Set<string>()
  visit(parse(supergraph), {
    ObjectTypeDefinition(type) {
      const ways = new Map<string, string>()
      for (const requires of requiredBy(type)) {
        for (const [path, way] of argumentsIn(parseSelections(requires))) {
          if ((ways.get(path) ?? way) !== way) found.add(`${type.name.value}.${path}`)
          ways.set(path, way)
        }
      }
      return false
    },
  })
  return [...found]
}

const requiredBy = ({ fields = [] }: ObjectTypeDefinitionNode): string[] =>
  fields.flatMap(({ directives = [] }) =>
    directives.flatMap(({ name, arguments: given = [] }) => {
      const requires = name.value === 'join__field' && given.find((argument) => argument.name.value === 'requires')
      return requires && requires.value.kind === Kind.STRING ? [requires.value.value] : []
    }),
  )

function parseSelections(text: string): SelectionSetNode {
  const [operation] = parse(`{ ${text} }`).definitions
  return (operation as { selectionSet: SelectionSetNode } | undefined)!.selectionSet
}

/** By the path of each field, its arguments. */
const argumentsIn = ({ selections }: SelectionSetNode, above = ''): [string, string][] =>
  selections.flatMap((selection): [string, string][] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return []
    if (selection.kind === Kind.INLINE_FRAGMENT) return argumentsIn(selection.selectionSet, above)
    const path = above + selection.name.value
    const way = (selection.arguments ?? []).map(print).sort().join()
    return [[path, way], ...(selection.selectionSet ? argumentsIn(selection.selectionSet, `${path}.`) : [])]
  })
