import { describe, expect, it } from 'vitest'
import { TOKEN } from './fixture.ts'
import { door } from './http-fixture.ts'

describe('allowed origins', () => {
  const { send, post } = door({ allowedOrigins: ['https://dashboards.example'] })

  it('may ask, and read the answer', async () => {
    const headers = { origin: 'https://dashboards.example', 'access-control-request-method': 'POST' }
    const preflight = await send({ method: 'OPTIONS', headers })
    expect(preflight.statusCode).toBe(204)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': 'https://dashboards.example',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': expect.stringContaining('authorization'),
      vary: 'origin',
    })
    const { headers: answered } = await post({ query: '{ customerCount }' }, { origin: headers.origin })
    expect(answered['access-control-allow-origin']).toBe('https://dashboards.example')
    expect(answered).not.toHaveProperty('access-control-allow-credentials')
    const refused = await post({}, { origin: headers.origin, authorization: 'Bearer bad' })
    expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([401, headers.origin])
  })

  it.each(['https://evil.example', 'https://dashboards.example.evil.example', 'null'])(
    'are not: %s',
    async (origin) => {
      const preflight = await send({ method: 'OPTIONS', headers: { origin } })
      expect(preflight.headers).not.toHaveProperty('access-control-allow-origin')
    },
  )
})

describe('every origin, where the owner wants it', () => {
  const { post } = door({ allowedOrigins: ['*'] })

  it('may read the answer, without credentials', async () => {
    const { headers } = await post({ query: '{ customerCount }' }, { origin: 'https://any.example' })
    expect(headers['access-control-allow-origin']).toBe('*')
    expect(headers).not.toHaveProperty('access-control-allow-credentials')
  })
})

describe('health', () => {
  const { app, subgraphs } = door()
  const status = async (url: string) => {
    const response = await app().inject({ url })
    return [response.statusCode, response.json()]
  }

  it('is live and ready when every subgraph is', async () => {
    expect(await status('/health/live')).toEqual([200, { status: 'live' }])
    expect(await status('/health/ready')).toEqual([200, { status: 'ready' }])
  })

  it('is live but not ready when one is not, and does not say which', async () => {
    subgraphs.erp.ready = async () => {
      throw new Error('no database at 10.0.0.7')
    }
    expect(await status('/health/ready')).toEqual([503, { status: 'unavailable' }])
    expect(await status('/health/live')).toEqual([200, { status: 'live' }])
  })
})

describe('closing', () => {
  const { app, subgraphs } = door()

  it('finishes what has begun and takes nothing new', async () => {
    const url = await app().listen({ port: 0, host: '127.0.0.1' })
    const begun = Promise.withResolvers<void>()
    subgraphs.crm.before = () => {
      begun.resolve()
      return new Promise((resolve) => setTimeout(resolve, 200))
    }
    const answer = fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: TOKEN, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ customerCount }' }),
    })
    await begun.promise
    const closed = app().close()
    expect(await (await answer).json()).toEqual({
      data: { customerCount: 2 },
      extensions: { cost: { requested: 0, actual: 0, planning: 550 } },
    })
    await closed
    await expect(fetch(`${url}/health/live`)).rejects.toThrow()
  })
})
