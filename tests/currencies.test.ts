import { afterAll, beforeAll, expect, it } from 'vitest'
import { connected } from '../platform/databases.ts'
import { CURRENCIES, currencyDigits } from '../subgraphs/shared/money/currency.ts'
import { type FreshDatabase, freshDatabase } from './support/cluster.ts'

const made: FreshDatabase[] = []

beforeAll(async () => {
  for (const kind of ['crm', 'erp'] as const) made.push(await freshDatabase(kind))
})
afterAll(async () => {
  for (const database of made) await database.drop()
})

it('a database that orders amounts by their major unit knows the digits that we know', async () => {
  const ours = CURRENCIES.map((code) => [code, currencyDigits(code)])
  for (const { appUrl } of made) {
    const theirs = await connected(
      appUrl,
      (sql) => sql<{ code: string; digits: number }[]>`
        select code, round(-log(kopru_major(1, code)))::int as digits
        from unnest(${[...CURRENCIES]}::text[]) with ordinality as known(code, place) order by place`,
    )
    expect(theirs.map(({ code, digits }) => [code, digits])).toEqual(ours)
  }
})
