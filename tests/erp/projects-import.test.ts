import { describe, expect, it } from 'vitest'
import { some } from '../support/erp.ts'
import { dealOf } from '../support/owners.ts'
import { customerId, openSite, row } from './site.ts'

const site = openSite()

describe('an import of projects', () => {
  const outcomes = (report: { rows: { outcome: string }[] }) => report.rows.map(({ outcome }) => outcome)

  it('of a thousand takes as few statements as one of ten, and twice the same changes nothing', async () => {
    const costs = []
    for (const [from, size] of [
      [0, 10],
      [10, 1000],
    ] as const) {
      const rows = Array.from({ length: size }, (_, n) =>
        row(from + n, { state: 'ACTIVE', dealId: dealOf(customerId), budget: { amount: '5', currency: 'USD' } }),
      )
      const cost = await site.cost(async () =>
        expect(await site.importing({ rows })).toMatchObject({ created: size, failed: 0, userErrors: [] }),
      )
      costs.push(cost)
      const before = await site.traces()
      expect(await site.importing({ rows })).toMatchObject({ created: 0, updated: 0, unchanged: size, failed: 0 })
      expect(await site.traces()).toEqual(before)
    }
    // Three of them once more, after the CRM was asked for what is new.
    expect(costs).toEqual([8, 8])
    expect(await site.traces()).toEqual({ projects: 1010, versions: 1010, changes: 1010, counter: 1010 })
  })

  it('follows the other system, one transition at a time', async () => {
    await site.importing({ rows: [row(1), row(2), row(3)] })
    const report = await site.importing({
      rows: [row(1, { state: 'ACTIVE' }), row(2, { state: 'COMPLETED' }), row(3, { name: 'Renamed' })],
    })
    expect(outcomes(report)).toEqual(['UPDATED', 'FAILED', 'UPDATED'])
    expect(report.rows[1].userErrors).toEqual([{ code: 'INVALID_TRANSITION', path: ['rows', '1', 'state'] }])
    expect(await site.traces()).toEqual({ projects: 3, versions: 5, changes: 4, counter: 3 })
  })

  it('leaves each project to its customer', async () => {
    await site.importing({ rows: [row(1), row(2)] })
    const report = await site.importing({ rows: [row(1, { customerId: some('cust') }), row(2, { name: 'Renamed' })] })
    expect(outcomes(report)).toEqual(['FAILED', 'UPDATED'])
    expect(report.rows[0].userErrors).toEqual([
      { code: 'PROJECT_OF_ANOTHER_CUSTOMER', path: ['rows', '0', 'customerId'] },
    ])
  })

  it('lets bad rows fail alone', async () => {
    const dealId = dealOf(customerId)
    const report = await site.importing({
      rows: [row(1, { dealId }), row(1), row(2, { dealId }), row(3, { name: '' }), row(4, { customerId: 'x' }), row(5)],
    })
    expect(report.rows.map((each: { userErrors: { code: string }[] }) => each.userErrors[0]?.code ?? null)).toEqual([
      null,
      'DUPLICATE_REFERENCE',
      'DEAL_HAS_PROJECT',
      'TEXT_REQUIRED',
      'BAD_ID',
      null,
    ])
    expect(report).toMatchObject({ created: 2, failed: 4 })
    expect(await site.traces()).toMatchObject({ projects: 2, counter: 2 })
  })

  it('is all or nothing when that is wished, and only a rehearsal when that is', async () => {
    expect(outcomes(await site.importing({ rows: [row(1), row(2, { name: '' })], atomic: true }))).toEqual([
      'FAILED',
      'FAILED',
    ])
    expect(outcomes(await site.importing({ rows: [row(1), row(2)], dryRun: true }))).toEqual(['CREATED', 'CREATED'])
    expect(await site.traces()).toEqual({ projects: 0, versions: 0, changes: 0, counter: 0 })
  })
})
