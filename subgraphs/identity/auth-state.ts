import type { AuthState } from '../shared/auth/identify.ts'
import type { Database } from '../shared/db/database.ts'
import type { SigningKeys } from './signing-keys.ts'

interface VoidToken {
  token_id: string | null
  user_id: string | null
  organization_id: string | null
  void_before: number | null
}

/** What everybody who checks tokens must know, of all organisations: keys, and tokens that are void before they expire. */
export async function authState({ client }: Database, keys: SigningKeys): Promise<AuthState> {
  const rows = await client<VoidToken[]>`
    select token_id, user_id, organization_id, void_before from kopru_void_tokens()`
  return {
    keys: keys.public,
    revokedTokens: rows.flatMap(({ token_id }) => token_id ?? []),
    revokedUsers: momentsOf(rows, 'user_id'),
    revokedOrganizations: momentsOf(rows, 'organization_id'),
  }
}

const momentsOf = (rows: readonly VoidToken[], whose: 'user_id' | 'organization_id'): Record<string, number> =>
  Object.fromEntries(rows.flatMap((row) => (row[whose] === null ? [] : [[row[whose], row.void_before!]])))
