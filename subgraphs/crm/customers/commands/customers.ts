import { and, eq, sql } from 'drizzle-orm'
import { authorize } from '../../../shared/auth/actor.ts'
import { unlessReferenceTaken } from '../../../shared/db/reference.ts'
import { namedUser } from '../../../shared/references/reference.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { encodeId, newId } from '../../../shared/relay/id.ts'
import { idOf, referenceOf } from '../../../shared/relay/input.ts'
import { checkVersion } from '../../../shared/version.ts'
import type { Context } from '../../context.ts'
import type { CreateCustomerInput, UpdateCustomerInput } from '../../generated/graphql.ts'
import { customerColumns, lockCustomer } from '../queries.ts'
import { type CustomerRow, customers } from '../tables.ts'
import { customerChanges, customerValues } from './customer-fields.ts'

/** Adds a customer, looked after by whoever adds it unless somebody else is named. Refuses with EXTERNAL_REFERENCE_TAKEN. */
export async function createCustomer(ctx: Context, input: CreateCustomerInput): Promise<CustomerRow> {
  authorize(ctx.actor, 'customer:write')
  const { organizationId, userId } = ctx.actor
  const values = customerValues({ ...input, ownerId: ownerOf(input, userId) }, [])
  const reference = referenceOf(input.externalReference, ['externalReference'])
  await ctx.references.verify(namedUser(values.ownerId, ['ownerId']))
  return unlessReferenceTaken('customers_reference', () =>
    ctx.write(async (tx) => {
      const [customer] = await tx
        .insert(customers)
        .values({
          organizationId,
          id: newId(),
          ...values,
          externalSource: reference?.source ?? null,
          externalId: reference?.id ?? null,
        })
        .returning(customerColumns)
      return customer!
    }),
  )
}

const ownerOf = ({ ownerId }: CreateCustomerInput, userId: string) =>
  ownerId === undefined ? encodeId('user', userId) : ownerId

/** Changes what is said about a customer. Refuses with CUSTOMER_NOT_FOUND, VERSION_CONFLICT. */
export async function updateCustomer(ctx: Context, input: UpdateCustomerInput): Promise<CustomerRow> {
  authorize(ctx.actor, 'customer:write')
  const id = idOf('cust', input.id, ['id'])
  const changes = customerChanges(input, [])
  return ctx.write(async (tx) => {
    const known = await lockCustomer(tx, ctx.actor, id)
    if (!known) throw new Refusal('CUSTOMER_NOT_FOUND', 'There is no such customer.', ['id'])
    checkVersion(known.version, input.expectedVersion)
    if (changes.ownerId !== known.ownerId) ctx.references.check(namedUser(changes.ownerId, ['ownerId']))
    const [customer] = await tx
      .update(customers)
      .set({ ...changes, version: sql`${customers.version} + 1`, updatedAt: ctx.now })
      .where(and(eq(customers.organizationId, ctx.actor.organizationId), eq(customers.id, id)))
      .returning(customerColumns)
    return customer!
  })
}
