import { describe, expect, it } from 'vitest'
import { difference, withoutIdentity } from './compare.ts'

describe('two answers', () => {
  it('say the same whatever the order of their fields', () => {
    expect(difference({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBeNull()
  })

  it.each([
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, 'data.a.1.b is 3 instead of 2'],
    [{ a: [1] }, { a: [] }, 'data.a has 0 entries instead of 1'],
    [{ a: null }, {}, 'data.a is undefined instead of null'],
    [{}, { a: null }, 'data.a is null instead of undefined'],
    [{ a: '1' }, { a: 1 }, 'data.a is 1 instead of "1"'],
  ])('differ where they differ first: %j and %j', (expected, found, words) => {
    expect(difference(expected, found)).toBe(words)
  })

  it('of a change are compared without what is new each time', () => {
    const one = withoutIdentity({ invoice: { id: 'inv_1', number: 'INV-1', lines: [{ net: '1.00' }] } })
    const other = withoutIdentity({ invoice: { id: 'inv_2', number: 'INV-2', lines: [{ net: '1.00' }] } })
    expect(difference(one, other)).toBeNull()
    expect(difference(one, withoutIdentity({ invoice: { id: null, number: 'INV-2', lines: [{ net: '1.00' }] } }))).toBe(
      'data.invoice.id is "object" instead of "string"',
    )
  })
})
