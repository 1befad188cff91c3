import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected, urlOf } from '../../platform/databases.ts'
import { openDatabase } from '../../subgraphs/shared/db/open.ts'
import { type FreshDatabase, freshDatabase, superuserOf } from '../support/cluster.ts'

let fresh: FreshDatabase
let place: string
beforeAll(async () => {
  fresh = await freshDatabase('crm')
  const { pathname, port } = new URL(fresh.appUrl)
  place = `The database ${pathname.slice(1)} at 127.0.0.1:${port}`
})
afterAll(() => fresh.drop())

const opening = (url: string) => openDatabase(url, { name: 'test', max: 1 })

describe('a subgraph opens its database', () => {
  it('as the application', async () => {
    const database = await opening(fresh.appUrl)
    expect(await database.client`select current_user as role`).toEqual([{ role: 'kopru_app' }])
    await database.close()
  })

  it('but not as a superuser, whom no row is hidden from', async () => {
    const role = new URL(superuserOf(fresh)).username
    await expect(opening(superuserOf(fresh))).rejects.toThrow(
      `${place} must not be used as ${role}, whom row-level security does not hold. Use kopru_app.`,
    )
  })

  it('nor as a role that bypasses row-level security', async () => {
    const role = `bypassing_${new URL(fresh.appUrl).pathname.slice(-6)}`
    await connected(superuserOf(fresh), (sql) => sql.unsafe(`create role ${role} login bypassrls password 'hush'`))
    try {
      const url = new URL(fresh.appUrl)
      Object.assign(url, { username: role, password: 'hush' })
      await connected(superuserOf(fresh), (sql) =>
        sql.unsafe(`grant connect on database ${url.pathname.slice(1)} to ${role}`),
      )
      await expect(opening(url.href)).rejects.toThrow(`${place} must not be used as ${role}, whom row-level security`)
    } finally {
      await connected(superuserOf(fresh), (sql) => sql.unsafe(`drop owned by ${role}; drop role ${role}`))
    }
  })

  it('nor as the owner, who may change what protects the rows', async () => {
    await expect(opening(fresh.ownerUrl)).rejects.toThrow(
      `${place} must not be used as kopru_owner, who owns its tables. Use kopru_app.`,
    )
  })

  it('nor before it is migrated', async () => {
    const role = `nobody_${new URL(fresh.appUrl).pathname.slice(-6)}`
    await connected(superuserOf(fresh), (sql) => sql.unsafe(`create role ${role} login password 'hush'`))
    try {
      const url = new URL(urlOf(superuserOf(fresh), 'template1'))
      Object.assign(url, { username: role, password: 'hush' })
      await expect(opening(url.href)).rejects.toThrow(
        /^The database template1 at .* has no tables yet\. Migrate it first/,
      )
    } finally {
      await connected(superuserOf(fresh), (sql) => sql.unsafe(`drop role ${role}`))
    }
  })

  it('or says what is wrong with it, and not its password', async () => {
    const gone = new URL(fresh.appUrl)
    gone.pathname = '/no_such_database'
    await expect(opening(gone.href)).rejects.toThrow(
      /^The database no_such_database at .* cannot be used: .*does not exist\.$/,
    )
    const wrong = new URL(fresh.appUrl)
    wrong.password = 'hush'
    const refused = await opening(wrong.href).catch((error: Error) => error.message)
    expect(refused).toBe(`${place} cannot be used: password authentication failed for user "kopru_app".`)
  })
})
