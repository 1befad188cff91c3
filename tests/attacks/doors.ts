import { expect, it } from 'vitest'
import { METRICS_TOKEN, type Range } from './range.ts'

const DOORS = ['router', 'identity', 'crm', 'erp'] as const

/** Nobody of ours: without a token, from another machine, behind a proxy that says so. */
const STRANGER = {
  authorization: undefined,
  'x-router-secret': undefined,
  host: 'kopru.example',
  'x-forwarded-for': '203.0.113.7',
}

/** A41: doors that nobody meant to open, and those that are for some. */
export function doors({ fire, ours }: Range): void {
  it('A41: there is no door besides those we tell of', async () => {
    for (const path of PATHS) {
      for (const door of DOORS) {
        const { status, text } = await fire({ kind: 'A41', door, method: 'GET', path, headers: STRANGER })
        expect([door, path, status]).toEqual([door, path, expect.toBeOneOf([400, 401, 403, 404])])
        expect(text.length).toBeLessThan(path.length + 500)
      }
    }
    for (const path of ['/health/live', '/health/ready']) {
      const { status, text } = await fire({ kind: 'A41', method: 'GET', path, headers: { authorization: undefined } })
      expect([status, text]).toEqual([200, expect.stringMatching(/^\{"status":"\w+"\}$/)])
    }
  })

  it('A41: the metrics are told at this machine and to whoever shows their token; for others they are not there', async () => {
    const nobody = { authorization: undefined, 'x-router-secret': undefined }
    for (const door of DOORS) {
      const asked = async (headers: Record<string, string | undefined>) => {
        const { status, text } = await fire({ kind: 'A41', door, method: 'GET', path: '/metrics', headers })
        return [door, headers, status, /^# HELP kopru_requests_total/m.test(text)]
      }
      for (const known of [nobody, { ...STRANGER, authorization: `Bearer ${METRICS_TOKEN}` }]) {
        expect(await asked(known)).toEqual([door, known, 200, true])
      }
      for (const strange of [
        ...[STRANGER, { ...STRANGER, 'x-forwarded-for': undefined }, { ...nobody, host: 'localhost.kopru.example' }],
        ...[
          { ...nobody, 'x-forwarded-for': '127.0.0.1' },
          { ...nobody, forwarded: 'for=127.0.0.1' },
        ],
        ...[
          { ...nobody, origin: 'http://localhost' },
          { ...nobody, 'sec-fetch-site': 'cross-site' },
        ],
        { ...STRANGER, authorization: ours().company.owner },
        { ...STRANGER, authorization: `Bearer ${METRICS_TOKEN}x` },
        { ...STRANGER, authorization: `Bearer ${METRICS_TOKEN.slice(0, -1)}` },
        { ...STRANGER, authorization: METRICS_TOKEN },
        { ...STRANGER, 'x-metrics-token': METRICS_TOKEN },
      ]) {
        expect(await asked(strange)).toEqual([door, strange, 404, false])
      }
    }
  })
}

const PATHS = [
  ...[
    '/metrics',
    '/metrics/',
    '/debug',
    '/debug/pprof',
    '/debug/vars',
    '/status',
    '/server-status',
    '/stats',
    '/trace',
    '/inspect',
  ],
  ...[
    '/graphiql',
    '/playground',
    '/altair',
    '/voyager',
    '/console',
    '/explorer',
    '/sandbox',
    '/swagger',
    '/swagger.json',
    '/openapi.json',
  ],
  ...[
    '/v1/graphql',
    '/v2/graphql',
    '/api',
    '/api/graphql',
    '/graphql/v1',
    '/graphql/',
    '/graphql/console',
    '/query',
    '/gql',
    '/graph',
  ],
  ...[
    '/.env',
    '/.git/config',
    '/.git/HEAD',
    '/package.json',
    '/package-lock.json',
    '/data/signing-keys.json',
    '/signing-keys.json',
    '/signing-keys',
  ],
  ...[
    '/admin',
    '/admin/',
    '/login',
    '/internal',
    '/actuator',
    '/actuator/env',
    '/healthz',
    '/health',
    '/health/detail',
    '/ready',
    '/version',
  ],
  ...[
    '/auth',
    '/auth/keys',
    '/auth/token',
    '/.well-known/apollo/server-health',
    '/.well-known/openid-configuration',
    '/_service',
    '/_entities',
  ],
  ...[
    '/index.html',
    '/assets/',
    '/assets/../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
  ],
  ...[
    '/assets/%00',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..;/metrics',
    '//metrics',
    '/%',
    '/%ff',
    '/%c0%ae%c0%ae/',
    `/${'x'.repeat(7_000)}`,
  ],
  ...['/schema', '/schema.graphql', '/supergraph.graphql', '/sdl', '/examples', '/examples/operations'],
]
