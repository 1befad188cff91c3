import { and, asc, eq, getTableColumns, ne, sql } from 'drizzle-orm'
import type { Actor } from '../../shared/auth/actor.ts'
import type { Transaction } from '../../shared/db/database.ts'
import { leanStatement } from '../../shared/db/statement.ts'
import { among, mine } from '../../shared/db/tenancy.ts'
import type { Listing, Page } from '../../shared/relay/connection.ts'
import { type ProjectRow, projectStateChanges, projects } from './tables.ts'

export type ProjectPage = Page<ProjectRow>

const { nameFolded, startsOrder, searchText, ...columns } = getTableColumns(projects)

/** What a project is read and returned as. */
export const projectColumns = columns

export const projectsById = leanStatement('project:read', { of: 'Project', by: 'id' }, (select) =>
  select(columns)
    .from(projects)
    .where(and(mine(projects), among(projects.id))),
)

/** The live project of each deal: the unique index sees to it that there is one at most. */
export const projectsByDeal = leanStatement('project:read', { of: 'Project', by: 'dealId' }, (select) =>
  select(columns)
    .from(projects)
    .where(and(mine(projects), among(projects.dealId), ne(projects.state, sql`'CANCELLED'`))),
)

export const stateChangesByProject = leanStatement(
  'project:read',
  { of: 'ProjectStateChange', by: 'projectId' },
  (select) =>
    select(getTableColumns(projectStateChanges))
      .from(projectStateChanges)
      .where(and(mine(projectStateChanges), among(projectStateChanges.projectId)))
      .orderBy(asc(projectStateChanges.changedAt), asc(projectStateChanges.id)),
)

export const projectListing: Listing<ProjectRow> = {
  name: 'projects',
  of: 'Project',
  permission: 'project:read',
  table: projects,
  fields: columns,
  orders: {
    NAME: { by: nameFolded, type: 'text' },
    STARTS_ON: { by: startsOrder, type: 'date' },
    CREATED_AT: { by: projects.createdAt, type: 'timestamptz' },
  },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
  filters: {
    state: { kind: 'enum', column: projects.state },
    customerId: { kind: 'id', column: projects.customerId, prefix: 'cust' },
    dealId: { kind: 'id', column: projects.dealId, prefix: 'deal' },
    managerId: { kind: 'id', column: projects.managerId, prefix: 'user' },
    startsOn: { kind: 'date', column: startsOrder, absent: sql`${projects.startsOn} is null` },
  },
  search: searchText,
}

/** The project, held until the transaction ends; null when the organisation has none of that id. */
export async function lockProject(tx: Transaction, { organizationId }: Actor, id: string): Promise<ProjectRow | null> {
  const [project] = await tx
    .select(columns)
    .from(projects)
    .where(and(eq(projects.organizationId, organizationId), eq(projects.id, id)))
    .for('update')
  return project ?? null
}

/** The projects an import is about: those with one of its references and those with one of its deals, held. */
export async function projectsToImport(
  tx: Transaction,
  { organizationId }: Actor,
  wanted: readonly { externalSource: string; externalId: string; dealId: string | null }[],
): Promise<ProjectRow[]> {
  const sources = sql.param(wanted.map(({ externalSource }) => externalSource))
  const ids = sql.param(wanted.map(({ externalId }) => externalId))
  const deals = sql.param(wanted.flatMap(({ dealId }) => dealId ?? []))
  return tx
    .select(columns)
    .from(projects)
    .where(
      and(
        eq(projects.organizationId, organizationId),
        sql`((${projects.externalSource}, ${projects.externalId}) in (select * from unnest(${sources}::text[], ${ids}::text[]))
          or ${projects.dealId} = any(${deals}::uuid[]))`,
      ),
    )
    .orderBy(asc(projects.id))
    .for('update')
}

/** Whose each of the projects is, of those the organisation has: project -> customer. */
export async function projectCustomers(
  tx: Transaction,
  { organizationId }: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: projects.id, customerId: projects.customerId })
    .from(projects)
    .where(and(eq(projects.organizationId, organizationId), sql`${projects.id} = any(${sql.param(ids)}::uuid[])`))
  return new Map(rows.map(({ id, customerId }) => [id, customerId]))
}
