import type { Sql } from 'postgres'
import { encodeId } from '../../subgraphs/shared/relay/id.ts'
import { requireSight } from '../backup/snapshots.ts'
import { connected, type Database, databases } from '../databases.ts'
import { REFERENCE_COLUMNS, type ReferenceColumn } from './columns.ts'

/** A reference to what is not there, or not the customer's it should be. */
export interface Dangling {
  readonly organizationId: string
  /** The public id of what says it. */
  readonly document: string
  readonly kind: ReferenceColumn['kind']
  /** The public id of what it says. */
  readonly id: string
  readonly fault: 'MISSING' | 'OF_ANOTHER_CUSTOMER'
}

export interface Finding {
  /** How many different references were looked at. */
  readonly references: number
  readonly dangling: number
}

interface FindOptions {
  readonly onFound: (dangling: Dangling) => void
  /** Hears of each column that was looked at. */
  readonly onProgress?: (done: number, total: number) => void
}

const AT_ONCE = 5_000
const OWNERS = {
  customer: { database: 'crm', table: 'customers', prefix: 'cust' },
  deal: { database: 'crm', table: 'deals', prefix: 'deal' },
  user: { database: 'identity', table: 'users', prefix: 'user' },
} as const

/**
 * Looks for dangling references in three databases, at addresses that see every row. Reads only, so many ids at a
 * time; what refers is read before what it refers to, so that work that goes on meanwhile is not taken for a fault.
 */
export async function findDangling(
  urls: Record<Database, string>,
  { onFound, onProgress = () => {} }: FindOptions,
): Promise<Finding> {
  return connected(readOnly(urls.identity), (identity) =>
    connected(readOnly(urls.crm), (crm) =>
      connected(readOnly(urls.erp), async (erp) => {
        const of = { identity, crm, erp }
        for (const name of databases) await requireSight(of[name], name)
        let [references, dangling] = [0, 0]
        for (const [index, column] of REFERENCE_COLUMNS.entries()) {
          // The database of the column has one connection, which its cursor holds.
          await connected(readOnly(urls[column.database]), async (sql) => {
            for await (const named of pairs(sql, column).cursor(AT_ONCE)) {
              const found = await faults(of[OWNERS[column.kind].database], column, named as unknown as Pair[])
              references += named.length
              for (const each of await documents(of[column.database], column, found)) {
                dangling += 1
                onFound(each)
              }
            }
          })
          onProgress(index + 1, REFERENCE_COLUMNS.length)
        }
        return { references, dangling }
      }),
    ),
  )
}

/** Every statement of such a connection is one that writes nothing, however long it takes. */
function readOnly(url: string): string {
  const address = new URL(url)
  address.searchParams.set('default_transaction_read_only', 'on')
  return address.href
}

interface Pair {
  readonly organization_id: string
  readonly id: string
  readonly customer_id: string | null
}

/** Each different reference in a column, with the customer that goes with it. */
const pairs = (sql: Sql, { table, column, of }: ReferenceColumn) => sql<Pair[]>`
  select distinct organization_id, ${sql(column)} as id, ${of ? sql(of) : sql`null::uuid`} as customer_id
  from ${sql(table)} where ${sql(column)} is not null`

type Faulty = Pair & { readonly fault: Dangling['fault'] }

async function faults(sql: Sql, { kind }: ReferenceColumn, named: readonly Pair[]): Promise<readonly Faulty[]> {
  const theirs = kind === 'deal' ? sql`owned.customer_id` : sql`named.customer_id`
  return sql<Faulty[]>`
    select named.*, case when owned.id is null then 'MISSING' else 'OF_ANOTHER_CUSTOMER' end as fault
    from jsonb_to_recordset(${JSON.stringify(named)}::text::jsonb) as named(organization_id uuid, id uuid, customer_id uuid)
      left join ${sql(OWNERS[kind].table)} as owned on owned.organization_id = named.organization_id and owned.id = named.id
    where owned.id is null or ${theirs} <> named.customer_id`
}

/** What says them. */
async function documents(sql: Sql, column: ReferenceColumn, found: readonly Faulty[]): Promise<Dangling[]> {
  if (found.length === 0) return []
  const rows = await sql`
    select distinct said.organization_id, said.${sql(column.documentId)} as document, faulty.id, faulty.fault
    from ${sql(column.table)} as said
      join jsonb_to_recordset(${JSON.stringify(found)}::text::jsonb)
        as faulty(organization_id uuid, id uuid, customer_id uuid, fault text)
      on said.organization_id = faulty.organization_id and said.${sql(column.column)} = faulty.id
        ${column.of ? sql`and said.${sql(column.of)} is not distinct from faulty.customer_id` : sql``}
    order by 1, 2`
  return rows.map(({ organization_id, document, id, fault }) => ({
    organizationId: organization_id,
    document: encodeId(column.document, document),
    kind: column.kind,
    id: encodeId(OWNERS[column.kind].prefix, id),
    fault,
  }))
}
