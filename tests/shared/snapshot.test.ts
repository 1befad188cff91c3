import { getTableColumns, sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import type { Permission } from '../../subgraphs/shared/auth/permissions.ts'
import type { Columns } from '../../subgraphs/shared/db/columns.ts'
import { connect } from '../../subgraphs/shared/db/database.ts'
import { isTooMuch, isUnavailable } from '../../subgraphs/shared/db/errors.ts'
import { Snapshot } from '../../subgraphs/shared/db/snapshot.ts'
import { leanly, leanStatement, statement } from '../../subgraphs/shared/db/statement.ts'
import { among, mine } from '../../subgraphs/shared/db/tenancy.ts'
import { page } from '../../subgraphs/shared/relay/connection.ts'
import { listing, look, put, reading, someone, things, thingsDatabase } from './things.ts'

const db = thingsDatabase()

const wantedFor =
  (type: string, names: string[]): Columns =>
  (asked) =>
    asked === type ? new Set(names) : null

describe('a snapshot', () => {
  const byId = statement('customer:read', (select) =>
    select(getTableColumns(things))
      .from(things)
      .where(sql`${mine(things)} and ${among(things.id)}`),
  )
  const lean = leanStatement('customer:read', { of: 'Thing', by: 'id' }, (select) =>
    select(getTableColumns(things))
      .from(things)
      .where(sql`${mine(things)} and ${among(things.id)}`),
  )
  const forbidden = { ...byId, permission: 'customer:write' as const }

  it('is one moment: what is written meanwhile is not in it', async () => {
    const actor = someone()
    const [one] = await put(db.database, actor, [{}])
    await reading(db.database, actor, async (snapshot) => {
      expect((await page(snapshot, listing, {})).nodes).toHaveLength(1)
      await put(db.database, actor, [{}, {}])
      expect((await page(snapshot, listing, {})).nodes).toHaveLength(1)
      expect(await snapshot.read(byId, { ids: [one!.id] })).toEqual([one])
    })
    expect((await look(db.database, actor, {})).nodes).toHaveLength(3)
  })

  it('shows the organisation’s own rows, by their ids too', async () => {
    const [mineRow] = await put(db.database, someone(), [{}])
    expect(await reading(db.database, someone(), (snapshot) => snapshot.read(byId, { ids: [mineRow!.id] }))).toEqual([])
  })

  it('sends BEGIN, the organisation and the first statement together, and ends with a commit', async () => {
    const actor = someone()
    await look(db.database, actor, {})
    db.statements.length = 0
    await look(db.database, actor, {})
    expect(db.statements.map((text) => text.slice(0, 12))).toEqual([
      'begin isolat',
      'select set_c',
      'select null,',
      'commit',
    ])
  })

  it('reads the columns that are wanted, and whoever looks for another is told', async () => {
    const actor = someone()
    const [one] = await put(db.database, actor, [{ name: 'one', weight: '7' }])
    const wanted = wantedFor('Thing', ['name', 'elsewhere'])
    db.statements.length = 0
    const rows = await reading(db.database, actor, (snapshot) => snapshot.read(lean, { ids: [one!.id] }), wanted)
    const { nodes } = await look(db.database, actor, {}, wanted)
    for (const row of [rows[0]!, nodes[0]!]) {
      expect({ ...row }).toEqual({ id: one!.id, name: 'one' })
      expect(() => row.weight).toThrow('Thing.weight was not read')
      expect(() => row.organizationId).toThrow('Thing.organizationId was not read')
    }
    const asked = db.statements.filter((text) => text.includes('from "things"'))
    expect(asked.map((text) => ['name', 'weight', 'day'].filter((name) => text.includes(`"${name}"`)))).toEqual([
      ['name'],
      ['name'],
    ])
  })

  it.each([
    ['nothing is known', undefined],
    ['everything may be', () => null],
  ])('reads whole rows where %s of what is needed', async (_, columns) => {
    const actor = someone()
    const [one] = await put(db.database, actor, [{}])
    expect(await reading(db.database, actor, (snapshot) => snapshot.read(lean, { ids: [one!.id] }), columns)).toEqual([
      one,
    ])
    expect((await look(db.database, actor, {}, columns)).nodes).toEqual([one])
  })

  it('makes nothing of what the actor may not read, nor twice what is the same', async () => {
    const names = (wanted: string[]) => lean.lean!(wantedFor('Thing', wanted), 'ours')
    expect(names(['day', 'unheard of'])).toBe(names(['id', 'day']))
    const wanted = vi.fn(wantedFor('Thing', ['kind']))
    const refused = { ...someone(), permissions: new Set<Permission>() }
    await expect(
      reading(db.database, refused, (snapshot) => snapshot.read(lean, { ids: [] }), wanted),
    ).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } })
    await expect(look(db.database, refused, {}, wanted)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } })
    expect(wanted).not.toHaveBeenCalled()
  })

  it('remembers the ways in which it reads as long as there is room, whoever brings many others', () => {
    const rows = { of: 'Thing', by: 'id' }
    const nothing = wantedFor('Thing', [])
    const large = { ...byId, text: 'x'.repeat(1_000_000) }
    const made: string[] = []
    const read = (shape: string, organization: string) =>
      leanly(shape, {}, rows, nothing, organization, () => {
        made.push(shape)
        return large
      })
    for (let n = 0; n < 100; n += 1) {
      expect(read(`elsewhere ${n}`, 'many')).toBe(large)
      expect(read('here', 'few')).toBe(large)
    }
    expect(made.filter((shape) => shape === 'here')).toHaveLength(1)
    read('elsewhere 99', 'many')
    expect(made).toHaveLength(101)
    read('elsewhere 0', 'many')
    expect(made).toHaveLength(102)
  })

  it('refuses what the actor may not read, without asking the database', async () => {
    const actor = someone()
    db.statements.length = 0
    await expect(
      reading(db.database, actor, (snapshot) => snapshot.read(forbidden, { ids: [] })),
    ).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    })
    expect(db.statements).toEqual([])
  })

  it('shows nothing at all, rather than less, when its transaction did not begin', async () => {
    const actor = someone()
    const [one] = await put(db.database, actor, [{}])
    const reserve = async () => {
      const connection = await db.database.client.reserve()
      const unsafe = ((text: string, ...rest: never[]) =>
        connection.unsafe(text.startsWith('begin') ? 'begin whatever' : text, ...rest)) as typeof connection.unsafe
      return { unsafe, release: () => connection.release() }
    }
    const snapshot = new Snapshot({ ...db.database, client: { reserve } as never }, actor)
    await expect(snapshot.read(byId, { ids: [one!.id] })).rejects.toThrow('syntax error')
    await snapshot.close()
  })

  it('cannot write', async () => {
    const writing = {
      ...byId,
      text: `insert into things select * from things where organization_id = $1 and id = any($2)`,
    }
    await expect(reading(db.database, someone(), (snapshot) => snapshot.read(writing, { ids: [] }))).rejects.toThrow(
      'read-only',
    )
  })

  it('reads nothing more once nobody waits, and gives back the connection it still got', async () => {
    const statements: string[] = []
    const single = connect(db.url, { name: 'test', max: 1, onStatement: (text) => statements.push(text) })
    const other = await single.client.reserve()
    const gone = new AbortController()
    const snapshot = new Snapshot(single, someone(), new Date(), { signal: gone.signal })
    const waiting = snapshot.read(byId, { ids: [] })
    gone.abort()
    other.release()
    await expect(waiting).rejects.toMatchObject({ extensions: { code: 'REQUEST_ABANDONED' } })
    await expect(snapshot.read(byId, { ids: [] })).rejects.toMatchObject({ extensions: { code: 'REQUEST_ABANDONED' } })
    expect(statements).not.toContain(byId.text)
    await snapshot.close()
    expect(await single.client`select 1 as one`).toEqual([{ one: 1 }])
    await single.close()
  })

  it('takes what came after a statement that took too long for unavailable, and for no mistake of ours', async () => {
    const single = connect(db.url, { name: 'test', max: 1, timeout: 200 })
    const slow = { ...byId, text: 'select pg_sleep(5), $1::uuid, $2::uuid[]' }
    const snapshot = new Snapshot(single, someone())
    const reads = [slow, byId, byId].map((statement) => snapshot.read(statement, { ids: [] }))
    const failed = (await Promise.allSettled(reads)).map((read) => (read as PromiseRejectedResult).reason)
    await snapshot.close()
    await single.close()
    expect(failed.map(({ code }) => code)).toEqual(['57014', '25P02', '25P02'])
    expect(failed.map(isTooMuch)).toEqual([true, false, false])
    expect(failed.map(isUnavailable)).toEqual([false, true, true])
  })

  it('gives its connection back, whatever happened, and opens none after its end', async () => {
    const single = connect(db.url, { name: 'test', max: 1 })
    const actor = someone()
    const broken = { ...byId, text: 'select 1/0, $1::uuid, $2::uuid[]' }
    for (let round = 0; round < 5; round += 1) {
      const snapshot = new Snapshot(single, actor)
      await expect(snapshot.read(broken, { ids: [] })).rejects.toThrow()
      await expect(snapshot.read(byId, { ids: [] })).rejects.toThrow('current transaction is aborted')
      await snapshot.close()
      await expect(snapshot.read(byId, { ids: [] })).rejects.toThrow('after its request had ended')
    }
    expect(await single.client`select 1 as one`).toEqual([{ one: 1 }])
    await single.close()
  })
})
