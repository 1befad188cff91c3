import { describe, expect, it } from 'vitest'
import { isEarly, pauseAfter } from './restarts.ts'

describe('a worker that ended', () => {
  it('is replaced at once, and later each time it ends young again', () => {
    expect([0, 1, 2, 3, 4, 8, 9, 100].map(pauseAfter)).toEqual([0, 0, 500, 1_000, 2_000, 30_000, 30_000, 30_000])
  })

  it('has ended young within its first half minute', () => {
    expect([0, 29_999, 30_000].map(isEarly)).toEqual([true, true, false])
  })
})
