import type { Permission } from '../../subgraphs/shared/auth/permissions.ts'

/**
 * What each mutation needs: a new one without a line here fails. Whoever changes somebody must besides be allowed
 * all that these may do; the scene's are viewers.
 */
export const NEEDS: Record<string, readonly Permission[]> = {
  // Whoever names somebody else, a customer or a deal for the first time must be allowed to know of them.
  ...needing(['customer:write', 'user:read'], 'createCustomer'),
  ...needing(['customer:write'], 'updateCustomer importCustomers createContact updateContact importContacts'),
  ...needing(['pipeline:write'], 'createPipeline updatePipeline'),
  ...needing(['deal:write', 'user:read'], 'createDeal'),
  ...needing(['deal:write'], 'updateDeal importDeals moveDeal winDeal loseDeal reopenDeal'),
  ...needing(['ledger:write'], 'createAccount updateAccount'),
  ...needing(['product:write'], 'createProduct updateProduct importProducts createTaxRate updateTaxRate'),
  ...needing(['project:write', 'customer:read', 'deal:read', 'user:read'], 'createProject'),
  ...needing(['project:write'], 'updateProject importProjects startProject holdProject resumeProject'),
  ...needing(['project:write'], 'completeProject reopenProject closeProject cancelProject'),
  ...needing(['invoice:write', 'invoice:read', 'customer:read', 'deal:read'], 'createInvoice'),
  ...needing(['invoice:write', 'invoice:read'], 'updateInvoice'),
  ...needing(['invoice:write'], 'deleteInvoice'),
  ...needing(['invoice:post', 'invoice:read'], 'postInvoice'),
  ...needing(['invoice:write', 'invoice:post', 'invoice:read'], 'importInvoices'),
  ...needing(['payment:write', 'payment:read', 'customer:read'], 'receivePayment'),
  ...needing(['payment:write', 'payment:read'], 'applyPayment importPayments'),
  ...needing(['user:write'], 'createUser updateUser setPassword importUsers'),
  ...needing(['token:write'], 'createApiToken revokeApiToken'),
  ...needing([], 'signIn signOut'),
}

function needing(permissions: readonly Permission[], names: string): Record<string, readonly Permission[]> {
  return Object.fromEntries(names.split(' ').map((name) => [name, permissions]))
}

/** What each type of object with an id needs to be seen, whatever way leads to it: one of these. */
export const SEEN_WITH: Record<string, readonly Permission[]> = {
  ApiToken: ['token:read'],
  User: ['user:read'],
  Customer: ['customer:read'],
  Contact: ['customer:read'],
  Pipeline: ['pipeline:read'],
  // With its deals, or with its pipeline.
  Stage: ['pipeline:read', 'deal:read'],
  Deal: ['deal:read'],
  Account: ['ledger:read'],
  Journal: ['ledger:read'],
  JournalEntry: ['ledger:read'],
  Product: ['product:read'],
  TaxRate: ['product:read'],
  Invoice: ['invoice:read'],
  Payment: ['payment:read'],
  Project: ['project:read'],
  Organization: ['organization:read'],
}

/** The same of what has no id of its own, but rows of its own: a new type without a line here or above or below fails. */
export const PART_SEEN_WITH: Record<string, readonly Permission[]> = {
  StageChange: ['deal:read'],
  JournalLine: ['ledger:read'],
  TrialBalanceRow: ['ledger:read'],
  LedgerVerification: ['ledger:read'],
  InvoiceLine: ['invoice:read'],
  InvoiceTax: ['invoice:read'],
  Receivable: ['invoice:read'],
  PaymentApplication: ['payment:read'],
  ProjectStateChange: ['project:read'],
}

/** What is seen with whatever has it. */
export const VALUES: ReadonlySet<string> = new Set([
  'Address',
  'ExternalReference',
  'ImportedRow',
  'Money',
  'PageInfo',
  'UserError',
])

/** The fields of which their type does not say what they need: they are worked out of other rows than their object's, or it could be one or another. */
export const FIELD_NEEDS: Record<string, readonly Permission[]> = {
  'ApiToken.status': ['token:read'],
  'Pipeline.stages': ['pipeline:read'],
  'Deal.stage': ['deal:read'],
  'StageChange.from': ['deal:read'],
  'StageChange.to': ['deal:read'],
  'Deal.state': ['deal:read'],
  'Deal.weightedAmount': ['deal:read'],
  'Deal.collected': ['payment:read'],
  'Deal.collectedByCurrency': ['payment:read'],
  'Receivable.unapplied': ['payment:read'],
}
