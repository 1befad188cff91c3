import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, separateOperations } from 'graphql'
import { MAXIMUM_COST } from '../limits/defaults.ts'
import { amountOf, type Variables } from './amount.ts'
import { conditionsOf } from './conditions.ts'
import { costOf } from './cost.ts'
import { defaulting } from './defaults.ts'
import { inputsOf } from './inputs.ts'
import { fragmentsOf } from './nodes.ts'
import { nullsOf } from './nulls.ts'
import { pagesOf } from './pages.ts'
import { definitionsOf, type Prices, pricesOf } from './prices.ts'
import { surveyOf } from './survey.ts'

const MAX_NODES = 100_000

/** What an operation asks for: known from its document, but for what its variables say. */
export interface Demand {
  /** Why it may not run with these variables; nothing when it may. */
  refuse(variables: Variables): GraphQLError | undefined
  /** What it can cost at most. */
  cost(variables: Variables): number
  /** What an answer to it did cost. */
  spent(data: unknown, variables: Variables): number
}

export interface DemandOptions {
  readonly maximumCost?: number | undefined
  /** Where `schema` does not say them itself. */
  readonly prices?: Prices
}

/** Says what operations demand. It is worked out once for a document and forgotten with it. */
export function demands(
  schema: GraphQLSchema,
  { maximumCost = MAXIMUM_COST, prices = pricesOf(definitionsOf(schema)) }: DemandOptions = {},
): (document: DocumentNode, operationName?: string | null) => Demand | undefined {
  const known = new WeakMap<DocumentNode, Map<string, Demand | undefined>>()
  return (document, operationName) => {
    const ofDocument = known.get(document) ?? new Map<string, Demand | undefined>()
    known.set(document, ofDocument)
    const name = operationName ?? ''
    if (!ofDocument.has(name)) ofDocument.set(name, demandOf(schema, prices, maximumCost, document, operationName))
    return ofDocument.get(name)
  }
}

function demandOf(
  schema: GraphQLSchema,
  prices: Prices,
  maximumCost: number,
  document: DocumentNode,
  operationName: string | null | undefined,
): Demand | undefined {
  const operation = getOperationAST(document, operationName)
  // What is not there is refused by whoever runs it.
  if (!operation || !schema.getRootType(operation.operation)) return undefined
  const asked = separateOperations(document)[operation.name?.value ?? '']!
  const fragments = fragmentsOf(asked.definitions)
  const inspect = inputsOf(schema, prices, operation, fragments)
  const survey = surveyOf(schema, operation, fragments)
  const nullIn = nullsOf(survey, operation)
  const emptyIn = conditionsOf(survey)
  const noPageIn = pagesOf(prices, survey)
  const withDefaults = defaulting(operation)
  const { requested, nodes, actual } = costOf(schema, prices, operation, fragments)
  return {
    refuse(given) {
      const variables = withDefaults(given)
      const malformed = inspect(variables) ?? nullIn(variables) ?? emptyIn(variables) ?? noPageIn(variables)
      if (malformed) return malformed
      const items = amountOf(nodes, variables)
      if (items > MAX_NODES)
        return refusal('LIMIT_EXCEEDED', `The operation asks for up to ${items} objects; ${MAX_NODES} is the most.`)
      const cost = amountOf(requested, variables)
      if (cost > maximumCost)
        return refusal('COST_EXCEEDED', `The operation can cost up to ${cost}; ${maximumCost} is the most.`)
      return undefined
    },
    cost: (variables) => amountOf(requested, withDefaults(variables)),
    spent: (data, variables) => actual(data, withDefaults(variables)),
  }
}

const refusal = (code: string, message: string) => new GraphQLError(message, { extensions: { code } })
