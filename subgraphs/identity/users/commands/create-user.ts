import { authorize, authorizeRole } from '../../../shared/auth/actor.ts'
import { form } from '../../../shared/relay/form.ts'
import { optionalTextOf, referenceOf, textOf } from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import type { CreateUserInput } from '../../generated/graphql.ts'
import type { UserRow } from '../tables.ts'
import { checkMayManage, emailOf, newPasswordOf } from '../user.ts'
import { insertUser, unlessTaken } from './insert-user.ts'
import { hashPassword } from './password.ts'

/** Takes somebody in. Refuses with EMAIL_TAKEN, EXTERNAL_REFERENCE_TAKEN, OWNER_ONLY, PASSWORDS_THROTTLED, and as inputs do. */
export async function createUser(ctx: Context, input: CreateUserInput): Promise<UserRow> {
  authorize(ctx.actor, 'user:write')
  authorizeRole(ctx.actor, input.role)
  const { email, name, title, reference, password } = form({
    email: () => emailOf(input.email, ['email']),
    name: () => textOf(input.name, ['name']),
    title: () => optionalTextOf(input.title, ['title']),
    reference: () => referenceOf(input.externalReference, ['externalReference']),
    password: () =>
      input.password == null ? null : newPasswordOf(input.password, input.email.trim().toLowerCase(), ['password']),
    role: () => checkMayManage(ctx.actor.role, [input.role], ['role']),
  })
  const hash = password === null ? null : await hashPassword(password, ctx.whose)
  const user = {
    email,
    name,
    title,
    role: input.role,
    externalSource: reference?.source ?? null,
    externalId: reference?.id ?? null,
  }
  return unlessTaken(() => ctx.write((tx) => insertUser(tx, ctx.actor.organizationId, user, hash)))
}
