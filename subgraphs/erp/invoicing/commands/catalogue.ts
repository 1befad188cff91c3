import type { Actor } from '../../../shared/auth/actor.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { productsOf, taxRatesOf } from '../../catalog/queries.ts'
import { chart } from '../../ledger/commands.ts'
import { accountTypes } from '../../ledger/queries.ts'
import type { Catalogue, LineWish } from '../line.ts'

/** What the lines point at, in a few statements however many lines. */
export async function catalogueFor(
  tx: Transaction,
  actor: Actor,
  lines: readonly LineWish[],
  acceptsRetired: boolean,
): Promise<Catalogue> {
  const { OTHER_INCOME } = await chart(tx, actor)
  const products = await productsOf(tx, actor, named(lines.map(({ productId }) => productId)))
  const taxRateIds = [...lines.map(({ taxRateId }) => taxRateId), ...[...products.values()].map((row) => row.taxRateId)]
  return {
    products,
    taxRates: await taxRatesOf(tx, actor, named(taxRateIds)),
    accountTypes: await accountTypes(tx, actor, named(lines.map(({ revenueAccountId }) => revenueAccountId))),
    otherIncome: OTHER_INCOME,
    acceptsRetired,
  }
}

const named = (ids: readonly (string | null | undefined)[]): string[] => [...new Set(ids.filter((id) => id != null))]
