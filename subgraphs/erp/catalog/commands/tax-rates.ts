import { and, eq, sql } from 'drizzle-orm'
import { authorize } from '../../../shared/auth/actor.ts'
import { violates } from '../../../shared/db/errors.ts'
import { formatDecimal } from '../../../shared/money/decimal.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { form } from '../../../shared/relay/form.ts'
import { newId } from '../../../shared/relay/id.ts'
import { idOf, textOf } from '../../../shared/relay/input.ts'
import { checkVersion } from '../../../shared/version.ts'
import type { Context } from '../../context.ts'
import type { CreateTaxRateInput, UpdateTaxRateInput } from '../../generated/graphql.ts'
import { lockTaxRate } from '../queries.ts'
import { type TaxRateRow, taxRates } from '../tables.ts'
import { rateOf } from '../tax-rate.ts'

/** Adds a tax. Refuses with TAX_RATE_NAME_TAKEN, RATE_PRECISION, RATE_RANGE, and as texts do. */
export async function createTaxRate(ctx: Context, input: CreateTaxRateInput): Promise<TaxRateRow> {
  authorize(ctx.actor, 'product:write')
  const { name, rate } = form({
    name: () => textOf(input.name, ['name'], 100),
    rate: () => rateOf(input.category, input.rate),
  })
  const { organizationId } = ctx.actor
  return unlessTaken(() =>
    ctx.write(async (tx) => {
      const [made] = await tx
        .insert(taxRates)
        .values({ organizationId, id: newId(), name, category: input.category, ratePercent: formatDecimal(rate) })
        .returning()
      return made!
    }),
  )
}

/** Renames a tax, retires it or takes it up again. Refuses with TAX_RATE_NOT_FOUND, VERSION_CONFLICT besides. */
export async function updateTaxRate(ctx: Context, input: UpdateTaxRateInput): Promise<TaxRateRow> {
  authorize(ctx.actor, 'product:write')
  const id = idOf('tax', input.id, ['id'])
  const changes = {
    ...(input.name != null && { name: textOf(input.name, ['name'], 100) }),
    ...(input.active != null && { active: input.active }),
  }
  return unlessTaken(() =>
    ctx.write(async (tx) => {
      const rate = await lockTaxRate(tx, ctx.actor, id)
      if (!rate) throw new Refusal('TAX_RATE_NOT_FOUND', 'There is no such tax.', ['id'])
      checkVersion(rate.version, input.expectedVersion)
      const [changed] = await tx
        .update(taxRates)
        .set({ ...changes, version: sql`${taxRates.version} + 1`, updatedAt: sql`now()` })
        .where(and(eq(taxRates.organizationId, rate.organizationId), eq(taxRates.id, id)))
        .returning()
      return changed!
    }),
  )
}

async function unlessTaken<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!violates(error, 'tax_rates_name')) throw error
    throw new Refusal('TAX_RATE_NAME_TAKEN', 'Another tax has this name.', ['name'])
  }
}
