import type { TransactionSql } from 'postgres'

export interface Proof {
  readonly organizations: number
  readonly entries: number
}

/** Proves the books of every organisation from their rows alone; throws a sentence when something is not as it was. */
export async function proveBooks(sql: TransactionSql): Promise<Proof> {
  const [unbalanced] = await sql`
    select e.id from journal_entries e left join journal_lines l
      on l.organization_id = e.organization_id and l.entry_id = e.id
    group by e.organization_id, e.id
    having count(l.position) < 2 or sum(l.debit_minor) <> sum(l.credit_minor) limit 1`
  if (unbalanced) throw new Error(`The books do not hold: the entry ${unbalanced.id} does not balance.`)
  const chains = await sql<
    { organization: string; checked: string; broken: string | null; entries: string; gapless: boolean }[]
  >`
    select organization_id as organization, checked, first_broken as broken, entries, gapless
    from (select organization_id from journals union select organization_id from journal_seals
      union select organization_id from journal_entries) organizations,
      verify_seals(organization_id, 0, 2147483647), count_ledger(organization_id)`
  const wrong = chains.find(
    ({ checked, broken, entries, gapless }) => broken !== null || checked !== entries || !gapless,
  )
  if (wrong) {
    const where = wrong.broken === null ? 'an entry is missing' : `its chain breaks at ${wrong.broken}`
    throw new Error(`The books do not hold: of the organisation ${wrong.organization}, ${where}.`)
  }
  return { organizations: chains.length, entries: chains.reduce((sum, { entries }) => sum + Number(entries), 0) }
}
