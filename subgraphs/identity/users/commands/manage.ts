import { type Actor, authorizeRole } from '../../../shared/auth/actor.ts'
import type { Role } from '../../../shared/auth/permissions.ts'
import { checkMayManage } from '../user.ts'

type Path = readonly (string | number)[]

/**
 * Lets the actor make or change a user, one by one or in an import: `roles` are those the user has before and
 * after, and whoever may do less than one of them allows changes nobody's address or role. Refuses with FORBIDDEN,
 * where `place` says, and with OWNER_ONLY at the field `path` names.
 */
export function checkManages(actor: Actor, roles: readonly Role[], path: Path, place: Path = []): void {
  for (const role of roles) authorizeRole(actor, role, place)
  checkMayManage(actor.role, roles, path)
}
