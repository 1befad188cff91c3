import { describe, expect, it } from 'vitest'
import { CURRENCIES, currencyDigits } from '../money/currency.ts'
import { money } from '../money/money.ts'
import { moneyResolvers } from './money.ts'

describe.each([
  ['en', '.'],
  ['tr-TR', ','],
])('an amount in %s', (locale, point) => {
  it.each(CURRENCIES)('has all digits of its currency: %s', (currency) => {
    for (const minor of [1_234_560n, -1_234_567n, 5n, 0n, 999_999_999_999_999_999n]) {
      const amount = money(minor, currency)
      const text = moneyResolvers.formatted(amount, { locale })
      const [, fraction = ''] = new RegExp(`\\${point}(\\d+)\\D*$`).exec(text) ?? []
      expect([text, fraction.length]).toEqual([text, currencyDigits(currency)])
      expect([text, text.replace(/\D/g, '')]).toEqual([text, amount.amount.replace(/\D/g, '')])
    }
  })
})

it('is written as people of the language write it', () => {
  const written = (minor: bigint, currency: string, locale?: string) =>
    moneyResolvers.formatted(money(minor, currency), { locale: locale ?? null }).replace(/\u00a0/g, ' ')
  expect(written(1050n, 'HUF')).toBe('HUF 10.50')
  expect(written(1050n, 'HUF', 'hu-HU')).toBe('10,50 Ft')
  expect(written(123_456n, 'TRY', 'tr-TR')).toBe('₺1.234,56')
  expect(written(1050n, 'JPY', 'nowhere at all')).toBe('¥1,050')
})
