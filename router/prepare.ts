import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  print,
  separateOperations,
} from 'graphql'
import { type Demand, type DemandOptions, demands } from '../subgraphs/shared/graphql/demand.ts'
import { documents, shallow } from '../subgraphs/shared/graphql/document.ts'
import { type Extent, extentOf, reckon } from '../subgraphs/shared/graphql/extent.ts'
import { isIntrospection } from '../subgraphs/shared/graphql/limits.ts'
import { Memory, NOT_KEPT, OperationMemory } from '../subgraphs/shared/graphql/memory.ts'
import type { Operation } from '../subgraphs/shared/graphql/subgraph.ts'
import { watchCache } from '../subgraphs/shared/telemetry/caches.ts'
import { conditionsOf, decide } from './conditions.ts'
import { type Hoisted, hoist } from './hoist.ts'
import { type Asker, inOrder } from './in-order.ts'
import { withOwnKeys } from './keys.ts'
import { type Complete, compileCompletion } from './plan/complete.ts'
import { ownKeys } from './plan/own-keys.ts'
import { rootFields, type Turn, turnsOf } from './turns.ts'

/** An operation that is known to be valid, ready to be planned. */
export interface Prepared {
  /** The one operation the client asked, with its fragments. */
  readonly asked: DocumentNode
  readonly operation: OperationDefinitionNode
  /** What is to be done about it with these variables; null where only the schema is asked for: no subgraph is needed. */
  readonly resolve: ((coerced: Variables) => Resolved) | null
  readonly demand: Demand
}

type Variables = Readonly<Record<string, unknown>>

/** An operation whose conditions are decided. */
export interface Resolved {
  /** In the shapes it shares with others: one object for one shape, because plans hang on the object. */
  readonly turns: readonly (Turn & { readonly fields: number })[]
  /** The variables of the turns, out of those that the client sent. */
  readonly fill: (coerced: Variables) => Record<string, unknown>
  /** Makes the answer of what was fetched. */
  readonly complete: Complete
}

/** Before an operation is read that is new. Says why it is not to be. */
type Pay = () => Promise<GraphQLError | undefined>

type Preparation = { prepared: Prepared; errors?: never } | { prepared?: never; errors: readonly GraphQLError[] }

/** What is remembered of an operation; what is made of it when its conditions are decided, where it has any, is not part of it. */
type Kept =
  | { prepared: Omit<Prepared, 'resolve'>; way: Way; extent: Extent; errors?: never }
  | { prepared?: never; errors: readonly GraphQLError[] }

type Way = { conditions: readonly string[] } | { resolution: Resolution | null; conditions?: never }

/** What is remembered of an operation whose conditions are decided; its shapes have a memory of their own. */
interface Resolution extends Omit<Resolved, 'turns'> {
  readonly shapes: readonly Shape[]
  readonly extent: Extent
}

interface Shape extends Turn {
  readonly text: string
  readonly fields: number
}

/**
 * Parses, limits, validates and normalises operations for one schema; every memory of them is bounded. That holds the
 * process for some milliseconds where an operation is new: these come one by one, in turns, and others in between.
 */
export function preparer(
  schema: GraphQLSchema,
  pricing: DemandOptions = {},
): (operation: Operation, asker: Asker, pay?: Pay) => Promise<Preparation> {
  const inTurn = inOrder(ORDER)
  const documentOf = documents(schema)
  const demandOf = demands(schema, pricing)
  const preparations = watchCache(
    'operations',
    new OperationMemory<Kept>((kept) => (kept.prepared ? bytesOf(kept.extent) : NOT_KEPT)),
  )
  const resolutions = watchCache('decisions', new Memory<Resolution>(({ extent }) => bytesOf(extent)))
  const shapes = watchCache('plans', new Memory<DocumentNode>((document) => bytesOfPlan(extentOf(document))))

  const prepare = ({ query, operationName }: Operation, owner: string): Kept => {
    const { document, errors } = documentOf(query, owner)
    if (!document) return { errors }
    const operation = getOperationAST(document, operationName)
    if (!operation) return refuse('Name one of the operations of the document in `operationName`.')
    if (!schema.getRootType(operation.operation)) return refuse(`There are no ${operation.operation}s here.`)
    const asked = separateOperations(document)[operation.name?.value ?? '']!
    const about = rootFields(asked, operation.selectionSet).filter(({ name }) => name !== '__typename')
    const introspection = about.every(({ name }) => isIntrospection(name))
    if (!introspection && about.some(({ name }) => isIntrospection(name))) {
      return refuse('Ask for the schema in an operation of its own.', 'MIXED_INTROSPECTION')
    }
    const conditions = introspection ? null : conditionsOf(asked)
    const demand = demandOf(asked, operationName)!
    return {
      prepared: { asked, operation, demand },
      way: conditions ? { conditions } : { resolution: introspection ? null : resolve(asked) },
      extent: extentOf(asked),
    }
  }

  const resolve = (decided: DocumentNode): Resolution => {
    const keyFor = ownKeys()
    const { document, ...others } = hoist(schema, withOwnKeys(schema, decided, keyFor))
    return {
      fill: filling(others),
      complete: compileCompletion(schema, decided, keyFor),
      shapes: turnsOf(schema, document).map((turn) => ({
        ...turn,
        text: print(turn.document),
        fields: extentOf(turn.document).fields,
      })),
      extent: extentOf(decided),
    }
  }

  const withShapes = ({ shapes: kept, fill, complete }: Resolution, owner: string): Resolved => ({
    fill,
    complete,
    // A copy is what plans hang on, so that they are forgotten where they are counted and not held by an operation.
    turns: kept.map(({ text, document, ...shape }) => ({
      ...shape,
      document: shapes.recall(text, owner, () => ({ ...document })),
    })),
  })

  return async (operation, asker, pay) => {
    const { organization: owner } = asker
    const inItsTurn = async () => {
      await new Promise(setImmediate)
      return preparations.recall(operation, owner, () => shallow(() => prepare(operation, owner)))
    }
    const read = async (): Promise<Kept> => {
      const unpaid = await pay?.()
      if (unpaid) return { errors: [unpaid] }
      return preparations.known(operation) ?? (await inTurn(asker, inItsTurn))
    }
    const kept = preparations.known(operation) ?? (await read())
    if (!kept.prepared) return kept
    const { prepared, way } = kept
    if (!way.conditions) {
      const { resolution } = way
      return { prepared: { ...prepared, resolve: resolution && (() => withShapes(resolution, owner)) } }
    }
    return {
      prepared: {
        ...prepared,
        resolve(coerced) {
          const met = way.conditions.map((name) => (coerced[name] === true ? 1 : 0))
          const text = JSON.stringify([met, operation.operationName ?? null, operation.query])
          const resolution = resolutions.recall(text, owner, () => resolve(decide(prepared.asked, coerced)))
          return withShapes(resolution, owner)
        },
      },
    }
  }
}

/** Whoever writes values into the text of operations has many that are new: there is an end, but far away. */
const ORDER = { atOnce: 1, waiting: 200, waitingTogether: 800 }

const bytesOf = reckon(100, 150)
const bytesOfPlan = reckon(50, 500)

const filling =
  ({ literals, renamed }: Pick<Hoisted, 'literals' | 'renamed'>): Resolved['fill'] =>
  (coerced) => {
    const filled = { ...coerced, ...literals }
    for (const [own, name] of renamed) if (Object.hasOwn(coerced, own)) filled[name] = coerced[own]
    return filled
  }

const refuse = (message: string, code = 'BAD_USER_INPUT'): { errors: readonly GraphQLError[] } => ({
  errors: [new GraphQLError(message, { extensions: { code } })],
})
