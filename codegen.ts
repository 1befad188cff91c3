import type { CodegenConfig } from '@graphql-codegen/cli'

/** GraphQL type -> what its resolvers receive as parent. A stub has nothing but its key. */
const identity = {
  ApiToken: '../tokens/tables.ts#ApiTokenRow',
  Organization: '../organizations/tables.ts#OrganizationRow',
  User: '../users/tables.ts#UserRow',
}
const crm = {
  Contact: '../customers/tables.ts#ContactRow',
  Customer: '../customers/tables.ts#CustomerRow',
  Deal: '../deals/tables.ts#DealRow',
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
  InvoiceLine: '../invoicing/tables.ts#InvoiceLineRow',
  Journal: '../ledger/tables.ts#JournalRow',
  JournalEntry: '../ledger/tables.ts#JournalEntryRow',
  JournalLine: '../ledger/tables.ts#JournalLineRow',
  Payment: '../payments/tables.ts#PaymentRow',
  PaymentApplication: '../payments/tables.ts#PaymentApplicationRow',
  Product: '../catalog/tables.ts#ProductRow',
  Project: '../projects/tables.ts#ProjectRow',
  TaxRate: '../catalog/tables.ts#TaxRateRow',
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
