import { decodeProtectedHeader, importJWK, type JWK, type JWTPayload, jwtVerify } from 'jose'
import { fromBase64url } from '../base64url.ts'
import { type Actor, permissionsOf } from './actor.ts'
import { isRole } from './permissions.ts'

export const ISSUER = 'kopru'
export const AUDIENCE = 'kopru'
/** Pinned: a token signed any other way is refused, whatever its header says. */
export const ALGORITHM = 'EdDSA'
const LEEWAY_SECONDS = 30
const REMEMBERED = 5_000

/** Nobody we know is asking: HTTP 401, before anything is parsed. */
export class Unauthenticated extends Error {
  readonly status = 401
}

/** What identity publishes for everyone who checks tokens. */
export interface AuthState {
  readonly keys: readonly JWK[]
  /** Ids (`jti`) of tokens that were revoked before they expired. */
  readonly revokedTokens: readonly string[]
  /** User id -> second since 1970 before which tokens issued to that user are void. */
  readonly revokedUsers: Readonly<Record<string, number>>
  /**
   * Organisation id -> second before which its sessions are void, where the users above are not all that there were;
   * its tokens for programs are not meant. An identity that is not yet renewed says none.
   */
  readonly revokedOrganizations?: Readonly<Record<string, number>>
}

type VerificationKey = Awaited<ReturnType<typeof importJWK>>
type Verified = { actor: Actor; isSession: boolean; issuedAt: number; expiresAt: number }

/** Checks tokens against the last known AuthState; asks nobody while a request waits. */
export class Identifier {
  #keys = new Map<string, VerificationKey>()
  #revokedTokens = new Set<string>()
  #revokedUsers: Readonly<Record<string, number>> = {}
  #revokedOrganizations: Readonly<Record<string, number>> = {}
  readonly #remembered = new Map<string, Verified>()

  async update(state: AuthState): Promise<void> {
    const keys = await Promise.all(
      state.keys.map(async (jwk): Promise<[string, VerificationKey]> => [jwk.kid!, await importJWK(jwk, ALGORITHM)]),
    )
    if (keys.some(([kid]) => !this.#keys.has(kid)) || keys.length !== this.#keys.size) this.#remembered.clear()
    this.#keys = new Map(keys)
    this.#revokedTokens = new Set(state.revokedTokens)
    this.#revokedUsers = state.revokedUsers
    this.#revokedOrganizations = state.revokedOrganizations ?? {}
  }

  /** The actor behind `Bearer <token>`; throws Unauthenticated for anything but a valid, living token. */
  async identify(authorization: string | undefined, now: Date = new Date()): Promise<Actor> {
    const token = bearerToken(authorization)
    const verified = this.#remembered.get(token) ?? (await this.#verify(token, now))
    const second = now.getTime() / 1000
    if (verified.expiresAt + LEEWAY_SECONDS <= second) throw new Unauthenticated('The token has expired.')
    const { userId, organizationId, tokenId } = verified.actor
    const voidBefore = Math.max(
      this.#revokedUsers[userId] ?? 0,
      verified.isSession ? (this.#revokedOrganizations[organizationId] ?? 0) : 0,
    )
    if (this.#revokedTokens.has(tokenId) || verified.issuedAt < voidBefore) {
      throw new Unauthenticated('The token has been revoked.')
    }
    return verified.actor
  }

  async #verify(token: string, now: Date): Promise<Verified> {
    const keys = this.#keys
    const payload = await payloadOf(token, keys, now)
    const { sub, org, role, jti, scope, cur, tz, iat, exp } = payload as JWTPayload & Record<string, unknown>
    const complete = [sub, org, jti, cur, tz].every((claim) => typeof claim === 'string') && isRole(role)
    if (!complete) throw new Unauthenticated('The token lacks a claim.')
    const verified: Verified = {
      actor: {
        userId: sub!,
        organizationId: org as string,
        role,
        permissions: permissionsOf(role, scope as string | undefined),
        tokenId: jti!,
        tokenExpiresAt: new Date(exp! * 1000),
        currency: cur as string,
        timeZone: tz as string,
      },
      // A token for a program says what it may do.
      isSession: scope === undefined,
      issuedAt: iat ?? 0,
      expiresAt: exp!,
    }
    // Keys may have changed meanwhile: what a key that is gone has signed must not be remembered.
    if (keys === this.#keys) this.#remember(token, verified)
    return verified
  }

  #remember(token: string, verified: Verified): void {
    if (this.#remembered.size >= REMEMBERED) this.#remembered.delete(this.#remembered.keys().next().value!)
    this.#remembered.set(token, verified)
  }
}

async function payloadOf(token: string, keys: ReadonlyMap<string, VerificationKey>, now: Date): Promise<JWTPayload> {
  try {
    const key = keys.get(decodeProtectedHeader(token).kid ?? '')
    if (!key) throw new Error('unknown key')
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      clockTolerance: LEEWAY_SECONDS,
      requiredClaims: ['exp', 'iat', 'sub', 'org', 'jti', 'role'],
      currentDate: now,
    })
    return payload
  } catch {
    throw new Unauthenticated('The token is not valid.')
  }
}

function bearerToken(authorization: string | undefined): string {
  if (!authorization) throw new Unauthenticated('A token is missing: send the header "Authorization: Bearer <token>".')
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1]
  const whole = token && token.length <= 4096 && token.split('.').every((part) => fromBase64url(part) !== null)
  if (!whole) throw new Unauthenticated('The token is not valid.')
  return token
}
