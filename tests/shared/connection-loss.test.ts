import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Database, write } from '../../subgraphs/shared/db/database.ts'
import { Snapshot } from '../../subgraphs/shared/db/snapshot.ts'
import { page } from '../../subgraphs/shared/relay/connection.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { asSuperuser } from '../support/cluster.ts'
import { openWay } from '../support/way.ts'
import { listing, look, put, reading, someone, things, thingsDatabase } from './things.ts'

const db = thingsDatabase()

let root: postgres.Sql
let database: Database

beforeAll(() => {
  root = postgres(asSuperuser(db.url), { max: 1 })
  database = connect(db.url, { name: 'victim', max: 4 })
})
afterAll(async () => {
  await database.close()
  await root.end()
})

const terminate = () =>
  root`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kopru-victim'`

/** What takes so long would never end; how quick it is, is not measured here. */
const HANGS_AFTER = 25_000

const within = <T>(promise: Promise<T>): Promise<T> =>
  Promise.race([
    promise,
    sleep(HANGS_AFTER, undefined, { ref: false }).then(() => Promise.reject(new Error('It hangs.'))),
  ])

describe('a lost connection', { timeout: 120_000 }, () => {
  it('is told to the snapshot that holds it, and the next one reads', async () => {
    const actor = someone()
    await put(database, actor, [{}])
    for (let round = 0; round < 8; round += 1) {
      const snapshot = new Snapshot(database, actor)
      await page(snapshot, listing, {})
      await terminate()
      await sleep(20)
      await expect(within(page(snapshot, listing, {}))).rejects.toThrow()
      await within(snapshot.close())
      expect((await within(look(database, actor, {}))).nodes).toHaveLength(1)
    }
  })

  it('undoes the transaction that holds it, whose rest goes nowhere', async () => {
    const actor = someone()
    const row = () => ({
      ...{ parentId: newId(), name: 'x', weight: '0' },
      id: newId(),
      organizationId: actor.organizationId,
    })
    for (let round = 0; round < 8; round += 1) {
      const writing = write(database, actor, async (tx) => {
        await tx.insert(things).values(row())
        await terminate()
        await sleep(20)
        await tx
          .insert(things)
          .values(row())
          .catch(() => {})
        await tx.execute(sql`commit`).catch(() => {})
      })
      await expect(within(writing)).rejects.toThrow()
    }
    expect((await look(database, actor, {})).nodes).toHaveLength(0)
  })

  it('under load costs those it happens to, and nobody else: 20 times', async () => {
    const actor = someone()
    await put(database, actor, [{}, {}])
    let stop = false
    const outcomes = { read: 0, failed: 0 }
    const reader = async () => {
      while (!stop) {
        await within(
          reading(database, actor, async (snapshot) => {
            const pages = await Promise.all([page(snapshot, listing, {}), page(snapshot, listing, { first: 1 })])
            expect(pages.map(({ nodes }) => nodes.length)).toEqual([2, 1])
            await sleep(1)
            expect(await (await page(snapshot, listing, {})).totalCount()).toBe(2)
          }),
        ).then(
          () => (outcomes.read += 1),
          (error) => {
            if (!/CONNECTION|terminating|ECONN|EPIPE/.test(`${error.code} ${error.message}`)) throw error
            outcomes.failed += 1
          },
        )
      }
    }
    const readers = Array.from({ length: 12 }, reader)
    for (let round = 0; round < 20; round += 1) {
      await sleep(30)
      await terminate()
    }
    stop = true
    await Promise.all(readers)
    expect(outcomes.failed).toBeGreaterThan(0)
    expect(outcomes.read).toBeGreaterThan(0)
    // All connections of the pool are there again.
    const all = await within(Promise.all(Array.from({ length: 16 }, () => look(database, actor, {}))))
    expect(all.every(({ nodes }) => nodes.length === 2)).toBe(true)
  })

  it('to a server that is away is refused in time, and keeps nothing back when it returns', async () => {
    const actor = someone()
    await put(database, actor, [{}])
    const way = await openWay(db.url)
    const distant = connect(way.url, { name: 'distant', max: 4 })
    const looking = (count: number) =>
      Promise.allSettled(Array.from({ length: count }, () => within(look(distant, actor, {}))))
    const outcomes = async (count: number) =>
      (await looking(count)).map((look) => (look.status === 'rejected' ? String(look.reason.code) : look.status))

    expect(await outcomes(8)).toEqual(Array(8).fill('fulfilled'))
    for (let round = 0; round < 3; round += 1) {
      way.cut()
      expect(await outcomes(20)).toEqual(Array(20).fill(expect.stringMatching(/^(ECONN|CONNECT)/)))
      await way.open()
      await sleep(1_000)
      expect(await outcomes(20)).toEqual(Array(20).fill('fulfilled'))
    }
    await distant.close()
    way.cut()
  })

  it('to a server that has gone silent is given up when an answer is overdue, by whoever waits for it', async () => {
    const actor = someone()
    await put(database, actor, [{}])
    const way = await openWay(db.url)
    const distant = connect(way.url, { name: 'silent', max: 2, timeout: 500 })
    const looking = () => Promise.allSettled([1, 2, 3, 4].map(() => look(distant, someone(), {})))
    const codes = async () =>
      (await looking()).map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'answered'))

    expect(await codes()).toEqual(Array(4).fill('answered'))
    way.be('silent')
    const since = performance.now()
    // Who had a connection waits for an answer; the others cannot get one, or get that of one who gave up.
    const told = await within(codes())
    expect(told).toEqual(Array(4).fill(expect.stringMatching(/^(ANSWER|CONNECT)_TIMEOUT$/)))
    expect(told).toContain('ANSWER_TIMEOUT')
    expect(performance.now() - since).toBeGreaterThan(2_400)
    way.be('open')
    expect(await within(codes())).toEqual(Array(4).fill('answered'))
    await distant.close()
    way.cut()
  })
})
