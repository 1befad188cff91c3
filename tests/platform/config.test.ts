import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../platform/config.ts'

const urls = {
  DATABASE_URL_IDENTITY: 'postgres://kopru_app:hush@db:5432/identity',
  DATABASE_URL_CRM: 'postgres://kopru_app:hush@db:5432/crm',
  DATABASE_URL_ERP: 'postgresql://kopru_app:hush@db:5432/erp',
}

describe('the environment', () => {
  it('takes origins as browsers name them', () => {
    expect(readConfig('all', { ALLOWED_ORIGINS: 'https://a.example/, http://b.example:8080' }).allowedOrigins).toEqual([
      'https://a.example',
      'http://b.example:8080',
    ])
    expect(() => readConfig('all', { ALLOWED_ORIGINS: 'a.example' })).toThrow('ALLOWED_ORIGINS must be origins')
  })

  it('takes proxies by address or range', () => {
    const TRUSTED_PROXIES = '127.0.0.1, 10.0.0.0/8,2001:db8::/32'
    expect(readConfig('router', { TRUSTED_PROXIES }).trustedProxies).toEqual([
      '127.0.0.1',
      '10.0.0.0/8',
      '2001:db8::/32',
    ])
    for (const TRUSTED_PROXIES of ['*', 'proxy', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.0/', '::1%lo', '10.0.0.1/8/8'])
      expect(() => readConfig('router', { TRUSTED_PROXIES }), TRUSTED_PROXIES).toThrow(
        'TRUSTED_PROXIES must be addresses or ranges like 10.0.0.0/8, separated by commas.',
      )
  })

  it('may be empty: everything runs on this machine, with the demo', () => {
    expect(readConfig('all', { PORT: '', KOPRU_DEMO: ' ' })).toEqual({
      allowedOrigins: [],
      trustedProxies: [],
      port: 4000,
      host: '127.0.0.1',
      dataDir: expect.stringMatching(/\/data$/),
      embedded: true,
      backupUrls: {},
      databaseUrls: {},
      migrationUrls: {},
      routerSecret: undefined,
      logLevel: 'warn',
      slowRequestMs: 1_000,
      metricsToken: undefined,
      demo: true,
      workers: 1,
      subgraphUrls: {
        identity: 'http://127.0.0.1:4001',
        crm: 'http://127.0.0.1:4002',
        erp: 'http://127.0.0.1:4003',
      },
      maximumCost: 100_000,
      bucket: {
        token: { maximum: 1_000_000, restoreRate: 200_000 },
        organization: { maximum: 4_000_000, restoreRate: 800_000 },
      },
    })
  })

  it('counts workers: as many as are asked for, or as many as there are cores', () => {
    expect(readConfig('all', { WORKERS: '3' }).workers).toBe(3)
    expect(readConfig('all', { WORKERS: 'auto' }).workers).toBe(Math.min(availableParallelism(), 20))
    expect(() => readConfig('all', { WORKERS: '0' })).toThrow('WORKERS must be a whole number from 1 to 20')
  })

  it('switches the embedded database and the demo off with databases of its own', () => {
    const config = readConfig('all', urls)
    expect(config).toMatchObject({ embedded: false, demo: false })
    expect(config.databaseUrls).toEqual({
      identity: urls.DATABASE_URL_IDENTITY,
      crm: urls.DATABASE_URL_CRM,
      erp: urls.DATABASE_URL_ERP,
    })
    expect(readConfig('all', { ...urls, KOPRU_DEMO: 'on' }).demo).toBe(true)
    expect(readConfig('all', { KOPRU_DEMO: '0' }).demo).toBe(false)
  })

  it.each([
    ['identity', 4001],
    ['crm', 4002],
    ['erp', 4003],
    ['router', 4000],
  ] as const)('gives %s alone the port %i, unless PORT says otherwise', (part, port) => {
    expect(readConfig(part, urls).port).toBe(port)
    expect(readConfig(part, { ...urls, PORT: '0' }).port).toBe(0)
  })

  it('limits what an operation and a token may cost, or not', () => {
    const given = { COST_MAXIMUM: '9', COST_BUCKET: '50', COST_RESTORE_RATE: '5' }
    const token = { maximum: 50, restoreRate: 5 }
    const organization = { maximum: 200, restoreRate: 20 }
    expect(readConfig('router', given)).toMatchObject({ maximumCost: 9, bucket: { token, organization } })
    expect(readConfig('router', { ...given, COST_MAXIMUM: '60' }).maximumCost).toBe(50)
    const unlimited = { token: null, organization: null }
    expect(readConfig('router', { ...given, COST_RESTORE_RATE: 'off' }).bucket).toEqual(unlimited)
    expect(readConfig('router', { COST_MAXIMUM: '0', COST_BUCKET: 'off' })).toMatchObject({
      maximumCost: Number.POSITIVE_INFINITY,
      bucket: unlimited,
    })
    const own = { COST_ORGANIZATION_BUCKET: '40', COST_ORGANIZATION_RESTORE_RATE: '3' }
    expect(readConfig('router', { ...given, ...own, COST_MAXIMUM: '60' })).toMatchObject({
      maximumCost: 40,
      bucket: { token, organization: { maximum: 40, restoreRate: 3 } },
    })
    expect(readConfig('router', { ...own, COST_BUCKET: 'off' }).bucket).toEqual({
      token: null,
      organization: { maximum: 40, restoreRate: 3 },
    })
    expect(readConfig('router', { ...given, COST_ORGANIZATION_BUCKET: 'off' }).bucket).toEqual({
      token,
      organization: null,
    })
  })

  it('lets a subgraph beyond loopback only with a secret', () => {
    const secret = 'sixteen letters!'
    expect(() => readConfig('crm', { ...urls, HOST: '0.0.0.0' })).toThrow(
      'ROUTER_SECRET is missing: a subgraph that listens on 0.0.0.0 must be able to tell the router from others.',
    )
    expect(readConfig('crm', { ...urls, HOST: '0.0.0.0', ROUTER_SECRET: secret }).routerSecret).toBe(secret)
    expect(readConfig('all', { HOST: '0.0.0.0' }).host).toBe('0.0.0.0')
    for (const HOST of ['localhost', '::1', '127.0.0.2']) expect(readConfig('crm', { ...urls, HOST }).host).toBe(HOST)
  })

  it.each([
    [{ PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535, not "abc".'],
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535, not "65536".'],
    [{ PORT: '-1' }, 'PORT must be a whole number from 0 to 65535, not "-1".'],
    [{ HOST: 'a host' }, 'HOST must be an address or a name to listen on, not "a host".'],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of fatal, .*, not "loud"\.$/],
    [{ KOPRU_DEMO: 'perhaps' }, 'KOPRU_DEMO must be on or off, not "perhaps".'],
    [{ COST_BUCKET: '-1' }, 'COST_BUCKET must be a whole number of points, or off, not "-1".'],
    [{ SLOW_REQUEST_MS: '1s' }, 'SLOW_REQUEST_MS must be a whole number of milliseconds, not "1s".'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must have at least 16 characters.'],
    [{ ROUTER_SECRET: 'short' }, 'ROUTER_SECRET must have at least 16 characters.'],
    [{ SUBGRAPH_URL_CRM: 'http://crm:4002/graphql' }, /^SUBGRAPH_URL_CRM must be an address without a path/],
    [{ DATABASE_URL_CRM: urls.DATABASE_URL_CRM }, /^DATABASE_URL_IDENTITY is missing: give all three, or none/],
  ])('%j is refused in one sentence', (environment, sentence) => {
    expect(() => readConfig('all', environment)).toThrow(sentence)
  })

  it.each(['mysql://me:hush@db/crm', 'postgres://me:hush@db', 'hush'])('never repeats an address: %s', (url) => {
    expect(() => readConfig('crm', { DATABASE_URL_CRM: url })).toThrow(
      'DATABASE_URL_CRM must be an address like postgres://role:password@host:5432/database.',
    )
  })

  it('asks a part alone for its own database only', () => {
    expect(() => readConfig('crm', {})).toThrow('DATABASE_URL_CRM is missing: give it.')
    expect(readConfig('crm', { DATABASE_URL_CRM: urls.DATABASE_URL_CRM }).embedded).toBe(false)
    expect(readConfig('router', {}).port).toBe(4000)
  })
})
