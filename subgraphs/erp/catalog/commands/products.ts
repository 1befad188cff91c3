import { and, eq, sql } from 'drizzle-orm'
import { type Actor, authorize } from '../../../shared/auth/actor.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { violates } from '../../../shared/db/errors.ts'
import { money } from '../../../shared/money/money.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { form } from '../../../shared/relay/form.ts'
import { newId } from '../../../shared/relay/id.ts'
import { idOf, moneyOf, optionalIdOf, optionalTextOf, referenceOf, textOf } from '../../../shared/relay/input.ts'
import { checkVersion } from '../../../shared/version.ts'
import type { Context } from '../../context.ts'
import type { CreateProductInput, UpdateProductInput } from '../../generated/graphql.ts'
import { chart } from '../../ledger/commands.ts'
import { accountTypes } from '../../ledger/queries.ts'
import { checkProduct, type ProductWish, type Surroundings } from '../product.ts'
import { lockProduct, productColumns, taxRatesOf } from '../queries.ts'
import { type ProductRow, products } from '../tables.ts'

/** Adds a product. Refuses with SKU_TAKEN, EXTERNAL_REFERENCE_TAKEN, and as `checkProduct` and inputs do. */
export async function createProduct(ctx: Context, input: CreateProductInput): Promise<ProductRow> {
  authorize(ctx.actor, 'product:write')
  const { reference, ...wish } = {
    ...readProduct(input, []),
    reference: referenceOf(input.externalReference, ['externalReference']),
  }
  return unlessTaken(() =>
    ctx.write(async (tx) => {
      const { PRODUCT_REVENUE } = await chart(tx, ctx.actor)
      checkProduct(wish, await surroundings(tx, ctx.actor, [wish]))
      const [product] = await tx
        .insert(products)
        .values({
          ...productValues(ctx.actor, wish, PRODUCT_REVENUE),
          id: newId(),
          externalSource: reference?.source ?? null,
          externalId: reference?.id ?? null,
        })
        .returning(productColumns)
      return product!
    }),
  )
}

/** Changes a product. Refuses with PRODUCT_NOT_FOUND, VERSION_CONFLICT besides what creating refuses with. */
export async function updateProduct(ctx: Context, input: UpdateProductInput): Promise<ProductRow> {
  authorize(ctx.actor, 'product:write')
  const id = idOf('prod', input.id, ['id'])
  const changes = readChanges(input)
  return unlessTaken(() =>
    ctx.write(async (tx) => {
      const product = await lockProduct(tx, ctx.actor, id)
      if (!product) throw new Refusal('PRODUCT_NOT_FOUND', 'There is no such product.', ['id'])
      checkVersion(product.version, input.expectedVersion)
      const { price, ...columns } = changes
      const wish = {
        price: price ?? money(product.unitPriceMinor, product.currency),
        revenueAccountId: changes.revenueAccountId ?? null,
        taxRateId: changes.taxRateId ?? null,
      }
      checkProduct(wish, await surroundings(tx, ctx.actor, [wish]))
      const [changed] = await tx
        .update(products)
        .set({
          ...columns,
          unitPriceMinor: wish.price.minor,
          currency: wish.price.currency,
          version: sql`${products.version} + 1`,
          updatedAt: sql`now()`,
        })
        .where(and(eq(products.organizationId, product.organizationId), eq(products.id, id)))
        .returning(productColumns)
      return changed!
    }),
  )
}

/** A product as typed; all that is wrong with it at once. */
export const readProduct = (input: Omit<CreateProductInput, 'externalReference'>, path: readonly (string | number)[]) =>
  form({
    sku: () => textOf(input.sku, [...path, 'sku'], 60),
    name: () => textOf(input.name, [...path, 'name']),
    unit: () => optionalTextOf(input.unit, [...path, 'unit'], 60),
    price: () => moneyOf(input.unitPrice, [...path, 'unitPrice']),
    revenueAccountId: () => optionalIdOf('acct', input.revenueAccountId, [...path, 'revenueAccountId']),
    taxRateId: () => optionalIdOf('tax', input.taxRateId, [...path, 'taxRateId']),
    active: () => input.active ?? true,
    category: () => optionalTextOf(input.category, [...path, 'category'], 100),
  })

/** A product's columns, but for what identifies it. */
export const productValues = (
  { organizationId }: Actor,
  { price, ...wish }: ReturnType<typeof readProduct>,
  revenueAccountId: string,
) => ({
  organizationId,
  ...wish,
  unitPriceMinor: price.minor,
  currency: price.currency,
  revenueAccountId: wish.revenueAccountId ?? revenueAccountId,
})

/** Two who take a code, or an outside id, at once: the database lets one, and the other is told. */
export async function unlessTaken<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (violates(error, 'products_sku')) throw new Refusal('SKU_TAKEN', 'Another product has this code.', ['sku'])
    if (violates(error, 'products_external_reference')) {
      throw new Refusal('EXTERNAL_REFERENCE_TAKEN', 'Another product has this id in that system.', [
        'externalReference',
      ])
    }
    throw error
  }
}

/** What the products point at, of what the organisation has. */
export async function surroundings(
  tx: Transaction,
  actor: Actor,
  wishes: readonly ProductWish[],
): Promise<Surroundings> {
  const named = (ids: (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]
  const accountIds = named(wishes.map(({ revenueAccountId }) => revenueAccountId))
  const taxRateIds = named(wishes.map(({ taxRateId }) => taxRateId))
  return {
    accountTypes: await accountTypes(tx, actor, accountIds),
    taxRates: await taxRatesOf(tx, actor, taxRateIds),
  }
}

const readChanges = (input: UpdateProductInput) => ({
  ...(input.sku != null && { sku: textOf(input.sku, ['sku'], 60) }),
  ...(input.name != null && { name: textOf(input.name, ['name']) }),
  ...(input.unit !== undefined && { unit: optionalTextOf(input.unit, ['unit'], 60) }),
  ...(input.unitPrice != null && { price: moneyOf(input.unitPrice, ['unitPrice']) }),
  ...(input.revenueAccountId != null && {
    revenueAccountId: idOf('acct', input.revenueAccountId, ['revenueAccountId']),
  }),
  ...(input.taxRateId !== undefined && { taxRateId: optionalIdOf('tax', input.taxRateId, ['taxRateId']) }),
  ...(input.active != null && { active: input.active }),
  ...(input.category !== undefined && { category: optionalTextOf(input.category, ['category'], 100) }),
})
