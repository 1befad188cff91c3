import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connect } from '../../subgraphs/shared/db/database.ts'
import { Snapshot } from '../../subgraphs/shared/db/snapshot.ts'
import { type Listing, type Page, type PageArgs, page, pagedBy } from '../../subgraphs/shared/relay/connection.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { listing, look, names, parents, put, reading, someone, type Thing, things, thingsDatabase } from './things.ts'

const db = thingsDatabase()

const ids = (rows: readonly Thing[]) => rows.map(({ id }) => id)

type Ask = (args: PageArgs) => Promise<Page<Thing>>

async function forward(ask: Ask, size: number, args: PageArgs): Promise<Thing[]> {
  const walked: Thing[] = []
  for (let after: string | null = null; ; ) {
    const { nodes, edges, pageInfo } = await ask({ ...args, first: size, after })
    expect(edges.map(({ node }) => node)).toEqual(nodes)
    expect(pageInfo.hasPreviousPage).toBe(after !== null)
    walked.push(...nodes)
    if (!pageInfo.hasNextPage) return walked
    expect(nodes).toHaveLength(size)
    expect(pageInfo.endCursor).toBe(edges.at(-1)!.cursor)
    after = pageInfo.endCursor
  }
}

async function backward(ask: Ask, size: number, args: PageArgs): Promise<Thing[]> {
  const walked: Thing[] = []
  for (let before: string | null = null; ; ) {
    const { nodes, edges, pageInfo } = await ask({ ...args, last: size, before })
    expect(pageInfo.hasNextPage).toBe(before !== null)
    walked.unshift(...nodes)
    if (!pageInfo.hasPreviousPage) return walked
    expect(nodes).toHaveLength(size)
    expect(pageInfo.startCursor).toBe(edges[0]!.cursor)
    before = pageInfo.startCursor
  }
}

/** The order as the contract has it, said once more without SQL. */
const KEYS: Record<string, (row: Thing) => string | number> = {
  NAME: ({ name }) => name,
  WEIGHT: ({ weight }) => Number(weight),
  DAY: ({ day }) => day ?? '9999-12-31',
  AT: ({ at }) => at?.getTime() ?? -1,
}

function inOrder(rows: readonly Thing[], field: string, direction: 'ASC' | 'DESC'): Thing[] {
  const key = KEYS[field]!
  const compare = (a: Thing, b: Thing) => (key(a) === key(b) ? (a.id < b.id ? -1 : 1) : key(a) < key(b) ? -1 : 1)
  return [...rows].sort((a, b) => (direction === 'ASC' ? compare(a, b) : compare(b, a)))
}

const thing = fc.record({
  parentId: fc.constantFrom(...parents),
  name: fc.constantFrom('', 'a', 'A', 'ä', 'İz', 'b%', "o'b\\"),
  weight: fc.constantFrom('0', '-1.5', '2', '2.0', '123456789012345678.123456789'),
  day: fc.option(fc.constantFrom('1999-12-31', '2026-02-28', '2026-03-01')),
  at: fc.option(fc.constantFrom(0, 1, 1_750_000_000_123).map((time) => new Date(time))),
})
const order = fc.record({
  field: fc.constantFrom('NAME', 'WEIGHT', 'DAY', 'AT'),
  direction: fc.constantFrom('ASC' as const, 'DESC' as const),
})

describe('a connection', () => {
  it('walked forward or backward, in pages of any size, gives every row once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(thing, { maxLength: 25 }),
        order,
        fc.integer({ min: 1, max: 9 }),
        async (rows, orderBy, size) => {
          const actor = someone()
          const expected = inOrder(await put(db.database, actor, rows), orderBy.field, orderBy.direction)
          await reading(db.database, actor, async (snapshot) => {
            const ask: Ask = (args) => page(snapshot, listing, args)
            expect(ids(await forward(ask, size, { orderBy }))).toEqual(ids(expected))
            expect(ids(await backward(ask, size, { orderBy }))).toEqual(ids(expected))
            expect(await (await ask({ orderBy, first: 1 })).totalCount()).toBe(expected.length)
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('of each parent is the same, asked for all parents at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(thing, { maxLength: 25 }),
        order,
        fc.integer({ min: 1, max: 9 }),
        async (rows, orderBy, size) => {
          const actor = someone()
          const kept = await put(db.database, actor, rows)
          await reading(db.database, actor, async (snapshot) => {
            const of = pagedBy(snapshot, listing, things.parentId)
            await Promise.all(
              parents.map(async (parent) => {
                const own = kept.filter(({ parentId }) => parentId === parent)
                const expected = ids(inOrder(own, orderBy.field, orderBy.direction))
                expect(ids(await forward((args) => of(parent, args), size, { orderBy }))).toEqual(expected)
                expect(ids(await backward((args) => of(parent, args), size, { orderBy }))).toEqual(expected)
                expect(await (await of(parent, { orderBy, first: 1 })).totalCount()).toBe(own.length)
              }),
            )
          })
        },
      ),
      { numRuns: 30 },
    )
  })

  it('returns rows as they are stored', async () => {
    const actor = someone()
    const at = new Date('2026-03-31T22:30:00.123Z')
    const [row] = await put(db.database, actor, [
      { name: 'İstanbul', weight: '12.50', day: '2026-03-31', at, kind: 'x' },
    ])
    const { nodes, pageInfo } = await look(db.database, actor, {})
    expect(nodes).toEqual([row])
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false })
    const empty = await look(db.database, someone(), {})
    expect(empty.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null })
  })

  it('gives 20 rows when nothing is said, and 1 to 100 when something is', async () => {
    const actor = someone()
    await put(
      db.database,
      actor,
      Array.from({ length: 120 }, (_, n) => ({ name: String(n).padStart(3, '0') })),
    )
    expect((await look(db.database, actor, {})).nodes).toHaveLength(20)
    expect((await look(db.database, actor, { first: 100 })).nodes).toHaveLength(100)
    expect(names(await look(db.database, actor, { last: 2 }))).toEqual(['118', '119'])
    for (const wrong of [
      { first: 0 },
      { first: -1 },
      { first: 101 },
      { last: 0 },
      { last: 101 },
      { first: 1, last: 1 },
      { last: 1, after: 'x' },
      { first: 1, before: 'x' },
      { before: 'x' },
    ]) {
      await expect(look(db.database, actor, wrong)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
    }
  })

  it('shows each row once while others are inserted before, between and after', async () => {
    const actor = someone()
    await put(
      db.database,
      actor,
      ['b', 'd', 'f', 'h'].map((name) => ({ name })),
    )
    const first = await look(db.database, actor, { first: 2 })
    expect(names(first)).toEqual(['b', 'd'])
    await put(
      db.database,
      actor,
      ['a', 'c', 'e', 'i'].map((name) => ({ name })),
    )
    const second = await look(db.database, actor, { first: 3, after: first.pageInfo.endCursor })
    expect(names(second)).toEqual(['e', 'f', 'h'])
    expect(names(await look(db.database, actor, { last: 2, before: second.pageInfo.startCursor }))).toEqual(['c', 'd'])
  })

  it('counts only when it is asked', async () => {
    const actor = someone()
    await put(db.database, actor, [{}, {}])
    db.statements.length = 0
    await reading(db.database, actor, async (snapshot) => {
      const { totalCount } = await page(snapshot, listing, { first: 1 })
      expect(db.statements.filter((text) => text.includes('count('))).toEqual([])
      expect(await totalCount()).toBe(2)
    })
  })
})

describe('the db.statements of a list', () => {
  it('are few, whatever the values, and prepared once per connection', async () => {
    const single = connect(db.url, { name: 'test', max: 1 })
    const actor = someone()
    await put(
      db.database,
      actor,
      Array.from({ length: 30 }, (_, n) => ({ name: `n${n}`, parentId: parents[n % 3]! })),
    )
    const few: Listing<Thing> = { ...listing, name: 'few' }
    const walk = async (size: number) => {
      const snapshot = new Snapshot(single, actor)
      const of = pagedBy(snapshot, few, things.parentId)
      for (const kind of [['x'], ['x', 'y', 'z']]) {
        const args = { orderBy: { field: 'NAME', direction: 'ASC' }, filter: { not: { kind: { in: kind } } } } as const
        await Promise.all(parents.map((parent) => forward((asked) => of(parent, asked), size, args)))
      }
      await snapshot.close()
    }
    await walk(3)
    const prepared = () =>
      single.client`select name, statement from pg_prepared_statements where statement like ${'%"things"%'}`
    const before = await prepared()
    expect(before).toHaveLength(2)
    await walk(7)
    await walk(100)
    expect([...(await prepared())]).toEqual([...before])
    await single.close()
  })

  it('are one for all parents, however many there are', async () => {
    const actor = someone()
    await put(
      db.database,
      actor,
      Array.from({ length: 100 }, () => ({ parentId: newId() })),
    )
    const used = async (count: number) => {
      db.statements.length = 0
      await reading(db.database, actor, (snapshot) => {
        const of = pagedBy(snapshot, listing, things.parentId)
        const asked = Array.from({ length: count }, async () => (await of(newId(), { first: 5 })).totalCount())
        return Promise.all(asked)
      })
      return db.statements.filter((text) => text.includes('"things"')).length
    }
    expect(await used(5)).toBe(2)
    expect(await used(100)).toBe(2)
  })
})
