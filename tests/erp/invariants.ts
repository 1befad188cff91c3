import type postgres from 'postgres'

export type Sql = postgres.Sql

/** What must be true of an organisation's books after anything at all: each query finds what breaks it. */
const INVARIANTS: Record<string, string> = {
  'I1 every entry balances': `
    select entry_id from journal_lines group by entry_id, currency having sum(debit_minor - credit_minor) <> 0`,
  'I2 the whole ledger is zero': `
    select currency from journal_lines group by currency having sum(debit_minor - credit_minor) <> 0`,
  'I3 no payment is applied beyond its amount': `
    select p.id from payments p join payment_applications a on a.payment_id = p.id
    group by p.id, p.amount_minor having sum(a.amount_minor) > p.amount_minor`,
  'I4 no invoice is overpaid': `
    select i.id from invoices i join payment_applications a on a.invoice_id = i.id
    group by i.id, i.gross_minor having sum(a.amount_minor) > i.gross_minor`,
  'I5 what is stored as applied is what was applied': `
    select i.id from invoices i left join payment_applications a on a.invoice_id = i.id
      group by i.id, i.applied_minor having i.applied_minor <> coalesce(sum(a.amount_minor), 0)
    union all
    select p.id from payments p left join payment_applications a on a.payment_id = p.id
      group by p.id, p.applied_minor having p.applied_minor <> coalesce(sum(a.amount_minor), 0)`,
  'I7 every document has its one entry, of its own amount': `
    select d.id from (
      select 'PAYMENT' as source, id, journal_entry_id, amount_minor as minor, currency, received_on as day from payments
      union all
      select 'INVOICE', id, journal_entry_id, gross_minor, currency, issue_date from invoices
        where state = 'POSTED' and gross_minor > 0) d
      left join journal_entries e on e.source = d.source and e.source_id = d.id
      left join journal_lines l on l.entry_id = e.id
    group by d.id, d.minor, d.journal_entry_id, d.currency, d.day
    having count(distinct e.id) <> 1 or sum(l.debit_minor) <> d.minor
      or bool_or(e.id <> d.journal_entry_id or e.currency <> d.currency or e.date <> d.day)
    union all
    select e.id from journal_entries e
      where not exists (select from payments p where p.id = e.source_id)
        and not exists (select from invoices i where i.id = e.source_id)`,
  'I8 receivables are open invoices less unapplied payments, per customer and currency, on every day': `
    with moved as (
      select l.customer_id, l.currency, e.date as day, l.debit_minor - l.credit_minor as control, 0 as derived
        from journal_lines l join journal_entries e on e.id = l.entry_id
          join accounts a on a.id = l.account_id and a.role = 'RECEIVABLES'
      union all
      select customer_id, currency, issue_date, 0, gross_minor from invoices where state = 'POSTED'
      union all -- applied: less open of the invoice
      select i.customer_id, a.currency, a.applied_on, 0, -a.amount_minor
        from payment_applications a join invoices i on i.id = a.invoice_id
      union all -- received: unapplied until it is applied
      select customer_id, currency, received_on, 0, -amount_minor from payments
      union all
      select p.customer_id, a.currency, a.applied_on, 0, a.amount_minor
        from payment_applications a join payments p on p.id = a.payment_id)
    select distinct m.customer_id, m.currency, d.day from moved m join (select distinct day from moved) d on m.day <= d.day
    group by m.customer_id, m.currency, d.day having sum(m.control) <> sum(m.derived)`,
  'I8 on no day is an invoice overpaid, or more of a payment applied than had come in': `
    select a.payment_id from payment_applications a join payments p on p.id = a.payment_id
      join invoices i on i.id = a.invoice_id where a.applied_on < p.received_on or a.applied_on < i.issue_date`,
  'I9 one effect for each idempotency key, one key for each effect': `
    select 'received' where (select count(*) from idempotency_keys where operation = 'receivePayment')
      <> (select count(*) from payments where external_id is null)
    union all
    select result #>> '{}' from idempotency_keys where operation = 'receivePayment' group by 1 having count(*) > 1`,
  'I10 invoices are numbered from 1 without gaps in each year, in the order they were posted': `
    select number_year from invoices where state = 'POSTED' group by number_year
      having min(number_in_year) <> 1 or max(number_in_year) <> count(*)
    union all
    select n.year from invoice_numbers n
      where n.next - 1 <> (select count(*) from invoices i where i.number_year = n.year)
    union all
    select later.number_year from (
      select i.number_year, e.number, lag(e.number) over (partition by i.number_year order by i.number_in_year) as before
      from invoices i join journal_entries e on e.id = i.journal_entry_id) later where later.before > later.number`,
  'I10 receipts are numbered from 1 without gaps, in the order they were posted': `
    select number_year from payments group by number_year
      having min(number_in_year) <> 1 or max(number_in_year) <> count(*)
    union all
    select n.year from payment_numbers n
      where n.next - 1 <> (select count(*) from payments p where p.number_year = n.year)
    union all
    select later.number_year from (
      select p.number_year, p.number_in_year, e.number,
        lag(e.number) over (partition by p.number_year order by p.number_in_year) as before
      from payments p join journal_entries e on e.id = p.journal_entry_id) later where later.before > later.number`,
  'I10 entries are numbered from 1 without gaps in each journal': `
    select journal_id::text from journal_entries group by journal_id having min(number) <> 1 or max(number) <> count(*)
    union all
    select j.id::text from journals j
      where j.next_number - 1 <> (select count(*) from journal_entries e where e.journal_id = j.id)`,
  'I14 the chain of entries holds': `
    select organization_id::text from (select distinct organization_id from journal_entries) o,
      verify_seals(o.organization_id, 0, 1000000) v, count_ledger(o.organization_id) c
      where v.first_broken is not null or v.checked <> c.entries or not c.gapless`,
}

/** The invariants that do not hold in the organisation the connection is set to, with what breaks them. */
export async function broken(sql: Sql): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {}
  for (const [name, query] of Object.entries(INVARIANTS)) {
    const rows = await sql.unsafe(query)
    if (rows.length > 0) found[name] = [...rows]
  }
  return found
}

type Traces = Record<
  'payments' | 'applications' | 'entries' | 'lines' | 'seals' | 'keys' | 'receipts' | 'postings' | 'versions',
  number
>

/** How much the organisation has left in the database: what is refused leaves no more. */
export async function traces(sql: Sql): Promise<Traces> {
  const [counts] = await sql`select
    (select count(*)::int from payments) as payments,
    (select count(*)::int from payment_applications) as applications,
    (select count(*)::int from journal_entries) as entries,
    (select count(*)::int from journal_lines) as lines,
    (select count(*)::int from journal_seals) as seals,
    (select count(*)::int from idempotency_keys) as keys,
    (select coalesce(sum(next), 0)::int from payment_numbers) as receipts,
    (select coalesce(sum(next_number), 0)::int from journals) as postings,
    (select coalesce(sum(version), 0)::int from invoices) as versions`
  return { ...counts } as Traces
}
