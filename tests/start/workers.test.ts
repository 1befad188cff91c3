import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { kill, occupied, postmasterPid } from '../platform/support.ts'
import { type Client, type Hit, openClient, startLoad } from './load.ts'
import { childrenOf, clearUp, type Kopru, run, runningPostmaster, startKopru, within } from './support.ts'

const WORKERS = 2
const LOOK =
  '{ customers(first: 5) { nodes { name deals(first: 3) { nodes { title } } receivable { overdue { amount } } } } }'

// Two processes more than elsewhere load the graph, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 180_000 })

let dataDir: string
let kopru: Kopru
let url: string
let token: string

/** Enough for each worker to plan what is asked. */
const BUCKET = 5_000
/** An address that opens more than what serves may have. */
const STRONG = 'postgres://strong:secret@db.example'

const start = (given: NodeJS.ProcessEnv = {}) =>
  startKopru(dataDir, { WORKERS: String(WORKERS), LOG_LEVEL: 'info', ...given })

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kopru-workers-'))
  kopru = start({ MIGRATION_URL_CRM: `${STRONG}/migrations`, BACKUP_URL_CRM: `${STRONG}/backups` })
})

afterAll(async () => {
  await clearUp(kopru)
  await rm(dataDir, { recursive: true, force: true })
})

/** Each worker plans for itself. */
interface Cost {
  readonly requested: number
  readonly actual: number
  readonly planning?: number
}

describe('a start with two workers', () => {
  it('is ready when the demo is loaded, once, and says it once', async () => {
    expect(await kopru.ready()).toEqual([503, 200])
    url = await kopru.url()
    await within(10, async () => kopru.out().endsWith('Ctrl-C stops it.\n'))
    expect(kopru.out()).toMatch(/^Köprü is starting\.\n {2}Making a PostgreSQL data folder/)
    expect(kopru.out().match(/records after|is ready after|GraphiQL {2}http/g)).toHaveLength(4)
    const counts = '{ customers { totalCount } invoices { totalCount } }'
    expect(await kopru.ask(counts)).toEqual({ customers: { totalCount: 91 }, invoices: { totalCount: 830 } })
    token = (await kopru.run('platform/token.ts')).out.trim()
    expect(await workerPids()).toHaveLength(WORKERS)
  })

  it.runIf(process.platform === 'linux')('hands on no address of a role that may do more', async () => {
    const environment = async (pid: number) => (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0')
    expect((await environment(kopru.process.pid!)).filter((line) => line.includes(STRONG))).toHaveLength(2)
    for (const pid of await workerPids()) {
      expect((await environment(pid)).filter((line) => /^(MIGRATION|BACKUP)_URL_.+=./.test(line))).toEqual([])
      expect((await environment(pid)).filter((line) => line.startsWith('DATABASE_URL_CRM=postgres'))).toHaveLength(1)
    }
  })

  it('answers from all of them, and lends tokens that each of them knows', async () => {
    const clients = await clientsOfAll()
    const { organizations } = (await (await fetch(`${url}/explorer.json`)).json()) as Session
    expect(organizations.map(({ name }) => name)).toEqual(['Northwind Traders', 'Atölye Studio'])
    for (const client of clients) {
      for (const lent of organizations) expect(await client.ask('{ me { role } }', lent.token)).toMatchObject(OWNER)
      client.leave()
    }
  })

  it('tells the metrics of all of them, whichever is asked', async () => {
    for (let index = 0; index < 2 * WORKERS; index += 1) {
      const text = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text()
      for (let worker = 1; worker <= WORKERS; worker += 1) {
        expect(text).toContain(`kopru_db_connections_max{pool="crm",worker="${worker}"} 10\n`)
      }
    }
  })

  it('revokes a token in all of them within five seconds', async () => {
    const clients = await clientsOfAll()
    const { createApiToken } = await kopru.ask<Created>(
      `mutation ($expiresAt: DateTime!) { createApiToken(input: {
        name: "dashboard", scopes: ["customer:read"], expiresAt: $expiresAt
      }) { token apiToken { id } } }`,
      { expiresAt: new Date(Date.now() + 3_600_000) },
    )
    const ask = (client: Client) => client.ask('{ customers { totalCount } }', createApiToken.token)
    for (const client of clients) expect(await ask(client)).toMatchObject({ status: 200 })

    await kopru.ask('mutation ($id: ID!) { revokeApiToken(input: { id: $id }) { userErrors { code } } }', {
      id: createApiToken.apiToken.id,
    })
    await within(30, async () => (await Promise.all(clients.map(ask))).every(({ status }) => status === 401))
    for (const client of clients) client.leave()
  })

  it('goes away with the usual sentence where one runs already', async () => {
    const second = await run('platform/start.ts', [], kopru.environment)
    expect(second).toEqual({ code: 1, out: '', err: `Köprü already runs (pid ${kopru.process.pid}) at ${url}.\n` })
  })
})

describe('a worker that ends', () => {
  it('by kill -9 takes nothing with it but what it had under way, and is replaced', async () => {
    const load = startLoad(url, token, LOOK, 16)
    await within(30, async () => load.hits.length >= 100)
    const [victim, other] = await workerPids()
    process.kill(victim!, 'SIGKILL')
    const killed = load.hits.length
    await within(60, async () => load.hits.length >= killed + 100 && (await workerPids()).length === WORKERS)
    await load.stop()

    const failed = load.hits.filter(({ status }) => status !== 200)
    expect(failed.map(({ error }) => error)).toEqual(failed.map(() => expect.stringMatching(/^(ECONNRESET|EPIPE)$/)))
    const workers = workersOf(load.hits)
    const servedByVictim = (hit: Hit) => workers.get(lastBefore(load.hits, hit)?.id ?? '')
    // What a killed worker had not written down yet is unknown.
    expect(new Set(failed.map(servedByVictim).filter(Boolean)).size).toBeLessThanOrEqual(1)
    expect(new Set(failed.map(({ client }) => client)).size).toBe(failed.length)

    expect(kopru.err()).toMatch(/"end":"Worker \d ended with SIGKILL\.","pause":0,"msg":"a worker ended; another takes/)
    expect(await workerPids()).toContain(other)
    for (const client of await clientsOfAll()) client.leave()
  })

  it('by SIGTERM ends in order, and is replaced', async () => {
    for (const client of await clientsOfAll()) client.leave()
    const load = startLoad(url, token, LOOK, 8, false)
    await within(30, async () => load.hits.length >= 30)
    const [victim] = await workerPids()
    process.kill(victim!, 'SIGTERM')
    await within(60, async () => {
      const pids = await workerPids()
      return pids.length === WORKERS && !pids.includes(victim!)
    })
    await load.stop()
    expect(load.hits.filter(({ status }) => status !== 200)).toEqual([])
    expect(kopru.err()).toContain(' ended with code 0.')
  })
})

describe('a stop', () => {
  it('answers whoever is connected, then ends the workers, then PostgreSQL', async () => {
    for (const client of await clientsOfAll()) client.leave()
    const load = startLoad(url, token, LOOK, 16)
    await within(30, async () => load.hits.length >= 50)
    const pids = await workerPids()
    const { code } = await kopru.stop()
    await load.stop()
    expect(code).toBe(0)
    const failed = load.hits.filter(({ status }) => status !== 200)
    expect(failed.filter(({ established }) => established)).toEqual([])
    // Who connects in the moment in which the port goes is turned away with it.
    expect(failed.map(({ error }) => error)).toEqual(failed.map(() => expect.stringMatching(/^ECONN(REFUSED|RESET)$/)))
    expect(pids.filter(isThere)).toEqual([])
    expect(await runningPostmaster(dataDir)).toBeUndefined()
    expect(kopru.out()).toMatch(/Köprü is stopping\.\n$/)
    expect(kopru.err()).not.toMatch(/"level":50/)
  })
})

describe('the next start', () => {
  it('has workers that end when their primary is killed, and leaves what the next one takes up', async () => {
    kopru = start()
    await kopru.ready()
    const pids = await workerPids()
    expect(pids).toHaveLength(WORKERS)
    await kill(kopru.process, 'SIGKILL')
    await within(5, async () => pids.every((pid) => !isThere(pid)))

    kopru = start({ COST_BUCKET: String(BUCKET), COST_RESTORE_RATE: '1' })
    await kopru.ready()
    expect(kopru.out()).toContain('Found the PostgreSQL of an earlier start that was killed')
    expect(await kopru.ask('{ customers { totalCount } }')).toEqual({ customers: { totalCount: 91 } })
  })

  it('grants a token one bucket, whichever worker it asks', async () => {
    url = await kopru.url()
    const clients = await clientsOfAll()
    token = (await kopru.run('platform/token.ts')).out.trim()
    const since = Date.now()
    const hits: Hit[] = []
    for (let turn = 0; hits.at(-1)?.status !== 429; turn += 1) {
      hits.push(await clients[turn % clients.length]!.ask(LOOK, token))
    }
    const passed = (Date.now() - since) / 1000
    const costs = hits.map(({ body }) => JSON.parse(body).extensions.cost as Cost)
    const spent = costs.reduce((sum, { actual, planning = 0 }) => sum + actual + planning, 0)
    expect(hits.filter(({ status }) => status === 200)).toHaveLength(hits.length - 1)
    expect(spent).toBeGreaterThan(BUCKET - costs[0]!.requested)
    expect(spent).toBeLessThanOrEqual(BUCKET + passed)
    for (const client of clients) client.leave()
  })

  it('ends at once when it is asked a second time', async () => {
    const pids = await workerPids()
    for (const pid of pids) process.kill(pid, 'SIGSTOP')
    const stopping = kopru.stop()
    await sleep(1_200)
    kopru.process.kill('SIGTERM')
    expect(await stopping).toMatchObject({ code: 1, seconds: expect.toSatisfy((seconds: number) => seconds < 15) })
    expect(pids.filter(isThere)).toEqual([])
    expect(await runningPostmaster(dataDir)).toBeUndefined()
  })

  it.each([
    [
      'a port that another program has',
      async () => ({ PORT: String((await occupied()).port) }),
      /^Port \d+ is taken by another program\. Choose another: PORT=\d+ npm start\n$/,
    ],
    [
      'an address that is none',
      async () => ({ HOST: 'no.such.host.invalid' }),
      /^HOST=no\.such\.host\.invalid is no address of this machine\. .*\n$/,
    ],
    [
      'what one worker cannot start with',
      async () => ({ SIGNING_KEY: '{}' }),
      /^SIGNING_KEY must hold private Ed25519 keys: .*\n$/,
    ],
  ])(
    'refuses %s in one sentence',
    async (_, given, sentence) => {
      const { code, err } = await run('platform/start.ts', [], {
        ...kopru.environment,
        LOG_LEVEL: '',
        ...(await given()),
      })
      expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(sentence) })
      expect(await runningPostmaster(dataDir)).toBeUndefined()
    },
    60_000,
  )
})

interface Session {
  organizations: { name: string; token: string }[]
}

interface Created {
  createApiToken: { token: string; apiToken: { id: string } }
}

const OWNER = { status: 200, body: expect.stringMatching(/^{"data":{"me":{"role":"OWNER"}}/) }

/** PostgreSQL is a child of the primary, too. */
async function workerPids(): Promise<number[]> {
  const postmaster = await postmasterPid(dataDir)
  return (await childrenOf(kopru.process.pid!)).filter((pid) => pid !== postmaster).toSorted((a, b) => a - b)
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Clients whose connections reach, taken together, every worker: opened until they do. */
async function clientsOfAll(): Promise<Client[]> {
  const clients: Client[] = []
  const hits: Hit[] = []
  await within(120, async () => {
    const client = openClient(url, clients.length)
    clients.push(client)
    hits.push(await client.ask('{ me { role } }', token))
    await within(10, async () => hits.every(({ id }) => workersOf(hits).has(id)))
    return new Set(workersOf(hits).values()).size === WORKERS
  })
  expect(hits.map(({ status }) => status)).toEqual(hits.map(() => 200))
  return clients
}

/** Which worker answered, by what it says in the log. */
function workersOf(hits: readonly Hit[]): Map<string, number> {
  const asked = new Set(hits.map(({ id }) => id))
  const lines = kopru
    .err()
    .split('\n')
    .filter((line) => /"msg":"answered[^"]*"}$/.test(line))
  const answers = lines.map((line) => JSON.parse(line) as { requestId: string; worker: number })
  return new Map(
    answers.filter(({ requestId }) => asked.has(requestId)).map(({ requestId, worker }) => [requestId, worker]),
  )
}

const lastBefore = (hits: readonly Hit[], hit: Hit) =>
  hits.slice(0, hits.indexOf(hit)).findLast(({ client }) => client === hit.client)
