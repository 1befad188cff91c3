import type { Actor } from '../../../subgraphs/shared/auth/actor.ts'
import type { Database } from '../../../subgraphs/shared/db/database.ts'
import { Owners } from '../../../subgraphs/shared/references/references.ts'
import { decodeId, encodeId } from '../../../subgraphs/shared/relay/id.ts'

const known = new WeakMap<Actor, Owners>()

/** Who says whether a customer is there, for Köprü's commands: one statement, and no graph. */
export function ownersFor(crm: Database, actor: Actor): Owners {
  const owners =
    known.get(actor) ?? new Owners({ crm: { name: 'crm', execute: (asked) => customersOf(crm, actor, asked) } })
  known.set(actor, owners)
  return owners
}

interface Asked {
  readonly variables?: Record<string, unknown> | null | undefined
}

async function customersOf({ client }: Database, { organizationId }: Actor, { variables }: Asked) {
  const named = variables?.representations as { __typename: string; id: string }[]
  const ids = named.map(({ __typename, id }) => {
    if (__typename !== 'Customer') throw new Error(`The workload refers to a ${__typename}.`)
    return decodeId('cust', id)!
  })
  const rows = await client.begin(async (tx) => {
    await tx`select set_config('app.organization', ${organizationId}, true)`
    return tx`select id from customers where organization_id = ${organizationId} and id = any(${ids}::uuid[])`
  })
  const found = new Set(rows.map(({ id }) => encodeId('cust', id)))
  return { data: { _entities: named.map((entity) => (found.has(entity.id) ? entity : null)) } }
}
