import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SCRIPT, serveExplorer } from './support.ts'

type Server = Awaited<ReturnType<typeof serveExplorer>>

let server: Server
beforeAll(async () => {
  server = await serveExplorer()
})
afterAll(() => server[Symbol.asyncDispose]())

describe('the page', () => {
  it('allows scripts and connections of this server alone, and no frame around it', async () => {
    for (const path of ['/', '/favicon.svg', '/explorer.json', '/assets/app-abc123.js']) {
      const { headers } = await server.get(path)
      const policy = String(headers['content-security-policy']).split('; ')
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'self'",
          "script-src 'self'",
          "connect-src 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
          "form-action 'self'",
        ]),
      )
      expect(policy.filter((rule) => rule.includes('unsafe'))).toEqual(["style-src 'self' 'unsafe-inline'"])
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['permissions-policy']).toContain('camera=()')
    }
  })

  it('keeps its policy to itself', async () => {
    expect((await server.get('/api')).headers).not.toHaveProperty('content-security-policy')
  })

  it('is asked for anew every time, and answered with 304 while it is the same', async () => {
    const { status, headers, body } = await server.get('/')
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ])
    expect(body.toString()).toContain('<title>Köprü</title>')
    const again = await server.get('/', { 'if-none-match': String(headers.etag) })
    expect([again.status, again.body.length]).toEqual([304, 0])
  })

  it('has a favicon', async () => {
    const { status, headers } = await server.get('/favicon.svg')
    expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml'])
  })

  it('says so while it is not built', async () => {
    await using empty = await serveExplorer()
    await rm(join(empty.folder, 'page'), { recursive: true })
    const { status, headers, body } = await empty.get('/')
    expect([status, headers['content-type']]).toEqual([503, 'text/plain; charset=utf-8'])
    expect(body.toString()).toContain('not built yet')
    expect((await empty.get('/assets/app-abc123.js')).status).toBe(404)
  })
})

describe('the assets', () => {
  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    [undefined, 'identity', (body: Buffer) => body],
  ])('are kept for ever, and sent compressed as %s', async (encoding, accepted, unpack) => {
    const { status, headers, body } = await server.get('/assets/app-abc123.js', {
      'accept-encoding': accepted,
    })
    expect(status).toBe(200)
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['content-type']).toBe('application/javascript; charset=utf-8')
    expect(String(headers.vary).toLowerCase()).toContain('accept-encoding')
    expect(unpack(body).toString()).toBe(SCRIPT)
  })

  it('that are not there are 404, and no cache remembers it', async () => {
    for (const path of ['/assets/gone-abc123.js', '/licenses.md', '/index.html']) {
      const { status, headers } = await server.get(path)
      expect([path, status, headers['cache-control']]).toEqual([path, 404, undefined])
    }
  })

  it.each([
    '/assets/',
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%252e%252e/%252e%252e/secret.txt',
    '/assets//../../secret.txt',
    '/assets/./../licenses.md',
    '/assets/%00',
    '/assets/%ff',
    '/../secret.txt',
    '/favicon.svg/../../secret.txt',
  ])('are all there is below them: %s', async (path) => {
    const { status, body } = await server.get(path)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(body.toString()).not.toMatch(/^(secret|not served)$/)
  })
})
