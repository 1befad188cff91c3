import { Writable } from 'node:stream'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll } from 'vitest'
import { createRouter, type RouterOptions } from '../../router/router.ts'
import { createRouterServer, type RouterServerOptions } from '../../router/server.ts'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import { fixtures, supergraph, TOKEN } from './fixture.ts'

/** The door over the three subgraphs of the fixture, for one test file. */
export function door(options: Partial<RouterServerOptions & Pick<RouterOptions, 'subgraphTimeout'>> = {}) {
  const subgraphs = fixtures()
  const lines: Record<string, unknown>[] = []
  const log = pino(
    {},
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(JSON.parse(String(chunk)))
        done()
      },
    }),
  )
  let app: FastifyInstance

  beforeAll(async () => {
    const { subgraphTimeout = 1_000 } = options
    const router = await createRouter({ supergraph, subgraphs: Object.values(subgraphs), log, subgraphTimeout })
    app = createRouterServer({ router, identify, log, ...options })
    await app.ready()
  })
  afterAll(() => app.close())

  const send = (request: InjectOptions) => app.inject({ url: '/graphql', ...request })
  return {
    subgraphs,
    lines,
    app: () => app,
    send,
    /** A well-behaved POST with a token; headers given as undefined are left out. */
    post: (body: unknown, headers: Record<string, string | undefined> = {}) => {
      const all = { authorization: TOKEN, 'content-type': 'application/json', ...headers }
      const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
      return send({
        method: 'POST',
        headers: Object.fromEntries(given),
        payload: typeof body === 'string' ? body : JSON.stringify(body),
      })
    },
    /** A GET with a token. */
    get: (query: Record<string, string>, headers: Record<string, string> = { authorization: TOKEN }) =>
      send({ method: 'GET', query, headers }),
    asked: () => Object.values(subgraphs).flatMap(({ asked }) => asked),
  }
}

async function identify(authorization: string) {
  if (authorization !== TOKEN) throw new Unauthenticated('The token is not valid.')
  return { organizationId: 'org-1', tokenId: 'token-1' }
}
