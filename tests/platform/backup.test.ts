import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeChecksums } from '../../platform/backup/checksums.ts'
import { type Manifest, parseManifest } from '../../platform/backup/manifest.ts'
import { openBackup } from '../../platform/backup/open-backup.ts'
import { restoreBackup } from '../../platform/backup/restore-backup.ts'
import { writeBackup } from '../../platform/backup/write-backup.ts'
import { connected, type Database, databases } from '../../platform/databases.ts'
import { loadStudio } from '../../platform/demo/studio/load.ts'
import { openGraph } from '../../platform/graph.ts'
import { migrationsOf } from '../../platform/migrate.ts'
import { EXAMPLES } from '../../platform/places.ts'
import { startPostgres } from '../../platform/postgres.ts'
import { readExamples } from '../../router/examples.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { broken } from '../erp/invariants.ts'
import { type Outcome, run } from '../start/support.ts'
import { done, sell, textOf } from '../supergraph/story.ts'
import { ask } from '../support/ask.ts'
import { asSuperuser, type FreshDatabase, freshDatabase } from '../support/cluster.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import { watchRows } from '../support/rows.ts'

let source: TestGraph
let studio: Company
let folder: string
let backup: string
let manifest: Manifest
let target: Record<Database, FreshDatabase>

const at = (name: string) => join(folder, name)
const superuserUrls = (urls: Record<Database, string>) => ({
  identity: asSuperuser(urls.identity),
  crm: asSuperuser(urls.crm),
  erp: asSuperuser(urls.erp),
})
const PAGE = (await readExamples(EXAMPLES))[0]!.query
const TOTALS = `{
  trialBalance { account { code } debit { amount currency } credit { amount currency } }
  verifyLedger { entries valid }
  customers(first: 100) { nodes { id receivable { outstanding { amount currency } } } }
  journalEntries(first: 100) { totalCount nodes { id hash } }
}`

async function emptyDatabases(): Promise<Record<Database, FreshDatabase>> {
  const [identity, crm, erp] = await Promise.all(databases.map(freshDatabase))
  return { identity: identity!, crm: crm!, erp: erp! }
}
const urlsOf = (fresh: Record<Database, FreshDatabase>, which: 'ownerUrl' | 'appUrl') => ({
  identity: fresh.identity[which],
  crm: fresh.crm[which],
  erp: fresh.erp[which],
})
const fingerprint = async (urls: Record<Database, string>) => {
  const rows = await watchRows(urls)
  return rows.fingerprint().finally(() => rows.close())
}

/** New customers with posted invoices, one after the other in four lanes, for as long as it is told. */
function business(company: Company): { stop(): Promise<number> } {
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

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopru-backup-'))
  source = await openTestGraph()
  studio = await source.found({ name: 'Kestane "Ağacı" \\ Atölyesi\nBursa' })
  const organization = { ...studio, id: studio.organizationId }
  const { urls } = source
  await loadStudio({ urls, graph: studio.ask, organization, customers: 30, asOf: '2025-06-30', onProgress: () => {} })
  const other = await source.found({ name: 'Another', owner: { email: 'other@else.example', name: 'Other' } })
  await sell(source.router, other.owner)
  await writeFile(join(source.dataDir, 'demo.json'), '{"asOf":"2025-06-30","loaded":true}\n')

  const { stop } = business(await source.found({ name: 'Busy', owner: { email: 'b@busy.example', name: 'Busy' } }))
  await sleep(300)
  backup = at('backup')
  manifest = (await writeBackup({ urls: superuserUrls(urls), dataDir: source.dataDir, path: backup })).manifest
  expect(await stop()).toBeGreaterThan(0)
  target = await emptyDatabases()
})

afterAll(async () => {
  for (const name of databases) await target?.[name].drop()
  await source.close()
  await rm(folder, { recursive: true, force: true })
  expect(source.troubles).toEqual([])
})

describe('a backup taken while everybody works', () => {
  it('has every table of every database, readable for nobody else', async () => {
    const found = Object.keys(await fingerprint(source.urls)).sort()
    expect(
      databases.flatMap((name) => Object.keys(manifest.databases[name].tables).map((t) => `${name}.${t}`)).sort(),
    ).toEqual(found)
    for (const file of ['SHA256SUMS', 'manifest.json', 'data/signing-keys.json', 'erp/invoices.copy.gz']) {
      expect([file, (await stat(join(backup, file))).mode & 0o777]).toEqual([file, 0o600])
    }
    expect((await stat(backup)).mode & 0o777).toBe(0o700)
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([])
  })

  it('refers to nothing that it does not have', async () => {
    const moments = (['erp', 'crm', 'identity'] as const).map((name) => Date.parse(manifest.databases[name].snapshotAt))
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    await restoreBackup({ backup: await openBackup(backup), urls: urlsOf(target, 'ownerUrl') })
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
    const again = at('again')
    const urls = superuserUrls(urlsOf(target, 'appUrl'))
    const second = await writeBackup({ urls, dataDir: source.dataDir, path: again })
    for (const name of databases)
      expect(second.manifest.databases[name].tables).toEqual(manifest.databases[name].tables)
    const pristine = await emptyDatabases()
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

  it('is not restored a second time, and not over somebody’s data', async () => {
    const options = { backup: await openBackup(backup), urls: urlsOf(target, 'ownerUrl') }
    expect(await restoreBackup(options)).toEqual({ already: [...databases], proof: undefined })
    const before = await fingerprint(urlsOf(target, 'appUrl'))
    const other = { ...options.backup, manifest: { ...manifest, id: newId() } }
    await expect(restoreBackup({ ...options, backup: other })).rejects.toThrow(
      'The database identity is not empty. To lose what is in all three and have the backup: --replace',
    )
    expect(await fingerprint(urlsOf(target, 'appUrl'))).toEqual(before)
  })

  it('finishes what was cut off between two commits, and takes the place of what is there when told', async () => {
    const options = { backup: await openBackup(backup), urls: urlsOf(target, 'ownerUrl') }
    const before = await fingerprint(urlsOf(target, 'appUrl'))
    await target.crm.drop()
    target.crm = await freshDatabase('crm')
    const urls = urlsOf(target, 'ownerUrl')
    expect((await restoreBackup({ ...options, urls })).already).toEqual(['identity', 'erp'])
    expect(await fingerprint(urlsOf(target, 'appUrl'))).toEqual(before)
    const { already, proof } = await restoreBackup({ ...options, urls, replace: true })
    expect([already, proof?.organizations]).toEqual([[], 3])
    expect(await fingerprint(urlsOf(target, 'appUrl'))).toEqual(before)
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
        return restoreBackup({ backup: await openBackup(backup), urls: urlsOf(target, 'ownerUrl'), replace: true })
      })(),
    ).rejects.toThrow('Köprü serves the database crm (1 connections): stop it first.')
    waiting.resolve()
    await serving
  })

  it('is migrated forward when it was written by an earlier Köprü', async () => {
    const later = at('later')
    await cp(migrationsOf('crm'), later, { recursive: true })
    const journal = JSON.parse(await readFile(join(later, 'meta/_journal.json'), 'utf8'))
    journal.entries.push({ ...journal.entries.at(-1), idx: journal.entries.length, tag: '0099_later' })
    await writeFile(join(later, 'meta/_journal.json'), JSON.stringify(journal))
    await writeFile(join(later, '0099_later.sql'), 'ALTER TABLE customers ADD COLUMN later int DEFAULT 7 NOT NULL;')
    const fresh = await emptyDatabases()
    const folderOf = (name: Database) => (name === 'crm' ? later : migrationsOf(name))
    await restoreBackup({ backup: await openBackup(backup), urls: urlsOf(fresh, 'ownerUrl'), folderOf })
    const [sum] = await connected(
      asSuperuser(fresh.crm.appUrl),
      (sql) => sql`select sum(later)::int as later from customers`,
    )
    expect(sum!.later).toBe(7 * manifest.databases.crm.tables.customers!.rows)
    for (const name of databases) await fresh[name].drop()
  })
})

describe('a backup that is not as it was written', () => {
  let fresh: Record<Database, FreshDatabase>
  beforeAll(async () => {
    fresh = await emptyDatabases()
  })
  afterAll(async () => {
    for (const name of databases) await fresh[name].drop()
  })
  const damaged = async (name: string, damage: (path: string) => Promise<void>) => {
    await cp(backup, at(name), { recursive: true })
    await damage(at(name))
    return at(name)
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
    await restoreBackup({ backup: await openBackup(backup), urls: urlsOf(bent, 'ownerUrl') })
    await connected(asSuperuser(bent.erp.appUrl), async (sql) => {
      await sql`alter table journal_entries disable trigger user`
      await sql`update journal_entries set description = 'bent' where (organization_id, id) in
        (select organization_id, entry_id from journal_seals where organization_id = ${studio.organizationId} and sequence = 3)`
      await sql`alter table journal_entries enable trigger user`
    })
    await writeBackup({ urls: superuserUrls(urlsOf(bent, 'appUrl')), dataDir: source.dataDir, path: at('bent') })
    await expect(
      restoreBackup({ backup: await openBackup(at('bent')), urls: urlsOf(fresh, 'ownerUrl') }),
    ).rejects.toThrow(`The books do not hold: of the organisation ${studio.organizationId}, its chain breaks at 3.`)
    for (const name of databases) await bent[name].drop()
  })
})

// Several processes, and a cluster made from nothing: on a busy machine that takes its time.
describe('npm run backup and npm run restore', { timeout: 120_000 }, () => {
  const cli = (name: string) => fileURLToPath(new URL(`../../platform/backup/${name}-cli.ts`, import.meta.url))
  const own = (): NodeJS.ProcessEnv => {
    const urls = superuserUrls(source.urls)
    return {
      KOPRU_DATA_DIR: source.dataDir,
      ...{ BACKUP_URL_IDENTITY: urls.identity, BACKUP_URL_CRM: urls.crm, BACKUP_URL_ERP: urls.erp },
    }
  }
  const failed = (outcome: Outcome) => [outcome.code, outcome.err]

  it('move everything to an empty machine, where the same question has the same answer', async () => {
    const empty = at('machine')
    const made = await run(cli('backup'), ['--to', at('made')], own())
    expect(made.err).toBe('')
    const [path] = /^\S+kopru-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/m.exec(made.out)!
    expect(made.out).toContain('The signing keys are in it')
    const restored = await run(cli('restore'), ['--from', path], { KOPRU_DATA_DIR: empty })
    expect([restored.code, restored.err]).toEqual([0, ''])
    expect(restored.out).toMatch(
      /^Restored after .* rows, as they stood at .*\n {2}The books hold: [\d,]+ entries of 3 organisations, chain and balance\.\n$/,
    )
    expect(await readFile(join(empty, 'demo.json'), 'utf8')).toContain('2025-06-30')

    const again = await run(cli('backup'), ['--to', at('made'), '--without-keys'], { KOPRU_DATA_DIR: empty })
    expect(again.out).toContain('The signing keys are not in it')
    const postgres = await startPostgres({ dataDir: empty, fsync: false })
    const urls = { identity: '', crm: '', erp: '' }
    for (const name of databases) urls[name] = postgres.url(name, 'kopru_app')
    const graph = await openGraph({ urls, dataDir: empty, log: pino({ level: 'silent' }) })
    try {
      for (const [query, variables] of [
        [PAGE, { first: 20 }],
        [TOTALS, {}],
      ] as const) {
        const answer = await ask(graph.router, studio.owner, query, variables)
        expect(answer.errors).toBeUndefined()
        expect(answer).toEqual(await ask(source.router, studio.owner, query, variables))
      }
      const { data } = await ask(graph.router, studio.owner, textOf('createCustomer', 'customer { name }'), {
        input: { name: 'New' },
      })
      expect(data.createCustomer).toEqual({ customer: { name: 'New' }, userErrors: [] })
      const beside = await run(cli('restore'), ['--from', path, '--replace'], { KOPRU_DATA_DIR: empty })
      expect(failed(beside)).toEqual([1, expect.stringMatching(/^Köprü already runs \(pid \d+\) .* Stop it first/)])
    } finally {
      await graph.close()
      await postgres.stop()
    }
  })

  it('say in one sentence what is in the way', async () => {
    const missing = await run(cli('restore'), ['--from', at('nothing')], {})
    expect(failed(missing)).toEqual([1, `There is no backup at ${at('nothing')}.\n`])
    expect(failed(await run(cli('restore'), [], {}))).toEqual([
      1,
      'Give --from, the folder of the backup; --help tells more.\n',
    ])
    const nobody = await run(cli('backup'), ['--to', at('none')], { KOPRU_DATA_DIR: at('no-data') })
    expect(failed(nobody)).toEqual([1, `There is no database in ${at('no-data')}: nothing to back up.\n`])
    const half = await run(cli('backup'), [], { ...own(), BACKUP_URL_ERP: '' })
    expect(failed(half)).toEqual([1, expect.stringMatching(/^BACKUP_URL_ERP is missing: /)])
    const blind = await run(cli('backup'), ['--to', at('blind')], { ...own(), BACKUP_URL_ERP: target.erp.ownerUrl })
    expect(failed(blind)).toEqual([
      1,
      expect.stringMatching(/^kopru_owner does not see every row of the database erp: /),
    ])
    await writeFile(at('a-file'), '')
    const nowhere = await run(cli('backup'), ['--to', join(at('a-file'), 'x')], own())
    expect(failed(nowhere)).toEqual([1, expect.stringMatching(/ cannot be written or read \(ENOTDIR\)\.\n$/)])
    const whole = await run(cli('restore'), ['--from', backup, '--check'], {})
    expect([whole.code, whole.out]).toEqual([
      0,
      expect.stringMatching(/^The backup is whole: [\d,]+ rows, as they stood at /),
    ])
    await expect(
      writeBackup({ urls: superuserUrls(source.urls), dataDir: source.dataDir, path: backup }),
    ).rejects.toThrow(`${backup} exists already: a backup never writes over anything.`)
  })
})

/** Every trigger, policy, right and forced row-level security of a database. */
const guardsOf = (url: string) =>
  connected(url, async (sql) => [
    ...(await sql`select tgrelid::regclass::text as t, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`),
    ...(await sql`select relname, relrowsecurity, relforcerowsecurity, relacl::text from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`),
    ...(await sql`select tablename, policyname, roles::text, qual, with_check from pg_policies where schemaname = 'public' order by 1, 2`),
    ...(await sql`select p.oid::regprocedure::text as f, prosecdef, proacl::text from pg_proc p
      where pronamespace = 'public'::regnamespace order by 1`),
  ])
