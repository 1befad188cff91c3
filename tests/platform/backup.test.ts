import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restoreFiles } from '../../platform/backup/keep-files.ts'
import { openBackup } from '../../platform/backup/open-backup.ts'
import { restoreBackup } from '../../platform/backup/restore-backup.ts'
import { writeBackup } from '../../platform/backup/write-backup.ts'
import { connected, type Database, databases } from '../../platform/databases.ts'
import { migrationsOf } from '../../platform/migrate.ts'
import { openSigningKeys } from '../../subgraphs/identity/signing-keys.ts'
import { openIdentitySubgraph } from '../../subgraphs/identity/subgraph.ts'
import { broken } from '../erp/invariants.ts'
import { asSuperuser, type FreshDatabase } from '../support/cluster.ts'
import { backupUrls, emptyDatabases, fingerprint, openFilled, urlsOf, withMigration } from './filled.ts'

const filled = openFilled(30)
let target: Record<Database, FreshDatabase>
/** The same as the role for backups, since before they were filled. */
let readable: Record<Database, string>

beforeAll(async () => {
  target = await emptyDatabases()
  readable = await backupUrls(urlsOf(target, 'appUrl'))
})
afterAll(async () => {
  for (const name of databases) await target[name].drop()
})

describe('a backup taken while everybody works', () => {
  it('has every table of every database, readable for nobody else', async () => {
    const found = Object.keys(await fingerprint(filled.source.urls)).sort()
    expect(
      databases
        .flatMap((name) => Object.keys(filled.manifest.databases[name].tables).map((t) => `${name}.${t}`))
        .sort(),
    ).toEqual(found)
    for (const file of ['SHA256SUMS', 'manifest.json', 'data/signing-keys.json', 'erp/invoices.copy.gz']) {
      expect([file, (await stat(join(filled.backup, file))).mode & 0o777]).toEqual([file, 0o600])
    }
    expect((await stat(filled.backup)).mode & 0o777).toBe(0o700)
    expect((await readdir(filled.at(''))).filter((name) => name.includes('partial'))).toEqual([])
  })

  it('refers to nothing that it does not have', async () => {
    const moments = (['erp', 'crm', 'identity'] as const).map((name) =>
      Date.parse(filled.manifest.databases[name].snapshotAt),
    )
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    await restoreBackup({ backup: await openBackup(filled.backup), urls: urlsOf(target, 'ownerUrl') })
    const ids = async (name: Database, query: string) =>
      connected(asSuperuser(target[name].appUrl), async (sql) =>
        (await sql.unsafe(query)).map(({ id }) => id as string),
      )
    const customers = new Set(await ids('crm', 'select id from customers'))
    const deals = new Set(await ids('crm', 'select id from deals'))
    const users = new Set(await ids('identity', 'select id from users'))
    const invoiced = await ids('erp', 'select customer_id as id from invoices')
    expect(invoiced.length).toBeGreaterThan(40)
    expect(invoiced.filter((id) => !customers.has(id))).toEqual([])
    expect(
      (await ids('erp', 'select deal_id as id from projects where deal_id is not null')).filter((id) => !deals.has(id)),
    ).toEqual([])
    expect((await ids('erp', 'select posted_by as id from journal_entries')).filter((id) => !users.has(id))).toEqual([])
  })
})

describe('restored into empty databases', () => {
  it('has the rows it had, guards as they were, and books that hold', async () => {
    const again = filled.at('again')
    const second = await writeBackup({ urls: readable, dataDir: filled.source.dataDir, path: again })
    for (const name of databases)
      expect(second.manifest.databases[name].tables).toEqual(filled.manifest.databases[name].tables)
    const pristine = await emptyDatabases()
    await backupUrls(urlsOf(pristine, 'appUrl'))
    for (const name of databases) {
      expect(await guardsOf(target[name].ownerUrl)).toEqual(await guardsOf(pristine[name].ownerUrl))
      await pristine[name].drop()
    }
    const organizations = await connected(
      asSuperuser(target.identity.appUrl),
      (sql) => sql`select organization_id as id from organizations`,
    )
    expect(organizations).toHaveLength(3)
    for (const { id } of organizations) {
      const found = await connected(target.erp.ownerUrl, (sql) =>
        sql.begin(async (tx) => {
          await tx`select set_config('app.organization', ${id}, true)`
          return broken(tx as never)
        }),
      )
      // The studio's payments were not asked for one by one: no keys stand for them.
      expect(Object.keys(found as object).filter((invariant) => !invariant.startsWith('I9 '))).toEqual([])
    }
  })

  it('is not restored over somebody’s data, be it what came of this very backup, until it is told to', async () => {
    const options = { backup: await openBackup(filled.backup), urls: urlsOf(target, 'ownerUrl') }
    const restored = await fingerprint(urlsOf(target, 'appUrl'))
    await connected(asSuperuser(target.crm.appUrl), (sql) => sql`update customers set name = 'A day later'`)
    const worked = await fingerprint(urlsOf(target, 'appUrl'))
    let files = 0
    const putFiles = async () => {
      files += 1
    }
    await expect(restoreBackup({ ...options, putFiles })).rejects.toThrow(
      'The database identity is not empty. To lose what is in all three and have the backup: --replace',
    )
    expect([files, await fingerprint(urlsOf(target, 'appUrl'))]).toEqual([0, worked])
    expect(worked).not.toEqual(restored)
    expect(await restoreBackup({ ...options, putFiles, replace: true })).toMatchObject({ organizations: 3 })
    expect([files, await fingerprint(urlsOf(target, 'appUrl'))]).toEqual([1, restored])
  })

  it('lets everybody in who had a token when it was taken, or nobody', async () => {
    const options = { backup: await openBackup(filled.backup), urls: urlsOf(target, 'ownerUrl'), replace: true }
    const signingKeys = await openSigningKeys({ dataDir: filled.source.dataDir })
    const { organizationId, owner } = filled.studio
    const open = async () => {
      const identity = await openIdentitySubgraph({
        databaseUrl: target.identity.appUrl,
        signingKeys,
        report: () => {},
      })
      const works = (authorization: string) =>
        identity.identifier.identify(authorization).then(
          () => true,
          (error: Error) => error.message,
        )
      const issued = await identity.issueToken({ organizationId })
      const found = [await works(owner), await works(`Bearer ${issued!.token}`)]
      await identity.close()
      return found
    }
    expect(await open()).toEqual([true, true])
    await restoreBackup({ ...options, voidTokens: true })
    expect(await open()).toEqual(['The token has been revoked.', true])
    await restoreBackup(options)
    expect(await open()).toEqual([true, true])
  })

  it('puts the files of the data folder back, or takes the keys out of it', async () => {
    const backup = await openBackup(filled.backup)
    const dataDir = filled.at('files')
    const read = (file: string) => readFile(join(dataDir, file), 'utf8')
    expect(await restoreFiles(backup, dataDir)).toEqual([])
    const keys = await readFile(join(filled.source.dataDir, 'signing-keys.json'), 'utf8')
    expect([await read('signing-keys.json'), await read('demo.json')]).toEqual([
      keys,
      expect.stringContaining('loaded'),
    ])

    await writeFile(join(dataDir, 'signing-keys.json'), 'of another place')
    const [aside, ...others] = await restoreFiles(backup, dataDir)
    expect([aside!.file, await readFile(aside!.aside, 'utf8'), others]).toEqual([
      'signing-keys.json',
      'of another place',
      [],
    ])
    expect(await read('signing-keys.json')).toBe(keys)

    const [old, ...none] = await restoreFiles(backup, dataDir, { withKeys: false })
    expect([await readFile(old!.aside, 'utf8'), none]).toEqual([keys, []])
    await expect(read('signing-keys.json')).rejects.toThrow('ENOENT')
    expect(await restoreFiles(backup, dataDir, { withKeys: false })).toEqual([])
  })

  it('refuses while Köprü serves there', async () => {
    const waiting = Promise.withResolvers<void>()
    const serving = connected(target.crm.appUrl, async (sql) => {
      await sql`select 1`
      await waiting.promise
    })
    await expect(
      (async () => {
        while (
          !(await connected(
            target.crm.ownerUrl,
            async (sql) =>
              (
                await sql`select 1 as a from pg_stat_activity where usename = 'kopru_app' and datname = current_database()`
              ).length,
          ))
        )
          await sleep(20)
        return restoreBackup({
          backup: await openBackup(filled.backup),
          urls: urlsOf(target, 'ownerUrl'),
          replace: true,
        })
      })(),
    ).rejects.toThrow('Köprü serves the database crm (1 connections): stop it first.')
    waiting.resolve()
    await serving
  })

  it('is migrated forward when it was written by an earlier Köprü', async () => {
    const later = await withMigration(
      filled.at('later'),
      'crm',
      'ALTER TABLE customers ADD COLUMN later int DEFAULT 7 NOT NULL;',
    )
    const fresh = await emptyDatabases()
    const folderOf = (name: Database) => (name === 'crm' ? later : migrationsOf(name))
    await restoreBackup({ backup: await openBackup(filled.backup), urls: urlsOf(fresh, 'ownerUrl'), folderOf })
    const [sum] = await connected(
      asSuperuser(fresh.crm.appUrl),
      (sql) => sql`select sum(later)::int as later from customers`,
    )
    expect(sum!.later).toBe(7 * filled.manifest.databases.crm.tables.customers!.rows)
    for (const name of databases) await fresh[name].drop()
  })
})

/** Every trigger, policy, right and forced row-level security of a database. */
const guardsOf = (url: string) =>
  connected(url, async (sql) => [
    ...(await sql`select tgrelid::regclass::text as t, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`),
    ...(await sql`select relname, relrowsecurity, relforcerowsecurity,
      (select array_agg(acl::text order by acl::text) from unnest(relacl) as acl) as rights from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`),
    ...(await sql`select tablename, policyname, roles::text, qual, with_check from pg_policies where schemaname = 'public' order by 1, 2`),
    ...(await sql`select p.oid::regprocedure::text as f, prosecdef, proacl::text from pg_proc p
      where pronamespace = 'public'::regnamespace order by 1`),
  ])
