import { describe, expect, it } from 'vitest'
import { addressOf, emailOf, websiteOf } from './customer.ts'

const refused = (code: string) =>
  expect.objectContaining({ code, errors: [expect.objectContaining({ path: ['here'] })] })

describe('a website', () => {
  it.each([
    ['example.com', 'https://example.com'],
    [' https://Example.com/ ', 'https://example.com'],
    ['http://example.com/a?b=c', 'http://example.com/a?b=c'],
    ['köprü.example', 'https://xn--kpr-sna6a.example'],
    ['example.com:8080/x', 'https://example.com:8080/x'],
  ])('%j is kept as %j', (text, kept) => expect(websiteOf(text, ['here'])).toBe(kept))

  it.each([
    '',
    'nothing',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://example.com',
    'https://localhost',
    'https://bank.example@evil.example',
    'https://',
    `https://example.com/${'x'.repeat(500)}`,
  ])('is not %j', (text) => expect(() => websiteOf(text, ['here'])).toThrow(refused('WEBSITE_INVALID')))
})

describe('an e-mail address', () => {
  it.each(['a@example.com', "o'brien+crm@mail.example.co", 'ayşe@örnek.example'])('is %s', (text) => {
    expect(emailOf(` ${text} `, ['here'])).toBe(text)
  })

  it.each([
    '',
    'a',
    'a@b',
    '@example.com',
    'a@example.com.',
    'a@@example.com',
    'a b@example.com',
    'a@example.com\nBcc: b@example.com',
    'a\0@example.com',
    '<a@example.com>',
    'a@example.com, b@example.com',
    `${'a'.repeat(250)}@example.com`,
  ])('is not %j', (text) => expect(() => emailOf(text, ['here'])).toThrow(refused('EMAIL_INVALID')))

  it('is judged at once, however long the text', () => {
    const start = performance.now()
    expect(() => emailOf(`a@${'a.'.repeat(100_000)}@`, ['here'])).toThrow()
    expect(performance.now() - start).toBeLessThan(50)
  })
})

describe('an address', () => {
  const none = { street: null, city: null, region: null, postalCode: null, country: null }

  it('is what is known of it, and nothing when nothing is', () => {
    expect(addressOf({ ...none, country: 'Türkiye' })).toEqual({ ...none, country: 'Türkiye' })
    expect(addressOf(none)).toBeNull()
  })
})
