import { importPayload, payload } from '../../shared/graphql/payload.ts'
import { unpadded } from '../../shared/money/decimal.ts'
import { money } from '../../shared/money/money.ts'
import { page } from '../../shared/relay/connection.ts'
import { decodeId, encodeId } from '../../shared/relay/id.ts'
import { known, referredId } from '../../shared/relay/reference.ts'
import type { Resolvers } from '../generated/graphql.ts'
import { importProducts } from './commands/import-products.ts'
import { createProduct, updateProduct } from './commands/products.ts'
import { createTaxRate, updateTaxRate } from './commands/tax-rates.ts'
import { allTaxRates, productListing } from './queries.ts'

export const resolvers: Resolvers = {
  Query: {
    product: (_, { id }, { loaders }) => known(decodeId('prod', id), (uuid) => loaders.product.load(uuid)),
    products: (_, args, { snapshot }) => page(snapshot, productListing, args),
    taxRates: (_, __, { snapshot }) => snapshot.read(allTaxRates),
    taxRate: (_, { id }, { loaders }) => known(decodeId('tax', id), (uuid) => loaders.taxRate.load(uuid)),
  },
  Mutation: {
    createProduct: (_, { input }, ctx) => payload(ctx, async () => ({ product: await createProduct(ctx, input) })),
    updateProduct: (_, { input }, ctx) => payload(ctx, async () => ({ product: await updateProduct(ctx, input) })),
    importProducts: (_, { input }, ctx) => importPayload(ctx, () => importProducts(ctx, input)),
    createTaxRate: (_, { input }, ctx) => payload(ctx, async () => ({ taxRate: await createTaxRate(ctx, input) })),
    updateTaxRate: (_, { input }, ctx) => payload(ctx, async () => ({ taxRate: await updateTaxRate(ctx, input) })),
  },
  Product: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('prod', referredId(reference)), (uuid) => loaders.product.load(uuid)),
    id: ({ id }) => encodeId('prod', id),
    unitPrice: ({ unitPriceMinor, currency }) => money(unitPriceMinor, currency),
    revenueAccount: async ({ revenueAccountId }, _, { loaders }) => (await loaders.account.load(revenueAccountId))!,
    taxRate: ({ taxRateId }, _, { loaders }) => known(taxRateId, (uuid) => loaders.taxRate.load(uuid)),
    externalReference: ({ externalSource, externalId }) =>
      known(externalSource, (source) => ({ source, id: externalId! })),
  },
  TaxRate: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('tax', referredId(reference)), (uuid) => loaders.taxRate.load(uuid)),
    id: ({ id }) => encodeId('tax', id),
    rate: ({ ratePercent }) => unpadded(ratePercent),
  },
}
