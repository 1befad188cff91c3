import { type DocumentNode, Kind, type NamedTypeNode, parse, print, type TypeNode, visit } from 'graphql'
import { IMPORT } from '../subgraphs/shared/bulk/malformed-row.ts'

/**
 * A supergraph in which a row of an import is a scalar, which is never looked into: for a planner that reads all
 * variables by itself and would refuse every row for a bad one. The rows were read before, and their subgraph reads them again.
 */
export function rowsAsTheyAre(supergraph: string): string {
  const document = parse(supergraph)
  const rows = rowTypes(document)
  const rewritten = visit(document, {
    InputObjectTypeDefinition(node) {
      const { name, description, directives } = node
      if (rows.has(name.value)) {
        return { kind: Kind.SCALAR_TYPE_DEFINITION, name, description: description!, directives: directives! }
      }
      return undefined
    },
    ListType: ({ type }) =>
      rows.has(named(type).name.value) ? { kind: Kind.LIST_TYPE, type: named(type) } : undefined,
  })
  return print(rewritten)
}

function rowTypes({ definitions }: DocumentNode): Set<string> {
  const names = definitions.flatMap((definition) => {
    if (definition.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION || !IMPORT.test(definition.name.value)) return []
    const rows = definition.fields?.find(({ name }) => name.value === 'rows')
    return rows ? [named(rows.type).name.value] : []
  })
  return new Set(names)
}

const named = (type: TypeNode): NamedTypeNode => (type.kind === Kind.NAMED_TYPE ? type : named(type.type))
