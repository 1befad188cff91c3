import { type Database, write } from '../../../shared/db/database.ts'
import { newId } from '../../../shared/relay/id.ts'
import type { SigningKeys } from '../../signing-keys.ts'
import { firstOwner } from '../../users/queries.ts'
import { LONGEST_SESSION_SECONDS, SESSION_SECONDS } from '../token.ts'
import { type IssuedToken, issue } from './issue.ts'

export interface IssueTokenInput {
  readonly organizationId: string
  /** The organisation's first owner when nobody is named. */
  readonly userId?: string
  /** An hour when nothing is said, and a day at most. */
  readonly seconds?: number
}

/**
 * A token for somebody without their password: for the demo, and for whoever runs the machine. An act
 * of the platform; null when there is no such active user.
 */
export async function issueToken(
  database: Database,
  keys: SigningKeys,
  { organizationId, userId, seconds = SESSION_SECONDS }: IssueTokenInput,
): Promise<IssuedToken | null> {
  // A session that was ended is remembered for as long as one can last.
  if (seconds > LONGEST_SESSION_SECONDS) throw new Error('A session lasts a day at most.')
  return write(database, { organizationId }, async (tx) => {
    const id = userId ?? (await firstOwner(tx, { organizationId }))?.id
    return id === undefined ? null : issue(tx, keys, { organizationId, userId: id, tokenId: newId(), expires: seconds })
  })
}
