import type { Transaction } from '../../shared/db/database.ts'
import { checkOrganization } from './organization.ts'
import { organizations } from './tables.ts'

export interface NewOrganization {
  readonly name: string
  readonly currency: string
  readonly timeZone: string
}

/** Founds the organisation whose transaction this is; answers false, and changes nothing, where it stands already. */
export async function foundOrganization(
  tx: Transaction,
  organizationId: string,
  { name, currency, timeZone }: NewOrganization,
): Promise<boolean> {
  checkOrganization({ currency, timeZone })
  const founded = await tx
    .insert(organizations)
    .values({ organizationId, name, currency, timeZone })
    .onConflictDoNothing()
    .returning({ organizationId: organizations.organizationId })
  return founded.length > 0
}
