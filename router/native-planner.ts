import { QueryPlanner } from '@graphql-hive/router-query-planner'
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition'
import { buildASTSchema, type DocumentNode, parse, print } from 'graphql'
import { askerOf } from './call.ts'
import { type Asker, inOrder } from './in-order.ts'
import { compilePlan, type Step } from './plan/execute.ts'
import { type Ask, type Planner, TooIntricate, Unplannable } from './planner.ts'

/** Plans in Rust and runs the plans here; throws where the addon does not load or cannot read the supergraph. */
export function nativePlanner(supergraph: string, ask: Ask, patience: number): Planner {
  const planner = new QueryPlanner(supergraph)
  const schema = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph)))
  const plans = new WeakMap<DocumentNode, Promise<Step>>()
  const planned = inOrder(ORDER)
  const plan = async (document: DocumentNode): Promise<Step> => {
    // It counts from here, not from when the operation came: who waited for others has not asked for too much.
    const signal = AbortSignal.timeout(patience)
    const { node } = await planner.planAsync(print(document), null, NO_LABELS, 0, signal).catch((error) => {
      throw signal.aborted ? new TooIntricate() : new Unplannable(error)
    })
    if (!node) throw new Unplannable(new Error('The planner has no plan for this operation.'))
    return compilePlan(node, schema, ask)
  }
  const stepOf = (document: DocumentNode, asker: Asker): Promise<Step> => {
    const known = plans.get(document)
    if (known) return known
    const step = planned(asker, () => plan(document))
    plans.set(document, step)
    step.catch(() => plans.delete(document))
    return step
  }
  return {
    schema,
    knows: (document) => plans.has(document),
    async plan(document, asker) {
      await stepOf(document, asker)
    },
    async run(document, variables, journey, { data, failures }) {
      const step = await stepOf(document, askerOf(journey.envelope))
      await step({ data, failures, variables, journey })
    },
    close: async () => {},
  }
}

/** It plans on the few threads that hashing passwords and reading files need, too: half of them are left. */
const ORDER = { atOnce: 2, waiting: 20, waitingTogether: 80 }

/** Of @override, which no subgraph uses. */
const NO_LABELS = new Set<string>()
