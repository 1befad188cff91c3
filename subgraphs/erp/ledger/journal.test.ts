import { describe, expect, it } from 'vitest'
import { money } from '../../shared/money/money.ts'
import { credit, debit, entry } from './journal.ts'

const occasion = {
  journal: 'SAL',
  date: '2026-03-31',
  description: 'Invoice INV-2026-00001',
  source: 'INVOICE',
  sourceId: 'i',
} as const
const eur = (minor: bigint) => money(minor, 'EUR')

describe('an entry', () => {
  it('keeps its lines in their order, and knows its currency', () => {
    const lines = [
      debit('receivables', eur(119n), { customerId: 'c' }),
      credit('sales', eur(100n)),
      credit('tax', eur(19n)),
    ]
    expect(entry(occasion, lines)).toEqual({ ...occasion, currency: 'EUR', lines })
    expect(lines[0]).toEqual({ side: 'DEBIT', account: 'receivables', amount: eur(119n), customerId: 'c' })
  })

  it.each([
    ['has one line', [debit('a', eur(1n))]],
    ['has none', []],
    ['does not balance', [debit('a', eur(2n)), credit('b', eur(1n))]],
    ['has one side only', [debit('a', eur(1n)), debit('b', eur(1n))]],
    ['is in two currencies', [debit('a', eur(1n)), credit('b', money(1n, 'USD'))]],
    ['has a line of zero', [debit('a', eur(1n)), credit('b', eur(1n)), credit('c', eur(0n))]],
    ['has a negative line', [debit('a', eur(1n)), credit('b', eur(2n)), credit('c', eur(-1n))]],
  ])('is a bug when it %s', (_, lines) => {
    expect(() => entry(occasion, lines)).toThrow(expect.not.objectContaining({ name: 'Refusal' }))
  })
})
