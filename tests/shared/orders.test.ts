import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database as Name } from '../../platform/databases.ts'
import { customerListing } from '../../subgraphs/crm/customers/queries.ts'
import { dealListing } from '../../subgraphs/crm/deals/queries.ts'
import { productListing } from '../../subgraphs/erp/catalog/queries.ts'
import { invoiceListing } from '../../subgraphs/erp/invoicing/queries.ts'
import { entryListing } from '../../subgraphs/erp/ledger/queries.ts'
import { paymentListing } from '../../subgraphs/erp/payments/queries.ts'
import { projectListing } from '../../subgraphs/erp/projects/queries.ts'
import { apiTokenListing } from '../../subgraphs/identity/tokens/queries.ts'
import { userListing } from '../../subgraphs/identity/users/queries.ts'
import { permissionsOf } from '../../subgraphs/shared/auth/actor.ts'
import { connect, type Database } from '../../subgraphs/shared/db/database.ts'
import { type Listing, page } from '../../subgraphs/shared/relay/connection.ts'
import { type FreshDatabase, freshDatabase } from '../support/cluster.ts'
import { reading, someone } from './things.ts'

/** A page of a list costs by its rows, so it must not take more: none is sorted for it, however many there are. */

const LISTINGS: [Name, Listing<object>[]][] = [
  ['crm', [customerListing, dealListing]],
  ['erp', [productListing, invoiceListing, entryListing, paymentListing, projectListing]],
  ['identity', [apiTokenListing, userListing]],
] as never

describe.each(LISTINGS)('the lists of %s', (name, listings) => {
  const texts: string[] = []
  let fresh: FreshDatabase
  let database: Database
  beforeAll(async () => {
    fresh = await freshDatabase(name)
    database = connect(fresh.appUrl, { name: 'test', max: 1, onStatement: (text) => texts.push(text) })
  })
  afterAll(async () => {
    await database.close()
    await fresh.drop()
  })

  it.each(
    listings.flatMap((listing) =>
      Object.keys(listing.orders).flatMap((field) =>
        (['ASC', 'DESC'] as const).map((way) => [listing.name, field, way, listing] as const),
      ),
    ),
  )('are read in an order that an index has: %s by %s %s', async (_, field, direction, listing) => {
    const owner = { ...someone(), permissions: permissionsOf('OWNER') }
    texts.length = 0
    await reading(database, owner, (snapshot) => page(snapshot, listing, { orderBy: { field, direction } }))
    const text = texts.find((each) => each.includes('page.*'))!
    const plan = await database.client.begin(async (tx) => {
      await tx`select set_config('app.organization', ${owner.organizationId}, true)`
      // With few rows it would read all and sort.
      for (const way of ['seqscan', 'bitmapscan', 'sort']) await tx.unsafe(`set local enable_${way} = off`)
      return tx.unsafe(`explain (generic_plan, costs off) ${text}`)
    })
    const steps = plan.map((row) => String(row['QUERY PLAN']))
    expect(steps.filter((step) => /(?<!Incremental )Sort$/.test(step.trim()))).toEqual([])
    expect(steps.some((step) => /Index (Only )?Scan/.test(step))).toBe(true)
  })
})

it('the conditions and orders of lists work nothing out for each row that is stored', () => {
  const root = join(import.meta.dirname, '../..')
  const files = globSync('subgraphs/*/*/{queries,queries/*}.ts', { cwd: root })
  expect(files.length).toBeGreaterThan(8)
  expect(files.filter((file) => /kopru_(fold|major)/.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
})
