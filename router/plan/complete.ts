import {
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import { type Fragments, fragmentsOf } from '../../subgraphs/shared/graphql/nodes.ts'
import type { Cause, Failures, Path } from './failures.ts'
import { isTold } from './leaf.ts'
import { type Data, isObject } from './merge.ts'
import type { KeyFor } from './own-keys.ts'
import { Place, type Told } from './place.ts'
import { collect, dependsOnType, isRoot, type Selected } from './selections.ts'

/** The answer to an operation out of all that was fetched, with the reasons for what is not in it. */
export type Complete = (data: Data, failures: Failures) => { data: Data | null; errors: readonly Told[] }

/**
 * Makes a function that picks what was asked out of what was fetched, in the order in which it was asked: values are
 * checked, and nulls climb as the types demand. Conditions must have been decided. Where nothing is wrong, nobody
 * keeps books; where something is, it is gone through once more, with a place to keep them at.
 */
export function compileCompletion(schema: GraphQLSchema, document: DocumentNode, keyFor: KeyFor): Complete {
  const { operation, selectionSet } = getOperationAST(document)!
  const root = schema.getRootType(operation)!
  const compiler = { schema, fragments: fragmentsOf(document.definitions), keyFor }
  const { complete } = compileObject(compiler, root, [{ on: root, set: selectionSet }], root.name)
  return (data, failures) => {
    if (failures.isEmpty) {
      try {
        return { data: complete(data, null) as Data, errors: [] }
      } catch (error) {
        if (error !== AMISS) throw error
      }
    }
    const place = Place.root(failures)
    const completed = complete(data, place)
    return { data: (completed as Data | undefined) ?? null, errors: place.telling.errors() }
  }
}

/** Completes a value; undefined is a null that climbs. Without a place, whatever is wrong is thrown as AMISS. */
type Completing = (value: unknown, at: Place | null) => unknown

interface Output {
  readonly complete: Completing
  /** A path in the data as one in the answer, as far as it was asked for. */
  readonly translate: (path: Path) => Path
}

interface Compiler {
  readonly schema: GraphQLSchema
  readonly fragments: Fragments
  readonly keyFor: KeyFor
}

/** Something is wrong: it is gone through again, with places. */
const AMISS = new Error('Something of the answer is lacking.')
/** A null that climbs to where the object stands that a subgraph has no row for. */
const GONE = Symbol('gone')

function compileOutput(
  compiler: Compiler,
  type: GraphQLOutputType,
  selected: readonly Selected[],
  where: string,
): Output {
  const output = isNonNullType(type)
    ? required(compileInner(compiler, type.ofType, selected, where), where)
    : optional(compileInner(compiler, type, selected, where), where)
  const inner = getNullableType(type)
  return isLeafType(inner) ? { ...output, complete: unlessAsItIs(isTold(inner), output.complete) } : output
}

/** Most values are leaves, and right. */
const unlessAsItIs =
  (isAsItIs: (value: unknown) => boolean, complete: Completing): Completing =>
  (value, at) =>
    isAsItIs(value) ? value : complete(value, at)

function compileInner(
  compiler: Compiler,
  type: GraphQLOutputType,
  selected: readonly Selected[],
  where: string,
): Output {
  if (isListType(type)) return list(compileOutput(compiler, type.ofType, selected, where), where)
  if (!isCompositeType(type)) return { complete: leaf(type as GraphQLLeafType), translate: () => [] }
  const sets = selected.map(({ set }) => set)
  return isAbstractType(type) && dependsOnType(compiler.schema, type, sets, compiler.fragments)
    ? compileByType(compiler, type, selected, where)
    : compileObject(compiler, type, selected, where)
}

function required({ complete, translate }: Output, where: string): Output {
  const cause = { message: `Cannot return null for non-nullable field ${where}.` }
  return {
    translate,
    complete(value, at) {
      if (value === null || value === undefined) {
        if (!at) throw AMISS
        if (at.explain(value === undefined, translate)) return undefined
        if (value === undefined && at.inMissing) return GONE
        at.telling.add(cause, at)
        return undefined
      }
      const completed = complete(value, at)
      if (completed !== GONE) return completed
      at!.telling.add(cause, at!)
      return undefined
    },
  }
}

function optional({ complete, translate }: Output, where: string): Output {
  const cause = { message: `Nothing was fetched for the field ${where}.` }
  return {
    translate,
    complete(value, at) {
      if (value === null || value === undefined) {
        if (at) {
          const isExplained = at.explain(value === undefined, translate)
          if (!isExplained && value === undefined && !at.inMissing) at.telling.add(cause, at)
        } else if (value === undefined) throw AMISS
        return null
      }
      const completed = complete(value, at)
      return completed === undefined || completed === GONE ? null : completed
    },
  }
}

function list({ complete, translate }: Output, where: string): Output {
  const cause = { message: `${where} is no list.` }
  return {
    translate: ([index, ...path]) => (typeof index === 'number' ? [index, ...translate(path)] : []),
    complete(value, at) {
      if (!Array.isArray(value)) return misfit(cause, at)
      if (!at) return value.map((item) => complete(item ?? null, null))
      const completed: unknown[] = []
      const before = at.telling.length
      for (const [index, item] of value.entries()) {
        const told = at.telling.length
        const one = complete(item ?? null, at.item(index))
        if (one === undefined) {
          at.telling.keepReason(before, told)
          return undefined
        }
        completed.push(one)
      }
      return completed
    },
  }
}

function leaf(type: GraphQLLeafType): Completing {
  return (value, at) => {
    try {
      return type.serialize(value)
    } catch (error) {
      return misfit({ message: (error as Error).message }, at)
    }
  }
}

/** What a subgraph answers otherwise than the schema says is a null, and told. */
function misfit(cause: Cause, at: Place | null): undefined {
  if (!at) throw AMISS
  at.telling.add(cause, at)
}

function compileObject(
  compiler: Compiler,
  type: GraphQLCompositeType,
  selected: readonly Selected[],
  where: string,
): Output {
  const cause = { message: `${where} is no object.` }
  const fields = [...collect(compiler.schema, type, selected, compiler.fragments)].map(([key, { node, on, inner }]) => {
    const name = node.name.value
    if (name === '__typename' || !('getFields' in on))
      return { key, from: name, complete: () => type.name, translate: () => [] }
    const field = on.getFields()[name]!
    const output = compileOutput(compiler, field.type, selectedOn(field.type, inner), `${on.name}.${name}`)
    return { key, from: compiler.keyFor(node, field, isRoot(compiler.schema, on)), ...output }
  })
  // Where a key is called so it must be one like others; elsewhere plain objects are quicker.
  const empty: () => Data = fields.some(({ key }) => key === '__proto__') ? () => Object.create(null) : () => ({})
  return {
    complete(value, at) {
      if (!isPlain(value)) return misfit(cause, at)
      const completed = empty()
      if (!at) {
        for (const { key, from, complete } of fields) completed[key] = complete(value[from], null)
        return completed
      }
      const { telling } = at
      const before = telling.length
      const placeOf = at.fieldsOf(value)
      for (const { key, from, complete } of fields) {
        const told = telling.length
        const one = complete(value[from], placeOf(key, from))
        if (one === undefined || one === GONE) {
          // Of changes, each is told that failed.
          if (!at.isRoot) telling.keepReason(before, told)
          return one
        }
        completed[key] = one
      }
      return completed
    },
    translate([step, ...path]) {
      const field = fields.find(({ from }) => from === step)
      return field ? [field.key, ...field.translate(path)] : []
    },
  }
}

/** What is asked of an interface or a union, when it depends on what came. */
function compileByType(
  compiler: Compiler,
  type: GraphQLAbstractType,
  selected: readonly Selected[],
  where: string,
): Output {
  const cause = { message: `${where} is of a type that is not known here.` }
  const known = new Map<string, Output>()
  const ofType = (name: string): Output | undefined => {
    const found = known.get(name)
    const object = found ? undefined : compiler.schema.getType(name)
    if (!isObjectType(object) || !compiler.schema.isSubType(type, object)) return found
    const output = compileObject(compiler, object, selected, where)
    known.set(name, output)
    return output
  }
  return {
    complete(value, at) {
      const name = isPlain(value) && value.__typename
      const output = typeof name === 'string' ? ofType(name) : undefined
      if (output) return output.complete(value, at)
      if (!at) throw AMISS
      if (!at.explainUnknown(value as Data)) at.telling.add(cause, at)
      return undefined
    },
    translate(path) {
      for (const { name } of compiler.schema.getPossibleTypes(type)) {
        const translated = ofType(name)!.translate(path)
        if (translated.length > 0) return translated
      }
      return []
    },
  }
}

const isPlain = (value: unknown): value is Data => isObject(value) && !Array.isArray(value)

const selectedOn = (type: GraphQLOutputType, inner: readonly SelectionSetNode[]): Selected[] => {
  const on = getNamedType(type)
  return isCompositeType(on) ? inner.map((set) => ({ on, set })) : []
}
