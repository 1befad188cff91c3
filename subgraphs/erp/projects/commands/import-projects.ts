import { sql } from 'drizzle-orm'
import { authorize } from '../../../shared/auth/actor.ts'
import { type ImportReport, importRows, judge, type Verdict } from '../../../shared/bulk/import.ts'
import { insertRows, updateRows } from '../../../shared/db/bulk.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { newId } from '../../../shared/relay/id.ts'
import { referenceOf } from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import type { ImportProjectRow, ImportProjectsInput } from '../../generated/graphql.ts'
import { checkCustomer, follow, takeDeal } from '../project.ts'
import { projectsToImport } from '../queries.ts'
import { type ProjectRow, projects } from '../tables.ts'
import { namedAnew, namedIn, readProject, unlessTaken } from './projects.ts'
import { recordStates, type StateChange, takeCodes } from './records.ts'

/** Makes or changes projects by their external references; each change of state is written down as one. */
export async function importProjects(ctx: Context, input: ImportProjectsInput): Promise<ImportReport> {
  authorize(ctx.actor, 'project:write')
  return unlessTaken(() =>
    importRows(ctx, input, {
      prefix: 'proj',
      read: readRow,
      apply: (tx, rows) => apply(tx, ctx, rows),
    }),
  )
}

function readRow(row: ImportProjectRow, path: readonly (string | number)[]) {
  const reference = referenceOf(row.externalReference, [...path, 'externalReference'])!
  const values = { ...readProject(row, path), externalSource: reference.source, externalId: reference.id }
  return { path, values: { ...values, state: row.state ?? ('PLANNED' as const) } }
}

type Wish = ReturnType<typeof readRow>
type Values = Wish['values'] & { organizationId: string; id: string }

async function apply(tx: Transaction, { actor, references }: Context, rows: readonly Wish[]): Promise<Verdict[]> {
  const { organizationId } = actor
  const wanted = rows.map(({ values }) => values)
  const found = await projectsToImport(tx, actor, wanted)
  const known = new Map(found.map((project) => [keyOf(project), project]))
  const checkReferences = references.checkEach(
    rows.map(({ values, path }) => {
      const existing = known.get(keyOf(values))
      return existing ? namedAnew(values, existing, path) : namedIn(values, path)
    }),
  )
  const deals = new Map(
    found.flatMap(({ dealId, id, state }) => (dealId && state !== 'CANCELLED' ? [[dealId, id] as const] : [])),
  )
  const [made, changed, moves]: [Values[], Values[], StateChange[]] = [[], [], []]

  const verdicts = rows.map(({ values, path }, index) =>
    judge((): Verdict => {
      const existing = known.get(keyOf(values))
      const id = existing?.id ?? newId()
      if (existing && same(existing, values)) return { outcome: 'UNCHANGED', id }
      if (existing) {
        follow(existing.state, values.state, path)
        checkCustomer(existing, values.customerId, path)
      }
      checkReferences(index)
      takeDeal({ ...values, id }, deals, path)
      const from = existing?.state ?? null
      if (from !== values.state) moves.push({ id, from, to: values.state, reason: null })
      ;(existing ? changed : made).push({ ...values, organizationId, id })
      return { outcome: existing ? 'UPDATED' : 'CREATED', id }
    }),
  )

  await updateRows(
    tx,
    projects,
    changed.map(({ customerId, externalSource, externalId, ...changes }) => changes),
    sql`version = kept.version + 1`,
    sql`updated_at = now()`,
  )
  const codes = await takeCodes(tx, actor, made.length)
  await insertRows(
    tx,
    projects,
    made.map((project, index) => ({ ...project, code: codes[index]! })),
  )
  await recordStates(tx, actor, moves)
  return verdicts
}

const keyOf = ({ externalSource, externalId }: { externalSource: string | null; externalId: string | null }): string =>
  JSON.stringify([externalSource, externalId])

const same = (project: ProjectRow, values: Partial<ProjectRow>): boolean =>
  Object.entries(values).every(([field, value]) => project[field as keyof ProjectRow] === value)
