import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type PageArgs, page, pagedBy } from '../../subgraphs/shared/relay/connection.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { listing, look, names, parents, put, reading, someone, things, thingsDatabase } from './things.ts'

const db = thingsDatabase()

describe('a cursor', () => {
  const orderBy = { field: 'NAME', direction: 'ASC' } as const
  const actor = someone()
  let cursor: string
  let ofParent: string

  beforeAll(async () => {
    await put(db.database, actor, [{ name: 'a' }, { name: 'b' }])
    cursor = (await look(db.database, actor, { first: 1, orderBy })).pageInfo.endCursor!
    ofParent = await reading(db.database, actor, async (snapshot) => {
      const of = pagedBy(snapshot, listing, things.parentId)
      return (await of(parents[0]!, { first: 1, orderBy })).pageInfo.endCursor!
    })
  })

  it('goes on where it stands', async () => {
    expect(names(await look(db.database, actor, { first: 1, after: cursor, orderBy }))).toEqual(['b'])
    // The default order is the same list.
    expect(names(await look(db.database, actor, { first: 1, after: cursor }))).toEqual(['b'])
  })

  it('goes on after the longest name there can be, folded', async () => {
    const longest = 'ﷺ'.repeat(200)
    const own = someone()
    await put(db.database, own, [{ name: longest }, { name: `${longest.slice(1)}z` }])
    const folded = {
      ...listing,
      name: 'folded',
      orders: { NAME: { by: sql`kopru_fold(${things.name})`, type: 'text' } },
    } as const
    await reading(db.database, own, async (snapshot) => {
      const { nodes, pageInfo } = await page(snapshot, folded, { first: 1, orderBy })
      const next = await page(snapshot, folded, { first: 1, after: pageInfo.endCursor, orderBy })
      expect([...nodes, ...next.nodes].map(({ name }) => name)).toEqual([`${longest.slice(1)}z`, longest])
    })
  })

  const refused = { extensions: { code: 'INVALID_CURSOR' } }
  const elsewhere: Record<string, PageArgs> = {
    'another order': { orderBy: { field: 'WEIGHT', direction: 'ASC' } },
    'another direction': { orderBy: { field: 'NAME', direction: 'DESC' } },
    'another filter': { orderBy, filter: { name: { eq: 'a' } } },
    'another search': { orderBy, search: 'a' },
  }
  it.each(Object.entries(elsewhere))('is refused with %s', async (_, args) => {
    await expect(look(db.database, actor, { first: 1, after: cursor, ...args })).rejects.toMatchObject(refused)
    await expect(look(db.database, actor, { last: 1, before: cursor, ...args })).rejects.toMatchObject(refused)
  })

  it('is refused in another organisation, in another list, and of another parent', async () => {
    await expect(look(db.database, someone(), { first: 1, after: cursor, orderBy })).rejects.toMatchObject(refused)
    await expect(look(db.database, actor, { first: 1, after: ofParent, orderBy })).rejects.toMatchObject(refused)
    await reading(db.database, actor, async (snapshot) => {
      const other = { ...listing, name: 'others' }
      await expect(page(snapshot, other, { first: 1, after: cursor, orderBy })).rejects.toMatchObject(refused)
      const of = pagedBy(snapshot, listing, things.parentId)
      const args = { first: 1, after: ofParent, orderBy }
      expect(names(await of(parents[0]!, args))).toEqual(['b'])
      expect(() => of(parents[1]!, args)).toThrow(expect.objectContaining(refused))
    })
  })

  it('is refused when it was tampered with or made up, whatever it holds', async () => {
    const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
    const [value, id, print] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    for (const after of [
      '',
      'x',
      '%00',
      cursor.slice(1),
      `${cursor}A`,
      forged(null),
      forged([value, id]),
      forged([value, newId(), print]),
      forged(["b' or 1=1", id, print]),
      forged([1, id, print]),
      Buffer.from(`[ ${JSON.stringify(value)},"${id}","${print}"]`).toString('base64url'),
      Buffer.from(JSON.stringify([value, id, print]).replace(',', ', ')).toString('base64url'),
    ]) {
      await expect(look(db.database, actor, { first: 1, after, orderBy }), after).rejects.toMatchObject(refused)
    }
  })

  it('is the same for any bytes: refused, and nothing worse', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (after) => {
        await expect(look(db.database, actor, { first: 1, after, orderBy })).rejects.toMatchObject(refused)
      }),
      { numRuns: 100 },
    )
  })
})
