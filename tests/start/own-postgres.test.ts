import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected, type Database, databases } from '../../platform/databases.ts'
import { type FreshDatabase, freshDatabase } from '../support/cluster.ts'
import { clearUp, graphql, type Kopru, run, startKopru, within } from './support.ts'

let dataDir: string
let fresh: Record<Database, FreshDatabase>
let given: NodeJS.ProcessEnv
let kopru: Kopru | undefined

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kopru-own-'))
  const [identity, crm, erp] = await Promise.all(databases.map(freshDatabase))
  fresh = { identity: identity!, crm: crm!, erp: erp! }
  given = {
    KOPRU_DATA_DIR: dataDir,
    PORT: '0',
    DATABASE_URL_IDENTITY: fresh.identity.appUrl,
    DATABASE_URL_CRM: fresh.crm.appUrl,
    DATABASE_URL_ERP: fresh.erp.appUrl,
  }
})

afterAll(async () => {
  if (kopru) await clearUp(kopru)
  for (const database of databases) await fresh[database].drop()
  await rm(dataDir, { recursive: true, force: true })
})

const nameOf = (url: string) => new URL(url).pathname.slice(1)

describe('with a PostgreSQL of your own', () => {
  it.each([
    ['erp', 'start', 'platform/start.ts'],
    ['crm', 'start:crm', 'subgraphs/crm/server.ts'],
  ] as const)('the owner of the tables in %s is refused by npm run %s', async (database, _, script) => {
    const { ownerUrl } = fresh[database]
    const refused = await run(script, [], { ...given, [`DATABASE_URL_${database.toUpperCase()}`]: ownerUrl })
    expect(refused.code).toBe(1)
    expect(refused.err).toContain(
      `The database ${nameOf(ownerUrl)} at 127.0.0.1:${new URL(ownerUrl).port} must not be used as kopru_owner, who owns its tables. Use kopru_app.\n`,
    )
  })

  it('serves it without a demo, for an organisation that is founded there', async () => {
    kopru = startKopru(dataDir, given)
    const url = await within(30, async () => /GraphiQL {2}(\S+)\/\n/.exec(kopru!.out())?.[1])
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
    expect(kopru.out()).toContain('Found an organisation of your own: npm run organization -- --help\n')
    expect(await (await fetch(`${url}/explorer.json`)).json()).toMatchObject({ token: null, organizations: [] })

    const options = [
      '--name',
      'Own',
      '--currency',
      'EUR',
      '--time-zone',
      'UTC',
      '--owner-name',
      'O',
      '--owner-email',
      'o@own.example',
    ]
    const { out, err } = await kopru.run('platform/organization.ts', options)
    expect(err).toBe('')
    const token = /\n(ey\S+)\n$/.exec(out)![1]!
    const answer = await graphql(`${url}/graphql`, token, '{ organization { name } customers { totalCount } }')
    expect(answer).toEqual({ organization: { name: 'Own' }, customers: { totalCount: 0 } })

    expect((await kopru.stop()).code).toBe(0)
    expect(await connected(fresh.crm.ownerUrl, (sql) => sql`select 1 as answers`)).toEqual([{ answers: 1 }])
  })
})
