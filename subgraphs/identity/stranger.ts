import type { Actor } from '../shared/auth/actor.ts'

const NONE = '00000000-0000-0000-0000-000000000000'

/**
 * Whoever asks without a token: nobody, with no permission. Their organisation is the one of all zeros,
 * which holds what is known of strangers (how often they tried a password) and nothing else.
 */
export const STRANGER: Actor = {
  userId: NONE,
  organizationId: NONE,
  role: 'VIEWER',
  permissions: new Set(),
  tokenId: NONE,
  currency: 'EUR',
  timeZone: 'UTC',
}
