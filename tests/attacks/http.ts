import { expect, it } from 'vitest'
import type { Range } from './range.ts'
import { exchange, statusesIn } from './wire.ts'

const WHO = '{ me { id } }'

/** A10, A39: forgery across sites, and what HTTP itself allows. */
export function http({ fire, refused, ours, target, ledger }: Range): void {
  it.each([
    ['application/x-www-form-urlencoded', `query=${encodeURIComponent(WHO)}`],
    [
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: WHO })}\r\n--x--`,
    ],
    ['text/plain', JSON.stringify({ query: WHO })],
    ['text/plain; application/json', JSON.stringify({ query: WHO })],
    ['application/graphql', WHO],
    ['application/xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['application/json-patch+json', JSON.stringify({ query: WHO })],
    ['application/jsonx', JSON.stringify({ query: WHO })],
    ['x', JSON.stringify({ query: WHO })],
    [undefined, JSON.stringify({ query: WHO })],
  ])('A10: a POST of %s, as a page of another site can send it', async (type, body) => {
    for (const origin of [undefined, 'https://evil.example', 'null']) {
      const headers = { 'content-type': type, origin }
      expect(await refused({ kind: 'A10', headers, body })).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
      expect((await refused({ kind: 'A10', headers: { ...headers, authorization: undefined }, body }))[0]).toBe(401)
      expect((await refused({ kind: 'A10', door: 'crm', headers, body }))[0]).toBeOneOf([400, 415])
    }
  })

  it('A10: a change by GET, or by any other method', async () => {
    const query = encodeURIComponent('mutation { signOut { userErrors { code } } }')
    for (const path of [`/graphql?query=${query}`, `/graphql?variables={}&query=${query}`]) {
      expect(await refused({ kind: 'A10', method: 'GET', path })).toEqual([405, 'METHOD_NOT_ALLOWED'])
      expect((await refused({ kind: 'A10', door: 'identity', method: 'GET', path }))[0]).toBeOneOf([400, 405])
    }
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      expect((await refused({ kind: 'A10', method, body: { query: WHO } }))[0]).toBe(405)
    }
    for (const method of ['HEAD', 'TRACE', 'PROPFIND', 'SEARCH']) {
      expect((await fire({ kind: 'A10', method })).status).toBeOneOf([400, 404, 405])
    }
    const { status } = await fire({
      kind: 'A10',
      method: 'GET',
      path: `/graphql?query=${encodeURIComponent(WHO)}`,
      headers: { authorization: undefined },
    })
    expect(status).toBe(401)
  })

  it('A10: pages of strangers may not read', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      'https://dashboards.example.evil.example',
      'https://evil-dashboards.example',
      'http://dashboards.example',
      'https://dashboards.example:444',
      'file://',
      'https://DASHBOARDS.example',
    ]) {
      for (const method of ['OPTIONS', 'POST']) {
        const headers = {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        }
        const reply = await fire({ kind: 'A10', method, headers, body: method === 'POST' ? { query: WHO } : undefined })
        expect([
          origin,
          reply.headers['access-control-allow-origin'],
          reply.headers['access-control-allow-credentials'],
        ]).toEqual([origin, undefined, undefined])
      }
    }
    const { headers } = await fire({
      kind: 'A10',
      headers: { origin: 'https://dashboards.example' },
      body: { query: WHO },
    })
    expect([
      headers['access-control-allow-origin'],
      headers['access-control-allow-credentials'],
      headers['set-cookie'],
    ]).toEqual(['https://dashboards.example', undefined, undefined])
  })

  it('A39: two lengths, a length and chunks, and other ways to hide one request in another', async () => {
    const { owner } = ours().company
    const body = JSON.stringify({ query: WHO })
    const head = (lines: string) =>
      `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: ${owner}\r\n${lines}\r\n\r\n`
    const hidden = `GET /auth/state HTTP/1.1\r\nHost: localhost\r\n\r\n`
    for (const bytes of [
      `${head(`Content-Length: ${body.length}\r\nTransfer-Encoding: chunked`)}0\r\n\r\n${hidden}`,
      `${head(`Transfer-Encoding: chunked\r\nContent-Length: ${body.length}`)}0\r\n\r\n${hidden}`,
      head(`Content-Length: 5\r\nContent-Length: ${body.length}`) + body,
      head(`Content-Length: ${body.length}, ${body.length}`) + body,
      head(`Content-Length: -1`) + body,
      head(`Content-Length: +${body.length}`) + body,
      head(`Content-Length: 0x10`) + body,
      `${head('Transfer-Encoding: chunked, identity')}0\r\n\r\n${hidden}`,
      `${head('Transfer-Encoding: xchunked')}0\r\n\r\n${hidden}`,
      `${head('Transfer-Encoding : chunked')}0\r\n\r\n${hidden}`,
      `${head('Transfer-Encoding:\u000bchunked')}0\r\n\r\n${hidden}`,
      `${head('Transfer-Encoding: chunked')}zz\r\n\r\n${hidden}`,
      `${head('Transfer-Encoding: chunked')}${'f'.repeat(17)}\r\n\r\n${hidden}`,
      `${head('Content-Length: 4\r\nX: a\nTransfer-Encoding: chunked')}0\r\n\r\n${hidden}`,
      head('X: a\u0000b') + body,
      head(`X-Long: ${'x'.repeat(20_000)}`) + body,
      head(Array.from({ length: 3_000 }, (_, n) => `X-${n}: y`).join('\r\n')) + body,
      `POST /graphql HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      `POST /graphql HTTP/9.9\r\nHost: localhost\r\n\r\n`,
      `POST ${'/x'.repeat(10_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
      'CONNECT 127.0.0.1:5432 HTTP/1.1\r\nHost: localhost\r\n\r\n',
      '\r\n\r\n\r\n\u0000\u0000',
    ]) {
      for (const door of ['router', 'erp'] as const) {
        const answers = await exchange(target().doors[door], Buffer.from(bytes, 'latin1'))
        const statuses = statusesIn(answers)
        for (const status of statuses) ledger.enter('A39', status)
        // One refusal at most, and the hidden one is never answered.
        expect([
          bytes.slice(0, 400),
          statuses.length <= 1,
          statuses.filter((status) => status < 400 || status >= 500),
        ]).toEqual([bytes.slice(0, 400), true, []])
        expect(answers).not.toMatch(/"data":\{/)
      }
    }
  })

  it('A15: a line break in a header makes no header', async () => {
    const { owner } = ours().company
    for (const id of ['a\r\nx-evil: 1', 'a\nx-evil: 1', 'a\rx-evil: 1', 'a%0d%0ax-evil:1', 'a\u0085x-evil: 1']) {
      const body = JSON.stringify({ query: WHO })
      const bytes = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nAuthorization: ${owner}\r\nContent-Length: ${body.length}\r\nX-Request-Id: ${id}\r\n\r\n${body}`
      const answers = await exchange(target().doors.router, Buffer.from(bytes, 'latin1'))
      for (const status of statusesIn(answers)) ledger.enter('A15', status)
      expect(statusesIn(answers)).toHaveLength(1)
      expect(answers).not.toMatch(/^x-evil/im)
    }
  })
}
