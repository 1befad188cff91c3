import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../platform/databases.ts'
import { connected } from '../../platform/databases.ts'
import { type Dangling, findDangling } from '../../platform/references/find.ts'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { run } from '../start/support.ts'
import { done } from '../supergraph/story.ts'
import { asSuperuser } from '../support/cluster.ts'
import { watchRows } from '../support/rows.ts'
import { backupUrls, openFilled } from './filled.ts'

const filled = openFilled(5)
const CLI = fileURLToPath(new URL('../../platform/references/cli.ts', import.meta.url))
let readable: Record<Database, string>
beforeAll(async () => {
  readable = await backupUrls(filled.source.urls)
})
const settings = (): NodeJS.ProcessEnv => ({
  BACKUP_URL_IDENTITY: readable.identity,
  BACKUP_URL_CRM: readable.crm,
  BACKUP_URL_ERP: readable.erp,
})

describe('npm run references', { timeout: 60_000 }, () => {
  it('finds nothing in what came by the API and by the demo', async () => {
    const { code, out, err } = await run(CLI, [], settings())
    expect([err, code]).toEqual(['', 0])
    expect(out).toMatch(/^Nothing dangles: [\d,]{2,} references looked at, [\d.]+ s\.\n$/)
  })

  it('lists what was put there otherwise, and writes nothing', async () => {
    const { organizationId, owner } = filled.studio
    const make = (mutation: string, fields: string, input: object) =>
      done(filled.source.router, owner, mutation, fields, input)
    const [ours, theirs] = [
      (await make('createCustomer', 'customer { id }', { name: 'Ours' })).customer.id,
      (await make('createCustomer', 'customer { id }', { name: 'Theirs' })).customer.id,
    ]
    const { deal } = await make('createDeal', 'deal { id }', { customerId: theirs, title: 'Theirs' })
    const { project } = await make('createProject', 'project { id }', { customerId: ours, name: 'Roof' })
    const { invoice } = await make('createInvoice', 'invoice { id }', { customerId: ours })
    const [nobody, noOwner] = [newId(), newId()]
    const dealId = (await uuidOf('crm', 'deals', 'Theirs', 'title'))!
    await inside('erp', `update invoices set deal_id = '${dealId}' where id = '${await latest('invoices')}'`)
    await inside('erp', `update projects set manager_id = '${nobody}' where name = 'Roof'`)
    await inside('crm', `update customers set owner_id = '${noOwner}' where name = 'Ours'`)

    const rows = await watchRows(filled.source.urls)
    const before = await rows.fingerprint()
    const found: Dangling[] = []
    await findDangling(readable, { onFound: (dangling) => void found.push(dangling) })
    expect(found).toEqual([
      { organizationId, document: ours, kind: 'user', id: encodeId('user', noOwner), fault: 'MISSING' },
      { organizationId, document: project.id, kind: 'user', id: encodeId('user', nobody), fault: 'MISSING' },
      { organizationId, document: invoice.id, kind: 'deal', id: deal.id, fault: 'OF_ANOTHER_CUSTOMER' },
    ])
    const { code, out, err } = await run(CLI, [], settings())
    expect([err, code]).toEqual(['', 2])
    expect(out.split('\n').slice(0, -2)).toEqual([
      `Kestane "Ağacı" \\ Atölyesi (${encodeId('org', organizationId)})`,
      `  ${ours} names the user ${encodeId('user', noOwner)}: there is none`,
      `  ${project.id} names the user ${encodeId('user', nobody)}: there is none`,
      `  ${invoice.id} names the deal ${deal.id}: of another customer`,
    ])
    expect(out).toContain('\n3 dangle: ')
    expect(await rows.fingerprint()).toEqual(before)
    await rows.close()
  })

  it('says in one sentence what is in the way, and does not take what it cannot see for nothing', async () => {
    const blind = await run(CLI, [], { ...settings(), BACKUP_URL_ERP: filled.source.urls.erp })
    expect([blind.code, blind.err]).toEqual([
      1,
      expect.stringMatching(/^kopru_app does not see every row of the database erp: /),
    ])
    const half = await run(CLI, [], { ...settings(), BACKUP_URL_ERP: '' })
    expect([half.code, half.err]).toEqual([1, expect.stringMatching(/^BACKUP_URL_ERP is missing: /)])
    const help = await run(CLI, ['--help'], {})
    expect([help.code, help.out]).toEqual([0, expect.stringMatching(/npm run references/)])
  })
})

const inside = (database: Database, statement: string) =>
  connected(asSuperuser(filled.source.urls[database]), (sql) => sql.unsafe(statement))

async function uuidOf(database: Database, table: string, name: string, column: string): Promise<string | undefined> {
  const [row] = await inside(database, `select id from ${table} where ${column} = '${name}'`)
  return row?.id
}

async function latest(table: string): Promise<string> {
  const [row] = await inside('erp', `select id from ${table} order by created_at desc limit 1`)
  return row!.id
}
