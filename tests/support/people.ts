import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { AUDIENCE, Identifier, ISSUER } from '../../subgraphs/shared/auth/identify.ts'
import type { Role } from '../../subgraphs/shared/auth/permissions.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'

/** An organisation of a test, and a signer of real tokens for the people in it. */
export interface Office {
  readonly organizationId: string
  readonly identifier: Identifier
  /** `Bearer …` of somebody with this role; the same user each time. */
  as(role: Role, claims?: Record<string, unknown>): Promise<string>
}

const keys = await generateKeyPair('EdDSA', { extractable: true })
const identifier = new Identifier()
await identifier.update({
  keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'test' }],
  revokedTokens: [],
  revokedUsers: {},
})

export function office({ currency = 'EUR', timeZone = 'Europe/Istanbul' } = {}): Office {
  const organizationId = newId()
  const users = new Map<Role, string>()
  return {
    organizationId,
    identifier,
    async as(role, claims = {}) {
      const userId = users.get(role) ?? newId()
      users.set(role, userId)
      const token = await new SignJWT({
        sub: userId,
        org: organizationId,
        role,
        cur: currency,
        tz: timeZone,
        jti: newId(),
        ...claims,
      })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(keys.privateKey)
      return `Bearer ${token}`
    },
  }
}
