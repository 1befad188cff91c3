import { and, eq, or, sql } from 'drizzle-orm'
import { authorize, authorizeRole } from '../../../shared/auth/actor.ts'
import { type ImportReport, importRows, type Verdict } from '../../../shared/bulk/import.ts'
import { wellFormed } from '../../../shared/bulk/malformed-row.ts'
import { insertRows, updateRows } from '../../../shared/db/bulk.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { violates } from '../../../shared/db/errors.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { form } from '../../../shared/relay/form.ts'
import { newId } from '../../../shared/relay/id.ts'
import { optionalTextOf, referenceOf, textOf } from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import type { ImportUsersInput, UserImportRow } from '../../generated/graphql.ts'
import { lockWithOwners } from '../queries.ts'
import { type UserRow, users } from '../tables.ts'
import { emailOf } from '../user.ts'
import { decideImport, type MayManage, type UserFacts } from '../user-import.ts'
import { checkManages } from './manage.ts'

const ATTEMPTS = 3

/** Brings in users by their external references, and changes those it brought in before. Each row is refused by itself. */
export async function importUsers(ctx: Context, input: ImportUsersInput): Promise<ImportReport> {
  authorize(ctx.actor, 'user:write')
  for (const role of new Set(wellFormed(input.rows).map((row) => row.role))) authorizeRole(ctx.actor, role)
  for (let attempt = 1; ; attempt += 1) {
    try {
      const report = await importRows(ctx, input, {
        prefix: 'user',
        read,
        apply: (tx, values) => apply(tx, ctx, values),
      })
      if (report.updated > 0) await ctx.desk.authChanged()
      return report
    } catch (error) {
      // Somebody took an address, or an outside id, meanwhile: the next attempt sees them.
      const taken = violates(error, 'users_email') || violates(error, 'users_external_reference')
      if (attempt === ATTEMPTS || !taken) throw error
    }
  }
}

type Value = UserFacts & { path: readonly (string | number)[] }

function read(row: UserImportRow, path: readonly (string | number)[]): Value {
  const { reference, ...fields } = form({
    email: () => emailOf(row.email, [...path, 'email']),
    name: () => textOf(row.name, [...path, 'name']),
    title: () => optionalTextOf(row.title, [...path, 'title']),
    reference: () => referenceOf(row.externalReference, [...path, 'externalReference'])!,
  })
  return { ...fields, role: row.role, externalSource: reference.source, externalId: reference.id, path }
}

async function apply(tx: Transaction, ctx: Context, values: readonly Value[]): Promise<Verdict[]> {
  const { organizationId } = ctx.actor
  const mayManage: MayManage = (roles, path) => checkManages(ctx.actor, roles, path, path)
  const decisions = decideImport(mayManage, await lockWithOwners(tx, ctx.actor, concerned(values)), values)
  const changed: Pick<
    UserRow,
    'organizationId' | 'id' | 'email' | 'name' | 'title' | 'role' | 'version' | 'updatedAt'
  >[] = []
  const made: (UserFacts & Pick<UserRow, 'organizationId' | 'id'>)[] = []
  const voided: string[] = []
  const verdicts = decisions.map((decision, index): Verdict => {
    if (decision instanceof Refusal) return decision
    const { path, externalSource, externalId, ...facts } = values[index]!
    if (decision.outcome === 'CREATED') {
      const id = newId()
      made.push({ organizationId, id, ...facts, externalSource, externalId })
      return { outcome: 'CREATED', id }
    }
    const { id, version } = decision.before
    if (decision.outcome === 'UPDATED') {
      changed.push({ organizationId, id, ...facts, version: version + 1, updatedAt: ctx.now })
      if (decision.voidsTokens) voided.push(id)
    }
    return { outcome: decision.outcome, id }
  })
  await updateRows(tx, users, changed)
  await insertRows(tx, users, made)
  await voidTokens(tx, organizationId, voided)
  return verdicts
}

/** Those the rows are about, and those who have an address that a row wants. */
function concerned(values: readonly Value[]) {
  const all = (field: 'externalSource' | 'externalId' | 'email') => sql.param(values.map((value) => value[field]))
  return or(
    sql`(${users.externalSource}, ${users.externalId}) in (
      select * from unnest(${all('externalSource')}::text[], ${all('externalId')}::text[]))`,
    sql`${users.email} = any(${all('email')}::text[])`,
  )!
}

async function voidTokens(tx: Transaction, organizationId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(users)
    .set({ tokensVoidBefore: sql`clock_timestamp()` })
    .where(and(eq(users.organizationId, organizationId), sql`${users.id} = any(${sql.param(ids)}::uuid[])`))
}
