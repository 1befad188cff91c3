import type { IdPrefix } from '../../subgraphs/shared/relay/id.ts'
import type { Database } from '../databases.ts'

/** A column that holds ids of another database. */
export interface ReferenceColumn {
  readonly database: Database
  readonly table: string
  readonly column: string
  /** What it refers to. */
  readonly kind: 'customer' | 'deal' | 'user'
  /** What says it: the kind of document, and the column with its id. */
  readonly document: IdPrefix
  readonly documentId: string
  /** The column with the customer whose deal it must be. */
  readonly of?: string
}

type Row = Pick<ReferenceColumn, 'column' | 'kind'>

const customer: Row = { column: 'customer_id', kind: 'customer' }
const deal: Row & { of: string } = { column: 'deal_id', kind: 'deal', of: 'customer_id' }
const user = (column: string): Row => ({ column, kind: 'user' })
const of = (
  database: Database,
  table: string,
  document: IdPrefix,
  documentId: string,
  ...rows: Row[]
): ReferenceColumn[] => rows.map((row) => ({ database, table, document, documentId, ...row }))

/** Every column that refers to another database, of what comes first to what is made of it. */
export const REFERENCE_COLUMNS: readonly ReferenceColumn[] = [
  ...of('crm', 'customers', 'cust', 'id', user('owner_id')),
  ...of('crm', 'deals', 'deal', 'id', user('owner_id')),
  ...of('crm', 'stage_changes', 'deal', 'deal_id', user('changed_by')),
  ...of('erp', 'projects', 'proj', 'id', customer, deal, user('manager_id')),
  ...of('erp', 'project_state_changes', 'proj', 'project_id', user('changed_by')),
  ...of('erp', 'invoices', 'inv', 'id', customer, deal),
  ...of('erp', 'payments', 'pay', 'id', customer),
  ...of('erp', 'journal_entries', 'je', 'id', user('posted_by')),
  ...of('erp', 'journal_lines', 'je', 'entry_id', customer, deal),
]
