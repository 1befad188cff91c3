import { type ExecutionResult, GraphQLError } from 'graphql'
import { MOST_REPRESENTATIONS as MOST } from '../subgraphs/shared/graphql/inputs.ts'

type Variables = Record<string, unknown>
type Ask = (variables: Variables | undefined) => Promise<ExecutionResult>

/** Asks for many entities in parts, which a subgraph takes, and puts the answers together as if it had been asked once. */
export async function inParts(variables: Variables | undefined, ask: Ask): Promise<ExecutionResult> {
  const lists = Object.entries(variables ?? {}).filter(isOfRepresentations)
  const longest = Math.max(0, ...lists.map(([, list]) => list.length))
  if (longest <= MOST) return ask(variables)
  const starts = Array.from({ length: Math.ceil(longest / MOST) }, (_, part) => part * MOST)
  const parts = await Promise.all(
    starts.map((start) =>
      ask({
        ...variables,
        ...Object.fromEntries(lists.map(([name, list]) => [name, list.slice(start, start + MOST)])),
      }),
    ),
  )
  const refused = parts.find(({ data }) => !data)
  if (refused) return refused
  const data = Object.fromEntries(
    Object.keys(parts[0]!.data!).map((key) => [key, together(parts.map(({ data }) => data![key]))]),
  )
  const errors = parts.flatMap((part, index) => (part.errors ?? []).map((error) => moved(error, starts[index]!)))
  return {
    data,
    ...(errors.length > 0 && { errors }),
  }
}

/** The lists of the parts as one. Where one is short its end stays undefined, so that the next ones keep their places. */
function together(lists: readonly unknown[]): unknown[] {
  const entities = lists.map((list) => (Array.isArray(list) ? list : []))
  const last = entities.findLastIndex(({ length }) => length > 0)
  return entities
    .slice(0, last + 1)
    .flatMap((list, part) => (part === last ? list : Array.from({ length: MOST }, (_, place) => list[place])))
}

/** What the planners call them; those of clients were given other names. */
const isOfRepresentations = (entry: [string, unknown]): entry is [string, unknown[]] =>
  /^(representations$|__batch_reps_)/.test(entry[0]) && Array.isArray(entry[1])

/** The second step of a path is the entity's place. */
const moved = (error: GraphQLError, start: number): GraphQLError =>
  new GraphQLError(error.message, {
    path: error.path?.map((step, index) => (index === 1 && typeof step === 'number' ? step + start : step)) ?? null,
    extensions: error.extensions,
  })
