import type { CodegenConfig } from '@graphql-codegen/cli'

/** GraphQL type -> what its resolvers receive as parent. A stub has nothing but its key. */
const identity = {
  ApiToken: '../tokens/tables.ts#ApiTokenRow',
  ApiTokenConnection: '../tokens/queries.ts#ApiTokenPage',
  Node: '../node/resolvers.ts#Found',
  Organization: '../organizations/tables.ts#OrganizationRow',
  User: '../users/tables.ts#UserRow',
  UserConnection: '../users/queries.ts#UserPage',
}
const crm = {
  Contact: '../customers/tables.ts#ContactRow',
  ContactConnection: '../customers/queries.ts#ContactPage',
  Customer: '../customers/tables.ts#CustomerRow',
  CustomerConnection: '../customers/queries.ts#CustomerPage',
  Deal: '../deals/tables.ts#DealRow',
  DealConnection: '../deals/queries.ts#DealPage',
  Pipeline: '../pipelines/tables.ts#PipelineRow',
  Stage: '../pipelines/tables.ts#StageRow',
  StageChange: '../deals/tables.ts#StageChangeRow',
  User: '../../shared/relay/reference.ts#Reference',
}
const erp = {
  Account: '../ledger/tables.ts#AccountRow',
  Customer: '../../shared/relay/reference.ts#Reference',
  Deal: '../../shared/relay/reference.ts#Reference',
  Invoice: '../invoicing/tables.ts#InvoiceRow',
  InvoiceConnection: '../invoicing/queries.ts#InvoicePage',
  InvoiceLine: '../invoicing/tables.ts#InvoiceLineRow',
  InvoiceTax: '../invoicing/tables.ts#InvoiceTaxRow',
  Journal: '../ledger/tables.ts#JournalRow',
  JournalEntry: '../ledger/tables.ts#JournalEntryRow',
  JournalEntryConnection: '../ledger/queries.ts#JournalEntryPage',
  JournalLine: '../ledger/tables.ts#JournalLineRow',
  Payment: '../payments/tables.ts#PaymentRow',
  PaymentApplication: '../payments/tables.ts#PaymentApplicationRow',
  PaymentConnection: '../payments/queries.ts#PaymentPage',
  Product: '../catalog/tables.ts#ProductRow',
  ProductConnection: '../catalog/queries.ts#ProductPage',
  Project: '../projects/tables.ts#ProjectRow',
  ProjectConnection: '../projects/queries.ts#ProjectPage',
  ProjectStateChange: '../projects/tables.ts#ProjectStateChangeRow',
  Receivable: '../invoicing/receivable.ts#Receivable as ReceivableValue',
  TaxRate: '../catalog/tables.ts#TaxRateRow',
  TrialBalanceRow: '../ledger/queries.ts#TrialBalance',
  User: '../../shared/relay/reference.ts#Reference',
}

const subgraph = (name: string, mappers: Record<string, string>): CodegenConfig['generates'] => ({
  [`subgraphs/${name}/generated/graphql.ts`]: {
    schema: ['subgraphs/shared/graphql/common.graphql', `subgraphs/${name}/**/*.graphql`],
    plugins: ['typescript', 'typescript-resolvers'],
    config: {
      federation: true,
      importExtension: '.ts',
      enumsAsTypes: true,
      useTypeImports: true,
      immutableTypes: true,
      avoidOptionals: { field: true },
      contextType: '../context.ts#Context',
      mappers: { ...mappers, Money: '../../shared/money/money.ts#Money as MoneyValue' },
      scalars: {
        ID: 'string',
        Decimal: 'string',
        CurrencyCode: 'string',
        Date: 'string',
        DateTime: { input: 'string', output: 'string | Date' },
      },
    },
  },
})

const config: CodegenConfig = {
  generates: {
    ...subgraph('identity', identity),
    ...subgraph('crm', crm),
    ...subgraph('erp', erp),
  },
}

export default config
