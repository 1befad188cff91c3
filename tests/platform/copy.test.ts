import { PassThrough, Readable, Transform } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyIn, copyOut } from '../../platform/backup/copy.ts'
import { sortByNeeds, type Table, tablesOf } from '../../platform/backup/tables.ts'
import { connected } from '../../platform/databases.ts'
import { asSuperuser, type FreshDatabase, freshDatabase } from '../support/cluster.ts'

let database: FreshDatabase
let many: Table
let few: Table

beforeAll(async () => {
  database = await freshDatabase('identity')
  await connected(database.ownerUrl, async (sql) => {
    await sql`create table many as select id, repeat('a b ', 20) || id as "a ""text""" from generate_series(1, 4000) id`
    await sql`create table few (id text primary key, size int generated always as (length(id)) stored)`
    await sql`insert into few values ('b'), ('B'), ('a'), (E'two\\nlines\\\\and\\ttabs'), ('ü')`
    const tables = await tablesOf(sql)
    many = tables.find(({ name }) => name === 'many')!
    few = tables.find(({ name }) => name === 'few')!
  })
})
afterAll(() => database.drop())

describe('rows that are copied out', () => {
  it('are counted, in the same order everywhere, without what the database computes', async () => {
    const read: string[] = []
    const into = new PassThrough().on('data', (chunk) => read.push(String(chunk)))
    const content = await connected(database.ownerUrl, (sql) => sql.begin((tx) => copyOut(tx, few, [into])))
    expect(read.join('')).toBe('B\na\nb\ntwo\\nlines\\\\and\\ttabs\nü\n')
    expect(content).toMatchObject({ rows: 5, bytes: 31 })
  })

  it('leave the connection usable, wherever they end while their reader is slow', async () => {
    const SIZES = Array.from({ length: 30 }, (_, index) => 800 + index * 100)
    await connected(database.ownerUrl, async (sql) => {
      for (const size of SIZES) {
        const begins = sleep(15)
        const slow = new Transform({
          transform: (chunk, _, done) => void begins.then(() => done(null, chunk)),
        })
        const part = { ...many, quoted: `(select * from many limit ${size})` }
        const [first, second] = (await sql.begin(async (tx) => [
          await copyOut(tx, part, [slow, new PassThrough().resume()]),
          await copyOut(tx, few),
        ])) as { rows: number }[]
        expect([first!.rows, second!.rows]).toEqual([size, 5])
      }
    })
  })
})

describe('rows that are copied in', () => {
  const inside = (rows: Iterable<string> | AsyncIterable<string>) =>
    connected(database.ownerUrl, async (sql) => {
      const outcome = await sql.begin((tx) => copyIn(tx, few, [Readable.from(rows)])).catch((error) => error)
      return { outcome, left: (await sql`select count(*)::int as left from few`)[0]!.left }
    })

  it('are refused with the server’s own words, at the first as at the last, and leave nothing', async () => {
    const refused = { outcome: expect.objectContaining({ code: '23505' }), left: 5 }
    expect(await inside(['a\n'])).toEqual(refused)
    expect(await inside([...Array.from({ length: 50_000 }, (_, index) => `x${index}\n`), 'a\n'])).toEqual(refused)
    const more = Array.from({ length: 50_000 }, (_, index) => `${index}\n`)
    expect(await inside(['a\n', ...more])).toEqual(refused)
  })

  it('are not kept when their source fails', async () => {
    const failing = async function* () {
      yield 'new\n'
      throw new Error('The file is damaged.')
    }
    expect(await inside(failing())).toEqual({ outcome: new Error('The file is damaged.'), left: 5 })
  })

  it('fail when the connection is lost', async () => {
    const endless = async function* () {
      for (let index = 0; ; index += 1) {
        yield `${index}\n`.padStart(2_000, '0')
        await sleep(1)
      }
    }
    const losing = sleep(200).then(() =>
      connected(
        asSuperuser(database.ownerUrl),
        (sql) => sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and usename = 'kopru_owner' and state <> 'idle'`,
      ),
    )
    expect((await inside(endless())).outcome).toMatchObject({
      code: expect.stringMatching(/^CONNECTION_|^57P01|^EPIPE|^ECONNRESET/),
    })
    await losing
  })
})

describe('tables in the order of their keys', () => {
  const things = [
    { name: 'line', needs: ['entry', 'account'] },
    { name: 'entry', needs: ['journal'] },
    { name: 'account', needs: [] },
    { name: 'journal', needs: ['elsewhere'] },
  ]

  it('come after those they point at', () => {
    expect(sortByNeeds(things, ({ needs }) => needs).map(({ name }) => name)).toEqual([
      'account',
      'journal',
      'entry',
      'line',
    ])
  })

  it('must not point at each other in a circle', () => {
    expect(() => sortByNeeds([...things, { name: 'elsewhere', needs: ['line'] }], ({ needs }) => needs)).toThrow(
      'line, entry, journal, elsewhere need each other in a circle.',
    )
  })
})
