import type { Transaction } from '../../../shared/db/database.ts'
import { violates } from '../../../shared/db/errors.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { newId } from '../../../shared/relay/id.ts'
import { userColumns } from '../queries.ts'
import { passwords, type UserRow, users } from '../tables.ts'
import { emailTaken, type UserFacts } from '../user-import.ts'

/** Writes a user, and their password's hash when they have one. */
export async function insertUser(
  tx: Transaction,
  organizationId: string,
  user: UserFacts,
  hash: string | null,
): Promise<UserRow> {
  const [row] = await tx
    .insert(users)
    .values({ organizationId, id: newId(), ...user })
    .returning(userColumns)
  if (hash !== null) await tx.insert(passwords).values({ organizationId, userId: row!.id, hash })
  return row!
}

/** Two who take an address, or an outside id, at once: the database lets one, and the other is told. */
export async function unlessTaken<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (violates(error, 'users_email')) throw emailTaken(['email'])
    if (violates(error, 'users_external_reference')) {
      throw new Refusal('EXTERNAL_REFERENCE_TAKEN', 'Another user has this id in that system.', ['externalReference'])
    }
    throw error
  }
}
