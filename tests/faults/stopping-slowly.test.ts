import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textOf } from '../supergraph/story.ts'
import { ask, mustAsk } from './door.ts'
import { openParted, type Parted } from './parted.ts'
import { BOTH } from './sites.ts'
import { LONG } from './size.ts'

describe.skipIf(!LONG)('four processes that answer late', () => {
  let parted: Parted

  beforeAll(async () => {
    parted = await openParted()
    await mustAsk(parted.door, textOf('createCustomer', 'customer { id }'), { input: { name: 'Ege Lojistik A.Ş.' } })
  }, 300_000)
  afterAll(() => parted?.close())

  it('SIGTERM in the middle of a request of 22 seconds waits for its answer', async () => {
    const quickly = await mustAsk(parted.door, BOTH)
    for (const name of ['crm', 'erp'] as const) parted.ways[name].be({ late: 11_000 })
    const asked = ask(parted.door, BOTH)
    await sleep(500)
    const since = performance.now()
    const code = await parted.copies.router[0]!.end()
    const { data, codes, milliseconds } = await asked
    expect([data, codes, code]).toEqual([quickly, [], 0])
    expect(milliseconds).toBeGreaterThan(21_999)
    expect(performance.now() - since).toBeGreaterThan(21_000)
  }, 60_000)
})
