/*
 * The statements Köprü's subgraphs run for the same answers, column for column, written out by hand.
 * Whether they still are the same, the bench sees in what PostgreSQL has counted, and says so.
 */

const CUSTOMER = `organization_id, id, name, website, industry, phone, street, city, region, postal_code, country,
  owner_id, external_source, external_id, version, created_at, updated_at`

const DEAL = `organization_id, id, customer_id, title, amount_minor, currency, stage_id, stage_change, expected_close,
  closed_at, lost_reason, lost_note, owner_id, external_source, external_id, version, created_at, updated_at`

const INVOICE = `organization_id, id, state, number_year, number_in_year, number, customer_id, deal_id, project_id,
  currency, issue_date, due_date, prices_include_tax, net_minor, tax_minor, gross_minor, applied_minor,
  journal_entry_id, external_source, external_id, version, created_at, updated_at, posted_at`

const PROJECT = `organization_id, id, code, name, customer_id, deal_id, manager_id, state, starts_on, ends_on,
  budget_minor, budget_currency, external_source, external_id, version, created_at, updated_at`

/** organization, size */
export const FIRST_CUSTOMERS = `select null, page.* from (
  select name_folded::text as position, id as row_id, ${CUSTOMER} from customers
  where organization_id = $1 order by name_folded asc, id asc limit $2::int) as page`

/** organization, position, id, size */
export const CUSTOMERS_AFTER = `select null, page.* from (
  select name_folded::text as position, id as row_id, ${CUSTOMER} from customers
  where organization_id = $1 and (name_folded, id) > ($2::text, $3::uuid)
  order by name_folded asc, id asc limit $4::int) as page`

/** organization, ids */
export const CUSTOMERS = `select ${CUSTOMER} from customers where organization_id = $1 and id = any($2::uuid[])`

/** customers, organization, size */
export const CONTACTS_OF_CUSTOMERS = `select parent.key, page.* from unnest($1::uuid[]) as parent(key) cross join lateral (
  select name_folded::text as position, id as row_id, organization_id, id, customer_id, name, title, email, phone,
    external_source, external_id, version, created_at, updated_at from contacts
  where organization_id = $2 and customer_id = parent.key order by name_folded asc, id asc limit $3::int) as page`

/** customers, organization, size */
export const DEALS_OF_CUSTOMERS = `select parent.key, page.* from unnest($1::uuid[]) as parent(key) cross join lateral (
  select created_at::text as position, id as row_id, ${DEAL} from deals
  where organization_id = $2 and customer_id = parent.key order by created_at desc, id desc limit $3::int) as page`

/** organization, ids */
export const DEALS = `select ${DEAL} from deals where organization_id = $1 and id = any($2::uuid[])`

/** organization, ids */
export const STAGES = `select organization_id, id, pipeline_id, name, type, position, probability_basis_points
  from stages where organization_id = $1 and id = any($2::uuid[])`

/** organization, deals */
export const PROJECTS_OF_DEALS = `select ${PROJECT} from projects
  where organization_id = $1 and deal_id = any($2::uuid[]) and state <> 'CANCELLED'`

/** customers, organization, size */
export const INVOICES_OF_CUSTOMERS = `select parent.key, page.* from unnest($1::uuid[]) as parent(key) cross join lateral (
  select issue_date::text as position, id as row_id, ${INVOICE} from invoices
  where organization_id = $2 and customer_id = parent.key order by issue_date desc, id desc limit $3::int) as page`

/** organization, until, size */
export const FIRST_INVOICES = `select null, page.* from (
  select issue_date::text as position, id as row_id, ${INVOICE} from invoices
  where organization_id = $1 and issue_date <= $2::date order by issue_date desc, id desc limit $3::int) as page`

/** organization, until, position, id, size */
export const INVOICES_AFTER = `select null, page.* from (
  select issue_date::text as position, id as row_id, ${INVOICE} from invoices
  where organization_id = $1 and issue_date <= $2::date and (issue_date, id) < ($3::date, $4::uuid)
  order by issue_date desc, id desc limit $5::int) as page`

/** organization, invoices */
export const LINES_OF_INVOICES = `select organization_id, invoice_id, position, product_id, description, quantity,
  unit_price, discount_percent, tax_rate_id, tax_category, tax_percent, revenue_account_id, amount_minor, net_minor, currency
  from invoice_lines where organization_id = $1 and invoice_id = any($2::uuid[]) order by invoice_id asc, position asc`

/** organization, invoices */
export const TAXES_OF_INVOICES = `select organization_id, invoice_id, category, rate_percent, taxable_minor, tax_minor, currency
  from invoice_taxes where organization_id = $1 and invoice_id = any($2::uuid[])
  order by invoice_id asc, category asc, rate_percent asc`

/** organization, invoices */
export const APPLICATIONS_OF_INVOICES = `select organization_id, payment_id, position, invoice_id, amount_minor, currency,
  applied_on, created_at from payment_applications where organization_id = $1 and invoice_id = any($2::uuid[])
  order by created_at asc, applied_on asc, payment_id asc, position asc`

/** organization, ids */
export const PAYMENTS = `select organization_id, id, number_year, number_in_year, number, customer_id, received_on,
  amount_minor, currency, applied_minor, method, reference, journal_entry_id, external_source, external_id, created_at, updated_at
  from payments where organization_id = $1 and id = any($2::uuid[])`

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
export const ENTRIES = `select organization_id, id, journal_id, number, date, currency, description, source, source_id,
  posted_at, posted_by from journal_entries where organization_id = $1 and id = any($2::uuid[])`

/** organization, entries */
export const LINES_OF_ENTRIES = `select organization_id, entry_id, position, account_id, currency, debit_minor, credit_minor,
  description, customer_id, deal_id, project_id from journal_lines
  where organization_id = $1 and entry_id = any($2::uuid[]) order by entry_id asc, position asc`

/** organization, ids */
export const ACCOUNTS = `select organization_id, id, code, name, type, role, version, created_at, updated_at
  from accounts where organization_id = $1 and id = any($2::uuid[])`
