import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  print,
  separateOperations,
  visit,
} from 'graphql'
import { type Demand, type DemandOptions, demands } from '../subgraphs/shared/graphql/demand.ts'
import { documents, shallow } from '../subgraphs/shared/graphql/document.ts'
import { type Extent, extentOf, reckon } from '../subgraphs/shared/graphql/extent.ts'
import { isIntrospection } from '../subgraphs/shared/graphql/limits.ts'
import { Memory, NOT_KEPT, OperationMemory } from '../subgraphs/shared/graphql/memory.ts'
import { contains } from '../subgraphs/shared/graphql/nodes.ts'
import type { Operation } from '../subgraphs/shared/graphql/subgraph.ts'
import { watchCache } from '../subgraphs/shared/telemetry/caches.ts'
import { type Hoisted, hoist } from './hoist.ts'
import { compileProjection, type Project } from './plan/project.ts'
import { rootFields, type Turn, turnsOf } from './turns.ts'

/** An operation that is known to be valid, ready to be planned. */
export interface Prepared {
  /** The one operation the client asked, with its fragments. */
  readonly asked: DocumentNode
  readonly operation: OperationDefinitionNode
  /** The same in the shapes it shares with others: one object for one shape, because plans hang on the object. */
  readonly turns: readonly (Turn & { readonly fields: number })[]
  /** The variables of the turns, out of those that the client sent. */
  readonly fill: (coerced: Readonly<Record<string, unknown>>) => Record<string, unknown>
  /** Picks the answer out of what was fetched; null where that depends on the data or the variables. */
  readonly project: Project | null
  /** Whether only the schema is asked for: no subgraph is needed. */
  readonly introspection: boolean
  readonly demand: Demand
}

type Preparation = { prepared: Prepared; errors?: never } | { prepared?: never; errors: readonly GraphQLError[] }

/** What is remembered of an operation; its shapes have a memory of their own. */
type Kept =
  | { prepared: Omit<Prepared, 'turns'>; shapes: readonly Shape[]; extent: Extent; errors?: never }
  | { prepared?: never; errors: readonly GraphQLError[] }

interface Shape extends Turn {
  readonly text: string
  readonly fields: number
}

/** Parses, limits, validates and normalises operations for one schema; every memory of them is bounded. */
export function preparer(
  schema: GraphQLSchema,
  pricing: DemandOptions = {},
): (operation: Operation, owner: string) => Preparation {
  const documentOf = documents(schema)
  const demandOf = demands(schema, pricing)
  const preparations = watchCache(
    'operations',
    new OperationMemory<Kept>((kept) => (kept.prepared ? bytesOf(kept.extent) : NOT_KEPT)),
  )
  const shapes = watchCache('plans', new Memory<DocumentNode>((document) => bytesOfPlan(extentOf(document))))

  const prepare = ({ query, operationName }: Operation, owner: string): Kept => {
    const { document, errors } = documentOf(query, owner)
    if (!document) return { errors }
    const operation = getOperationAST(document, operationName)
    if (!operation) return refuse('Name one of the operations of the document in `operationName`.')
    if (!schema.getRootType(operation.operation)) return refuse(`There are no ${operation.operation}s here.`)
    if (hasReservedAlias(document)) return refuse('An alias must not begin with two underscores.')
    const asked = separateOperations(document)[operation.name?.value ?? '']!
    const about = rootFields(asked, operation.selectionSet).filter(({ name }) => name !== '__typename')
    const introspection = about.every(({ name }) => isIntrospection(name))
    if (!introspection && about.some(({ name }) => isIntrospection(name))) {
      return refuse('Ask for the schema in an operation of its own.', 'MIXED_INTROSPECTION')
    }
    const { document: hoisted, polymorphic, ...others } = hoist(schema, asked)
    const turns = turnsOf(schema, hoisted, getOperationAST(hoisted)!)
    const project =
      polymorphic || introspection || contains(asked, Kind.DIRECTIVE)
        ? null
        : compileProjection(schema, asked, operation)
    const demand = demandOf(asked, operationName)!
    return {
      prepared: { asked, operation, fill: filling(others), project, introspection, demand },
      shapes: turns.map((turn) => ({
        ...turn,
        text: print(turn.document),
        fields: extentOf(turn.document).fields,
      })),
      extent: extentOf(asked),
    }
  }

  return (operation, owner) => {
    const kept = preparations.recall(operation, owner, () => shallow(() => prepare(operation, owner)))
    if (!kept.prepared) return kept
    // A copy is what plans hang on, so that they are forgotten where they are counted and not held by an operation.
    const turns = kept.shapes.map(({ text, document, ...shape }) => ({
      ...shape,
      document: shapes.recall(text, owner, () => ({ ...document })),
    }))
    return { prepared: { ...kept.prepared, turns } }
  }
}

const bytesOf = reckon(100, 150)
const bytesOfPlan = reckon(50, 500)

const filling =
  ({ literals, renamed }: Pick<Hoisted, 'literals' | 'renamed'>): Prepared['fill'] =>
  (coerced) => {
    const filled = { ...coerced, ...literals }
    for (const [own, name] of renamed) if (Object.hasOwn(coerced, own)) filled[name] = coerced[own]
    return filled
  }

const refuse = (message: string, code = 'BAD_USER_INPUT'): { errors: readonly GraphQLError[] } => ({
  errors: [new GraphQLError(message, { extensions: { code } })],
})

/** Both planners keep their own books under such names. */
function hasReservedAlias(document: DocumentNode): boolean {
  const aliases: string[] = []
  visit(document, {
    Field({ alias }) {
      if (alias) aliases.push(alias.value)
    },
  })
  return aliases.some((alias) => alias.startsWith('__'))
}
