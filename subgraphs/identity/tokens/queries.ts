import { and, eq, getTableColumns, gt, sql } from 'drizzle-orm'
import type { Actor } from '../../shared/auth/actor.ts'
import type { Database, Transaction } from '../../shared/db/database.ts'
import { standInLine } from '../../shared/db/line.ts'
import { statement } from '../../shared/db/statement.ts'
import { among, mine } from '../../shared/db/tenancy.ts'
import type { Listing, Page } from '../../shared/relay/connection.ts'
import { type ApiTokenRow, apiTokens, type endedSessions } from './tables.ts'
import type { Remembered } from './token.ts'

export type ApiTokenPage = Page<ApiTokenRow>

const { nameFolded, ...columns } = getTableColumns(apiTokens)

/** What a token is read and returned as. */
export const apiTokenColumns = columns

export const apiTokensById = statement('token:read', (select) =>
  select(columns)
    .from(apiTokens)
    .where(and(mine(apiTokens), among(apiTokens.id))),
)

export const apiTokenListing: Listing<ApiTokenRow> = {
  name: 'apiTokens',
  permission: 'token:read',
  table: apiTokens,
  fields: columns,
  orders: {
    NAME: { by: nameFolded, type: 'text' },
    CREATED_AT: { by: apiTokens.createdAt, type: 'timestamptz' },
    EXPIRES_AT: { by: apiTokens.expiresAt, type: 'timestamptz' },
  },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
  filters: {
    createdBy: { kind: 'id', column: apiTokens.userId, prefix: 'user' },
  },
}

/** What there is of a table's rows that have not ended; whoever would add one waits here for the one before. */
export async function remembered(
  tx: Transaction,
  { organizationId }: Pick<Actor, 'organizationId'>,
  table: typeof apiTokens | typeof endedSessions,
): Promise<Remembered> {
  await standInLine(tx, organizationId, 'tokens')
  const [found] = await tx
    .select({ count: sql<number>`count(*)::int`, firstEnd: sql`min(${table.expiresAt})`.mapWith(table.expiresAt) })
    .from(table)
    .where(and(eq(table.organizationId, organizationId), gt(table.expiresAt, sql`now()`)))
  return found!
}

/** What a password may open: one of the organisations in which somebody has the e-mail address. */
export interface Door {
  readonly organizationId: string
  readonly organizationName: string
  readonly userId: string
  readonly hash: string
}

/** The doors of an e-mail address, in all organisations or in one; asked before anybody is anybody. */
export async function doorsOf({ orm }: Database, email: string, organizationId: string | null): Promise<Door[]> {
  const rows =
    await orm.execute(sql`select organization_id as "organizationId", organization_name as "organizationName",
    user_id as "userId", hash from kopru_sign_in(${email}, ${organizationId}::uuid)`)
  return [...rows] as unknown as Door[]
}
