import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFromThisMachine } from '../../router/loopback.ts'
import { serveExplorer } from './support.ts'

type Server = Awaited<ReturnType<typeof serveExplorer>>

const ORGANIZATIONS = [
  { name: 'Northwind Traders', token: 'north-secret' },
  { name: 'Atölye Studio', token: 'studio-secret' },
]
let asked = 0

let server: Server
beforeAll(async () => {
  server = await serveExplorer({
    session: async () => {
      asked += 1
      return { organizations: ORGANIZATIONS }
    },
  })
})
afterAll(() => server[Symbol.asyncDispose]())

const read = async (headers: Record<string, string>) => {
  const { status, body } = await server.get('/explorer.json', headers)
  expect(status).toBe(200)
  return JSON.parse(body.toString())
}

describe('what the server tells the page', () => {
  it('are the examples, named and with their variables, the whole graph first', async () => {
    const { endpoint, tabs } = await read({ host: 'kopru.example' })
    expect(endpoint).toBe('/graphql')
    expect(tabs).toEqual([
      {
        title: 'Customer to cash',
        query: '# Customer to cash\nquery Cash($first: Int) { a }',
        variables: { first: 5 },
      },
      { title: 'Deals', query: '# Deals\nquery Deals { deals { id } }', variables: null },
      { title: 'untitled', query: 'query Untitled { a }', variables: null },
    ])
  })

  it.each(['localhost', 'localhost:4000', 'LOCALHOST:4000', '127.0.0.1:4000', '[::1]', '[::1]:4000'])(
    'are tokens for who sits at %s',
    async (host) => {
      expect(await read({ host, 'sec-fetch-site': 'same-origin' })).toMatchObject({
        token: 'north-secret',
        organization: 'Northwind Traders',
        organizations: ORGANIZATIONS,
      })
    },
  )

  it.each([
    ['a name that points here', { host: 'evil.example:4000' }],
    ['a name that begins like ours', { host: 'localhost.evil.example' }],
    ['a name that ends like ours', { host: 'evil-localhost' }],
    ['an address that begins like ours', { host: '127.0.0.1.evil.example' }],
    ['somebody in the name', { host: 'localhost@evil.example' }],
    ['every address', { host: '0.0.0.0:4000' }],
    ['a name that is not one', { host: '-' }],
    ['a page of another site', { host: 'localhost', 'sec-fetch-site': 'cross-site' }],
    ['a page of another port', { host: 'localhost', 'sec-fetch-site': 'same-site' }],
    ['a page of another origin', { host: 'localhost', origin: 'http://localhost:3000' }],
    ['a sandboxed page', { host: 'localhost', origin: 'null' }],
    ['a proxy', { host: 'localhost', 'x-forwarded-for': '203.0.113.7' }],
    ['a proxy of another make', { host: 'localhost', forwarded: 'for=203.0.113.7' }],
    ['a cache', { host: 'localhost', via: '1.1 cache' }],
  ])('are no tokens for %s', async (_, headers) => {
    const before = asked
    expect(await read(headers)).toMatchObject({ token: null, organization: null, organizations: [] })
    expect(asked).toBe(before)
  })

  it('are no tokens for who says no name at all', () => {
    const socket = { remoteAddress: '127.0.0.1' } as Socket
    expect(isFromThisMachine({ headers: { host: 'localhost' }, socket })).toBe(true)
    expect(isFromThisMachine({ headers: {}, socket })).toBe(false)
    expect(isFromThisMachine({ headers: { host: 'localhost' }, socket: {} as Socket })).toBe(false)
  })

  it.each([
    ['127.0.0.1', 'north-secret'],
    ['127.8.8.8', 'north-secret'],
    ['::1', 'north-secret'],
    ['::ffff:127.0.0.1', 'north-secret'],
    ['10.0.0.7', null],
    ['203.0.113.7', null],
    ['::ffff:10.0.0.7', null],
    ['fe80::1', null],
    ['12.7.0.1', null],
  ])('depend on the peer: %s gets %s', async (remoteAddress, token) => {
    const answer = await server.app.inject({
      url: '/explorer.json',
      remoteAddress,
      headers: { host: 'localhost:4000' },
    })
    expect(answer.json().token).toBe(token)
  })

  it('is stored nowhere and open to no other origin', async () => {
    const { headers } = await server.get('/explorer.json', { host: 'localhost' })
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('is no tokens where there is no demo', async () => {
    await using real = await serveExplorer()
    const { body } = await real.get('/explorer.json', { host: 'localhost' })
    expect(JSON.parse(body.toString())).toMatchObject({ token: null, organizations: [] })
  })

  it('is no tokens, but still the examples, where they cannot be had', async () => {
    await using broken = await serveExplorer({
      session: () => Promise.reject(new Error('the database is away')),
    })
    const { status, body } = await broken.get('/explorer.json', { host: 'localhost' })
    expect(status).toBe(200)
    expect(JSON.parse(body.toString())).toMatchObject({ token: null, tabs: { length: 3 } })
    expect(body.toString()).not.toContain('database')
  })
})
