import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Manifest } from '../../platform/backup/manifest.ts'
import { writeBackup } from '../../platform/backup/write-backup.ts'
import { BACKUP_ROLE, createBackupRole } from '../../platform/backup-role.ts'
import { type Database, databases, urlOf } from '../../platform/databases.ts'
import { loadStudio } from '../../platform/demo/studio/load.ts'
import { migrationsOf } from '../../platform/migrate.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { done, sell } from '../supergraph/story.ts'
import { asSuperuser, type FreshDatabase, freshDatabase } from '../support/cluster.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import { watchRows } from '../support/rows.ts'

export const superuserUrls = (urls: Record<Database, string>) => ({
  identity: asSuperuser(urls.identity),
  crm: asSuperuser(urls.crm),
  erp: asSuperuser(urls.erp),
})

/** Addresses of the role that backups are read by, which may read them from now on, and what comes into them later. */
export async function backupUrls(urls: Record<Database, string>): Promise<Record<Database, string>> {
  const names = databases.map((name) => new URL(urls[name]).pathname.slice(1))
  if (!(await createBackupRole(asSuperuser(urls.identity), names, 'backup'))) throw new Error('No role for backups.')
  const [identity, crm, erp] = databases.map((name) => {
    const url = asSuperuser(urls[name])
    return urlOf(url, new URL(url).pathname.slice(1), BACKUP_ROLE, 'backup')
  })
  return { identity: identity!, crm: crm!, erp: erp! }
}

/** Databases with tables and nothing in them. */
export async function emptyDatabases(): Promise<Record<Database, FreshDatabase>> {
  const [identity, crm, erp] = await Promise.all(databases.map(freshDatabase))
  return { identity: identity!, crm: crm!, erp: erp! }
}

export const urlsOf = (fresh: Record<Database, FreshDatabase>, which: 'ownerUrl' | 'appUrl') => ({
  identity: fresh.identity[which],
  crm: fresh.crm[which],
  erp: fresh.erp[which],
})

/** What stands in all tables. */
export const fingerprint = async (urls: Record<Database, string>) => {
  const rows = await watchRows(urls)
  return rows.fingerprint().finally(() => rows.close())
}

/** The migrations of a database and one more, as a folder. */
export async function withMigration(folder: string, database: Database, statement: string): Promise<string> {
  await cp(migrationsOf(database), folder, { recursive: true })
  const journal = JSON.parse(await readFile(join(folder, 'meta/_journal.json'), 'utf8'))
  journal.entries.push({ ...journal.entries.at(-1), idx: journal.entries.length, tag: '0099_later' })
  await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify(journal))
  await writeFile(join(folder, '0099_later.sql'), statement)
  return folder
}

/** Three organisations with something of everything, one of them busy while the backup was taken. */
export function openFilled(customers: number) {
  let source: TestGraph
  let studio: Company
  let folder: string
  let manifest: Manifest

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kopru-backup-'))
    source = await openTestGraph()
    studio = await source.found({ name: 'Kestane "Ağacı" \\ Atölyesi' })
    const organization = { ...studio, id: studio.organizationId }
    const { urls } = source
    await loadStudio({ urls, graph: studio.ask, organization, customers, asOf: '2025-06-30', onProgress: () => {} })
    const street = 'Kestane Sokağı\n\t"3" \\ Bursa'
    await done(source.router, studio.owner, 'createCustomer', 'customer { id }', { name: 'Tabs', address: { street } })
    const other = await source.found({ name: 'Another', owner: { email: 'other@else.example', name: 'Other' } })
    await sell(source.router, other.owner)
    await writeFile(join(source.dataDir, 'demo.json'), '{"asOf":"2025-06-30","loaded":true}\n')

    const { stop } = business(
      source,
      await source.found({ name: 'Busy', owner: { email: 'b@busy.example', name: 'Busy' } }),
    )
    await sleep(300)
    const path = join(folder, 'backup')
    const backup = await writeBackup({ urls: await backupUrls(urls), dataDir: source.dataDir, path })
    manifest = backup.manifest
    expect(await stop()).toBeGreaterThan(0)
  })
  afterAll(async () => {
    await source.close()
    await rm(folder, { recursive: true, force: true })
    expect(source.troubles).toEqual([])
  })

  return {
    get source() {
      return source
    },
    get studio() {
      return studio
    },
    /** A place for this test file. */
    at: (name: string) => join(folder, name),
    get backup() {
      return join(folder, 'backup')
    },
    get manifest() {
      return manifest
    },
  }
}

/** New customers with posted invoices, one after the other in four lanes, for as long as it is told. */
function business(source: TestGraph, company: Company): { stop(): Promise<number> } {
  const make = (mutation: string, fields: string, input: object) =>
    done(source.router, company.owner, mutation, fields, input)
  let going = true
  let sold = 0
  const lane = async () => {
    for (; going; sold += 1) {
      const { customer } = await make('createCustomer', 'customer { id }', { name: `Customer ${sold}` })
      const lines = [{ description: 'Work', quantity: '1', unitPrice: '100' }]
      const { invoice } = await make('createInvoice', 'invoice { id }', { customerId: customer.id, lines })
      await make('postInvoice', 'invoice { id }', { id: invoice.id, idempotencyKey: newId() })
    }
  }
  const work = Promise.all([lane(), lane(), lane(), lane()])
  return {
    stop: async () => {
      going = false
      await work
      return sold
    },
  }
}
