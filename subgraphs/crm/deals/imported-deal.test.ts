import { describe, expect, it } from 'vitest'
import { money } from '../../shared/money/money.ts'
import type { Board } from './board.ts'
import type { DealState, Stage } from './deal.ts'
import { begin, follow, type ImportedDeal, type KnownDeal, type Setting } from './imported-deal.ts'

const board = (id: string, isDefault: boolean): Board => {
  const stage = (name: string, type: DealState): Stage => ({
    id: `${id} ${name}`,
    pipelineId: id,
    name,
    type,
    probabilityBasisPoints: type === 'WON' ? 10_000 : 0,
  })
  return {
    id,
    isDefault,
    stages: [stage('Lead in', 'OPEN'), stage('Görüşme', 'OPEN'), stage('Won', 'WON'), stage('Lost', 'LOST')],
  }
}

const setting: Setting = {
  boards: [board('services', false), board('sales', true)],
  now: new Date('2026-03-31T12:00:00Z'),
  timeZone: 'America/New_York',
  currency: 'USD',
}

const imported = (said: Partial<ImportedDeal> = {}): ImportedDeal => ({
  path: ['rows', 7],
  customerId: 'customer',
  pipelineId: null,
  type: null,
  name: null,
  title: 'Order 1',
  amount: money(1_00n, 'USD'),
  ownerId: null,
  expectedClose: null,
  createdOn: null,
  closedOn: null,
  lostReason: null,
  lostNote: null,
  ...said,
})

const refused = (code: string, field?: string) =>
  expect.objectContaining({
    errors: [expect.objectContaining({ code, path: field === undefined ? ['rows', '7'] : ['rows', '7', field] })],
  })

describe('a deal new to us', () => {
  it('that is open stands in the stage it is in since it was made', () => {
    const { now } = setting
    expect(begin(imported(), setting)).toEqual({
      amount: money(1_00n, 'USD'),
      createdAt: now,
      steps: [{ at: now, standing: { stageId: 'sales Lead in', closedAt: null, lostReason: null, lostNote: null } }],
    })
    const named = imported({ name: 'GORUSME', pipelineId: 'services', createdOn: '2026-01-02' })
    const midnight = new Date('2026-01-02T05:00:00Z')
    expect(begin(named, setting)).toMatchObject({
      createdAt: midnight,
      steps: [{ at: midnight, standing: { stageId: 'services Görüşme' } }],
    })
  })

  it('that is closed was open before', () => {
    const won = imported({ type: 'WON', createdOn: '1996-07-04', closedOn: '1996-07-04' })
    const midnight = new Date('1996-07-04T04:00:00Z')
    expect(begin(won, setting)).toMatchObject({
      createdAt: midnight,
      steps: [
        { at: midnight, standing: { stageId: 'sales Lead in', closedAt: null } },
        { at: midnight, standing: { stageId: 'sales Won', closedAt: midnight } },
      ],
    })
    const lost = imported({ type: 'LOST', createdOn: '2026-01-01', lostReason: 'OTHER', lostNote: 'x' })
    expect(begin(lost, setting).steps[1]).toEqual({
      at: setting.now,
      standing: { stageId: 'sales Lost', closedAt: setting.now, lostReason: 'OTHER', lostNote: 'x' },
    })
  })

  it('is worth nothing until somebody says', () => {
    expect(begin(imported({ amount: null }), setting).amount).toEqual(money(0n, 'USD'))
  })

  it.each<[string, string, Partial<ImportedDeal>]>([
    ['PIPELINE_NOT_FOUND', 'pipelineId', { pipelineId: 'none' }],
    ['STAGE_NOT_FOUND', 'stage', { name: 'none' }],
    ['STAGE_NOT_FOUND', 'stage', { name: 'Won', type: 'OPEN' }],
    ['DATE_IN_FUTURE', 'createdOn', { createdOn: '2026-04-01' }],
    ['DATE_IN_FUTURE', 'closedOn', { type: 'WON', closedOn: '2026-04-01' }],
    ['DEAL_NOT_CLOSED', 'closedOn', { closedOn: '2026-03-31' }],
    ['CLOSED_TOO_EARLY', 'closedOn', { type: 'WON', createdOn: '2026-03-02', closedOn: '2026-03-01' }],
    ['CLOSED_TOO_EARLY', 'closedOn', { type: 'WON', closedOn: '2026-03-30' }],
    ['DEAL_AMOUNT_REQUIRED', 'amount', { type: 'WON', amount: null }],
    ['LOST_REASON_REQUIRED', 'lostReason', { type: 'LOST' }],
    ['LOST_NOTE_REQUIRED', 'lostNote', { type: 'LOST', lostReason: 'OTHER' }],
  ])('is refused with %s at %s', (code, field, said) => {
    expect(() => begin(imported(said), setting)).toThrow(refused(code, field))
  })
})

describe('a deal we know', () => {
  const known = (state: Partial<KnownDeal> = {}): KnownDeal => ({
    customerId: 'customer',
    title: 'Order 1',
    amount: money(1_00n, 'USD'),
    ownerId: null,
    expectedClose: null,
    stageId: 'sales Görüşme',
    closedAt: null,
    lostReason: null,
    lostNote: null,
    createdAt: new Date('2026-01-02T05:00:00Z'),
    arrivedAt: new Date('2026-02-01T17:00:00Z'),
    ...state,
  })
  const arrivedAt = new Date('2026-02-01T17:00:00Z')
  const won = known({ stageId: 'sales Won', closedAt: arrivedAt })
  const lost = known({ stageId: 'sales Lost', closedAt: arrivedAt, lostReason: 'OTHER', lostNote: 'x' })
  const stays = { amount: money(1_00n, 'USD'), step: null }

  it.each<[string, KnownDeal, Partial<ImportedDeal>]>([
    ['nothing is said', known(), { amount: null }],
    ['it is said to be open, as it is', known(), { type: 'OPEN', createdOn: '2026-01-02' }],
    ['its stage is said by name', known(), { name: 'görüşme' }],
    ['its pipeline is said', known(), { pipelineId: 'sales' }],
    ['it is said to be won, as it is', won, { type: 'WON', closedOn: '2026-02-01' }],
    ['it is said to be lost, as it is', lost, { type: 'LOST' }],
  ])('stays where it is when %s', (_, deal, said) => {
    expect(follow(imported(said), deal, setting)).toMatchObject(stays)
  })

  it('follows to the stage it is in now', () => {
    const step = (deal: KnownDeal, said: Partial<ImportedDeal>) => follow(imported(said), deal, setting).step
    expect(step(known(), { name: 'Lead in' })).toMatchObject({
      at: setting.now,
      standing: { stageId: 'sales Lead in' },
    })
    expect(step(known(), { pipelineId: 'services' })).toMatchObject({ standing: { stageId: 'services Lead in' } })
    expect(step(known(), { type: 'WON', closedOn: '2026-02-01' })).toMatchObject({
      at: arrivedAt,
      standing: { closedAt: arrivedAt },
    })
    expect(step(known(), { type: 'LOST', lostReason: 'PRICE' })).toMatchObject({ standing: { lostReason: 'PRICE' } })
    expect(step(lost, { type: 'OPEN' })).toMatchObject({ standing: { stageId: 'sales Lead in', closedAt: null } })
  })

  it('is told its loss anew', () => {
    const told = (said: Partial<ImportedDeal>) => follow(imported(said), lost, setting).loss
    expect(told({ lostReason: 'PRICE' })).toEqual({ reason: 'PRICE', note: 'x' })
    expect(told({ lostNote: 'y' })).toEqual({ reason: 'OTHER', note: 'y' })
    expect(told({})).toEqual({ reason: 'OTHER', note: 'x' })
  })

  it.each<[string, string | undefined, KnownDeal, Partial<ImportedDeal>]>([
    ['DEAL_CUSTOMER_FIXED', 'customerId', known(), { customerId: 'other' }],
    ['DEAL_HISTORY_FIXED', 'createdOn', known(), { createdOn: '2026-01-01' }],
    ['DEAL_HISTORY_FIXED', 'closedOn', won, { closedOn: '2026-02-02' }],
    ['DEAL_NOT_CLOSED', 'closedOn', known(), { closedOn: '2026-02-01' }],
    ['DEAL_NOT_CLOSED', 'closedOn', known(), { name: 'Lead in', closedOn: '2026-02-01' }],
    ['CLOSED_TOO_EARLY', 'closedOn', known(), { type: 'WON', closedOn: '2026-01-31' }],
    ['DEAL_AMOUNT_REQUIRED', 'amount', won, { amount: money(0n, 'USD') }],
    ['DEAL_CURRENCY_FIXED', 'amount.currency', lost, { amount: money(1n, 'EUR') }],
    ['DEAL_WON', undefined, won, { type: 'OPEN' }],
    ['INVALID_TRANSITION', undefined, won, { type: 'LOST', lostReason: 'PRICE' }],
    ['INVALID_TRANSITION', undefined, lost, { type: 'WON' }],
    ['PIPELINE_NOT_FOUND', 'pipelineId', known(), { pipelineId: 'none' }],
  ])('is refused with %s at %s', (code, field, deal, said) => {
    const path = ['rows', '7', ...(field?.split('.') ?? [])]
    expect(() => follow(imported(said), deal, setting)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ code, path })] }),
    )
  })
})
