import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Columns } from '../db/columns.ts'
import { fieldsOf } from './fields.ts'

/**
 * Notes of each field, before anybody wraps its resolver, which properties of its row it reads: without a resolver that
 * of its name; with one that takes its row apart in its parameters, as in `({ netMinor, currency }) => …`, these; with
 * any other, maybe all of them.
 */
export function noteReading(schema: GraphQLSchema): GraphQLSchema {
  for (const field of fieldsOf(schema)) field.extensions = { ...field.extensions, [READS]: readBy(field) }
  return schema
}

const READS = 'reads'
const EVERYTHING = '*'

const readBy = ({ name, resolve }: GraphQLField<unknown, unknown>): readonly string[] =>
  resolve ? (parametersOf(resolve) ?? [EVERYTHING]) : [name]

/** As noted; or as it is, in a schema in which nobody wraps resolvers. */
const readsOf = (field: GraphQLField<unknown, unknown>): readonly string[] =>
  (field.extensions[READS] as readonly string[] | undefined) ?? readBy(field)

/** What a function takes out of its first parameter, where that is all it can see of it; null where it may see more. */
export function parametersOf(resolve: (...given: never[]) => unknown): readonly string[] | null {
  const text = String(resolve)
  const found = APART.exec(text)
  if (!found || /\barguments\b/.test(text)) return null
  return found[1]!.split(',').flatMap((name) => name.trim() || [])
}

/** Names alone: what is renamed, nested or has a default is not looked into. */
const APART = /^(?:async\s+)?(?:function\s*\w*\s*)?\(\s*\{([\w\s,]*)\}\s*[,)]/

/** Says which columns the operations of a document read. It is worked out once for a document and forgotten with it. */
export function readings(schema: GraphQLSchema): (document: DocumentNode) => Columns {
  const known = new WeakMap<DocumentNode, Columns>()
  return (document) => {
    const found = known.get(document) ?? columnsOf(schema, document)
    known.set(document, found)
    return found
  }
}

function columnsOf(schema: GraphQLSchema, document: DocumentNode): Columns {
  const read = new Map<string, Set<string>>()
  const types = new TypeInfo(schema)
  const node = visitWithTypeInfo(types, {
    Field({ name }) {
      const parent = types.getParentType()
      for (const type of isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent]) {
        const field = isObjectType(type) && type.getFields()[name.value]
        if (!field) continue
        const names = read.get(type.name) ?? new Set()
        read.set(type.name, names)
        for (const column of readsOf(field)) names.add(column)
      }
    },
  })
  visit(document, node)
  return (type) => {
    const names = read.get(type) ?? NOTHING
    return names.has(EVERYTHING) ? null : names
  }
}

const NOTHING: ReadonlySet<string> = new Set()
