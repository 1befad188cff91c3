import { QueryPlanner } from '@graphql-hive/router-query-planner'
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition'
import { buildASTSchema, type DocumentNode, type GraphQLError, parse, print } from 'graphql'
import { compilePlan, type Step } from './plan/execute.ts'
import type { Data } from './plan/merge.ts'
import { type Ask, type Planner, TooIntricate } from './planner.ts'

/** Plans in Rust and runs the plans here; throws where the addon does not load or cannot read the supergraph. */
export function nativePlanner(supergraph: string, ask: Ask, patience: number): Planner {
  const planner = new QueryPlanner(supergraph)
  const schema = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph)))
  const plans = new WeakMap<DocumentNode, Promise<Step>>()
  const plan = async (document: DocumentNode): Promise<Step> => {
    // It plans on one of the few threads that hashing passwords and reading files need, too.
    const signal = AbortSignal.timeout(patience)
    const { node } = await planner.planAsync(print(document), null, NO_LABELS, 0, signal).catch((error) => {
      throw signal.aborted ? new TooIntricate() : error
    })
    if (!node) throw new Error('The planner has no plan for this operation.')
    return compilePlan(node, schema, ask)
  }
  return {
    schema,
    async run(document, variables, journey) {
      let step = plans.get(document)
      if (!step) {
        step = plan(document)
        plans.set(document, step)
        step.catch(() => plans.delete(document))
      }
      const data: Data = {}
      const errors: GraphQLError[] = []
      await (await step)({ data, errors, variables, journey })
      return { data, errors }
    },
    close: async () => {},
  }
}

/** Of @override, which no subgraph uses. */
const NO_LABELS = new Set<string>()
