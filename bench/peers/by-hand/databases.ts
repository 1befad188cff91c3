import type { Database } from '../../../subgraphs/shared/db/database.ts'

/** The databases the answers come from. */
export interface Databases {
  readonly crm: Database
  readonly erp: Database
}
