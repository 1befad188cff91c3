import { sql } from 'drizzle-orm'
import { type Actor, authorize } from '../../../shared/auth/actor.ts'
import { type ImportReport, importRows, type Verdict } from '../../../shared/bulk/import.ts'
import { insertRows, updateRows } from '../../../shared/db/bulk.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { newId } from '../../../shared/relay/id.ts'
import { referenceOf } from '../../../shared/relay/input.ts'
import type { Context } from '../../context.ts'
import type { ImportProductRow, ImportProductsInput } from '../../generated/graphql.ts'
import { chart } from '../../ledger/commands.ts'
import { checkProduct } from '../product.ts'
import { productsToImport } from '../queries.ts'
import { type ProductRow, products } from '../tables.ts'
import { productValues, readProduct, surroundings, unlessTaken } from './products.ts'

/** Makes or changes products by their external references. A retired tax is taken over as it is. */
export async function importProducts(ctx: Context, input: ImportProductsInput): Promise<ImportReport> {
  authorize(ctx.actor, 'product:write')
  return unlessTaken(() =>
    importRows(ctx, input, {
      prefix: 'prod',
      read: readRow,
      apply: (tx, rows) => apply(tx, ctx.actor, rows),
    }),
  )
}

type Path = readonly (string | number)[]
type Wish = ReturnType<typeof readRow>

function readRow(row: ImportProductRow, path: Path) {
  const reference = referenceOf(row.externalReference, [...path, 'externalReference'])!
  return { path, values: readProduct(row, path), externalSource: reference.source, externalId: reference.id }
}

async function apply(tx: Transaction, actor: Actor, rows: readonly Wish[]): Promise<Verdict[]> {
  const { PRODUCT_REVENUE } = await chart(tx, actor)
  const around = await surroundings(
    tx,
    actor,
    rows.map(({ values }) => values),
  )
  const taxRates = new Map([...around.taxRates.keys()].map((id) => [id, { active: true }]))
  const shelf = await openShelf(tx, actor, rows)
  const [made, changed]: [Product[], Product[]] = [[], []]

  const verdicts = rows.map((row): Verdict => {
    try {
      checkProduct(row.values, { ...around, taxRates }, row.path)
      const { externalSource, externalId } = row
      const values = { ...productValues(actor, row.values, PRODUCT_REVENUE), externalSource, externalId }
      const existing = shelf.find(row)
      const id = existing?.id ?? newId()
      shelf.takeCode(values.sku, id, row.path)
      if (existing && same(existing, values)) return { outcome: 'UNCHANGED', id }
      const product = { ...values, id }
      ;(existing ? changed : made).push(product)
      return { outcome: existing ? 'UPDATED' : 'CREATED', id }
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
  })

  await insertRows(tx, products, made)
  await updateRows(tx, products, changed, sql`version = kept.version + 1`, sql`updated_at = now()`)
  return verdicts
}

type Product = ReturnType<typeof productValues> & { id: string }

/** The products that are there, and whose each code is as the rows take theirs one after the other. */
async function openShelf(tx: Transaction, actor: Actor, rows: readonly Wish[]) {
  const found = await productsToImport(
    tx,
    actor,
    rows.map(({ externalSource, externalId, values: { sku } }) => ({ externalSource, externalId, sku })),
  )
  const byReference = new Map(found.map((product) => [key(product), product]))
  const owners = new Map(found.map(({ sku, id }) => [sku, id]))
  return {
    find: (row: Wish): ProductRow | undefined => byReference.get(key(row)),
    takeCode(sku: string, id: string, path: Path): void {
      const owner = owners.get(sku)
      if (owner !== undefined && owner !== id) {
        throw new Refusal('SKU_TAKEN', 'Another product has this code.', [...path, 'sku'])
      }
      owners.set(sku, id)
    },
  }
}

const key = ({ externalSource, externalId }: { externalSource: string | null; externalId: string | null }): string =>
  JSON.stringify([externalSource, externalId])

const same = (product: ProductRow, values: Partial<ProductRow>): boolean =>
  Object.entries(values).every(([field, value]) => product[field as keyof ProductRow] === value)
