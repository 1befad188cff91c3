import type { Permission } from '../auth/permissions.ts'
import type { IdPrefix } from '../relay/id.ts'

/** An entity as its owner is asked for it. */
interface Kind {
  readonly owner: 'identity' | 'crm'
  readonly prefix: IdPrefix
  /** What whoever refers to one must be allowed to read. */
  readonly permissions: readonly Permission[]
  /** The fields that have to be known of one. */
  readonly selection: string
  readonly notFound: { readonly code: string; readonly message: string }
}

/** What one subgraph owns and another refers to. */
export const KINDS = {
  User: {
    owner: 'identity',
    prefix: 'user',
    permissions: ['user:read'],
    selection: 'id',
    notFound: { code: 'USER_NOT_FOUND', message: 'There is no such user.' },
  },
  Customer: {
    owner: 'crm',
    prefix: 'cust',
    permissions: ['customer:read'],
    selection: 'id',
    notFound: { code: 'CUSTOMER_NOT_FOUND', message: 'There is no such customer.' },
  },
  Deal: {
    owner: 'crm',
    prefix: 'deal',
    permissions: ['deal:read', 'customer:read'],
    selection: 'id customer { id }',
    notFound: { code: 'DEAL_NOT_FOUND', message: 'There is no such deal.' },
  },
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof KINDS
export type OwnerName = (typeof KINDS)[KindName]['owner']
