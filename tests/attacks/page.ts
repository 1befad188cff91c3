import { beforeAll, expect, it } from 'vitest'
import { ensureExplorer } from '../../platform/build-explorer.ts'
import { HOSTILE_NAMES } from './hostile.ts'
import type { Range } from './range.ts'

/** A28: what people write, and the page that may show it. What a browser makes of it is tried in graphiql.ts. */
export function page({ fire }: Range): void {
  beforeAll(() => ensureExplorer(), 180_000)

  it('A28: nothing of what people write stands in the page', async () => {
    const { status, text, headers } = await fire({
      kind: 'A28',
      method: 'GET',
      path: '/',
      headers: { authorization: undefined },
    })
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(text).toMatch(/<script type="module" crossorigin src="\.\/assets\/[^"]+\.js"><\/script>/)
    for (const name of HOSTILE_NAMES) expect(text).not.toContain(name)
    expect(text).not.toContain('eyJ')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/script-src[^;]*unsafe|\*/)
  })

  it('A28: what the page asks for is never taken for a page, and lends nothing to strangers', async () => {
    const asked = (headers: Record<string, string> = {}) =>
      fire({
        ...{ kind: 'A28', method: 'GET', path: '/explorer.json' },
        headers: { authorization: undefined, ...headers },
      })
    const { json, headers } = await asked()
    expect(json.organizations.map(({ name }: { name: string }) => name)).toEqual(HOSTILE_NAMES)
    expect(headers['content-type']).toMatch(/^application\/json/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost@evil.example']) {
      const stranger = (await asked({ host })).json
      expect([host, stranger.token, stranger.organizations]).toEqual([host, null, []])
    }
  })

  it('A28: an answer is never taken for a page, whatever it says', async () => {
    for (const text of [...HOSTILE_NAMES, '"><svg onload=alert(1)>']) {
      const query = 'query ($text: String) { customers(search: $text) { totalCount } }'
      for (const path of ['/graphql', `/graphql?${encodeURIComponent(text)}`]) {
        const { headers, status } = await fire({ kind: 'A28', path, body: { query, variables: { text } } })
        expect([status, headers['content-type'], headers['x-content-type-options']]).toEqual([
          200,
          'application/graphql-response+json; charset=utf-8',
          'nosniff',
        ])
        expect(headers['content-security-policy']).toContain("default-src 'none'")
      }
      const lost = await fire({ kind: 'A28', method: 'GET', path: `/${encodeURIComponent(text)}` })
      expect([lost.status, lost.headers['content-type']]).toEqual([404, expect.stringMatching(/^application\/json/)])
      expect(lost.text).not.toContain(text)
    }
  })
}
