import type { ExecutionResult } from 'graphql'
import type { Envelope, Operation } from '../graphql/subgraph.ts'
import { decodeId, encodeId } from '../relay/id.ts'
import { observeCall } from '../telemetry/calls.ts'
import { KINDS, type KindName, type OwnerName } from './kinds.ts'
import type { Known } from './reference.ts'

/** A subgraph that owns what others refer to: in this process, or behind HTTP. */
export interface Owner {
  readonly name: string
  readonly remote?: true
  execute(operation: Operation, envelope: Envelope): Promise<ExecutionResult>
}

/** An entity that its owner is asked for. */
export interface Wanted {
  readonly kind: KindName
  readonly id: string
}

/** How many entities are asked for at once. */
const MOST_AT_ONCE = 500

/**
 * Asks an owner for entities, as whoever asks us. Says of each what is known of it, null where there is none;
 * rejects unless all of them are answered within so many milliseconds.
 */
export async function askOwner(
  owner: Owner,
  wanted: readonly Wanted[],
  envelope: Envelope,
  milliseconds: number,
): Promise<(Known | null)[]> {
  const query = QUERIES[owner.name as OwnerName]
  const starts = Array.from({ length: Math.ceil(wanted.length / MOST_AT_ONCE) }, (_, part) => part * MOST_AT_ONCE)
  const answers = await Promise.all(
    starts.map(async (start) => {
      const part = wanted.slice(start, start + MOST_AT_ONCE)
      const representations = part.map(({ kind, id }) => ({ __typename: kind, id: encodeId(KINDS[kind].prefix, id) }))
      const result = await call(owner, { query, variables: { representations } }, envelope, milliseconds)
      return readAnswers(owner, part, result)
    }),
  )
  return answers.flat()
}

const QUERIES = Object.fromEntries(
  [...new Set(Object.values(KINDS).map(({ owner }) => owner))].map((owner) => {
    const each = Object.entries(KINDS).filter(([, kind]) => kind.owner === owner)
    const fragments = each.map(([type, { selection }]) => `... on ${type} { ${selection} }`).join(' ')
    return [
      owner,
      `query References($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${fragments} } }`,
    ]
  }),
) as Record<OwnerName, string>

/**
 * Of what came with the request only who asks is handed on: they have paid for the whole at the door, and a change
 * goes on when nobody waits for its answer any more.
 */
async function call(
  owner: Owner,
  operation: Operation,
  { authorization, requestId, traceparent, trail, peer }: Envelope,
  milliseconds: number,
): Promise<ExecutionResult> {
  const observed = observeCall(owner, { authorization, requestId, traceparent, trail, peer })
  const late = new AbortController()
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.abort()
    reject(new Error(`${owner.name} gives no answer within ${milliseconds} ms`))
  }, milliseconds)
  try {
    const asked = owner.execute(operation, { ...observed.envelope, signal: late.signal })
    const result = await Promise.race([asked, promise])
    observed.answered(result)
    return result
  } catch (error) {
    observed.failed()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function readAnswers(owner: Owner, wanted: readonly Wanted[], { data, errors }: ExecutionResult): (Known | null)[] {
  if (errors?.length) throw new Error(`${owner.name} answers with an error`, { cause: errors[0] })
  const entities = data?._entities
  if (!Array.isArray(entities) || entities.length !== wanted.length) throw rubbish(owner)
  return wanted.map(({ kind, id }, index) => {
    const entity: unknown = entities[index]
    if (entity === null) return null
    const { __typename, id: told, customer } = entity as Record<string, unknown>
    if (__typename !== kind || told !== encodeId(KINDS[kind].prefix, id)) throw rubbish(owner)
    if (kind !== 'Deal') return {}
    const customerId = decodeId('cust', (customer as { id?: string } | null)?.id)
    if (customerId === null) throw rubbish(owner)
    return { customerId }
  })
}

const rubbish = ({ name }: Owner): Error => new Error(`${name} does not answer what it was asked`)
