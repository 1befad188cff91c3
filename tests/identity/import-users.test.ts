import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import { decodeId, encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from '../support/ask.ts'
import { type House, openHouse, takeIn, tokenOf } from './identity.ts'

let house: House
let owner: string
beforeAll(async () => {
  house = await openHouse()
  owner = await house.owner()
})
afterAll(() => house.close())

const IMPORT = `mutation ($input: ImportUsersInput!) {
  importUsers(input: $input) {
    rows { index id outcome userErrors { code path } } created updated unchanged failed userErrors { code path }
  }
}`
const bring = async (rows: object[], more: object = {}, token = owner) =>
  (await data(house.identity, token, IMPORT, { input: { rows, ...more } })).importUsers
const row = (id: string, more: object = {}) => ({
  externalReference: { source: 'hr', id },
  email: `${id}@import.example`,
  name: `Person ${id}`,
  title: 'Employee',
  role: 'SALES',
  ...more,
})
const outcomes = ({ rows }: { rows: { outcome: string; userErrors: { code: string }[] }[] }) =>
  rows.map(({ outcome, userErrors }) => userErrors[0]?.code ?? outcome)
const everybody = async () => {
  const { users } = await data(
    house.identity,
    owner,
    '{ users(first: 100) { nodes { email name title role version } } }',
  )
  return users.nodes
}

describe('an import of users', () => {
  it('makes them the first time and changes nothing the second', async () => {
    const rows = [row('1'), row('2', { role: 'ADMIN' }), row('3', { title: null })]
    const first = await bring(rows)
    expect(first).toMatchObject({ created: 3, updated: 0, unchanged: 0, failed: 0, userErrors: [] })
    const before = await everybody()
    const second = await bring(rows)
    expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 3, failed: 0, userErrors: [] })
    expect(second.rows.map(({ id }: { id: string }) => id)).toEqual(first.rows.map(({ id }: { id: string }) => id))
    expect(await everybody()).toEqual(before)
  })

  it('changes those that changed, and voids the tokens of those with another role', async () => {
    const made = await bring([row('10'), row('11')])
    const [kept, voided] = await Promise.all(
      made.rows.map(({ id }: { id: string }) => tokenOf(house.identity, house.organizationId, decodeId('user', id)!)),
    )
    const changed = await bring([row('10', { name: 'Renamed' }), row('11', { role: 'VIEWER' })])
    expect(outcomes(changed)).toEqual(['UPDATED', 'UPDATED'])
    expect(await data(house.identity, kept, '{ me { name version } }')).toEqual({ me: { name: 'Renamed', version: 2 } })
    await expect(ask(house.identity, voided, '{ me { name } }')).rejects.toThrow(Unauthenticated)
  })

  it('refuses bad rows alone, and says why and where', async () => {
    const answer = await bring([
      row('20'),
      row('21', { email: 'nobody', name: '' }),
      row('20', { email: 'twice@import.example' }),
      row('22', { email: 'olga@northwind.example' }),
      row('23', { email: '20@import.example' }),
      row('24'),
    ])
    expect(answer).toMatchObject({ created: 2, updated: 0, unchanged: 0, failed: 4, userErrors: [] })
    expect(answer.rows.map(({ userErrors }: { userErrors: object[] }) => userErrors)).toEqual([
      [],
      [
        { code: 'EMAIL_INVALID', path: ['rows', '1', 'email'] },
        { code: 'TEXT_REQUIRED', path: ['rows', '1', 'name'] },
      ],
      [{ code: 'DUPLICATE_REFERENCE', path: ['rows', '2', 'externalReference'] }],
      [{ code: 'EMAIL_TAKEN', path: ['rows', '3', 'email'] }],
      [{ code: 'EMAIL_TAKEN', path: ['rows', '4', 'email'] }],
      [],
    ])
  })

  it('writes nothing when it is atomic and a row is bad, nor when it is a rehearsal', async () => {
    const before = await everybody()
    expect(outcomes(await bring([row('30'), row('31', { email: '' })], { atomic: true }))).toEqual([
      'ROLLED_BACK',
      'EMAIL_INVALID',
    ])
    const rehearsal = await bring([row('30'), row('1', { name: 'Other' }), row('2', { role: 'ADMIN' })], {
      dryRun: true,
    })
    expect(outcomes(rehearsal)).toEqual(['CREATED', 'UPDATED', 'UNCHANGED'])
    expect(rehearsal.rows[0].id).toBeNull()
    expect(await everybody()).toEqual(before)
  })

  it('needs the permission, and an owner for owners; the last one stays', async () => {
    const as = async (name: string, role: string) =>
      tokenOf(house.identity, house.organizationId, decodeId('user', await takeIn(house.identity, owner, name, role))!)
    expect(await bring([row('40')], {}, await as('sales', 'SALES'))).toEqual({
      ...{ rows: [], created: 0, updated: 0, unchanged: 0, failed: 0 },
      userErrors: [{ code: 'FORBIDDEN', path: [] }],
    })
    expect(outcomes(await bring([row('40', { role: 'OWNER' })], {}, await as('admin', 'ADMIN')))).toEqual([
      'OWNER_ONLY',
    ])
    expect(outcomes(await bring([row('40', { role: 'OWNER' })]))).toEqual(['CREATED'])
    expect(outcomes(await bring([row('40')]))).toEqual(['UPDATED'])
  })

  it('takes 1,000 rows in a handful of statements, and no more rows', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => row(`bulk-${n}`))
    for (const expected of [{ created: 1_000 }, { unchanged: 1_000 }]) {
      house.statements.length = 0
      expect(await bring(rows)).toMatchObject(expected)
      expect(house.statements.length).toBeLessThanOrEqual(10)
    }
    expect((await bring([...rows, row('one-more')])).userErrors).toEqual([{ code: 'TOO_MANY_ROWS', path: ['rows'] }])
    const promoted = rows.map((each) => ({ ...each, role: 'VIEWER' }))
    house.statements.length = 0
    expect(await bring(promoted)).toMatchObject({ updated: 1_000 })
    expect(house.statements.length).toBeLessThanOrEqual(12)
  })

  it('finds whoever was taken in under the same outside id while it was under way', async () => {
    const id = newId()
    await connected(house.database.ownerUrl, async (sql) => {
      let importing: Promise<unknown> | undefined
      await sql.begin(async (tx) => {
        await tx`select set_config('app.organization', ${house.organizationId}, true)`
        await tx`insert into users (organization_id, id, email, name, role, external_source, external_id)
          values (${house.organizationId}, ${id}, 'meanwhile@import.example', 'Meanwhile', 'SALES', 'hr', 'meanwhile')`
        importing = bring([row('meanwhile', { email: 'other@import.example' })])
        await vi.waitFor(async () => {
          const [waiting] = await tx`select from pg_locks join pg_stat_activity using (pid)
            where not granted and locktype = 'transactionid' and datname = current_database()`
          expect(waiting).toBeDefined()
        })
      })
      expect(await importing).toMatchObject({ updated: 1, rows: [{ id: encodeId('user', id) }] })
    })
    expect(house.reported).toEqual([])
  })

  it('goes with people being taken in at the same time: each address once', async () => {
    const addresses = Array.from({ length: 20 }, (_, n) => `race${n}`)
    const [answer, ...taken] = await Promise.all([
      bring(addresses.map((name) => row(name, { email: `${name}@northwind.example` }))),
      ...addresses.map((name) =>
        takeIn(house.identity, owner, name, 'VIEWER').then(
          () => 1,
          () => 0,
        ),
      ),
    ])
    const others = (taken as number[]).reduce((sum, one) => sum + one, 0)
    expect(answer.created + others).toBe(20)
    expect(answer.failed).toBe(others)
    expect(house.reported).toEqual([])
  })
})
