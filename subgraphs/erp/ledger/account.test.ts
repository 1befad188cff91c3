import { describe, expect, it } from 'vitest'
import { codeOf } from './account.ts'
import { STANDARD_ACCOUNTS } from './chart.ts'

describe('the code of an account', () => {
  it('is trimmed and in capitals', () => {
    expect(codeOf(' 4000-a.1 ')).toBe('4000-A.1')
  })

  it.each(['', '   ', '40 00', '4000_1', 'ç', '1'.repeat(21)])('is not %j', (text) => {
    expect(() => codeOf(text)).toThrow(expect.objectContaining({ code: 'ACCOUNT_CODE_INVALID' }))
  })
})

describe('the standard chart', () => {
  it('has each code and each role once, and roles on the right side of the books', () => {
    const codes = STANDARD_ACCOUNTS.map(({ code }) => codeOf(code))
    expect(new Set(codes).size).toBe(STANDARD_ACCOUNTS.length)
    expect(
      Object.fromEntries(
        STANDARD_ACCOUNTS.flatMap(({ role, type, code }) => (role ? [[role, `${code} ${type}`]] : [])),
      ),
    ).toEqual({
      BANK: '1000 ASSET',
      RECEIVABLES: '1200 ASSET',
      TAX_PAYABLE: '2200 LIABILITY',
      SERVICE_REVENUE: '4000 INCOME',
      PRODUCT_REVENUE: '4100 INCOME',
      OTHER_INCOME: '4900 INCOME',
    })
  })
})
