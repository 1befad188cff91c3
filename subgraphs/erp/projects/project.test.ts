import { describe, expect, it } from 'vitest'
import {
  checkCustomer,
  checkOpen,
  checkPeriod,
  codeOf,
  follow,
  move,
  PROJECT_STATES,
  type Transition,
  takeDeal,
  transitionsOf,
} from './project.ts'

const POSSIBLE: Record<(typeof PROJECT_STATES)[number], Partial<Record<Transition, string>>> = {
  PLANNED: { start: 'ACTIVE', cancel: 'CANCELLED' },
  ACTIVE: { hold: 'ON_HOLD', complete: 'COMPLETED', cancel: 'CANCELLED' },
  ON_HOLD: { resume: 'ACTIVE', cancel: 'CANCELLED' },
  COMPLETED: { reopen: 'ACTIVE', close: 'CLOSED' },
  CLOSED: {},
  CANCELLED: {},
}
const EVERY: Transition[] = ['start', 'hold', 'resume', 'complete', 'reopen', 'close', 'cancel']

describe.each(PROJECT_STATES)('a project that is %s', (state) => {
  it.each(EVERY)('answers to %s', (transition) => {
    const to = POSSIBLE[state][transition]
    if (to) expect(move(state, transition)).toBe(to)
    else
      expect(() => move(state, transition)).toThrow(
        expect.objectContaining({ code: 'INVALID_TRANSITION', errors: [expect.objectContaining({ path: ['id'] })] }),
      )
  })

  it('says what can be done with it', () => {
    expect(transitionsOf(state)).toEqual(Object.keys(POSSIBLE[state]))
  })
})

describe('a project that follows another system', () => {
  it('goes where one transition leads, or stays', () => {
    for (const state of PROJECT_STATES) {
      for (const to of PROJECT_STATES) {
        const ways = Object.values(POSSIBLE[state])
        if (ways.length > 0 && (state === to || ways.includes(to))) follow(state, to, [])
        else {
          const code = ways.length === 0 ? 'PROJECT_CLOSED' : 'INVALID_TRANSITION'
          expect(() => follow(state, to, [])).toThrow(expect.objectContaining({ code }))
        }
      }
    }
  })

  it('takes its deal if nobody has it', () => {
    const owners = new Map([['d1', 'p1']])
    takeDeal({ id: 'p1', dealId: 'd1', state: 'ACTIVE' }, owners, [])
    takeDeal({ id: 'p2', dealId: null, state: 'ACTIVE' }, owners, [])
    takeDeal({ id: 'p2', dealId: 'd1', state: 'CANCELLED' }, owners, [])
    takeDeal({ id: 'p2', dealId: 'd2', state: 'PLANNED' }, owners, [])
    expect([...owners]).toEqual([
      ['d1', 'p1'],
      ['d2', 'p2'],
    ])
    expect(() => takeDeal({ id: 'p3', dealId: 'd2', state: 'PLANNED' }, owners, ['rows', 2])).toThrow(
      expect.objectContaining({
        errors: [expect.objectContaining({ code: 'DEAL_HAS_PROJECT', path: ['rows', '2', 'dealId'] })],
      }),
    )
  })
})

describe('a refused transition', () => {
  it('names the ways out, or that there are none', () => {
    expect(() => move('ON_HOLD', 'complete')).toThrow(
      'A project that is ON_HOLD cannot complete: it can resume or cancel.',
    )
    expect(() => move('CLOSED', 'reopen')).toThrow('A project that is CLOSED cannot reopen: that is its last state.')
  })
})

describe('a period', () => {
  it.each([
    [null, null],
    ['2026-01-01', null],
    [null, '2026-01-01'],
    ['2026-01-01', '2026-01-01'],
    ['2026-01-01', '2026-12-31'],
  ])('may run from %s to %s', (startsOn, endsOn) => checkPeriod({ startsOn, endsOn }, []))

  it('does not end before it starts', () => {
    expect(() => checkPeriod({ startsOn: '2026-02-01', endsOn: '2026-01-31' }, [])).toThrow(
      expect.objectContaining({ code: 'ENDS_BEFORE_START' }),
    )
  })
})

describe('a project', () => {
  it('keeps its customer', () => {
    expect(checkCustomer({ customerId: 'ada' }, 'ada', [])).toBeUndefined()
    expect(() => checkCustomer({ customerId: 'ada' }, 'bob', ['rows', 0])).toThrow(
      expect.objectContaining({ code: 'PROJECT_OF_ANOTHER_CUSTOMER' }),
    )
  })

  it('can be changed until it is closed or cancelled', () => {
    for (const state of ['PLANNED', 'ACTIVE', 'ON_HOLD', 'COMPLETED'] as const) checkOpen(state, [])
    for (const state of ['CLOSED', 'CANCELLED'] as const) {
      expect(() => checkOpen(state, [])).toThrow(expect.objectContaining({ code: 'PROJECT_CLOSED' }))
    }
  })

  it('is called by its number', () => {
    expect([1, 42, 12345].map(codeOf)).toEqual(['PRJ-0001', 'PRJ-0042', 'PRJ-12345'])
  })
})
