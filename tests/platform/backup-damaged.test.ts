import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeChecksums } from '../../platform/backup/checksums.ts'
import { type Manifest, parseManifest } from '../../platform/backup/manifest.ts'
import { openBackup } from '../../platform/backup/open-backup.ts'
import { restoreBackup } from '../../platform/backup/restore-backup.ts'
import { writeBackup } from '../../platform/backup/write-backup.ts'
import { connected, type Database, databases } from '../../platform/databases.ts'
import { asSuperuser, type FreshDatabase } from '../support/cluster.ts'
import { emptyDatabases, fingerprint, openFilled, superuserUrls, urlsOf } from './filled.ts'

const filled = openFilled(20)

describe('a backup that is not as it was written', () => {
  let fresh: Record<Database, FreshDatabase>
  beforeAll(async () => {
    fresh = await emptyDatabases()
  })
  afterAll(async () => {
    for (const name of databases) await fresh[name].drop()
  })
  const damaged = async (name: string, damage: (path: string) => Promise<void>) => {
    await cp(filled.backup, filled.at(name), { recursive: true })
    await damage(filled.at(name))
    return filled.at(name)
  }
  const edit = async (path: string, change: (manifest: Manifest) => unknown) => {
    const file = join(path, 'manifest.json')
    await writeFile(file, JSON.stringify(change(parseManifest(await readFile(file, 'utf8')))))
    const files = (await readFile(join(path, 'SHA256SUMS'), 'utf8'))
      .split('\n')
      .slice(0, -1)
      .map((line) => line.slice(66))
    await writeChecksums(path, files)
  }
  const withCustomers = (change: object) => (told: Manifest) => {
    Object.assign(told.databases.crm.tables.customers!, change)
    return told
  }

  it.each<[string, string | RegExp, (path: string) => Promise<void>]>([
    [
      'a truncated file',
      'erp/invoices.copy.gz is not as it was written',
      async (path) => {
        const file = join(path, 'erp/invoices.copy.gz')
        await writeFile(file, (await readFile(file)).subarray(0, -9))
      },
    ],
    [
      'a flipped byte',
      'crm/customers.copy.gz is not as it was written',
      async (path) => {
        const file = join(path, 'crm/customers.copy.gz')
        const bytes = await readFile(file)
        bytes[bytes.length >> 1]! ^= 1
        await writeFile(file, bytes)
      },
    ],
    [
      'a missing table',
      'The backup is not whole: identity/users.copy.gz is missing.',
      (path) => rm(join(path, 'identity/users.copy.gz')),
    ],
    [
      'a changed manifest',
      'manifest.json is not as it was written',
      async (path) => {
        const file = join(path, 'manifest.json')
        await writeFile(file, (await readFile(file, 'utf8')).replace('"rows"', '"rouws"'))
      },
    ],
    [
      'no checksums, as one that was cut off',
      /no backup, or not a whole one: it has no SHA256SUMS/,
      (path) => rm(join(path, 'SHA256SUMS')),
    ],
    [
      'a list that looks elsewhere',
      'SHA256SUMS is not as it was written',
      (path) => writeFile(join(path, 'SHA256SUMS'), `${'0'.repeat(64)}  ../../etc/passwd\n`),
    ],
    [
      'a newer format',
      'The backup was written by a newer Köprü (its format is 2)',
      (path) => edit(path, (told) => ({ ...told, format: 2 })),
    ],
    [
      'a newer migration',
      'its database crm has the migration 0099_later, which this Köprü does not know',
      (path) =>
        edit(path, (told) => {
          told.databases.crm.migrations.push({ tag: '0099_later', checksum: '0'.repeat(64) })
          return told
        }),
    ],
    [
      'another migration of that name',
      'the migration 0001_tables of the database crm is another one here',
      (path) =>
        edit(path, (told) => {
          told.databases.crm.migrations[1]!.checksum = '0'.repeat(64)
          return told
        }),
    ],
    [
      'another column',
      'the tables of the database crm are others here',
      (path) => edit(path, withCustomers({ columns: ['organization_id'] })),
    ],
    [
      'other rows than it says',
      /crm\/customers\.copy\.gz holds other rows than the backup says/,
      (path) => edit(path, withCustomers({ rows: 1 })),
    ],
  ])('is refused for %s, with nothing changed', async (name, sentence, damage) => {
    const path = await damaged(name.replaceAll(' ', '-'), damage)
    const before = await fingerprint(urlsOf(fresh, 'appUrl'))
    await expect(
      openBackup(path).then((opened) => restoreBackup({ backup: opened, urls: urlsOf(fresh, 'ownerUrl') })),
    ).rejects.toThrow(sentence)
    expect(await fingerprint(urlsOf(fresh, 'appUrl'))).toEqual(before)
  })

  it('is refused for books that were bent before it was written', async () => {
    const bent = await emptyDatabases()
    await restoreBackup({ backup: await openBackup(filled.backup), urls: urlsOf(bent, 'ownerUrl') })
    await connected(asSuperuser(bent.erp.appUrl), async (sql) => {
      await sql`alter table journal_entries disable trigger user`
      await sql`update journal_entries set description = 'bent' where (organization_id, id) in
        (select organization_id, entry_id from journal_seals where organization_id = ${filled.studio.organizationId} and sequence = 3)`
      await sql`alter table journal_entries enable trigger user`
    })
    await writeBackup({
      urls: superuserUrls(urlsOf(bent, 'appUrl')),
      dataDir: filled.source.dataDir,
      path: filled.at('bent'),
    })
    await expect(
      restoreBackup({ backup: await openBackup(filled.at('bent')), urls: urlsOf(fresh, 'ownerUrl') }),
    ).rejects.toThrow(
      `The books do not hold: of the organisation ${filled.studio.organizationId}, its chain breaks at 3.`,
    )
    for (const name of databases) await bent[name].drop()
  })
})
