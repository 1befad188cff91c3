import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusal.ts'
import { form } from './form.ts'
import { idOf, textOf } from './input.ts'

describe('a form', () => {
  it('is read as it is said', () => {
    const read = form({ name: () => textOf(' Köprü ', ['name']), size: () => 3, nobody: () => null })
    expect(read).toEqual({ name: 'Köprü', size: 3, nobody: null })
  })

  it('is refused with all that is wrong with it, in its order', () => {
    const reading = () =>
      form({
        name: () => textOf('', ['name']),
        right: () => 1,
        inner: () => form({ a: () => textOf('', ['inner', 'a']), b: () => textOf('x'.repeat(201), ['inner', 'b']) }),
        ownerId: () => idOf('user', 'x', ['ownerId']),
      })
    expect(reading).toThrow(Refusal)
    expect(reading).toThrow(
      expect.objectContaining({
        errors: [
          expect.objectContaining({ code: 'TEXT_REQUIRED', path: ['name'] }),
          expect.objectContaining({ code: 'TEXT_REQUIRED', path: ['inner', 'a'] }),
          expect.objectContaining({ code: 'TEXT_TOO_LONG', path: ['inner', 'b'] }),
          expect.objectContaining({ code: 'BAD_ID', path: ['ownerId'] }),
        ],
      }),
    )
  })

  it('hides no fault of ours', () => {
    const broken = () => {
      throw new TypeError('a bug')
    }
    expect(() => form({ name: () => textOf('', ['name']), broken })).toThrow('a bug')
  })
})
