import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Actor } from '../../shared/auth/actor.ts'
import type { Transaction } from '../../shared/db/database.ts'
import { leanStatement } from '../../shared/db/statement.ts'
import { among, mine } from '../../shared/db/tenancy.ts'
import type { Listing, Page } from '../../shared/relay/connection.ts'
import { type ProductRow, products, type TaxRateRow, taxRates } from './tables.ts'

export type ProductPage = Page<ProductRow>

const { skuFolded, nameFolded, categoryFolded, unitPriceMajor, searchText, ...columns } = getTableColumns(products)

/** What a product is read and returned as. */
export const productColumns = columns

export const productsById = leanStatement('product:read', { of: 'Product', by: 'id' }, (select) =>
  select(columns)
    .from(products)
    .where(and(mine(products), among(products.id))),
)

export const allTaxRates = leanStatement('product:read', { of: 'TaxRate', by: 'id' }, (select) =>
  select(getTableColumns(taxRates)).from(taxRates).where(mine(taxRates)).orderBy(asc(taxRates.name), asc(taxRates.id)),
)

export const taxRatesById = leanStatement('product:read', { of: 'TaxRate', by: 'id' }, (select) =>
  select(getTableColumns(taxRates))
    .from(taxRates)
    .where(and(mine(taxRates), among(taxRates.id))),
)

export const productListing: Listing<ProductRow> = {
  name: 'products',
  of: 'Product',
  permission: 'product:read',
  table: products,
  fields: columns,
  orders: {
    NAME: { by: nameFolded, type: 'text' },
    SKU: { by: products.sku, type: 'text' },
    UNIT_PRICE: { by: unitPriceMajor, type: 'numeric' },
    CREATED_AT: { by: products.createdAt, type: 'timestamptz' },
  },
  defaultOrder: { field: 'NAME', direction: 'ASC' },
  filters: {
    active: { kind: 'boolean', column: products.active },
    sku: { kind: 'text', column: skuFolded },
    category: { kind: 'text', column: categoryFolded },
    taxRateId: { kind: 'id', column: products.taxRateId, prefix: 'tax' },
    unitPrice: { kind: 'decimal', column: unitPriceMajor },
  },
  search: searchText,
}

/** The product, held until the transaction ends; null when the organisation has none of that id. */
export async function lockProduct(tx: Transaction, { organizationId }: Actor, id: string): Promise<ProductRow | null> {
  const [product] = await tx
    .select(columns)
    .from(products)
    .where(and(eq(products.organizationId, organizationId), eq(products.id, id)))
    .for('update')
  return product ?? null
}

/** The tax, held until the transaction ends; null when the organisation has none of that id. */
export async function lockTaxRate(tx: Transaction, { organizationId }: Actor, id: string): Promise<TaxRateRow | null> {
  const [rate] = await tx
    .select()
    .from(taxRates)
    .where(and(eq(taxRates.organizationId, organizationId), eq(taxRates.id, id)))
    .for('update')
  return rate ?? null
}

/** Those of the products that the organisation has, by id. */
export async function productsOf(
  tx: Transaction,
  { organizationId }: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ProductRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select(columns)
    .from(products)
    .where(and(eq(products.organizationId, organizationId), sql`${products.id} = any(${sql.param(ids)}::uuid[])`))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Those of the taxes that the organisation has, by id. */
export async function taxRatesOf(
  tx: Transaction,
  { organizationId }: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TaxRateRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(taxRates)
    .where(and(eq(taxRates.organizationId, organizationId), sql`${taxRates.id} = any(${sql.param(ids)}::uuid[])`))
  return new Map(rows.map((row) => [row.id, row]))
}

/** The products an import is about: those with one of its references, held, and those with one of its codes. */
export async function productsToImport(
  tx: Transaction,
  { organizationId }: Actor,
  wanted: readonly { externalSource: string; externalId: string; sku: string }[],
): Promise<ProductRow[]> {
  const sources = sql.param(wanted.map(({ externalSource }) => externalSource))
  const ids = sql.param(wanted.map(({ externalId }) => externalId))
  const skus = sql.param(wanted.map(({ sku }) => sku))
  return tx
    .select(columns)
    .from(products)
    .where(
      and(
        eq(products.organizationId, organizationId),
        sql`((${products.externalSource}, ${products.externalId}) in (select * from unnest(${sources}::text[], ${ids}::text[]))
          or ${products.sku} = any(${skus}::text[]))`,
      ),
    )
    .orderBy(asc(products.id))
    .for('update')
}
