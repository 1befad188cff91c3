import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencyDigits, isCurrency } from './currency.ts'
import { decimal, divideHalfUp, formatDecimal, multiply, parseDecimal, trimmed, unitsAt, unpadded } from './decimal.ts'
import { add, money, percent, roundToMoney, split, sum } from './money.ts'

describe('a decimal', () => {
  it.each(['0', '-1', '12.50', '999999999999999999.999999999'])('reads and prints %s as it is', (text) => {
    expect(formatDecimal(decimal(text))).toBe(text)
  })

  it.each(['', '1e3', '1,00', '+1', '.5', '5.', '١٢', ' 1', '1 ', 'NaN', '0x10', '1.0000000000'])('is not %j', (text) =>
    expect(parseDecimal(text)).toBeNull(),
  )

  it('loses the zeros at its end as a text as it does as a number', () => {
    const sizes = { min: -(10n ** 18n), max: 10n ** 18n }
    fc.assert(
      fc.property(
        fc.bigInt(sizes),
        fc.bigInt({ min: -20n, max: 20n }),
        fc.integer({ min: 0, max: 9 }),
        (a, b, scale) => {
          for (const units of [a, b, b * 1_000_000n]) {
            expect(unpadded(formatDecimal({ units, scale }))).toBe(formatDecimal(trimmed({ units, scale })))
          }
        },
      ),
    )
  })

  it('rounds half away from zero', () => {
    expect([2n, 3n, -2n, -3n, 0n].map((n) => divideHalfUp(n * 5n, 10n))).toEqual([1n, 2n, -1n, -2n, 0n])
    expect(unitsAt(decimal('144.495'), 2)).toBe(14450n)
    expect(unitsAt(decimal('-144.495'), 2)).toBe(-14450n)
    expect(unitsAt(decimal('1.5'), 3)).toBe(1500n)
  })

  it('multiplies exactly', () => {
    expect(formatDecimal(multiply(decimal('2.25'), decimal('64.22')))).toBe('144.4950')
    expect(formatDecimal(trimmed(decimal('5.000000')))).toBe('5')
  })
})

describe('money', () => {
  it('has the digits of its currency', () => {
    expect(['JPY', 'EUR', 'KWD'].map((code) => money(12345n, code).amount)).toEqual(['12345', '123.45', '12.345'])
    expect(money(-5n, 'EUR').amount).toBe('-0.05')
    expect(roundToMoney(decimal('1234.99'), 'JPY')).toEqual(money(1235n, 'JPY'))
  })

  it('knows the active currencies only', () => {
    expect(['TRY', 'USD', 'XAF'].every(isCurrency)).toBe(true)
    expect(['DEM', 'usd', 'XXX', ''].some(isCurrency)).toBe(false)
    expect(() => currencyDigits('DEM')).toThrow('DEM')
  })

  it('never adds two currencies', () => {
    expect(() => add(money(1n, 'EUR'), money(1n, 'USD'))).toThrow('EUR and USD')
  })

  it('takes a share in basis points, half-up', () => {
    expect(percent(money(6666n, 'EUR'), 2300)).toEqual(money(1533n, 'EUR'))
  })

  it('splits 100.01 in three to the cent', () => {
    expect(split(money(10001n, 'EUR'), [1n, 1n, 1n]).map(({ minor }) => minor)).toEqual([3334n, 3334n, 3333n])
  })

  it('splits any amount without losing a unit, each part within one of its fair share', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 15n), 10n ** 15n),
        fc.array(fc.bigInt(0n, 1000n), { minLength: 1, maxLength: 12 }).filter((w) => w.some((n) => n > 0n)),
        (minor, weights) => {
          const parts = split(money(minor, 'EUR'), weights)
          expect(sum(parts, 'EUR').minor).toBe(minor)
          const total = weights.reduce((a, b) => a + b, 0n)
          parts.forEach((part, index) => {
            const off = part.minor * total - minor * weights[index]!
            expect(off < total && off > -total).toBe(true)
          })
        },
      ),
    )
  })
})
