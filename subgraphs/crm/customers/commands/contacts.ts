import { and, eq, sql } from 'drizzle-orm'
import { authorize } from '../../../shared/auth/actor.ts'
import { type ImportReport, importRows, type Verdict } from '../../../shared/bulk/import.ts'
import { upsertRows } from '../../../shared/bulk/upsert.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { unlessReferenceTaken } from '../../../shared/db/reference.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { form } from '../../../shared/relay/form.ts'
import { newId } from '../../../shared/relay/id.ts'
import { idOf, optionalTextOf, referenceOf, textOf } from '../../../shared/relay/input.ts'
import { checkVersion } from '../../../shared/version.ts'
import type { Context } from '../../context.ts'
import type {
  CreateContactInput,
  ImportContactsInput,
  InputMaybe,
  UpdateContactInput,
} from '../../generated/graphql.ts'
import { emailOf } from '../customer.ts'
import { contactColumns, contactVersion, knownCustomers } from '../queries.ts'
import { type ContactRow, contacts } from '../tables.ts'

/** Adds a person to a customer. Refuses with CUSTOMER_NOT_FOUND, EXTERNAL_REFERENCE_TAKEN. */
export async function createContact(ctx: Context, input: CreateContactInput): Promise<ContactRow> {
  authorize(ctx.actor, 'customer:write')
  const values = form(readers(input, []))
  const reference = referenceOf(input.externalReference, ['externalReference'])
  return unlessReferenceTaken('contacts_reference', () =>
    ctx.write(async (tx) => {
      await checkCustomer(ctx, tx, values.customerId)
      const [contact] = await tx
        .insert(contacts)
        .values({
          organizationId: ctx.actor.organizationId,
          id: newId(),
          ...values,
          externalSource: reference?.source ?? null,
          externalId: reference?.id ?? null,
        })
        .returning(contactColumns)
      return contact!
    }),
  )
}

/** Changes what is said about a contact. Refuses with CONTACT_NOT_FOUND, CUSTOMER_NOT_FOUND, VERSION_CONFLICT. */
export async function updateContact(ctx: Context, input: UpdateContactInput): Promise<ContactRow> {
  authorize(ctx.actor, 'customer:write')
  const id = idOf('cont', input.id, ['id'])
  const mentioned = Object.entries(readers(input, [])).filter(([name]) => input[name as keyof Said] !== undefined)
  const changes = form(Object.fromEntries(mentioned) as Partial<ReturnType<typeof readers>>)
  return ctx.write(async (tx) => {
    const version = await contactVersion(tx, ctx.actor, id)
    if (version === null) throw new Refusal('CONTACT_NOT_FOUND', 'There is no such contact.', ['id'])
    checkVersion(version, input.expectedVersion)
    if (changes.customerId !== undefined) await checkCustomer(ctx, tx, changes.customerId)
    const [contact] = await tx
      .update(contacts)
      .set({ ...changes, version: sql`${contacts.version} + 1`, updatedAt: ctx.now })
      .where(and(eq(contacts.organizationId, ctx.actor.organizationId), eq(contacts.id, id)))
      .returning(contactColumns)
    return contact!
  })
}

/** Adds contacts, or changes those that came from the same place before. */
export async function importContacts(ctx: Context, input: ImportContactsInput): Promise<ImportReport> {
  authorize(ctx.actor, 'customer:write')
  const { organizationId } = ctx.actor
  return importRows(ctx, input, {
    prefix: 'cont',
    read(row, path) {
      const { source, id } = referenceOf(row.externalReference, [...path, 'externalReference'])!
      const values = form(readers(row, path))
      return { path, row: { organizationId, id: newId(), ...values, externalSource: source, externalId: id } }
    },
    async apply(tx, read) {
      const known = await knownCustomers(tx, ctx.actor, [...new Set(read.map(({ row }) => row.customerId))])
      const good = read.filter(({ row }) => known.has(row.customerId)).map(({ row }) => row)
      const verdicts = (await upsertRows(tx, contacts, good)).values()
      return read.map(({ row, path }): Verdict => (known.has(row.customerId) ? verdicts.next().value! : notFound(path)))
    },
  })
}

type Path = readonly (string | number)[]
type Said = { [Name in 'customerId' | 'name' | 'title' | 'email' | 'phone']?: InputMaybe<string> }

const readers = (said: Said, path: Path) => ({
  customerId: () => idOf('cust', said.customerId ?? '', [...path, 'customerId']),
  name: () => textOf(said.name ?? '', [...path, 'name']),
  title: () => optionalTextOf(said.title, [...path, 'title'], 100),
  email: () => (said.email?.trim() ? emailOf(said.email, [...path, 'email']) : null),
  phone: () => optionalTextOf(said.phone, [...path, 'phone'], 50),
})

async function checkCustomer(ctx: Context, tx: Transaction, id: string): Promise<void> {
  const known = await knownCustomers(tx, ctx.actor, [id])
  if (!known.has(id)) throw notFound([])
}

const notFound = (path: Path) =>
  new Refusal('CUSTOMER_NOT_FOUND', 'There is no such customer.', [...path, 'customerId'])
