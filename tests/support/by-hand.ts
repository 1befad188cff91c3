import type { Sql } from 'postgres'
import { newId } from '../../subgraphs/shared/relay/id.ts'

/** The accounts that a journal's debits and credits go to, where nothing else is said. */
const ROLES = { SAL: ['RECEIVABLES', 'OTHER_INCOME'], BNK: ['BANK', 'RECEIVABLES'] } as const

type Journal = keyof typeof ROLES

/** An entry and its lines past the application, of a document that the caller brings: it says what is wrong with them. */
export async function insert(sql: Sql, entry: Partial<Entry>, lines: Line[], code: Journal = 'SAL'): Promise<void> {
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
  await insertLines(sql, row.id, lines, code)
}

export async function insertLines(sql: Sql, entryId: string, lines: Line[], code: Journal = 'SAL'): Promise<void> {
  for (const [index, line] of lines.entries()) {
    const { debit = 0, credit = 0, currency = 'EUR', position = index + 1, customer = null } = line
    const { role = ROLES[code][debit > 0 ? 0 : 1] } = line
    await sql`insert into journal_lines (organization_id, entry_id, position, account_id, currency, debit_minor, credit_minor, customer_id)
      select organization_id, ${entryId}, ${position}, id, ${currency}, ${debit}, ${credit}, ${customer} from accounts where role = ${role}`
  }
}

/** A payment of 1.00 with its entry, past the application; `lines` is what the entry says instead. */
export async function receive(sql: Sql, entry: Partial<Entry> = {}, lines = good, code: Journal = 'BNK') {
  const row = { id: newId(), source: 'PAYMENT', source_id: newId(), ...entry }
  const customer = newId()
  await insert(
    sql,
    row,
    lines.map((line) => ({ customer, ...line })),
    code,
  )
  await sql`insert into payments (organization_id, id, number_year, number_in_year, customer_id, received_on, amount_minor,
      currency, method, journal_entry_id)
    select current_setting('app.organization')::uuid, ${row.source_id}, 2026, count(*) + 1, ${customer}, '2026-03-31', 100,
      'EUR', 'CASH', ${row.id} from payments where number_year = 2026`
}

export interface Entry {
  id: string
  number: number
  currency: string
  date: string
  source: string
  source_id: string
}
export interface Line {
  debit?: number
  credit?: number
  currency?: string
  position?: number
  customer?: string | null
  role?: string
}

export const good: Line[] = [{ debit: 100 }, { credit: 100 }]
