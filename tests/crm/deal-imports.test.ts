import { describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { office } from '../support/people.ts'
import { type DealDesk, dealDesk, openCrm } from './crm.ts'

const crm = openCrm()

const IMPORT = 'importDeals { rows { index id outcome userErrors { code path } } created updated unchanged failed }'
const READ = `query ($id: ID!) { deal(id: $id) { title state stage { name } amount { amount currency } createdAt closedAt
  lostReason lostNote version owner { id } history { from { name } to { name } changedAt } } }`

const usd = (amount: string) => ({ amount, currency: 'USD' })
const newYork = () => dealDesk(crm, office({ currency: 'USD', timeZone: 'America/New_York' }))
const counts = ({ created, updated, unchanged, failed }: Record<string, number>) => [
  created,
  updated,
  unchanged,
  failed,
]

const order = ({ customer }: DealDesk, id: number | string, more: object = {}) => ({
  externalReference: { source: 'northwind', id: String(id) },
  customerId: customer.id,
  title: `Order ${id}`,
  amount: usd('472.38'),
  ...more,
})

const refusals = (report: { rows: { userErrors: { code: string; path: string[] }[] }[] }) =>
  report.rows.map(({ userErrors }) => userErrors.map(({ code, path }) => `${code} ${path.slice(2).join('.')}`.trim()))

describe('an import of deals', () => {
  it('takes them over with their past', async () => {
    const desk = await newYork()
    const ownerId = encodeId('user', newId())
    const rows = [
      order(desk, 10248, { ownerId, stage: 'WON', createdOn: '1996-07-04', closedOn: '1996-07-16' }),
      order(desk, 10249, {
        stage: 'LOST',
        createdOn: '2026-01-01',
        closedOn: '2026-01-01',
        lostReason: 'OTHER',
        lostNote: 'x',
      }),
      order(desk, 10250, { stageName: 'negotiation', createdOn: '2026-01-01', expectedClose: '2027-01-01' }),
      order(desk, 10251, { amount: null }),
    ]
    const report = await desk.sales.done(IMPORT, { rows })
    expect(counts(report)).toEqual([4, 0, 0, 0])
    const read = async (index: number) => (await desk.sales.data(READ, report.rows[index])).deal
    expect(await read(0)).toEqual({
      title: 'Order 10248',
      state: 'WON',
      stage: { name: 'Won' },
      amount: usd('472.38'),
      createdAt: '1996-07-04T04:00:00.000Z',
      closedAt: '1996-07-16T04:00:00.000Z',
      lostReason: null,
      lostNote: null,
      version: 1,
      owner: { id: ownerId },
      history: [
        { from: null, to: { name: 'Lead in' }, changedAt: '1996-07-04T04:00:00.000Z' },
        { from: { name: 'Lead in' }, to: { name: 'Won' }, changedAt: '1996-07-16T04:00:00.000Z' },
      ],
    })
    const midnight = '2026-01-01T05:00:00.000Z'
    expect(await read(1)).toMatchObject({
      state: 'LOST',
      closedAt: midnight,
      lostReason: 'OTHER',
      lostNote: 'x',
      owner: null,
    })
    expect(await read(2)).toMatchObject({
      state: 'OPEN',
      createdAt: midnight,
      closedAt: null,
      history: [{ from: null, to: { name: 'Negotiation' }, changedAt: midnight }],
    })
    expect(await read(3)).toMatchObject({ stage: { name: 'Lead in' }, amount: usd('0.00') })
  })

  it('the same again changes nothing', async () => {
    const desk = await newYork()
    const rows = [
      order(desk, 1, { stage: 'WON', createdOn: '1996-07-04', closedOn: '1996-07-04' }),
      order(desk, 2, { stage: 'LOST', lostReason: 'PRICE' }),
      order(desk, 3),
    ]
    const first = await desk.sales.done(IMPORT, { rows })
    const second = await desk.sales.done(IMPORT, { rows })
    expect(counts(second)).toEqual([0, 0, 3, 0])
    expect(second.rows.map(({ id }: { id: string }) => id)).toEqual(first.rows.map(({ id }: { id: string }) => id))
    expect(await crm.count(desk.sales.office, 'stage_changes')).toBe(5)
  })

  it('brings those it knows to where they are now, as far as they may go', async () => {
    const desk = await newYork()
    const past = { createdOn: '2026-01-01' }
    const lost = { stage: 'LOST', lostReason: 'PRICE', closedOn: '2026-01-02', ...past }
    const rows = [1, 2, 3].map((id) => order(desk, id, past))
    const { rows: made } = await desk.sales.done(IMPORT, {
      rows: [...rows, order(desk, 4, lost), order(desk, 5, { stage: 'WON', ...past }), order(desk, 6, lost)],
    })
    const report = await desk.sales.done(IMPORT, {
      rows: [
        order(desk, 1, { title: 'Renamed', amount: { amount: '5', currency: 'JPY' } }),
        order(desk, 2, { stage: 'WON', closedOn: '2026-02-01' }),
        order(desk, 3, { stageName: 'PROPOSAL' }),
        order(desk, 4, { stage: 'OPEN' }),
        order(desk, 5, { stage: 'OPEN' }),
        order(desk, 6, { stage: 'LOST', lostReason: 'TIMING' }),
      ],
    })
    expect(counts(report)).toEqual([0, 5, 0, 1])
    expect(refusals(report)[4]).toEqual(['DEAL_WON'])
    const read = async (index: number) => (await desk.sales.data(READ, made[index])).deal
    expect(await read(0)).toMatchObject({ title: 'Renamed', amount: { amount: '5', currency: 'JPY' }, version: 2 })
    expect(await read(1)).toMatchObject({ state: 'WON', closedAt: '2026-02-01T05:00:00.000Z', version: 2 })
    expect(await read(2)).toMatchObject({ stage: { name: 'Proposal' }, version: 2 })
    expect(await read(3)).toMatchObject({ state: 'OPEN', closedAt: null, lostReason: null, version: 2 })
    expect(await read(4)).toMatchObject({ state: 'WON', version: 1 })
    expect(await read(5)).toMatchObject({ state: 'LOST', lostReason: 'TIMING', version: 2 })
    expect((await read(3)).history.map(({ to }: { to: { name: string } }) => to.name)).toEqual([
      'Lead in',
      'Lost',
      'Lead in',
    ])
    expect(await crm.count(desk.sales.office, 'stage_changes')).toBe(3 + 2 + 2 + 2 + 3)
  })

  it('refuses bad rows alone, and all of them when it is atomic', async () => {
    const desk = await newYork()
    const foreign = await newYork()
    await foreign.open()
    const rows = [
      order(desk, 1),
      order(desk, 2, { title: '', amount: usd('1.001'), ownerId: 'x' }),
      order(desk, 3, { customerId: foreign.customer.id }),
      order(desk, 4, { pipelineId: await foreign.pipeline() }),
      order(desk, 5, { stageName: 'Nowhere' }),
      order(desk, 6, { amount: usd('-1') }),
      order(desk, 7, { createdOn: '2199-01-01' }),
      order(desk, 8, { stage: 'WON', amount: usd('0') }),
      order(desk, 9, { stage: 'LOST' }),
      order(desk, 1, { title: 'Again' }),
    ]
    const expected = [
      [],
      ['TEXT_REQUIRED title', 'AMOUNT_PRECISION amount.amount', 'BAD_ID ownerId'],
      ['CUSTOMER_NOT_FOUND customerId'],
      ['PIPELINE_NOT_FOUND pipelineId'],
      ['STAGE_NOT_FOUND stage'],
      ['AMOUNT_NEGATIVE amount.amount'],
      ['DATE_IN_FUTURE createdOn'],
      ['DEAL_AMOUNT_REQUIRED amount'],
      ['LOST_REASON_REQUIRED lostReason'],
      ['DUPLICATE_REFERENCE externalReference'],
    ]
    const atomic = await desk.sales.done(IMPORT, { rows, atomic: true })
    expect(refusals(atomic)).toEqual([['ROLLED_BACK'], ...expected.slice(1)])
    expect(counts(atomic)).toEqual([0, 0, 0, 10])
    // Not even the pipeline it would have needed.
    for (const table of ['deals', 'stage_changes', 'pipelines'])
      expect(await crm.count(desk.sales.office, table)).toBe(0)

    const report = await desk.sales.done(IMPORT, { rows })
    expect(refusals(report)).toEqual(expected)
    expect(counts(report)).toEqual([1, 0, 0, 9])
    expect(await crm.count(desk.sales.office, 'deals')).toBe(1)
    expect(await crm.as('VIEWER', desk.sales.office).refused('importDeals', { rows })).toEqual(['FORBIDDEN'])
  })

  it('that is a dry run leaves nothing', async () => {
    const desk = await newYork()
    const report = await desk.sales.done(IMPORT, {
      rows: [order(desk, 1, { stage: 'WON' }), order(desk, 2)],
      dryRun: true,
    })
    expect(counts(report)).toEqual([2, 0, 0, 0])
    expect(report.rows.map(({ id }: { id: null }) => id)).toEqual([null, null])
    for (const table of ['deals', 'stage_changes', 'pipelines', 'stages']) {
      expect(await crm.count(desk.sales.office, table)).toBe(0)
    }
  })

  it('brings 1,000 closed deals in few statements', async () => {
    const desk = await newYork()
    const past = { stage: 'WON', createdOn: '1996-07-04', closedOn: '1996-07-16' }
    const rows = Array.from({ length: 1_000 }, (_, n) => order(desk, n, past))
    await desk.open()
    crm.statements.length = 0
    expect(counts(await desk.sales.done(IMPORT, { rows }))).toEqual([1_000, 0, 0, 0])
    // begin, organisation, queue, pipelines, stages, customers, known deals, deals, stage changes, commit
    expect(crm.statements).toHaveLength(10)
    const renamed = rows.map((row) => ({ ...row, title: `${row.title}!` }))
    expect(counts(await desk.sales.done(IMPORT, { rows: renamed }))).toEqual([0, 1_000, 0, 0])
    expect(counts(await desk.sales.done(IMPORT, { rows: renamed }))).toEqual([0, 0, 1_000, 0])
  })

  it('at once with the same brings each once', async () => {
    const desk = await newYork()
    const rows = Array.from({ length: 20 }, (_, n) => order(desk, n, { stage: 'WON' }))
    const reports = await Promise.all(Array.from({ length: 8 }, () => desk.sales.done(IMPORT, { rows })))
    expect(reports.map(({ created }) => created).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 20])
    expect(reports.every(({ failed }) => failed === 0)).toBe(true)
    expect(await crm.count(desk.sales.office, 'stage_changes')).toBe(40)
  })
})
