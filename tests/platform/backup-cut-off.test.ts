import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type OpenBackup, openBackup } from '../../platform/backup/open-backup.ts'
import { restoreBackup } from '../../platform/backup/restore-backup.ts'
import { connected, type Database, databases } from '../../platform/databases.ts'
import { migrationsOf } from '../../platform/migrate.ts'
import { newKey, signingKeys } from '../../subgraphs/identity/signing-keys.ts'
import { openIdentitySubgraph } from '../../subgraphs/identity/subgraph.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { run, within } from '../start/support.ts'
import { asSuperuser, type FreshDatabase } from '../support/cluster.ts'
import { emptyDatabases, fingerprint, openFilled, urlsOf, withMigration } from './filled.ts'
import { kill } from './support.ts'

const filled = openFilled(5)
let fresh: Record<Database, FreshDatabase>
let backup: OpenBackup
let restored: Record<string, string>

beforeAll(async () => {
  fresh = await emptyDatabases()
  backup = await openBackup(filled.backup)
  await restore()
  restored = await now()
})
afterAll(async () => {
  for (const name of databases) await fresh[name].drop()
})

const urls = () => urlsOf(fresh, 'ownerUrl')
const restore = (options: object = {}) => restoreBackup({ backup, urls: urls(), ...options })
const now = () => fingerprint(urlsOf(fresh, 'appUrl'))
const inDatabase = (name: Database, statement: string) =>
  connected(asSuperuser(fresh[name].appUrl), (sql) => sql.unsafe(statement))

/** Work of a day after the backup, in each of the three. */
async function work(): Promise<Record<string, string>> {
  await inDatabase('identity', "update users set title = 'Promoted'")
  await inDatabase('crm', "update customers set name = 'Renamed'")
  await inDatabase('erp', "update products set name = 'Renamed'")
  return now()
}

/** Migrations whose commit does something, when all their statements have been done. */
const atCommit = (database: Database, does: string) =>
  withMigration(
    filled.at(newId()),
    database,
    `CREATE TABLE later (id int);--> statement-breakpoint
    CREATE FUNCTION later() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${does}; RETURN NULL; END $$;--> statement-breakpoint
    CREATE CONSTRAINT TRIGGER later AFTER INSERT ON later DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION later();--> statement-breakpoint
    INSERT INTO later VALUES (1);`,
  )
const NO = "RAISE EXCEPTION 'the disk is full'"

async function openIdentity(): Promise<string> {
  const identity = await openIdentitySubgraph({
    databaseUrl: fresh.identity.appUrl,
    signingKeys: await signingKeys([await newKey()]),
    report: () => {},
  })
  await identity.close()
  return 'opened'
}
const unfinished = () =>
  `Unfinished restore of the backup backup (${filled.manifest.id}): the three databases may not belong together. Run npm run restore with it again.`

describe('a restore that ends in its commits', () => {
  it('changes nothing where the first of them is refused', async () => {
    const before = await work()
    const erp = await atCommit('erp', NO)
    const folderOf = (name: Database) => (name === 'erp' ? erp : migrationsOf(name))
    await expect(restore({ replace: true, folderOf })).rejects.toThrow(/^the disk is full$/)
    expect(await now()).toEqual(before)
    expect(await openIdentity()).toBe('opened')
  })

  it('says what is restored, keeps Köprü from starting on the mixture, and is finished by the same again', async () => {
    const before = await work()
    const crm = await atCommit('crm', NO)
    const folderOf = (name: Database) => (name === 'crm' ? crm : migrationsOf(name))
    await expect(restore({ replace: true, folderOf })).rejects.toThrow(
      'The restore was cut off between its commits: erp is restored, identity and crm not, or not surely ' +
        '(the disk is full). Köprü will not start on that: run the same restore again.',
    )
    const mixed = await now()
    expect([mixed['erp.products'], mixed['crm.customers'], mixed['identity.users']]).toEqual([
      restored['erp.products'],
      before['crm.customers'],
      before['identity.users'],
    ])
    await expect(openIdentity()).rejects.toThrow(unfinished())
    const given = Object.fromEntries(
      databases.map((name) => [`DATABASE_URL_${name.toUpperCase()}`, fresh[name].appUrl]),
    )
    const started = await run('platform/start.ts', [], { ...given, PORT: '0', KOPRU_DATA_DIR: filled.at('start') })
    expect([started.code, started.err]).toEqual([1, `${unfinished()}\n`])
    const founding = [
      '--name',
      'New',
      '--currency',
      'EUR',
      '--time-zone',
      'UTC',
      '--owner-name',
      'N',
      '--owner-email',
      'n@new.example',
    ]
    const founded = await run('platform/organization.ts', founding, { ...given, KOPRU_DATA_DIR: filled.at('start') })
    expect([founded.code, founded.err]).toEqual([1, `${unfinished()}\n`])

    const other = { ...backup, manifest: { ...filled.manifest, id: newId() } }
    await expect(restore({ backup: other })).rejects.toThrow('The database identity is not empty.')
    expect((await restore()).organizations).toBe(3)
    expect(await now()).toEqual(restored)
    expect(await openIdentity()).toBe('opened')
  })

  it('is not finished without its files', async () => {
    const putFiles = () => Promise.reject(new Error('EACCES: permission denied'))
    await expect(restore({ replace: true, putFiles })).rejects.toThrow(
      'All three databases are restored, but what comes after them failed (EACCES: permission denied). ' +
        'Köprü will not start on that: run the same restore again.',
    )
    await expect(openIdentity()).rejects.toThrow(unfinished())
    await restore()
    expect([await openIdentity(), await now()]).toEqual(['opened', restored])
  })
})

describe('a restore that is killed', () => {
  const alone = (crmFolder?: string) => {
    const script = fileURLToPath(new URL('restore-alone.ts', import.meta.url))
    const settings = JSON.stringify({ path: filled.backup, urls: urls(), crmFolder })
    const child = spawn(process.execPath, [script, settings], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(async () => {
      if (child.exitCode === null && child.signalCode === null) await kill(child, 'SIGKILL')
    })
    return child
  }
  const idle = (name: Database) =>
    within(30, async () => {
      const others = await inDatabase(
        name,
        "select pid from pg_stat_activity where datname = current_database() and usename = 'kopru_owner'",
      )
      return others.length === 0 ? true : null
    })

  it('has changed nothing while it filled the tables', async () => {
    const before = await work()
    const child = alone()
    await once(createInterface({ input: child.stdout! }), 'line')
    await kill(child, 'SIGKILL')
    for (const name of databases) await idle(name)
    expect(await now()).toEqual(before)
    expect(await openIdentity()).toBe('opened')
  })

  it('is finished by the same again where it had begun to commit', async () => {
    await work()
    const child = alone(await atCommit('crm', 'PERFORM pg_sleep(60)'))
    const [committing] = await within(60, async () => {
      const found = await inDatabase('crm', "select pid from pg_stat_activity where wait_event = 'PgSleep'")
      return found.length > 0 ? found : null
    })
    await kill(child, 'SIGKILL')
    await inDatabase('crm', `select pg_terminate_backend(${committing!.pid})`)
    for (const name of databases) await idle(name)
    expect((await now())['erp.products']).toBe(restored['erp.products'])
    await expect(openIdentity()).rejects.toThrow(unfinished())
    await restore()
    expect([await openIdentity(), await now()]).toEqual(['opened', restored])
  })
})
