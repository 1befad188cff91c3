import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { runningPostgres } from '../../platform/postgres.ts'
import { clearUp, graphql, type Kopru, run, runningPostmaster, startKopru, within } from './support.ts'

const PAGES = new URL('../../router/graphiql/dist', import.meta.url)
const COUNT = '{ customers { totalCount } invoices { totalCount } deals { totalCount } }'
const NORTHWIND = { customers: { totalCount: 91 }, invoices: { totalCount: 830 }, deals: { totalCount: 830 } }

let dataDir: string
let kopru: Kopru
let statuses: number[]

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kopru-start-'))
  kopru = startKopru(dataDir)
  statuses = await kopru.ready()
}, 120_000)

afterAll(async () => {
  await clearUp(kopru)
  await rm(dataDir, { recursive: true, force: true })
})

describe('the first start', () => {
  it('says that it is ready no sooner than it is', () => {
    expect(statuses).toEqual([503, 200])
  })

  it('prints where GraphiQL is, a token and an example, and no noise', async () => {
    const url = await kopru.url()
    await within(10, async () => kopru.out().endsWith('Ctrl-C stops it.\n'))
    expect(kopru.out()).toMatch(/^Köprü is starting\.\n {2}Making a PostgreSQL data folder/)
    expect(kopru.out()).toContain(`GraphiQL  ${url}/\n`)
    expect(kopru.out()).toMatch(/There is also Atölye Studio:\n\n.*token -- --organization "Atölye Studio"/)
    expect(kopru.out()).not.toMatch(/[{]"|\bat .*:\d+:\d+|undefined/)
    expect(kopru.err()).toBe('')

    const [, token] = /^(ey[\w-]+\.[\w-]+\.[\w-]+)$/m.exec(kopru.out())!
    const [, example] = /'query=([^']*)'/.exec(kopru.out())!
    const { customers } = await graphql<{ customers: { nodes: object[] } }>(`${url}/graphql`, token!, example!)
    expect(customers.nodes).toHaveLength(3)
    expect(customers.nodes[0]).toMatchObject({ deals: { nodes: [{}] }, invoices: { nodes: [{}] }, receivable: {} })
  })

  it('has loaded the real data, whole', async () => {
    expect(await kopru.ask(COUNT)).toEqual(NORTHWIND)
    const page = await fetch(`${await kopru.url()}/`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  })
})

describe('a second start while it runs', () => {
  it('goes away with one sentence, and the first goes on', async () => {
    const second = await run('platform/start.ts', [], kopru.environment)
    const sentence = `Köprü already runs (pid ${kopru.process.pid}) at ${await kopru.url()}.\n`
    expect(second).toEqual({ code: 1, out: '', err: sentence })
    expect(await kopru.ask(COUNT)).toEqual(NORTHWIND)
  })
})

describe('the command', () => {
  it('token prints a token and nothing else', async () => {
    const { code, out, err } = await kopru.run('platform/token.ts', ['--organization', 'Atölye Studio'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^ey[\w-]+\.[\w-]+\.[\w-]+\n$/)
    const { me } = await graphql<{ me: object }>(`${await kopru.url()}/graphql`, out.trim(), '{ me { role } }')
    expect(me).toEqual({ role: 'OWNER' })
    expect(await kopru.run('platform/token.ts', ['--organization', 'Nobody'])).toMatchObject({
      ...{ code: 1, out: '', err: expect.stringMatching(/^There is no demo organisation "Nobody"; .*\n$/) },
    })
  })

  it('import changes nothing the second time', async () => {
    const dry = await kopru.run('platform/import/cli.ts', ['northwind', '--dry-run'])
    expect(dry).toMatchObject({ code: 0, out: expect.stringMatching(/^A dry run: nothing was changed/), err: '' })
    const again = await kopru.run('platform/import/cli.ts', ['northwind'])
    expect(again).toMatchObject({ code: 0, err: '' })
    expect(again.out).toMatch(/invoices {2,}0 {2,}0 {2,}830 {2,}0\n {2}payments {2,}0 {2,}0 {2,}809 {2,}0\n$/)
    expect(await kopru.ask(COUNT)).toEqual(NORTHWIND)
    expect(await kopru.run('platform/import/cli.ts', ['southwind'])).toMatchObject({
      ...{ code: 1, err: 'There is no data set "southwind"; there is: northwind.\n' },
    })
  })

  it('organization founds one whose owner signs in, and founds it once', async () => {
    const options = [
      ...['--name', 'Anadolu Yazılım', '--currency', 'TRY', '--time-zone', 'Europe/Istanbul', '--password-stdin'],
      ...['--owner-name', 'Ada Yılmaz', '--owner-email', 'Ada@anadolu.example'],
    ]
    const found = () => kopru.run('platform/organization.ts', options, 'a long enough secret\n')
    const first = await found()
    expect(first).toMatchObject({ code: 0, err: '' })
    const [, id, token] = /^Anadolu Yazılım is founded: (org_\w{26})\n(?:.*\n)*\n(ey\S+)\n$/.exec(first.out)!

    const url = `${await kopru.url()}/graphql`
    const founded = await graphql(url, token!, '{ me { email } organization { id currency } }')
    expect(founded).toEqual({ me: { email: 'ada@anadolu.example' }, organization: { id, currency: 'TRY' } })
    const signIn =
      'mutation { signIn(input: { email: "ada@anadolu.example", password: "a long enough secret" }) { user { name } } }'
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: signIn }),
    })
    expect(await response.json()).toMatchObject({ data: { signIn: { user: { name: 'Ada Yılmaz' } } } })

    expect((await found()).out).toMatch(new RegExp(`^Anadolu Yazılım stands already, nothing was changed: ${id}\n`))
    const its = await kopru.run('platform/token.ts', ['--organization', id!])
    expect(its).toMatchObject({ code: 0, out: expect.stringMatching(/^ey\S+\n$/) })
  })

  it.each([
    [[], '--name is missing; --help shows an example.\n'],
    [['--currency', 'XYZ'], 'This is not an ISO 4217 currency.\n'],
  ])('organization refuses %j in a sentence', async (wrong, sentence) => {
    const whole = { name: 'N', currency: 'EUR', 'time-zone': 'UTC', 'owner-name': 'O', 'owner-email': 'o@n.example' }
    const options = wrong.length ? Object.entries(whole).flatMap(([name, value]) => [`--${name}`, value]) : []
    const refused = await kopru.run('platform/organization.ts', [...options, ...wrong])
    expect(refused).toEqual({ code: 1, out: '', err: sentence })
  })

  it('demo generates an organisation of any size', async () => {
    const { code, out, err } = await kopru.run('platform/demo/cli.ts', ['--customers', '7', '--name', 'Yedi'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [, token] = /^Yedi has 7 customers after .*\n\nA token .*:\n\n(ey\S+)\n$/.exec(out)!
    const url = `${await kopru.url()}/graphql`
    expect(await graphql(url, token!, '{ customers { totalCount } }')).toEqual({ customers: { totalCount: 7 } })
  })
})

describe('a stop', () => {
  it('answers what is under way, and leaves no PostgreSQL behind', async () => {
    const running = (await runningPostgres(dataDir))!
    const { lock, unlock } = await heldTable(running.url('crm', 'kopru_owner'))
    const answer = kopru.ask(`mutation { createCustomer(input: { name: "Just in time" }) { customer { name } } }`)
    await lock
    const stopping = kopru.stop()
    await sleep(300)
    expect((await fetch(`${await kopru.url()}/health/live`).catch(() => null))?.status ?? 'closed').toBe('closed')
    unlock()
    expect(await answer).toEqual({ createCustomer: { customer: { name: 'Just in time' } } })
    expect((await stopping).code).toBe(0)
    expect(await runningPostmaster(dataDir)).toBeUndefined()
    expect(kopru.out()).toMatch(/Köprü is stopping\.\n$/)
    expect(kopru.err()).toBe('')
  })

  it('leaves nothing for the commands to work on: they say so', async () => {
    const refused = { code: 1, out: '', err: 'Köprü is not running. Start it first: npm start\n' }
    expect(await kopru.run('platform/token.ts')).toEqual(refused)
    expect(await kopru.run('platform/demo/cli.ts')).toEqual(refused)
    expect(await kopru.run('platform/import/cli.ts', ['northwind'])).toEqual(refused)
  })
})

describe('the next start', () => {
  it('loads nothing again, and builds no page again', async () => {
    const pages = await readdir(PAGES)
    kopru = startKopru(dataDir)
    await kopru.ready()
    expect(await kopru.ask(COUNT)).toEqual({ ...NORTHWIND, customers: { totalCount: 92 } })
    expect(await readdir(PAGES)).toEqual(pages)
    expect(kopru.out()).toMatch(/^Köprü is starting\.\n {2}PostgreSQL serves on .*\n\nKöprü is ready after/)
    expect((await kopru.stop('SIGINT')).code).toBe(0)
    expect(await runningPostmaster(dataDir)).toBeUndefined()
  }, 60_000)
})

/** Keeps every other transaction from writing customers; `lock` resolves when one waits. */
async function heldTable(ownerUrl: string) {
  const held = Promise.withResolvers<void>()
  const waiting = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const ending = connected(ownerUrl, (sql) =>
    sql.begin(async (tx) => {
      await tx`lock table customers in exclusive mode`
      held.resolve()
      for (;;) {
        const [row] =
          await tx`select count(*)::int as count from pg_locks where relation = 'customers'::regclass and not granted`
        if (row!.count > 0) break
        await sleep(20)
      }
      waiting.resolve()
      await released.promise
    }),
  )
  await held.promise
  return {
    lock: waiting.promise,
    unlock() {
      released.resolve()
      return ending
    },
  }
}
