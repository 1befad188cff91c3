import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryBucket } from './bucket.ts'
import { openToll } from './toll.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

describe('a bucket', () => {
  it('gives as much as it holds, to each by itself, and refuses without taking', async () => {
    const bucket = memoryBucket({ maximum: 100, restoreRate: 10 })
    expect(await bucket.take('a', 70)).toEqual({ taken: true, available: 30 })
    expect(await bucket.take('a', 31)).toEqual({ taken: false, available: 30 })
    expect(await bucket.take('a', 30)).toEqual({ taken: true, available: 0 })
    expect(await bucket.take('b', 100)).toEqual({ taken: true, available: 0 })
  })

  it('fills again all the time, and never above its rim', async () => {
    const bucket = memoryBucket({ maximum: 100, restoreRate: 10 })
    await bucket.take('a', 100)
    vi.advanceTimersByTime(1_500)
    expect(await bucket.take('a', 0)).toEqual({ taken: true, available: 15 })
    expect(await bucket.take('a', 10)).toEqual({ taken: true, available: 5 })
    vi.advanceTimersByTime(500)
    expect(await bucket.take('a', 0)).toEqual({ taken: true, available: 10 })
    vi.advanceTimersByTime(60_000)
    expect(await bucket.take('a', 1)).toEqual({ taken: true, available: 99 })
  })

  it('takes back what was not needed, and no more', async () => {
    const bucket = memoryBucket({ maximum: 100, restoreRate: 10 })
    await bucket.take('a', 80)
    expect(await bucket.giveBack('a', 50)).toBe(70)
    expect(await bucket.giveBack('a', 50)).toBe(100)
  })

  it('gives to many at once no more than it holds', async () => {
    const bucket = memoryBucket({ maximum: 100, restoreRate: 10 })
    const all = await Promise.all(Array.from({ length: 64 }, () => bucket.take('a', 10)))
    expect(all.filter(({ taken }) => taken)).toHaveLength(10)
  })
})

describe('a toll', () => {
  it('is charged, settled and told', async () => {
    const toll = openToll(memoryBucket({ maximum: 100, restoreRate: 10 }), 'token')
    expect(await toll.charge(60)).toBeUndefined()
    await toll.settle(20)
    expect(await toll.receipt()).toEqual({
      requested: 60,
      actual: 20,
      throttleStatus: { maximumAvailable: 100, currentlyAvailable: 80, restoreRate: 10 },
    })
  })

  it('is refused where there is not as much, saying when there will be', async () => {
    const bucket = memoryBucket({ maximum: 100, restoreRate: 10 })
    await bucket.take('token', 95)
    expect((await openToll(bucket, 'token').charge(26))?.extensions).toEqual({ code: 'THROTTLED', retryAfter: 3 })
    expect((await bucket.take('token', 0)).available).toBe(5)
  })

  it('is only counted without a bucket', async () => {
    const toll = openToll(null, '')
    expect(await toll.charge(1e9)).toBeUndefined()
    await toll.settle(3)
    expect(await toll.receipt()).toEqual({ requested: 1e9, actual: 3 })
  })
})
