import type { Sql } from 'postgres'
import { newId } from '../../subgraphs/shared/relay/id.ts'

/** An entry and its lines past the application: the caller says what is wrong with them. */
export async function insert(sql: Sql, entry: Partial<Entry>, lines: Line[], code = 'SAL'): Promise<void> {
  const [journal] = await sql`select organization_id, id, next_number from journals where code = ${code}`
  const row = {
    organization_id: journal!.organization_id,
    id: newId(),
    journal_id: journal!.id,
    number: journal!.next_number,
    date: '2026-03-31',
    currency: 'EUR',
    description: 'by hand',
    source: 'INVOICE',
    source_id: newId(),
    posted_by: newId(),
    ...entry,
  }
  await sql`update journals set next_number = next_number + 1 where code = ${code}`
  await sql`insert into journal_entries ${sql(row)}`
  await insertLines(sql, row.id, lines)
}

export async function insertLines(sql: Sql, entryId: string, lines: Line[]): Promise<void> {
  const [account] = await sql`select organization_id, id from accounts where role = 'RECEIVABLES'`
  for (const [
    index,
    { debit = 0, credit = 0, currency = 'EUR', position = index + 1, customer = null },
  ] of lines.entries()) {
    await sql`insert into journal_lines (organization_id, entry_id, position, account_id, currency, debit_minor, credit_minor, customer_id)
      values (${account!.organization_id}, ${entryId}, ${position}, ${account!.id}, ${currency}, ${debit}, ${credit}, ${customer})`
  }
}

export interface Entry {
  id: string
  number: number
  currency: string
  date: string
  source_id: string
}
export interface Line {
  debit?: number
  credit?: number
  currency?: string
  position?: number
  customer?: string | null
}

export const good: Line[] = [{ debit: 100 }, { credit: 100 }]
