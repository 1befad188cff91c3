import { getExecutorForUnifiedGraph, Logger } from '@graphql-hive/gateway-runtime'
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition'
import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  parse,
  print,
} from 'graphql'
import { rowByRow } from '../subgraphs/shared/graphql/row-by-row.ts'
import type { Fetch, Journey } from './call.ts'
import { decider } from './conditions.ts'
import type { Ask, Planner } from './planner.ts'
import type { Log } from './router.ts'
import { rowsAsTheyAre } from './rows-as-they-are.ts'

type Options = Parameters<typeof getExecutorForUnifiedGraph<Journey>>[0]

/** Plans and runs on the Hive runtime, wherever Node runs. */
export async function javascriptPlanner(supergraph: string, ask: Ask, log: Log): Promise<Planner> {
  let schema: GraphQLSchema | undefined
  let warm = false
  const execute = getExecutorForUnifiedGraph<Journey>({
    getUnifiedGraph: () => rowsAsTheyAre(supergraph),
    onUnifiedGraphChange: (loaded) => {
      schema = loaded
    },
    transports: () => ({
      getSubgraphExecutor:
        ({ subgraphName }) =>
        (request) =>
          (warm ? ask(subgraphName, asked(request as unknown as Request)) : { data: {} }) as never,
    }),
    transportContext: { log: hiveLog(log) } as NonNullable<Options['transportContext']>,
    batch: false,
  })
  await execute({ document: parse('{ __typename }') })
  // The runtime finishes loading with its first fetch: better now than while the first client waits.
  await execute({ document: anyQuery(schema!) })
  warm = true
  const seen = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph)))
  const lenient = rowByRow(seen)
  const relaxed = remembering(lenient.document)
  const decide = decider()
  const known = new WeakSet<DocumentNode>()
  return {
    // The JavaScript planner's schema resolves by itself; what clients see must not.
    schema: seen,
    knows: (document) => known.has(document),
    plan: async () => {},
    // It would lose what is asked for once on a condition and once on none.
    run: async (document, variables, context) => {
      known.add(document)
      return (await execute({ document: decide(relaxed(document), variables), variables, context })) as ExecutionResult
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
