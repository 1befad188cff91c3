import { type Named, namedCustomer, namedDeal } from '../../../shared/references/reference.ts'
import type { Header } from '../draft.ts'

type Path = readonly (string | number)[]
type Referring = Pick<Header, 'customerId' | 'dealId'>

/** What an invoice says of entities of other subgraphs; of one that was there, what it says anew: the rest was verified then. */
export function namedIn({ customerId, dealId }: Referring, before: Referring | null, path: Path = []): Named[] {
  if (customerId !== before?.customerId) {
    const ofDeal = dealId === before?.dealId ? 'customerId' : 'dealId'
    return [...namedCustomer(customerId, [...path, 'customerId']), ...namedDeal(dealId, customerId, [...path, ofDeal])]
  }
  return dealId === before.dealId ? [] : namedDeal(dealId, customerId, [...path, 'dealId'])
}
