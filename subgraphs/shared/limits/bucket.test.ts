import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Bearer, type Bucket, memoryBucket } from './bucket.ts'
import { openToll } from './toll.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

const bearer = (tokenId: string, organizationId = 'org'): Bearer => ({ tokenId, organizationId })
const [a, b] = [bearer('a'), bearer('b')]
const SMALL = { maximum: 100, restoreRate: 10 }
const TOKEN = { scope: 'TOKEN', ...SMALL } as const
const ORGANIZATION = { scope: 'ORGANIZATION', maximum: 250, restoreRate: 20 } as const

describe('a bucket', () => {
  const open = () => memoryBucket({ token: SMALL, organization: null })!

  it('gives as much as it holds, to each by itself, and refuses without taking', async () => {
    const bucket = open()
    expect(await bucket.take(a, 70)).toEqual({ taken: true, level: { ...TOKEN, available: 30 } })
    expect(await bucket.take(a, 31)).toEqual({ taken: false, level: { ...TOKEN, available: 30 } })
    expect(await bucket.take(a, 30)).toEqual({ taken: true, level: { ...TOKEN, available: 0 } })
    expect(await bucket.take(b, 100)).toEqual({ taken: true, level: { ...TOKEN, available: 0 } })
  })

  it('fills again all the time, and never above its rim', async () => {
    const bucket = open()
    await bucket.take(a, 100)
    vi.advanceTimersByTime(1_500)
    expect(await leftOf(bucket, a)).toBe(15)
    expect(await bucket.take(a, 10)).toMatchObject({ taken: true, level: { available: 5 } })
    vi.advanceTimersByTime(500)
    expect(await leftOf(bucket, a)).toBe(10)
    vi.advanceTimersByTime(60_000)
    expect(await bucket.take(a, 1)).toMatchObject({ taken: true, level: { available: 99 } })
  })

  it('takes back what was not needed, and no more', async () => {
    const bucket = open()
    await bucket.take(a, 80)
    expect(await bucket.giveBack(a, 50)).toEqual({ ...TOKEN, available: 70 })
    expect(await bucket.giveBack(a, 50)).toEqual({ ...TOKEN, available: 100 })
  })

  it('gives to many at once no more than it holds', async () => {
    const bucket = open()
    const all = await Promise.all(Array.from({ length: 64 }, () => bucket.take(a, 10)))
    expect(all.filter(({ taken }) => taken)).toHaveLength(10)
  })
})

describe('a token’s bucket below its organisation’s', () => {
  const open = () => memoryBucket({ token: SMALL, organization: { maximum: 250, restoreRate: 20 } })!

  it('is no way to more: all tokens of an organisation share what it has, and no other’s', async () => {
    const bucket = open()
    const many = Array.from({ length: 10 }, (_, n) => bucket.take(bearer(`t${n}`), 100))
    expect((await Promise.all(many)).filter(({ taken }) => taken)).toHaveLength(2)
    expect(await bucket.take(bearer('t9'), 100)).toEqual({ taken: false, level: { ...ORGANIZATION, available: 50 } })
    expect(await bucket.take(bearer('x', 'another'), 100)).toMatchObject({ taken: true })
  })

  it('is left as it was where the organisation lacks, and the organisation where the token does', async () => {
    const bucket = open()
    await Promise.all(['t0', 't1'].map((id) => bucket.take(bearer(id), 100)))
    expect(await bucket.take(a, 60)).toEqual({ taken: false, level: { ...ORGANIZATION, available: 50 } })
    expect(await bucket.take(a, 50)).toEqual({ taken: true, level: { ...ORGANIZATION, available: 0 } })
    vi.advanceTimersByTime(3_000)
    expect(await bucket.take(a, 90)).toEqual({ taken: false, level: { ...ORGANIZATION, available: 60 } })
    expect(await bucket.take(a, 60)).toEqual({ taken: true, level: { ...ORGANIZATION, available: 0 } })
    vi.advanceTimersByTime(5_000)
    expect(await bucket.take(a, 75)).toEqual({ taken: false, level: { ...TOKEN, available: 70 } })
    expect(await bucket.take(b, 100)).toEqual({ taken: true, level: { ...TOKEN, available: 0 } })
  })

  it('gets back what was not needed, as its organisation does', async () => {
    const bucket = open()
    await Promise.all(['a', 'b'].map((id) => bucket.take(bearer(id), 100)))
    expect(await bucket.giveBack(a, 90)).toEqual({ ...TOKEN, available: 90 })
    expect(await bucket.take(bearer('c'), 100)).toEqual({ taken: true, level: { ...TOKEN, available: 0 } })
    expect(await bucket.take(bearer('d'), 50)).toEqual({ taken: false, level: { ...ORGANIZATION, available: 40 } })
  })

  it('says of two that lack where it takes longer, and of two that have where there is less', async () => {
    const bucket = memoryBucket({ token: SMALL, organization: { maximum: 120, restoreRate: 1 } })!
    expect(await bucket.take(a, 90)).toMatchObject({ taken: true, level: { scope: 'TOKEN', available: 10 } })
    expect(await bucket.take(a, 50)).toMatchObject({ taken: false, level: { scope: 'ORGANIZATION', available: 30 } })
  })

  it('need not be there, and neither need the other', async () => {
    expect(memoryBucket({ token: null, organization: null })).toBeNull()
    const bucket = memoryBucket({ token: null, organization: SMALL })!
    expect(await bucket.take(a, 100)).toMatchObject({ taken: true })
    expect(await bucket.take(b, 1)).toMatchObject({ taken: false, level: { scope: 'ORGANIZATION', available: 0 } })
  })
})

describe('a toll', () => {
  const open = () => memoryBucket({ token: SMALL, organization: { maximum: 250, restoreRate: 20 } })!

  it('is charged, settled and told', async () => {
    const toll = openToll(open(), a)
    expect(await toll.charge(60)).toBeUndefined()
    await toll.settle(20)
    expect(await toll.receipt()).toEqual({
      requested: 60,
      actual: 20,
      throttleStatus: { scope: 'TOKEN', maximumAvailable: 100, currentlyAvailable: 80, restoreRate: 10 },
    })
  })

  it('is refused where there is not as much, saying of whom, and when there will be', async () => {
    const bucket = open()
    await bucket.take(a, 95)
    const refused = await openToll(bucket, a).charge(26)
    expect([refused?.message, refused?.extensions]).toEqual([
      'This costs more than is left for your token. Try again in 3 s.',
      { code: 'THROTTLED', scope: 'TOKEN', retryAfter: 3 },
    ])
    expect(await leftOf(bucket, a)).toBe(5)
    await bucket.take(b, 100)
    const toll = openToll(bucket, bearer('c'))
    const organization = await toll.charge(100)
    expect([organization?.message, organization?.extensions]).toEqual([
      'This costs more than is left for your organisation. Try again in 3 s.',
      { code: 'THROTTLED', scope: 'ORGANIZATION', retryAfter: 3 },
    ])
    expect(await toll.receipt()).toEqual({
      requested: 100,
      actual: 0,
      throttleStatus: { scope: 'ORGANIZATION', maximumAvailable: 250, currentlyAvailable: 55, restoreRate: 20 },
    })
  })

  it('takes what planning costs besides, gives none of that back, and asks for no more than a full bucket', async () => {
    const bucket = open()
    const toll = openToll(bucket, a)
    expect(await toll.charge(60, 30)).toBeUndefined()
    await toll.settle(20)
    expect(await toll.receipt()).toMatchObject({ requested: 60, actual: 20, planning: 30 })
    expect(await leftOf(bucket, a)).toBe(50)
    await bucket.giveBack(a, 100)
    const dear = openToll(bucket, a)
    expect(await dear.charge(60, 5_000)).toBeUndefined()
    expect(await dear.receipt()).toMatchObject({ requested: 60, planning: 40 })
    expect(await leftOf(bucket, a)).toBe(0)
  })

  it('is given back as a whole where nothing was done, not even planned', async () => {
    const bucket = open()
    const toll = openToll(bucket, a)
    await toll.charge(60, 30)
    await toll.cancel()
    expect(await toll.receipt()).toMatchObject({
      requested: 60,
      actual: 0,
      throttleStatus: { currentlyAvailable: 100 },
    })
    expect(await toll.receipt()).not.toHaveProperty('planning')
  })

  it.each([
    ['a bucket', null, a],
    ['a token', memoryBucket({ token: SMALL, organization: SMALL }), null],
  ])('is only counted without %s', async (_, bucket, who) => {
    const toll = openToll(bucket, who)
    expect(await toll.charge(1e9)).toBeUndefined()
    await toll.settle(3)
    expect(await toll.receipt()).toEqual({ requested: 1e9, actual: 3 })
  })
})

const leftOf = async (bucket: Bucket, who: Bearer): Promise<number> => (await bucket.take(who, 0)).level.available
