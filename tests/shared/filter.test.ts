import { beforeAll, describe, expect, it } from 'vitest'
import { page, pagedBy } from '../../subgraphs/shared/relay/connection.ts'
import { encodeId } from '../../subgraphs/shared/relay/id.ts'
import { listing, look, names, parents, put, reading, someone, things, thingsDatabase } from './things.ts'

const db = thingsDatabase()

describe('a filter', () => {
  const actor = someone()

  beforeAll(async () => {
    await put(db.database, actor, [
      { name: 'İSTANBUL', weight: '1.50', day: '2026-01-01', kind: 'x', parentId: parents[0]! },
      { name: 'Isparta', weight: '2', day: '2026-02-01', kind: 'y', parentId: parents[1]! },
      { name: '100% Çözüm_1', weight: '0.5', kind: 'y', parentId: parents[2]! },
      { name: 'back\\slash', weight: '-3' },
    ])
  })

  const found = async (filter: object, search?: string) =>
    names(
      await look(db.database, actor, {
        filter,
        search: search ?? null,
        orderBy: { field: 'WEIGHT', direction: 'ASC' },
      }),
    )
  const [I, S, C, B] = ['İSTANBUL', 'Isparta', '100% Çözüm_1', 'back\\slash']

  it.each<[object, string[]]>([
    [{}, [B, C, I, S]],
    [{ name: { eq: 'istanbul' } }, [I]],
    [{ name: { eq: 'ıSTANBUL' } }, [I]],
    [{ name: { contains: 'ISTAN' } }, [I]],
    [{ name: { contains: 'is', eq: 'isparta' } }, [S]],
    [{ name: { contains: '%' } }, [C]],
    [{ name: { contains: '％' } }, [C]],
    [{ name: { contains: '_' } }, [C]],
    [{ name: { contains: '\\' } }, [B]],
    [{ name: { contains: 'cozum' } }, [C]],
    [{ kind: { eq: 'y' } }, [C, S]],
    [{ kind: { in: ['x', 'y'] } }, [C, I, S]],
    [{ kind: { in: [] } }, []],
    [{ not: { kind: { eq: 'x' } } }, [B, C, S]],
    [{ not: { not: { kind: { eq: 'x' } } } }, [I]],
    [{ or: [{ kind: { eq: 'x' } }, { weight: { lte: '-3' } }] }, [B, I]],
    [{ and: [{ kind: { eq: 'y' } }, { weight: { gte: '1' } }] }, [S]],
    [{ weight: { eq: '1.5' } }, [I]],
    [{ weight: { gte: '0.5', lte: '1.5' } }, [C, I]],
    [{ day: { gte: '2026-01-01', lte: '2026-01-31' } }, [I]],
    [{ day: { isNull: true } }, [B, C]],
    [{ day: { isNull: false } }, [I, S]],
    [{ not: { day: { isNull: true } } }, [I, S]],
    [{ heavy: true }, [I, S]],
    [{ heavy: false }, [B, C]],
    [{ parentId: { eq: encodeId('pipe', parents[1]!) } }, [S]],
    [{ parentId: { in: parents.slice(0, 2).map((id) => encodeId('pipe', id)) } }, [B, I, S]],
    [{ parentId: { eq: encodeId('deal', parents[1]!) } }, []],
    [{ parentId: { in: ['', 'nonsense', "pipe_' or 1=1"] } }, []],
  ])('%j finds %j', async (filter, expected) => {
    expect(await found(filter)).toEqual(expected)
  })

  it.each([
    { name: null },
    { name: {} },
    { name: { eq: null } },
    { name: { eq: 'isparta', contains: null } },
    { kind: { in: null } },
    { kind: { in: ['x', null] } },
    { heavy: null },
    { day: { isNull: null } },
    { not: {} },
    { not: null },
    { and: [{}] },
    { or: null },
    { and: [] },
    { or: [] },
    { not: { and: [] } },
    { name: { contains: '' } },
    { name: { contains: '\u200b\u00ad' } },
    { not: { name: { contains: '\u0301' } } },
    { or: [{}, { kind: { eq: 'x' } }] },
    { or: [{ kind: { eq: 'x' } }, { name: null }] },
  ])('%j says nothing, which is refused and not taken for everything', async (filter) => {
    await expect(found(filter)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
  })

  it('finds what people look for, in any case and with any accents', async () => {
    for (const search of ['istanbul', 'ISTANBUL', 'Istanbul', 'İSTANBUL', 'ıstanbul', ' stan  ist ']) {
      expect(await found({}, search), search).toEqual([I])
    }
    expect(await found({}, '%')).toEqual([C])
    expect(await found({}, '')).toEqual([B, C, I, S])
    expect(await found({}, 'stan parta')).toEqual([])
    expect(await found({ kind: { eq: 'y' } }, 'is')).toEqual([S])
  })

  it('is refused when it is longer or deeper than anyone needs', async () => {
    const refused = { extensions: { code: 'BAD_USER_INPUT' } }
    const nested = (depth: number): object => (depth === 0 ? { kind: { eq: 'x' } } : { and: [nested(depth - 1)] })
    expect(await found(nested(5))).toEqual([I])
    await expect(found(nested(6))).rejects.toMatchObject(refused)
    const many = (count: number) => Array.from({ length: count }, () => 'x')
    expect(await found({ kind: { in: many(250) } })).toEqual([I])
    await expect(found({ kind: { in: many(251) } })).rejects.toMatchObject(refused)
    await expect(found({ or: many(251).map(() => ({})) })).rejects.toMatchObject(refused)
    const either = (count: number) => ({ or: many(count).map(() => ({ kind: { eq: 'x' } })) })
    expect(await found(either(124))).toEqual([I])
    await expect(found(either(125))).rejects.toMatchObject(refused)
    await expect(found({ or: [either(80), either(80)] })).rejects.toMatchObject(refused)
    await expect(found({ name: { contains: 'x'.repeat(201) } })).rejects.toMatchObject(refused)
    await expect(found({ name: { eq: '\0' } })).rejects.toMatchObject(refused)
    await expect(found({}, 'x\0')).rejects.toMatchObject(refused)
  })

  it('is part of the page, of the count and of every parent’s page', async () => {
    await reading(db.database, actor, async (snapshot) => {
      const filter = { kind: { in: ['x', 'y'] } }
      expect(await (await page(snapshot, listing, { first: 1, filter })).totalCount()).toBe(3)
      const of = pagedBy(snapshot, listing, things.parentId)
      const pages = await Promise.all(parents.map((parent) => of(parent, { first: 5, filter, search: 'is' })))
      expect(pages.map(names)).toEqual([[I], [S], []])
      expect(await Promise.all(pages.map(({ totalCount }) => totalCount()))).toEqual([1, 1, 0])
    })
  })
})
