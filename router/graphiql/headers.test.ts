import { describe, expect, it } from 'vitest'
import { withoutToken, withToken } from './headers.ts'

describe('the headers of a tab', () => {
  it.each([null, undefined, '', '  ', '{}'])('get the token when they are %j', (headers) => {
    expect(JSON.parse(withToken(headers, 'new'))).toEqual({ authorization: 'Bearer new' })
  })

  it('keep the others, and lose the old token', () => {
    const headers = '{ "Authorization": "Bearer old", "x-trace": "1" }'
    expect(JSON.parse(withToken(headers, 'new'))).toEqual({
      authorization: 'Bearer new',
      'x-trace': '1',
    })
    expect(JSON.parse(withToken(headers, null))).toEqual({ 'x-trace': '1' })
  })

  it('are left alone while they are half written', () => {
    expect(withToken('{ "x-trace":', 'new')).toBe('{ "x-trace":')
  })

  it.each([
    ['{ "AUTHORIZATION": "Bearer old" }', ''],
    ['{ "authorization": "Bearer old", ', ''],
    ['["authorization"]', ''],
    ['{"x-trace":"1"}', '{\n  "x-trace": "1"\n}'],
    [null, ''],
  ])('are written down without a token: %j', (headers, written) => {
    expect(withoutToken(headers)).toBe(written)
  })
})
