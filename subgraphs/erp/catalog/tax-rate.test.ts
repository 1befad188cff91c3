import { describe, expect, it } from 'vitest'
import { formatDecimal } from '../../shared/money/decimal.ts'
import { rateOf } from './tax-rate.ts'

describe('a tax rate', () => {
  it.each([
    ['S', '19', '19'],
    ['S', '8.8750', '8.875'],
    ['S', '0.0001', '0.0001'],
    ['S', '100', '100'],
    ['Z', '0.00', '0'],
    ['AE', '0', '0'],
  ] as const)('of category %s may be %s', (category, text, rate) => {
    expect(formatDecimal(rateOf(category, text))).toBe(rate)
  })

  it.each([
    ['S', '0', 'RATE_RANGE'],
    ['S', '-1', 'RATE_RANGE'],
    ['S', '100.0001', 'RATE_RANGE'],
    ['S', '8.87501', 'RATE_PRECISION'],
    ['Z', '1', 'RATE_RANGE'],
    ['E', '19', 'RATE_RANGE'],
    ['O', '-19', 'RATE_RANGE'],
  ] as const)('of category %s is not %s', (category, text, code) => {
    expect(() => rateOf(category, text)).toThrow(expect.objectContaining({ code }))
  })
})
