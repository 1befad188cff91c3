import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect } from 'vitest'
import { createRouterServer } from '../../router/server.ts'
import { openTestGraph, type TestGraph } from '../support/graph.ts'
import { type Rows, watchRows } from '../support/rows.ts'
import { furnish, type Scene } from '../support/scene.ts'

/** What came back, as a client reads it. */
export interface Reply {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as the JSON it is.
  readonly data: any
  readonly codes: readonly string[]
  readonly text: string
}

export interface Sent {
  readonly method?: 'GET' | 'POST'
  readonly url?: string
  readonly headers?: Record<string, string | undefined>
  /** JSON, unless it is text already. */
  readonly body?: unknown
}

/** The whole graph behind its HTTP door, with two organisations in it, for one test file. */
export function door() {
  let world: TestGraph
  let app: FastifyInstance
  let rows: Rows
  let ours: Scene
  let theirs: Scene

  beforeAll(async () => {
    world = await openTestGraph()
    const { identifier } = world.graph.identity
    const log = pino({ level: 'warn' }, { write: (line) => void world.troubles.push(JSON.parse(line)) })
    app = createRouterServer({ router: world.router, identify: (token) => identifier.identify(token), log })
    rows = await watchRows(world.urls)
    ours = await furnish(world, 'Kestane')
    theirs = await furnish(world, 'Zambak')
  })
  afterAll(async () => {
    await rows.close()
    await app.close()
    await world.close()
  })

  /** A good POST with our owner's token, but for what is said; what is undefined is left out. */
  const send = async ({ method = 'POST', url = '/graphql', headers = {}, body }: Sent): Promise<Reply> => {
    const all = {
      authorization: ours.company.owner,
      accept: 'application/graphql-response+json',
      'content-type': 'application/json',
      ...headers,
    }
    const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
    const payload = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await app.inject({
      method,
      url,
      headers: Object.fromEntries(given),
      ...(method === 'POST' && payload !== undefined && { payload }),
    })
    const { data, errors = [] } = response.json()
    const codes = errors.map((error: { extensions?: { code?: string } }) => error.extensions?.code)
    return { status: response.statusCode, data, codes, text: response.body }
  }

  const doorway = {
    app: () => app,
    world: () => world,
    ours: () => ours,
    theirs: () => theirs,
    send,
    ask: (query: string, variables: object = {}) => send({ body: { query, variables } }),
    fingerprint: () => rows.fingerprint(),
    /** Does it, and makes sure that no row of anybody became another and that nothing went wrong on our side. */
    async unchanged<T>(task: () => Promise<T>, but: readonly string[] = []): Promise<T> {
      const fingerprint = async () =>
        Object.fromEntries(Object.entries(await rows.fingerprint()).filter(([table]) => !but.includes(table)))
      const [before, known] = [await fingerprint(), world.troubles.length]
      const result = await task()
      expect(world.troubles.slice(known)).toEqual([])
      expect(await fingerprint()).toEqual(before)
      return result
    },
    /** Does it, and makes sure that no database was asked anything. */
    async unasked<T>(task: () => Promise<T>): Promise<T> {
      const count = () => Object.values(world.statements).reduce((sum, { length }) => sum + length, 0)
      const before = count()
      const result = await task()
      expect(count()).toBe(before)
      return result
    },
    /** Makes sure that it costs little. Whatever else runs at the same moment is measured, too: the best of three counts. */
    async cheap(task: () => Promise<unknown>): Promise<void> {
      const costs = []
      for (let attempt = 0; attempt < 3; attempt += 1) costs.push(await cpu(task))
      expect(Math.min(...costs)).toBeLessThan(100)
    },
    /** The status and code of what is refused as it should be: before any database hears of it, discreetly and soon. */
    async refusal(sent: Sent): Promise<[number, string | undefined]> {
      const { unchanged, unasked, cheap } = doorway
      const { status, codes, text, data } = await unchanged(() => unasked(() => send(sent)))
      await cheap(() => send(sent))
      expect(text).not.toMatch(INDISCREET)
      expect(text.length).toBeLessThan(3_000)
      expect(codes.length).toBeLessThanOrEqual(6)
      expect(data ?? null).toBeNull()
      return [status, codes[0]]
    },
  }
  return doorway
}

/** Milliseconds of CPU. */
async function cpu(task: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage()
  await task()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

/** No stack, no SQL, no name of ours inside: what an answer must never hold. */
export const INDISCREET =
  /\bat .*\.ts:\d|node_modules|select .* from|insert into|postgres|drizzle|INTERNAL_SERVER_ERROR/i

export interface Complaint {
  readonly code: string
  /** Where in the input, as in `rows.0.name`. */
  readonly where: string
}

interface Payload {
  readonly userErrors: readonly { code: string; path: readonly string[] }[]
  readonly rows?: readonly Payload[]
}

/** What a payload says no to: as a whole, or in one of its rows. */
export const complaints = (payload: Payload | undefined): Complaint[] =>
  payload === undefined
    ? []
    : [payload, ...(payload.rows ?? [])].flatMap(({ userErrors }) =>
        userErrors.map(({ code, path }) => ({ code, where: path.join('.') })),
      )
