import { describe, expect, it } from 'vitest'
import { isExpired, pastedToken } from './token.ts'

const token = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`

describe('a token', () => {
  it('is over at the second it names, and not before', () => {
    expect(isExpired(token({ exp: 1000 }), 999_999)).toBe(false)
    expect(isExpired(token({ exp: 1000 }), 1_000_000)).toBe(true)
    expect(isExpired(token({ exp: 1000, name: 'Çiğdem ÿ?>' }), 1_000_001)).toBe(true)
  })

  it.each(['', 'opaque', 'a.b.c', token(null), token({}), token({ exp: 'soon' })])(
    'that says nothing of its end is left to the server: %j',
    (opaque) => {
      expect(isExpired(opaque, Date.now())).toBe(false)
    },
  )

  it.each(['a.b.c', ' a.b.c\n', 'Bearer a.b.c', 'authorization: bearer a.b.c', '"a.b.c"', 'a.b\n.c'])(
    'is found in %j',
    (text) => {
      expect(pastedToken(text)).toBe('a.b.c')
    },
  )
})
