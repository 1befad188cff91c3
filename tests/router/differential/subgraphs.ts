import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph'
import { composeServices } from '@theguild/federation-composition'
import { type DocumentNode, type ExecutionResult, execute, GraphQLError, parse } from 'graphql'
import { createRouter, type Router, type RouterOptions } from '../../../router/router.ts'
import type { Subgraph } from '../../../subgraphs/shared/graphql/subgraph.ts'
import { createWorld, NAMES, type Name, ROOTS, type Row, TOLD } from './model.ts'

export type Sdl = Record<Name, string>

export interface Site {
  readonly router: Router
  ask(query: string, variables: Record<string, unknown>, down: Name | null): Promise<ExecutionResult>
}

/** The router over the three subgraphs; every operation meets the same rows. */
export async function openSite(planner: NonNullable<RouterOptions['planner']>, sdl: Sdl): Promise<Site> {
  const here = { world: createWorld(), down: null as Name | null }
  // Without our own refusals: a construct that they name can be tried here before they let it through.
  const { supergraphSdl, errors } = composeServices(
    NAMES.map((name) => ({ name, url: `http://127.0.0.1/${name}`, typeDefs: parse(sdl[name]) })),
  )
  if (!supergraphSdl) throw new Error(errors?.join('\n'))
  const log = { warn: () => {}, error: () => {} }
  const router = await createRouter({
    ...{ supergraph: supergraphSdl, log, planner },
    subgraphs: NAMES.map((name) => subgraph(name, sdl[name], here)),
  })
  return {
    router,
    async ask(query, variables, down) {
      Object.assign(here, { world: createWorld(), down })
      return JSON.parse(JSON.stringify(await router.execute({ query, variables }, { requestId: 'differential' })))
    },
  }
}

interface Here {
  readonly world: ReadonlyMap<string, Row>
  readonly down: Name | null
}

function subgraph(name: Name, sdl: string, here: Here): Subgraph {
  const typeDefs = parse(sdl)
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolversOf(typeDefs, here) }])
  return {
    ...{ name, schema, ready: async () => {}, close: async () => {} },
    async execute({ query, variables }) {
      if (here.down === name) throw new Error(`${name} is down`)
      const { data, errors } = await execute({ schema, document: parse(query), variableValues: variables ?? {} })
      const told = errors?.map(
        ({ message, path }) => new GraphQLError(message, { path: path ?? null, extensions: { code: 'BROKEN' } }),
      )
      return { data: JSON.parse(JSON.stringify(data ?? null)), ...(told && { errors: told }) }
    },
  }
}

/** What a subgraph is not sent it does not know: of what it requires only the representation tells. */
function resolversOf(typeDefs: DocumentNode, here: Here): GraphQLResolverMap<unknown> {
  const __resolveReference = (given: Row) => {
    const row = here.world.get(given.id)
    return row ? { ...row, given } : null
  }
  const resolvers: Record<string, Record<string, unknown>> = {}
  for (const definition of typeDefs.definitions) {
    if (!('fields' in definition) || !('directives' in definition)) continue
    const fields = (definition.fields ?? []).map(({ name }) => name.value)
    const type = definition.name.value
    if (type === 'Query' || type === 'Mutation') {
      const root = (field: string) => (_: unknown, args: never) => ROOTS[field]!(here.world, args)
      resolvers[type] = Object.fromEntries(fields.map((field) => [field, root(field)]))
    } else if (definition.directives?.some(({ name }) => name.value === 'key')) {
      resolvers[type] = { __resolveReference }
      for (const field of fields.filter((name) => Object.hasOwn(TOLD, name)))
        resolvers[type][field] = (row: Row, args: object) => TOLD[field]!(row.given ?? {}, args)
    }
  }
  return resolvers as GraphQLResolverMap<unknown>
}
