import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64url } from './base64url.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

describe('base64url', () => {
  it('comes back from any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const read = fromBase64url(Buffer.from(bytes).toString('base64url'))
        expect(read && new Uint8Array(read)).toEqual(bytes)
      }),
    )
  })

  it('has one text for any bytes: no other ending is read as the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url')
        const same = [...ALPHABET].filter((last) => {
          const read = fromBase64url(text.slice(0, -1) + last)
          return read !== null && Buffer.compare(read, bytes) === 0
        })
        expect(same).toEqual([text.at(-1)])
      }),
    )
  })

  it('is nothing else that decodes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...ALPHABET, '+', '/', '=', ' ', '\n', '.') }), (text) => {
        expect(fromBase64url(text)?.toString('base64url') ?? text).toBe(text)
      }),
    )
    for (const text of ['QQ==', 'QR', 'Q', '+/8', ' QQ', 'QQ\n']) expect(fromBase64url(text), text).toBeNull()
  })
})
