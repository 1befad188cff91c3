import { describe, expect, it } from 'vitest'
import { money } from '../../shared/money/money.ts'
import {
  checkHappened,
  checkHistory,
  checkOpen,
  closeOn,
  type Deal,
  type DealState,
  go,
  LOST_REASONS,
  type Loss,
  lossOf,
  revalue,
  type Stage,
  type Way,
  wayTo,
  weighted,
  worth,
} from './deal.ts'

const stage = (name: string, type: DealState, probabilityBasisPoints: number): Stage => ({
  id: name,
  pipelineId: 'sales',
  name,
  type,
  probabilityBasisPoints,
})
const lead = stage('Lead', 'OPEN', 1_000)
const offer = stage('Offer', 'OPEN', 5_000)
const won = stage('Won', 'WON', 10_000)
const lost = stage('Lost', 'LOST', 0)
const stages = { OPEN: lead, WON: won, LOST: lost }

const eur = (minor: bigint) => money(minor, 'EUR')
const inState = (state: DealState): Deal => ({ stage: stages[state], amount: eur(100_00n) })
const at = new Date('2026-03-31T12:00:00Z')
const price: Loss = { reason: 'PRICE', note: null }

const refused = (code: string, path?: string[]) =>
  expect.objectContaining({ errors: [expect.objectContaining({ code, ...(path && { path }) })] })

describe('a deal', () => {
  const target: Record<Way, Stage> = { move: offer, win: won, lose: lost, reopen: offer }
  const allowed: Record<DealState, Way[]> = { OPEN: ['move', 'win', 'lose'], WON: [], LOST: ['reopen'] }

  it('goes the ways of its state, and no other', () => {
    for (const state of ['OPEN', 'WON', 'LOST'] as const) {
      for (const way of ['move', 'win', 'lose', 'reopen'] as const) {
        const going = () => go(way, inState(state), target[way], at, price)
        if (allowed[state].includes(way)) expect(going().stageId).toBe(target[way].id)
        else if (state === 'WON' && way === 'reopen') expect(going).toThrow(refused('DEAL_WON'))
        else expect(going).toThrow(refused('INVALID_TRANSITION'))
      }
    }
  })

  it.each<[DealState, Way, string]>([
    ['LOST', 'win', 'From LOST this deal cannot win to WON. Allowed: OPEN (reopen).'],
    ['WON', 'lose', 'From WON this deal cannot lose to LOST. Allowed: nothing.'],
    ['OPEN', 'reopen', 'From OPEN this deal cannot reopen to OPEN. Allowed: OPEN (move), WON (win), LOST (lose).'],
  ])('that is %s and is to %s hears what it may do instead', (state, way, message) => {
    expect(() => go(way, inState(state), target[way], at, price)).toThrow(message)
  })

  it('has its day of closing and its loss while it is closed, and no longer', () => {
    const loss: Loss = { reason: 'OTHER', note: 'They moved away.' }
    expect(go('win', inState('OPEN'), won, at)).toEqual({
      stageId: 'Won',
      closedAt: at,
      lostReason: null,
      lostNote: null,
    })
    expect(go('lose', inState('OPEN'), lost, at, loss)).toEqual({
      stageId: 'Lost',
      closedAt: at,
      lostReason: 'OTHER',
      lostNote: 'They moved away.',
    })
    const open = { stageId: 'Offer', closedAt: null, lostReason: null, lostNote: null }
    expect(go('reopen', inState('LOST'), offer, at)).toEqual(open)
    expect(go('move', inState('OPEN'), offer, at)).toEqual(open)
  })

  it('is neither moved nor opened to a stage that closes it, nor to where it is', () => {
    for (const closed of [won, lost]) {
      expect(() => go('move', inState('OPEN'), closed, at)).toThrow(refused('STAGE_NOT_OPEN', ['stageId']))
      expect(() => go('reopen', inState('LOST'), closed, at)).toThrow(refused('STAGE_NOT_OPEN', ['stageId']))
      expect(() => checkOpen(closed, ['here'])).toThrow(refused('STAGE_NOT_OPEN', ['here']))
    }
    expect(() => go('move', inState('OPEN'), lead, at)).toThrow(refused('DEAL_ALREADY_THERE'))
  })

  it('is won for more than nothing', () => {
    const free = { stage: lead, amount: eur(0n) }
    expect(() => go('win', free, won, at)).toThrow(refused('DEAL_AMOUNT_REQUIRED', ['amount']))
    expect(go('win', { stage: lead, amount: eur(1n) }, won, at).stageId).toBe('Won')
    expect(go('lose', free, lost, at, price).stageId).toBe('Lost')
  })

  it.each<[DealState, DealState, Way]>([
    ['OPEN', 'OPEN', 'move'],
    ['LOST', 'OPEN', 'reopen'],
    ['WON', 'OPEN', 'reopen'],
    ['OPEN', 'WON', 'win'],
    ['OPEN', 'LOST', 'lose'],
  ])('gets from %s to %s by %s', (from, to, way) => expect(wayTo(from, to)).toBe(way))
})

describe('a loss', () => {
  const path = { reason: ['reason'], note: ['note'] }

  it('has a reason, and the other reason a note', () => {
    for (const reason of LOST_REASONS) expect(lossOf(reason, 'note', path)).toEqual({ reason, note: 'note' })
    for (const reason of LOST_REASONS.filter((each) => each !== 'OTHER')) {
      expect(lossOf(reason, null, path)).toEqual({ reason, note: null })
    }
    expect(() => lossOf(null, 'note', path)).toThrow(refused('LOST_REASON_REQUIRED', ['reason']))
    expect(() => lossOf('OTHER', null, path)).toThrow(refused('LOST_NOTE_REQUIRED', ['note']))
  })
})

describe('the amount of a deal', () => {
  it('is weighted by the probability of its stage, half a cent up', () => {
    const amount = eur(33_35n)
    expect(weighted(amount, lead)).toEqual(eur(3_34n))
    expect(weighted(amount, offer)).toEqual(eur(16_68n))
    expect(weighted(amount, won)).toEqual(amount)
    expect(weighted(amount, lost)).toEqual(eur(0n))
    expect(weighted(money(5n, 'JPY'), lead)).toEqual(money(1n, 'JPY'))
  })

  it('is zero or more, and more once it is won', () => {
    expect(worth(eur(0n), ['amount'])).toEqual(eur(0n))
    expect(() => worth(eur(-1n), ['amount'])).toThrow(refused('AMOUNT_NEGATIVE', ['amount', 'amount']))
    expect(revalue(inState('OPEN'), eur(0n))).toEqual(eur(0n))
    expect(revalue(inState('LOST'), eur(0n))).toEqual(eur(0n))
    expect(revalue(inState('WON'), eur(1n))).toEqual(eur(1n))
    expect(() => revalue(inState('WON'), eur(0n))).toThrow(refused('DEAL_AMOUNT_REQUIRED', ['amount']))
  })

  it('keeps its currency once it is closed', () => {
    const usd = money(1n, 'USD')
    expect(revalue(inState('OPEN'), usd)).toEqual(usd)
    for (const state of ['WON', 'LOST'] as const) {
      expect(() => revalue(inState(state), usd)).toThrow(refused('DEAL_CURRENCY_FIXED', ['amount', 'currency']))
    }
  })
})

describe('the past of a deal', () => {
  const zone = 'America/New_York'

  it('has happened', () => {
    expect(checkHappened('2026-03-31', '2026-03-31', [])).toBeUndefined()
    expect(checkHappened(null, '2026-03-31', [])).toBeUndefined()
    expect(() => checkHappened('2026-04-01', '2026-03-31', ['createdOn'])).toThrow(
      refused('DATE_IN_FUTURE', ['createdOn']),
    )
  })

  it('begins a day at midnight where the organisation is, but after what happened before', () => {
    const noon = new Date('2026-03-31T16:00:00Z')
    expect(closeOn('2026-04-01', noon, zone, [])).toEqual(new Date('2026-04-01T04:00:00Z'))
    expect(closeOn('2026-03-31', noon, zone, [])).toEqual(noon)
    expect(() => closeOn('2026-03-30', noon, zone, ['closedOn'])).toThrow(refused('CLOSED_TOO_EARLY', ['closedOn']))
  })

  it('is not told otherwise later', () => {
    const late = new Date('2026-04-01T03:59:59Z')
    expect(checkHistory('2026-03-31', late, zone, [])).toBeUndefined()
    expect(checkHistory(null, late, zone, [])).toBeUndefined()
    expect(() => checkHistory('2026-04-01', late, zone, ['createdOn'])).toThrow(
      refused('DEAL_HISTORY_FIXED', ['createdOn']),
    )
  })
})
