import type { BatchFetchNode, FetchNode, FlattenNode, PlanNode } from '@graphql-hive/router-query-planner'
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql'
import { keyOf } from '../../subgraphs/shared/graphql/nodes.ts'
import { type Fetch, type Journey, rootsOf } from '../call.ts'
import type { Ask } from '../planner.ts'
import { askedFields } from './asked-fields.ts'
import { type AskedKeys, blame, type EntityGroup, entityGroup, gather, isBeside, isBlamed } from './entities.ts'
import type { Failures } from './failures.ts'
import { copyOf, type Data, interfacesOf, type Merge, merging } from './merge.ts'
import { type Rewrite, renaming, rewriting } from './rewrite.ts'

/** What one run of a plan has brought so far. */
export interface Run {
  readonly data: Data
  readonly failures: Failures
  readonly variables: Readonly<Record<string, unknown>>
  readonly journey: Journey
}

export type Step = (run: Run) => Promise<void>

/**
 * Makes a function of a plan: fetches in the planner's order, side by side where it says so, each answer merged
 * into the data at its place. All that does not depend on a request is worked out here, once for each plan.
 */
export function compilePlan(node: PlanNode, schema: GraphQLSchema, ask: Ask): Step {
  const means = { schema, ask, merge: merging(interfacesOf(schema)) }
  const compile = (inner: PlanNode): Step => {
    switch (inner.kind) {
      case 'Sequence':
        return inSequence(inner.nodes.map(compile))
      case 'Parallel':
        return sideBySide(inner.nodes.map(compile))
      case 'Fetch':
        return rootFetch(inner, means)
      case 'Flatten':
        return entityFetch(fetchOf(inner), [ofFlatten(inner, schema)], means)
      case 'BatchFetch':
        return entityFetch(
          inner,
          inner.entityBatch.aliases.map((alias) => ofAlias(alias, schema)),
          means,
        )
      default:
        throw new Error(`The plan has a step of a kind that is not known here: ${inner.kind}.`)
    }
  }
  return compile(node)
}

const inSequence =
  (steps: readonly Step[]): Step =>
  async (run) => {
    for (const step of steps) await step(run)
  }

const sideBySide =
  (steps: readonly Step[]): Step =>
  async (run) => {
    await Promise.all(steps.map((step) => step(run)))
  }

/** What the steps of a plan work with. */
interface Means {
  readonly schema: GraphQLSchema
  readonly ask: Ask
  readonly merge: Merge
}

function rootFetch(node: FetchNode, { schema, ask, merge }: Means): Step {
  const fetch = fetching(node)
  const rewrite = rewriting(node.outputRewrites, schema)
  const rename = renaming(node.outputRewrites)
  return async (run) => {
    const { data, errors } = await ask(node.serviceName, fetch(run, {}))
    for (const error of errors ?? []) {
      // Where it does not say what it is about, it is about all that was asked.
      const paths = error.path ? [error.path] : rootsOf(fetch.document()).map((root) => [keyOf(root)])
      for (const path of paths) run.failures.add(run.data, { cause: error, path: rename(path) })
      if (data && !error.path?.length) run.failures.addBeside(error)
    }
    if (data) merge(run.data, rewrite(data))
  }
}

function entityFetch(node: FetchNode | BatchFetchNode, groups: readonly EntityGroup[], means: Means): Step {
  const { schema, ask, merge } = means
  const fetch = fetching(node)
  const askedKeys = askingKeys(fetch.document, schema)
  return async (run) => {
    const gathered = gather(groups, run.data)
    if (gathered.count === 0) return
    const { data, errors = [] } = await ask(node.serviceName, fetch(run, gathered.variables))
    blame(errors, gathered.found, run.failures, askedKeys)
    for (const error of errors) if (isBeside(error, data)) run.failures.addBeside(error)
    for (const { group, targets } of gathered.found) {
      const entities = group.rewrite((data as Data | null)?.[group.key] ?? null)
      if (!Array.isArray(entities)) continue
      const given = new Set<number>()
      for (const { entity, index } of targets) {
        const brought = entities[index] as Data | null | undefined
        // Not even that there is no row: whatever is lacking then is told.
        if (brought === undefined) continue
        if (brought === null) {
          if (!isBlamed(errors, group.key, index)) run.failures.addMissing(entity)
          continue
        }
        // At each of several paths later fetches bring something else into what is inside.
        merge(entity, group.walks.length > 1 && given.has(index) ? copyOf(brought) : brought)
        given.add(index)
      }
    }
  }
}

/** What a fetch asks of entities; it is looked up only when something failed. */
function askingKeys(document: () => DocumentNode, schema: GraphQLSchema): AskedKeys {
  const known = new Map<string, readonly string[]>()
  return (group, typename) => {
    const found = known.get(`${group} ${typename}`)
    if (found) return found
    const root = rootsOf(document()).find((one) => keyOf(one) === group)
    const keys = root ? askedFields(schema, typename, root.selectionSet!, document()).map(keyOf) : []
    known.set(`${group} ${typename}`, keys)
    return keys
  }
}

const fetchOf = ({ node }: FlattenNode): FetchNode => {
  if (node.kind !== 'Fetch') throw new Error(`The plan flattens a step of the kind ${node.kind}.`)
  return node
}

const ofFlatten = (node: FlattenNode, schema: GraphQLSchema): EntityGroup => {
  const { requires = [], inputRewrites, outputRewrites } = fetchOf(node)
  return entityGroup(schema, {
    key: '_entities',
    variable: 'representations',
    paths: [node.path],
    requires,
    inputRewrites,
    outputRewrites: outputRewrites?.map(beyondEntities),
  })
}

const ofAlias = (alias: BatchFetchNode['entityBatch']['aliases'][number], schema: GraphQLSchema): EntityGroup =>
  entityGroup(schema, { ...alias, key: alias.alias, variable: alias.representationsVariableName })

/** The rewrites of a lone fetch start at its answer, those of a batch at the list of entities. */
function beyondEntities(rewrite: Rewrite): Rewrite {
  const beyond = <T extends { path: readonly unknown[] }>(setter: T): T => {
    const [first] = setter.path as { Key?: string }[]
    return first?.Key === '_entities' ? { ...setter, path: setter.path.slice(1) } : setter
  }
  if ('KeyRenamer' in rewrite) return { KeyRenamer: beyond(rewrite.KeyRenamer) }
  if ('ValueSetter' in rewrite) return { ValueSetter: beyond(rewrite.ValueSetter) }
  return beyond(rewrite)
}

/** What is asked of a subgraph: the planner's text, with those of the variables that it uses. */
function fetching({ operation, variableUsages = [] }: FetchNode | BatchFetchNode) {
  let parsed: DocumentNode | undefined
  const document = () => {
    parsed ??= parse(operation, { noLocation: true })
    return parsed
  }
  const make = ({ variables, journey }: Run, representations: Record<string, unknown>): Fetch => {
    const used: Record<string, unknown> = representations
    for (const name of variableUsages) if (Object.hasOwn(variables, name)) used[name] = variables[name]
    return { query: operation, document, variables: used, context: journey }
  }
  return Object.assign(make, { document })
}
