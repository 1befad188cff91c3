import { getExecutorForUnifiedGraph, Logger } from '@graphql-hive/gateway-runtime'
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition'
import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  Kind,
  type ListTypeNode,
  type NamedTypeNode,
  parse,
  print,
  type TypeNode,
  visit,
} from 'graphql'
import { pricesOf } from '../subgraphs/shared/graphql/prices.ts'
import { rowByRow } from '../subgraphs/shared/graphql/row-by-row.ts'
import type { Fetch, Journey } from './call.ts'
import { Failed, Missing, withErrorsInside } from './errors-inside.ts'
import type { Failures } from './plan/failures.ts'
import { type Data, isObject } from './plan/merge.ts'
import { type Ask, type Planner, Unanswerable } from './planner.ts'
import type { Log } from './router.ts'
import { rowsAsTheyAre } from './rows-as-they-are.ts'

type Options = Parameters<typeof getExecutorForUnifiedGraph<Journey>>[0]

/** Plans and runs on the Hive runtime, wherever Node runs. */
export async function javascriptPlanner(supergraph: string, ask: Ask, log: Log): Promise<Planner> {
  let schema: GraphQLSchema | undefined
  let warm = false
  const seen = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph)))
  const failuresOf = new WeakMap<Journey, Failures>()
  const asking = (subgraph: string) =>
    withErrorsInside(
      seen,
      (fetch) => ask(subgraph, fetch),
      ({ context }, error) => failuresOf.get(context)?.addBeside(error),
    )
  const execute = getExecutorForUnifiedGraph<Journey>({
    getUnifiedGraph: () => withoutClimbing(rowsAsTheyAre(supergraph)),
    onUnifiedGraphChange: (loaded) => {
      schema = loaded
    },
    transports: () => ({
      getSubgraphExecutor:
        ({ subgraphName }) =>
        (request) =>
          (warm ? asking(subgraphName)(asked(request as unknown as Request)) : { data: {} }) as never,
    }),
    transportContext: { log: hiveLog(log) } as NonNullable<Options['transportContext']>,
    batch: false,
  })
  await execute({ document: parse('{ __typename }') })
  // The runtime finishes loading with its first fetch: better now than while the first client waits.
  await execute({ document: anyQuery(schema!) })
  warm = true
  const lenient = rowByRow(seen, pricesOf(parse(supergraph).definitions))
  const relaxed = remembering(lenient.document)
  const known = new WeakSet<DocumentNode>()
  return {
    // The JavaScript planner's schema resolves by itself; what clients see must not.
    schema: seen,
    knows: (document) => known.has(document),
    plan: async () => {},
    async run(document, variables, context, { data, failures }) {
      known.add(document)
      failuresOf.set(context, failures)
      const result = (await execute({ document: relaxed(document), variables, context })) as ExecutionResult
      // Of changes it is told what was done.
      const isQuery = document.definitions.some((node) => 'operation' in node && node.operation === 'query')
      const impossible = isQuery && result.errors?.find(isImpossible)
      if (impossible) throw new Unanswerable(impossible)
      Object.assign(data, result.data)
      for (const error of result.errors ?? []) note(error, data, failures)
    },
    close: async () => execute[Symbol.asyncDispose](),
  }
}

/** The planner knows a document by its object. */
function remembering(make: (document: DocumentNode) => DocumentNode): (document: DocumentNode) => DocumentNode {
  const made = new WeakMap<DocumentNode, DocumentNode>()
  return (document) => {
    const known = made.get(document) ?? make(document)
    made.set(document, known)
    return known
  }
}

/** The runtime found no way to a field while it ran. */
const isImpossible = ({ extensions, originalError }: GraphQLError): boolean =>
  extensions?.CRITICAL_ERROR === true ||
  (originalError instanceof GraphQLError && originalError.extensions.CRITICAL_ERROR === true)

/** Hangs an error on the object that its field is of. */
function note({ path = [], originalError, message }: GraphQLError, data: Data, failures: Failures): void {
  const reason = originalError instanceof AggregateError ? (originalError.errors[0] as Error) : originalError
  let [holder, steps] = [data, 0]
  let value: unknown = data
  for (const [index, step] of path.entries()) {
    if (!isObject(value)) break
    if (!Array.isArray(value)) [holder, steps] = [value, index]
    value = value[step]
  }
  const rest = path.slice(steps)
  if (reason instanceof Missing) {
    delete holder[rest[0]!]
    failures.addMissing(holder)
  } else if (reason instanceof Failed) failures.add(holder, { cause: reason.cause, path: [...rest, ...reason.tail] })
  else failures.add(holder, { cause: reason ?? { message }, path: rest })
}

interface Request {
  document: DocumentNode
  variables?: Record<string, unknown>
  context: Journey
}

const asked = ({ document, variables, context }: Request): Fetch => ({
  query: textOf(document),
  document: () => document,
  variables,
  context,
})

const texts = new WeakMap<DocumentNode, string>()

/** The text of a planned fetch, printed once: the planner hands out the same document each time. */
function textOf(document: DocumentNode): string {
  const known = texts.get(document)
  if (known !== undefined) return known
  const text = print(document)
  texts.set(document, text)
  return text
}

function anyQuery(schema: GraphQLSchema): DocumentNode {
  const [field] = Object.values(schema.getQueryType()!.getFields())
  return parse(isLeafType(getNamedType(field!.type)) ? `{ ${field!.name} }` : `{ ${field!.name} { __typename } }`)
}

/** What the runtime itself has to say; it says nothing of ordinary requests. */
const hiveLog = (log: Log) =>
  new Logger({
    level: 'warn',
    writers: [{ write: (_level, attributes, message) => log.warn(attributes ?? {}, message ?? 'the runtime warns') }],
  })

/** The supergraph with fields that may all be null: nulls climb when all is there, as what clients see demands. */
const withoutClimbing = (supergraph: string): string =>
  print(
    visit(parse(supergraph), {
      FieldDefinition: (node) => ({ ...node, type: nullable(node.type) }),
    }),
  )

const nullable = (type: TypeNode): NamedTypeNode | ListTypeNode => {
  if (type.kind === Kind.NON_NULL_TYPE) return nullable(type.type)
  return type.kind === Kind.LIST_TYPE ? { ...type, type: nullable(type.type) } : type
}
