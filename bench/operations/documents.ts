import { readFileSync } from 'node:fs'

/** The documents of the bench, one file each. */
export const documentNames = [
  'customer-to-cash',
  'one-customer',
  'invoice-list',
  'create-invoice',
  'post-invoice',
  'import-invoices',
  'receive-payment',
  'erp-invoices',
] as const
export type DocumentName = (typeof documentNames)[number]

/** Their texts. */
export const documents = Object.fromEntries(
  documentNames.map((name) => [name, readFileSync(new URL(`${name}.graphql`, import.meta.url), 'utf8')]),
) as Readonly<Record<DocumentName, string>>
