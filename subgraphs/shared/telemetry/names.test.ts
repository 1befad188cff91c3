import { describe, expect, it } from 'vitest'
import { Names } from './names.ts'

describe('names that clients choose', () => {
  it('have a place of their own from the second time on', () => {
    const names = new Names()
    expect(['Page', 'Page', 'Page', 'Books'].map((name) => names.label(name))).toEqual([
      'other',
      'Page',
      'Page',
      'other',
    ])
  })

  it('are no more than the places, however many come', () => {
    const names = new Names(2)
    const twice = (name: string) => [names.label(name), names.label(name)]
    expect(twice('A')).toEqual(['other', 'A'])
    for (let index = 0; index < 10_000; index += 1) expect(names.label(`Random${index}`)).toBe('other')
    expect(twice('B')).toEqual(['other', 'B'])
    expect(twice('C')).toEqual(['other', 'other'])
    expect(['A', 'B'].map((name) => names.label(name))).toEqual(['A', 'B'])
  })

  it('are not remembered without end before they have a place', () => {
    const names = new Names()
    names.label('Rare')
    for (let index = 0; index < 1_000; index += 1) names.label(`Random${index}`)
    expect(names.label('Rare')).toBe('other')
  })
})
