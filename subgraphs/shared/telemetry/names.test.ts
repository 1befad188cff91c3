import { describe, expect, it } from 'vitest'
import { Names } from './names.ts'

describe('names that clients choose', () => {
  it('have a place of their own from the second time on', () => {
    const names = new Names()
    expect(['Page', 'Page', 'Page', 'Books'].map((name) => names.label(name, 'org'))).toEqual([
      'other',
      'Page',
      'Page',
      'other',
    ])
  })

  it('are no more than the places, however many come', () => {
    const names = new Names(4)
    const twice = (name: string) => [names.label(name, 'org'), names.label(name, 'org')]
    expect(twice('A')).toEqual(['other', 'A'])
    for (let index = 0; index < 10_000; index += 1) expect(names.label(`Random${index}`, 'org')).toBe('other')
    expect(twice('B')).toEqual(['other', 'B'])
    expect(twice('C')).toEqual(['other', 'other'])
    expect(['A', 'B'].map((name) => names.label(name, 'org'))).toEqual(['A', 'B'])
  })

  it('of one organisation leave places to the others, however many it sends', () => {
    const names = new Names(8)
    const placed = (organizationId: string) =>
      Array.from({ length: 20 }, (_, index) => `${organizationId}${index}`).filter((name) => {
        names.label(name, organizationId)
        return names.label(name, organizationId) === name
      }).length
    expect(['a', 'b', 'c', 'd'].map(placed)).toEqual([4, 2, 1, 1])
    expect(names.label('a0', 'd')).toBe('a0')
  })

  it('of one organisation are not forgotten for those of another', () => {
    const names = new Names()
    names.label('Page', 'a')
    for (let index = 0; index < 10_000; index += 1) names.label(`Random${index}`, 'b')
    expect(names.label('Page', 'a')).toBe('Page')
  })

  it('are not remembered without end before they have a place', () => {
    const names = new Names()
    names.label('Rare', 'org')
    for (let index = 0; index < 1_000; index += 1) names.label(`Random${index}`, 'org')
    expect(names.label('Rare', 'org')).toBe('other')
  })
})
