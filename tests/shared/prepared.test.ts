import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../subgraphs/shared/db/database.ts'
import { type Listing, pagedBy } from '../../subgraphs/shared/relay/connection.ts'
import { listing, put, reading, someone, type Thing, things, thingsDatabase } from './things.ts'

/** Clients choose how they ask: what that leaves behind on a connection is bounded, and nobody’s place is for ever. */

const db = thingsDatabase()
let single: Database
beforeAll(() => {
  single = connect(db.url, { name: 'test', max: 1 })
})
afterAll(() => single.close())

const prepared = async (): Promise<string[]> => {
  const rows = await single.client.unsafe('select name from pg_prepared_statements order by prepare_time, name')
  return rows.map(({ name }) => name)
}
const ask = (n: number) => single.client.unsafe(`select $1::int + ${n} as sum`, [1], { prepare: true })

describe('a connection', () => {
  it('keeps the statements that were used last, and closes what is longest unused', async () => {
    expect(await ask(0)).toEqual([{ sum: 1 }])
    const favourite = (await prepared()).at(-1)
    for (let n = 1; n <= 700; n += 1) {
      expect(await ask(n)).toEqual([{ sum: n + 1 }])
      if (n % 100 === 0) await ask(0)
    }
    const kept = await prepared()
    // What has just become unneeded goes with the next statement: here with the one that counts.
    expect(kept).toHaveLength(300)
    expect(kept).toContain(favourite)
    expect(await ask(1)).toEqual([{ sum: 2 }])
    expect(await prepared()).toHaveLength(300)
  })

  it('closes them in the middle of transactions and of failures, too', async () => {
    const asked = (offset: number) =>
      single.client.begin(async (tx) => {
        for (let n = 0; n < 400; n += 1) await tx.unsafe(`select $1::int - ${offset + n}`, [1], { prepare: true })
        await tx.unsafe('select 1 / $1::int', [0], { prepare: true })
      })
    await expect(asked(0)).rejects.toThrow('division by zero')
    await expect(asked(1_000)).rejects.toThrow('division by zero')
    expect(await ask(0)).toEqual([{ sum: 1 }])
    expect(await prepared()).toHaveLength(300)
  })

  it('is asked many things at once all the same', async () => {
    const sums = await Promise.all(Array.from({ length: 900 }, (_, n) => ask(n % 450)))
    expect(sums.map(([row]) => row!.sum)).toEqual(Array.from({ length: 900 }, (_, n) => (n % 450) + 1))
    expect((await prepared()).length).toBeLessThanOrEqual(300)
  })
})

describe('the statements of lists', () => {
  it('are made anew only for whoever asks in a way that others have not for long', async () => {
    const actor = someone()
    const [thing] = await put(db.database, actor, [{ name: 'one' }])
    const few: Listing<Thing> = { ...listing, name: 'shapes' }
    const walk = (depth: number, words: number, field: 'NAME' | 'DAY' = 'NAME') =>
      reading(single, actor, (snapshot) => {
        const filter = { or: Array.from({ length: depth }, () => ({ name: { contains: 'one' } })) }
        const search = 'one '.repeat(words)
        return pagedBy(
          snapshot,
          few,
          things.parentId,
        )(thing!.parentId, {
          ...{ filter, search, orderBy: { field, direction: 'ASC' } },
        })
      })
    await walk(1, 0)
    const first = await named()
    for (let words = 1; words <= 8; words += 1) {
      for (let depth = 1; depth <= 20; depth += 1) {
        for (const field of ['NAME', 'DAY'] as const)
          expect((await walk(depth, words, field)).nodes.map(({ name }) => name)).toEqual(['one'])
      }
      await walk(1, 0)
    }
    expect(await named()).toEqual(first)
  })
})

/** The statement that finds things by one condition. */
const named = async () => {
  const rows = await single.client.unsafe(
    `select name from pg_prepared_statements where statement like '%"things"%' order by length(statement) limit 1`,
  )
  return rows.map(({ name }) => name)
}
