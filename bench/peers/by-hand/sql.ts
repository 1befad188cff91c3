/*
 * The statements Köprü's subgraphs run for the same answers, column for column, written out by hand.
 * Whether they still are the same, the bench sees in what PostgreSQL has counted, and says so.
 */

/** organization, size */
export const firstCustomers = (columns: string) => `select null, page.* from (
  select name_folded::text as position, id as row_id, ${columns} from customers
  where organization_id = $1 order by name_folded asc, id asc limit $2::int) as page`

/** organization, position, id, size */
export const customersAfter = (columns: string) => `select null, page.* from (
  select name_folded::text as position, id as row_id, ${columns} from customers
  where organization_id = $1 and (name_folded, id) > ($2::text, $3::uuid)
  order by name_folded asc, id asc limit $4::int) as page`

/** organization, ids */
export const customers = (columns: string) =>
  `select ${columns} from customers where organization_id = $1 and id = any($2::uuid[])`

/** customers, organization, size */
export const contactsOfCustomers = (columns: string) => `select parent.key, page.*
  from unnest($1::uuid[]) as parent(key) cross join lateral (
  select name_folded::text as position, id as row_id, ${columns} from contacts
  where organization_id = $2 and customer_id = parent.key order by name_folded asc, id asc limit $3::int) as page`

/** customers, organization, size */
export const dealsOfCustomers = (columns: string) => `select parent.key, page.*
  from unnest($1::uuid[]) as parent(key) cross join lateral (
  select created_at::text as position, id as row_id, ${columns} from deals
  where organization_id = $2 and customer_id = parent.key order by created_at desc, id desc limit $3::int) as page`

/** organization, ids */
export const deals = (columns: string) =>
  `select ${columns} from deals where organization_id = $1 and id = any($2::uuid[])`

/** organization, ids */
export const STAGES = `select organization_id, id, pipeline_id, name, type, position, probability_basis_points
  from stages where organization_id = $1 and id = any($2::uuid[])`

/** organization, deals */
export const projectsOfDeals = (columns: string) => `select ${columns} from projects
  where organization_id = $1 and deal_id = any($2::uuid[]) and state <> 'CANCELLED'`

/** customers, organization, size */
export const invoicesOfCustomers = (columns: string) => `select parent.key, page.*
  from unnest($1::uuid[]) as parent(key) cross join lateral (
  select issue_date::text as position, id as row_id, ${columns} from invoices
  where organization_id = $2 and customer_id = parent.key order by issue_date desc, id desc limit $3::int) as page`

/** organization, until, size */
export const firstInvoices = (columns: string) => `select null, page.* from (
  select issue_date::text as position, id as row_id, ${columns} from invoices
  where organization_id = $1 and issue_date <= $2::date order by issue_date desc, id desc limit $3::int) as page`

/** organization, until, position, id, size */
export const invoicesAfter = (columns: string) => `select null, page.* from (
  select issue_date::text as position, id as row_id, ${columns} from invoices
  where organization_id = $1 and issue_date <= $2::date and (issue_date, id) < ($3::date, $4::uuid)
  order by issue_date desc, id desc limit $5::int) as page`

/** organization, invoices */
export const linesOfInvoices = (columns: string) => `select ${columns} from invoice_lines
  where organization_id = $1 and invoice_id = any($2::uuid[]) order by invoice_id asc, position asc`

/** organization, invoices */
export const taxesOfInvoices = (columns: string) => `select ${columns} from invoice_taxes
  where organization_id = $1 and invoice_id = any($2::uuid[])
  order by invoice_id asc, category asc, rate_percent asc`

/** organization, invoices */
export const applicationsOfInvoices = (columns: string) => `select ${columns} from payment_applications
  where organization_id = $1 and invoice_id = any($2::uuid[])
  order by created_at asc, applied_on asc, payment_id asc, position asc`

/** organization, ids */
export const payments = (columns: string) =>
  `select ${columns} from payments where organization_id = $1 and id = any($2::uuid[])`

/** today, organization, customers, currency */
export const RECEIVABLES = `select customer_id, sum(gross_minor - applied_minor)::bigint as outstanding,
  coalesce(sum(gross_minor - applied_minor) filter (where due_date < $1::date), 0)::bigint as overdue
  from invoices where organization_id = $2 and customer_id = any($3::uuid[]) and currency = $4
    and state = 'POSTED' and applied_minor < gross_minor
  group by customer_id`

/** organization, deals, organization */
export const COLLECTED_OF_DEALS = `select invoices_of_deals.deal_id, payment_applications.currency, sum(payment_applications.amount_minor)::bigint as minor
  from (select id, deal_id from invoices where organization_id = $1 and deal_id = any($2::uuid[])) invoices_of_deals
  inner join payment_applications on (payment_applications.organization_id = $3 and payment_applications.invoice_id = invoices_of_deals.id)
  group by invoices_of_deals.deal_id, payment_applications.currency`

/** organization, ids */
export const entries = (columns: string) =>
  `select ${columns} from journal_entries where organization_id = $1 and id = any($2::uuid[])`

/** organization, entries */
export const linesOfEntries = (columns: string) => `select ${columns} from journal_lines
  where organization_id = $1 and entry_id = any($2::uuid[]) order by entry_id asc, position asc`

/** organization, ids */
export const accounts = (columns: string) =>
  `select ${columns} from accounts where organization_id = $1 and id = any($2::uuid[])`
