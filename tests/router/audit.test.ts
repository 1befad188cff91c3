import { serverAudits } from 'graphql-http'
import { beforeAll, describe, expect, it } from 'vitest'
import { TOKEN } from './fixture.ts'
import { door } from './http-fixture.ts'

const { app } = door()
let url: string

beforeAll(async () => {
  url = `${await app().listen({ port: 0, host: '127.0.0.1' })}/graphql`
})

const withToken: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), authorization: TOKEN } })

describe('the GraphQL-over-HTTP audit', () => {
  const audits = serverAudits({ url: () => url, fetchFn: withToken })

  it('asks many questions', () => {
    expect(audits.length).toBeGreaterThan(60)
  })

  it.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id: $name', async ({ fn }) => {
    const result = await fn()
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok')
  })
})
