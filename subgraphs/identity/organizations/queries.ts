import { and, eq, getTableColumns } from 'drizzle-orm'
import type { Transaction } from '../../shared/db/database.ts'
import { statement } from '../../shared/db/statement.ts'
import { among, mine } from '../../shared/db/tenancy.ts'
import { type OrganizationRow, organizations } from './tables.ts'

export const organizationsById = statement('organization:read', (select) =>
  select(getTableColumns(organizations))
    .from(organizations)
    .where(and(mine(organizations), among(organizations.organizationId))),
)

/** The organisation whose transaction this is, for what is written in its name. */
export async function organizationOf(tx: Transaction, organizationId: string): Promise<OrganizationRow | null> {
  const [row] = await tx.select().from(organizations).where(eq(organizations.organizationId, organizationId))
  return row ?? null
}
