import { Refusal } from '../refusal.ts'
import { isPermission, type Permission, ROLES, type Role } from './permissions.ts'

/** Who asks, for which organisation, and what they may do. */
export interface Actor {
  readonly userId: string
  readonly organizationId: string
  readonly role: Role
  readonly permissions: ReadonlySet<Permission>
  readonly tokenId: string
  /** When the token ends by itself. */
  readonly tokenExpiresAt?: Date
  /** The organisation's own currency and time zone, as its books and its 'today' need them. */
  readonly currency: string
  readonly timeZone: string
}

/** Refuses with FORBIDDEN unless the actor holds the permission. The first line of every command. */
export function authorize(actor: Actor, permission: Permission, path: readonly (string | number)[] = []): void {
  if (!actor.permissions.has(permission)) {
    throw new Refusal('FORBIDDEN', `This needs the permission ${permission}, which you do not have.`, path)
  }
}

/** Refuses with FORBIDDEN unless the actor may do all that a role may: nobody hands on, or takes over, more than they have. */
export function authorizeRole(actor: Actor, role: Role, path: readonly (string | number)[] = []): void {
  for (const permission of ROLES[role]) authorize(actor, permission, path)
}

/** What a role may do; a token with scopes may do only what both the role and the scopes allow. */
export function permissionsOf(role: Role, scope?: string): ReadonlySet<Permission> {
  const granted: readonly Permission[] = ROLES[role]
  if (scope === undefined) return new Set(granted)
  const scopes = new Set(scope.split(' ').filter(isPermission))
  return new Set(granted.filter((permission) => scopes.has(permission)))
}
