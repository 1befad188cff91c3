import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Database, write } from '../../subgraphs/shared/db/database.ts'
import { isTooMuch, isUnavailable } from '../../subgraphs/shared/db/errors.ts'
import { Snapshot } from '../../subgraphs/shared/db/snapshot.ts'
import { page } from '../../subgraphs/shared/relay/connection.ts'
import { listing, look, names, put, reading, someone, thingsDatabase } from './things.ts'

/** What one organisation may do to the database is bounded, and the others notice nothing of it. */

const db = thingsDatabase()
let narrow: Database
beforeAll(() => {
  narrow = connect(db.url, { name: 'narrow', max: 4, timeout: 1_000 })
})
afterAll(() => narrow.close())

describe('an organisation that asks for more than there are connections', () => {
  it('leaves others theirs, to read and to write, and gets its own answers in turn', async () => {
    const [greedy, modest] = [someone(), someone()]
    await put(narrow, greedy, [{ name: 'much' }])
    const open: Snapshot[] = []
    const answered: number[] = []
    // Each keeps its connection after it was answered, as a request does that is not done yet.
    const asking = Array.from({ length: 12 }, async (_, n) => {
      const snapshot = new Snapshot(narrow, greedy)
      open.push(snapshot)
      await page(snapshot, listing, {})
      answered.push(n)
    })
    await expect.poll(() => [narrow.pool.busy, narrow.pool.waiting, answered.length]).toEqual([3, 9, 3])
    await put(narrow, modest, [{ name: 'little' }])
    expect(names(await look(narrow, modest, {}))).toEqual(['little'])
    expect(answered.toSorted()).toEqual([0, 1, 2])
    const writing = write(narrow, greedy, async () => 'written')
    for (const snapshot of open) {
      await snapshot.close()
      expect(names(await look(narrow, modest, {}))).toEqual(['little'])
    }
    await Promise.all(asking)
    expect(answered.slice(3)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(await writing).toBe('written')
    expect([narrow.pool.busy, narrow.pool.waiting]).toEqual([0, 0])
  })

  it('gives back what it had of them when it failed', async () => {
    const actor = someone()
    for (let times = 0; times < 8; times += 1) {
      await expect(write(narrow, actor, (tx) => tx.execute(sql`select 1 / 0`))).rejects.toThrow()
      await expect(
        reading(narrow, actor, (snapshot) =>
          page(snapshot, { ...listing, search: sql`(1 / 0)::text` }, { search: 'x' }),
        ),
      ).rejects.toThrow()
    }
    expect(names(await look(narrow, actor, {}))).toEqual([])
  })
})

describe('a statement that is ended', () => {
  it('worked too long, or waited too long for a lock: the one is to be changed, the other to be sent again', async () => {
    const actor = someone()
    await put(narrow, actor, [{ name: 'slow' }])
    const endless = { ...listing, name: 'endless', search: sql`(select pg_sleep(60)::text)` }
    const worked = await reading(narrow, actor, (snapshot) => page(snapshot, endless, { search: 'x' })).catch((e) => e)
    expect([isTooMuch(worked), isUnavailable(worked)]).toEqual([true, false])

    const line = sql`select pg_advisory_xact_lock(7)`
    const waited = await write(narrow, someone(), async (tx) => {
      await tx.execute(line)
      return write(narrow, actor, (other) => other.execute(line)).catch((e) => e)
    })
    expect([isTooMuch(waited), isUnavailable(waited)]).toEqual([false, true])
  })
})
