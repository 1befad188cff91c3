/** What Köprü posts to which account. */
export type AccountRole =
  | 'BANK'
  | 'RECEIVABLES'
  | 'TAX_PAYABLE'
  | 'SERVICE_REVENUE'
  | 'PRODUCT_REVENUE'
  | 'OTHER_INCOME'

export type AccountType = 'ASSET' | 'LIABILITY' | 'EQUITY' | 'INCOME' | 'EXPENSE'

/** The id of the account in each role. */
export type Chart = Readonly<Record<AccountRole, string>>

/** The accounts a service business begins with. It may rename, renumber and add. */
export const STANDARD_ACCOUNTS: readonly {
  code: string
  name: string
  type: AccountType
  role: AccountRole | null
}[] = [
  { code: '1000', name: 'Bank', type: 'ASSET', role: 'BANK' },
  { code: '1200', name: 'Receivables', type: 'ASSET', role: 'RECEIVABLES' },
  { code: '1500', name: 'Equipment', type: 'ASSET', role: null },
  { code: '2000', name: 'Payables', type: 'LIABILITY', role: null },
  { code: '2200', name: 'Tax payable', type: 'LIABILITY', role: 'TAX_PAYABLE' },
  { code: '3000', name: 'Owners’ equity', type: 'EQUITY', role: null },
  { code: '3900', name: 'Retained earnings', type: 'EQUITY', role: null },
  { code: '4000', name: 'Service revenue', type: 'INCOME', role: 'SERVICE_REVENUE' },
  { code: '4100', name: 'Product revenue', type: 'INCOME', role: 'PRODUCT_REVENUE' },
  { code: '4900', name: 'Freight and other income', type: 'INCOME', role: 'OTHER_INCOME' },
  { code: '5000', name: 'Cost of goods sold', type: 'EXPENSE', role: null },
  { code: '5100', name: 'Subcontractors', type: 'EXPENSE', role: null },
  { code: '5200', name: 'Salaries', type: 'EXPENSE', role: null },
  { code: '5300', name: 'Rent and office', type: 'EXPENSE', role: null },
  { code: '5400', name: 'Travel', type: 'EXPENSE', role: null },
  { code: '5900', name: 'Other expenses', type: 'EXPENSE', role: null },
]

export const STANDARD_JOURNALS = [
  { code: 'BNK', name: 'Bank' },
  { code: 'GEN', name: 'General' },
  { code: 'SAL', name: 'Sales' },
] as const
