import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Actor } from '../../shared/auth/actor.ts'
import { referenceList } from '../../shared/bulk/upsert.ts'
import type { Transaction } from '../../shared/db/database.ts'
import { leanStatement } from '../../shared/db/statement.ts'
import { among, mine } from '../../shared/db/tenancy.ts'
import type { Listing, Page } from '../../shared/relay/connection.ts'
import { type ContactRow, type CustomerRow, contacts, customers } from './tables.ts'

export type CustomerPage = Page<CustomerRow>
export type ContactPage = Page<ContactRow>

const { nameFolded, industryFolded, countryFolded, searchText, ...columns } = getTableColumns(customers)
const { nameFolded: contactNameFolded, ...ofContact } = getTableColumns(contacts)

/** What a customer, and a contact, is read and returned as. */
export const customerColumns = columns
export const contactColumns = ofContact

export const customersById = leanStatement('customer:read', { of: 'Customer', by: 'id' }, (select) =>
  select(columns)
    .from(customers)
    .where(and(mine(customers), among(customers.id))),
)

export const contactsById = leanStatement('customer:read', { of: 'Contact', by: 'id' }, (select) =>
  select(ofContact)
    .from(contacts)
    .where(and(mine(contacts), among(contacts.id))),
)

export const customerListing: Listing<CustomerRow> = {
  name: 'customers',
  of: 'Customer',
  permission: 'customer:read',
  table: customers,
  fields: columns,
  orders: {
    NAME: { by: nameFolded, type: 'text' },
    CREATED_AT: { by: customers.createdAt, type: 'timestamptz' },
  },
  defaultOrder: { field: 'NAME', direction: 'ASC' },
  filters: {
    name: { kind: 'text', column: nameFolded },
    country: { kind: 'text', column: countryFolded },
    industry: { kind: 'text', column: industryFolded },
    ownerId: { kind: 'id', column: customers.ownerId, prefix: 'user' },
  },
  search: searchText,
}

export const contactListing: Listing<ContactRow> = {
  name: 'contacts',
  of: 'Contact',
  permission: 'customer:read',
  table: contacts,
  fields: ofContact,
  orders: { NAME: { by: contactNameFolded, type: 'text' } },
  defaultOrder: { field: 'NAME', direction: 'ASC' },
}

/** The customers among these ids that the organisation has. */
export async function knownCustomers(
  tx: Transaction,
  { organizationId }: Actor,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.organizationId, organizationId), sql`${customers.id} = any(${sql.param(ids)}::uuid[])`))
  return new Set(rows.map(({ id }) => id))
}

/** What a change of a customer goes by, held until the transaction ends; null when the organisation has none of that id. */
export async function lockCustomer(
  tx: Transaction,
  { organizationId }: Actor,
  id: string,
): Promise<Pick<CustomerRow, 'version' | 'ownerId'> | null> {
  const [row] = await tx
    .select({ version: customers.version, ownerId: customers.ownerId })
    .from(customers)
    .where(and(eq(customers.organizationId, organizationId), eq(customers.id, id)))
    .for('update')
  return row ?? null
}

/** Who looks after the customers that came from there, by `referenceKey`. */
export async function ownersByReference(
  tx: Transaction,
  { organizationId }: Actor,
  references: readonly ExternalReference[],
): Promise<Map<string, string | null>> {
  if (references.length === 0) return new Map()
  const wanted = referenceList(JSON.stringify(references))
  const rows = await tx
    .select({ source: customers.externalSource, id: customers.externalId, ownerId: customers.ownerId })
    .from(customers)
    .where(
      and(
        eq(customers.organizationId, organizationId),
        sql`(${customers.externalSource}, ${customers.externalId}) in (select wanted.source, wanted.id from ${wanted})`,
      ),
    )
  return new Map(rows.map(({ source, id, ownerId }) => [referenceKey({ source: source!, id: id! }), ownerId]))
}

interface ExternalReference {
  readonly source: string
  readonly id: string
}

export const referenceKey = ({ source, id }: ExternalReference): string => JSON.stringify([source, id])

/** The version of a contact; null when the organisation has none of that id. */
export async function contactVersion(tx: Transaction, { organizationId }: Actor, id: string): Promise<number | null> {
  const [row] = await tx
    .select({ version: contacts.version })
    .from(contacts)
    .where(and(eq(contacts.organizationId, organizationId), eq(contacts.id, id)))
    .for('update')
  return row?.version ?? null
}
