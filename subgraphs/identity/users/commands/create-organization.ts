import { type Database, write } from '../../../shared/db/database.ts'
import { newId } from '../../../shared/relay/id.ts'
import { optionalTextOf, textOf } from '../../../shared/relay/input.ts'
import { foundOrganization, type NewOrganization } from '../../organizations/commands.ts'
import { firstOwner } from '../queries.ts'
import { emailOf, newPasswordOf } from '../user.ts'
import { insertUser } from './insert-user.ts'
import { hashPassword } from './password.ts'

export interface CreateOrganizationInput extends NewOrganization {
  /** A uuid known beforehand, so that the same organisation is not founded twice. */
  readonly id?: string
  readonly owner: {
    readonly email: string
    readonly name: string
    readonly title?: string | null
    /** Without one the owner cannot sign in until it is set; tokens can be issued. */
    readonly password?: string
  }
}

export interface CreatedOrganization {
  readonly organizationId: string
  readonly ownerId: string
  /** False when an organisation of that id stood already: it was left as it is. */
  readonly created: boolean
}

/** Founds an organisation with its first owner. An act of the platform: no mutation leads here, and nobody is asked for permission. */
export async function createOrganization(
  database: Database,
  { id = newId(), owner, ...organization }: CreateOrganizationInput,
): Promise<CreatedOrganization> {
  const email = emailOf(owner.email, ['owner', 'email'])
  const password = owner.password === undefined ? null : newPasswordOf(owner.password, email, ['owner', 'password'])
  const user = {
    email,
    name: textOf(owner.name, ['owner', 'name']),
    title: optionalTextOf(owner.title, ['owner', 'title']),
    role: 'OWNER' as const,
    externalSource: null,
    externalId: null,
  }
  const tenant = { organizationId: id }
  return write(database, tenant, async (tx) => {
    const created = await foundOrganization(tx, id, { ...organization, name: textOf(organization.name, ['name']) })
    if (!created) return { organizationId: id, ownerId: (await firstOwner(tx, tenant))!.id, created }
    const hash = password === null ? null : await hashPassword(password, id)
    return { organizationId: id, ownerId: (await insertUser(tx, id, user, hash)).id, created }
  })
}
