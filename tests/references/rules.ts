/** How a column comes by an id that the database cannot check. */
export type Rule =
  /** Its owner is asked where an input says it: by `mutation.field`. */
  | { readonly verified: readonly string[] }
  /** It is said by no input. */
  | { readonly from: 'the token' | 'a column that is verified' | 'the same database' }

const verified = (field: string, ...mutations: string[]): Rule => ({
  verified: mutations.map((mutation) => `${mutation}.${mutation.startsWith('import') ? 'rows.' : ''}${field}`),
})
const TOKEN: Rule = { from: 'the token' }
const COPIED: Rule = { from: 'a column that is verified' }
const OWN: Rule = { from: 'the same database' }

/** Every column that holds an id without a foreign key, by database, table and column. */
export const RULES: Record<string, Rule> = {
  'crm.customers.owner_id': verified('ownerId', 'createCustomer', 'updateCustomer', 'importCustomers'),
  'crm.deals.owner_id': verified('ownerId', 'createDeal', 'updateDeal', 'importDeals'),
  'crm.stage_changes.changed_by': TOKEN,
  'crm.stage_changes.from_stage_id': OWN,
  'erp.invoices.customer_id': verified('customerId', 'createInvoice', 'updateInvoice', 'importInvoices'),
  'erp.invoices.deal_id': verified('dealId', 'createInvoice', 'updateInvoice', 'importInvoices'),
  'erp.payments.customer_id': verified('customerId', 'receivePayment', 'importPayments'),
  'erp.projects.customer_id': verified('customerId', 'createProject', 'importProjects'),
  'erp.projects.deal_id': verified('dealId', 'createProject', 'updateProject', 'importProjects'),
  'erp.projects.manager_id': verified('managerId', 'createProject', 'updateProject', 'importProjects'),
  'erp.project_state_changes.changed_by': TOKEN,
  'erp.journal_entries.posted_by': TOKEN,
  'erp.journal_entries.source_id': OWN,
  'erp.journal_lines.customer_id': COPIED,
  'erp.journal_lines.deal_id': COPIED,
  'erp.journal_lines.project_id': OWN,
  'identity.ended_sessions.token_id': OWN,
}
