import { describe, expect, it } from 'vitest'
import { median, quantile, sum } from './statistics.ts'

describe('a quantile', () => {
  it('lies between neighbours where it falls between them', () => {
    expect(quantile([10, 20, 30, 40], 0.5)).toBe(25)
    expect(quantile([10, 20, 30, 40, 50], 0.99)).toBeCloseTo(49.6)
    expect([quantile([7], 0), quantile([7], 1), quantile([1, 9], 1)]).toEqual([7, 7, 9])
  })

  it('of nothing is no number', () => {
    expect(quantile([], 0.5)).toBeNaN()
  })
})

it('finds the middle of numbers in any order, and leaves them in theirs', () => {
  const values = [100, 9, 20]
  expect(median(values)).toBe(20)
  expect(values).toEqual([100, 9, 20])
})

it('adds up', () => {
  expect(sum([1, 2, 3.5])).toBe(6.5)
  expect(sum([])).toBe(0)
})
