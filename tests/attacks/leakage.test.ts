import type { AddressInfo } from 'node:net'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSuperuser } from '../support/cluster.ts'
import type { TestGraph } from '../support/graph.ts'
import type { Scene } from '../support/scene.ts'
import { openScenes } from './scenes.ts'
import { startTarget, type Target } from './target-process.ts'
import { type Reply, send } from './wire.ts'

/** A42: what is told when something of ours fails: that it did, and a number to ask by. */
let world: TestGraph
let scene: Scene
let target: Target
let line: Line
/** Begun at the beginning, because it takes as long as a statement may. */
let tooLong: Promise<Reply>

beforeAll(async () => {
  const opened = await openScenes('Kestane')
  world = opened.world
  scene = opened.scenes[0]!
  line = await openLine(world.urls.crm)
  const urls = { ...world.urls, crm: line.url }
  target = await startTarget({ urls, dataDir: world.dataDir, secret: 'known to the router alone', organizations: [] })
  tooLong = waitTooLong()
}, 180_000)
afterAll(async () => {
  await target.end()
  line.close()
  await world.close()
})

const ask = (query: string, variables: object = {}): Promise<Reply> =>
  send(target.doors.router, {
    method: 'POST',
    path: '/graphql',
    headers: { authorization: scene.company.owner, 'content-type': 'application/json', 'x-request-id': 'the-number' },
    body: JSON.stringify({ query, variables }),
  })

const CUSTOMERS = '{ customers { nodes { name industry } } }'
const UPDATE =
  'mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { customer { id } userErrors { code } } }'

/** Nothing of how it is made, where it is and what it is asked. */
const LEAK =
  /\bat .*\.[tj]s|node_modules|\/(opt|home|usr|tmp|root|work)\/|select|insert|column|relation|statement|postgres|drizzle|kopru_|127\.0\.0\.1|ECONN|:\d{4,5}\b/i

function expectSecrecy({ status, text, json, codes }: Reply): void {
  expect(status).toBe(200)
  expect(text).not.toMatch(LEAK)
  expect(codes).toEqual([expect.stringMatching(/^(INTERNAL_SERVER_ERROR|SUBGRAPH_UNAVAILABLE)$/)])
  const [{ extensions, message }] = json.errors
  expect(Object.keys(extensions).sort()).toEqual(
    expect.toBeOneOf([
      ['code', 'requestId'],
      ['code', 'service'],
    ]),
  )
  if (extensions.requestId) expect(extensions.requestId).toBe('the-number')
  expect(message.length).toBeLessThan(200)
}

describe('what a client hears', () => {
  it('of a column that is gone is nothing', async () => {
    const root = postgres(asSuperuser(world.urls.crm), { max: 1 })
    await root`alter table customers rename column industry to trade`
    expectSecrecy(await ask(CUSTOMERS))
    await root`alter table customers rename column trade to industry`
    await root.end()
    expect((await ask(CUSTOMERS)).codes).toEqual([])
  })

  it('of a constraint nobody thought of is nothing', async () => {
    const root = postgres(asSuperuser(world.urls.crm), { max: 1 })
    await root`alter table customers add constraint secret_of_ours check (name <> 'forbidden') not valid`
    const input = { ...(await scene.input('updateCustomer')), name: 'forbidden' }
    expectSecrecy(await ask(UPDATE, { input }))
    await root`alter table customers drop constraint secret_of_ours`
    await root.end()
  })

  it('of a statement that takes too long is nothing', async () => {
    expectSecrecy(await tooLong)
  }, 40_000)

  it('of a database that is away is nothing, and what needs it not goes on', async () => {
    line.cut()
    expectSecrecy(await ask(CUSTOMERS))
    expectSecrecy(await ask(UPDATE, { input: { id: scene.ids.cust, expectedVersion: 1, name: 'x' } }))
    expect((await ask('{ me { id } products { totalCount } }')).codes).toEqual([])
    line.mend()
    let codes: readonly string[] = ['']
    for (let attempt = 0; attempt < 50 && codes.length > 0; attempt += 1) codes = (await ask(CUSTOMERS)).codes
    expect(codes).toEqual([])
  }, 40_000)

  it('is in the log instead, with the number, and without what people wrote', () => {
    const told = target.log.filter(({ level, requestId }) => level >= 50 && requestId === 'the-number')
    expect(told.length).toBeGreaterThanOrEqual(4)
    expect(JSON.stringify(target.log)).not.toMatch(/Kestane \w|forbidden"/)
    expect(target.alive()).toBe(true)
  })
})

/** What somebody hears who wants to change a user whom another has locked, in another database than the rest of this. */
async function waitTooLong(): Promise<Reply> {
  const root = postgres(asSuperuser(world.urls.identity), { max: 1 })
  const query = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } userErrors { code } } }'
  const input = await scene.input('updateUser')
  const reply = await root.begin(async (tx) => {
    await tx`select from users for update`
    return ask(query, { input })
  })
  await root.end()
  return reply
}

interface Line {
  readonly url: string
  cut(): void
  mend(): void
  close(): void
}

/** A connection to a database that can be cut. */
async function openLine(url: string): Promise<Line> {
  const { hostname, port } = new URL(url)
  const ends = new Set<Socket>()
  let whole = true
  const server: Server = createServer((near) => {
    if (!whole) return near.destroy()
    const far = dial(Number(port), hostname)
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end)
      end.on('error', () => {}).on('close', () => other.destroy())
    }
    near.pipe(far)
    far.pipe(near)
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const lined = new URL(url)
  lined.hostname = '127.0.0.1'
  lined.port = String((server.address() as AddressInfo).port)
  const hangUp = () => {
    for (const end of ends) end.destroy()
    ends.clear()
  }
  return {
    url: lined.href,
    cut: () => {
      whole = false
      hangUp()
    },
    mend: () => {
      whole = true
    },
    close: () => {
      hangUp()
      server.close()
    },
  }
}
