import type { ExecutionResult } from 'graphql'
import type { Envelope, Operation } from '../../subgraphs/shared/graphql/subgraph.ts'
import type { Owner } from '../../subgraphs/shared/references/ask.ts'
import type { OwnerName } from '../../subgraphs/shared/references/kinds.ts'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'

/** What stands in for the owners of what a subgraph that is alone refers to. */
export interface StandIns {
  readonly owners: Record<OwnerName, Owner>
  /** Each question that was asked. */
  readonly asked: { readonly owner: OwnerName; readonly ids: string[]; readonly envelope: Envelope }[]
  /** Ids of what is not there: every other customer and user is. */
  readonly missing: Set<string>
  /** What they answer instead, while it is set. */
  instead: ((result: ExecutionResult, operation: Operation, envelope: Envelope) => Promise<ExecutionResult>) | null
}

const customers = new Map<string, string>()

/** A new deal of that customer: there are no others. */
export function dealOf(customerId: string): string {
  const id = encodeId('deal', newId())
  customers.set(id, customerId)
  return id
}

export function standIns(): StandIns {
  const owner = (name: OwnerName): Owner => ({
    name,
    async execute(operation, envelope) {
      const { representations } = operation.variables as { representations: { __typename: string; id: string }[] }
      const result = { data: { _entities: representations.map(entity) } }
      all.asked.push({ owner: name, ids: representations.map(({ id }) => id), envelope })
      return all.instead ? all.instead(result, operation, envelope) : result
    },
  })
  const entity = ({ __typename, id }: { __typename: string; id: string }) => {
    if (all.missing.has(id)) return null
    if (__typename !== 'Deal') return { __typename, id }
    const customerId = customers.get(id)
    return customerId === undefined ? null : { __typename, id, customer: { id: customerId } }
  }
  const all: StandIns = {
    owners: { identity: owner('identity'), crm: owner('crm') },
    asked: [],
    missing: new Set(),
    instead: null,
  }
  return all
}
