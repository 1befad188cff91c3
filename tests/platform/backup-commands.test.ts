import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeBackup } from '../../platform/backup/write-backup.ts'
import { type Database, databases } from '../../platform/databases.ts'
import { openGraph } from '../../platform/graph.ts'
import { EXAMPLES } from '../../platform/places.ts'
import { startPostgres } from '../../platform/postgres.ts'
import { readExamples } from '../../router/examples.ts'
import { type Outcome, run } from '../start/support.ts'
import { textOf } from '../supergraph/story.ts'
import { ask } from '../support/ask.ts'
import { backupUrls, openFilled } from './filled.ts'

const filled = openFilled(15)
const PAGE = (await readExamples(EXAMPLES))[0]!.query
const TOTALS = `{
  trialBalance { account { code } debit { amount currency } credit { amount currency } }
  verifyLedger { entries valid }
  customers(first: 100) { nodes { id receivable { outstanding { amount currency } } } }
  journalEntries(first: 100) { totalCount nodes { id hash } }
}`

// Several processes, and a cluster made from nothing: on a busy machine that takes its time.
describe('npm run backup and npm run restore', { timeout: 120_000 }, () => {
  const cli = (name: string) => fileURLToPath(new URL(`../../platform/backup/${name}-cli.ts`, import.meta.url))
  let readable: Record<Database, string>
  beforeAll(async () => {
    readable = await backupUrls(filled.source.urls)
  })
  const own = (): NodeJS.ProcessEnv => {
    const { identity, crm, erp } = readable
    return {
      KOPRU_DATA_DIR: filled.source.dataDir,
      ...{ BACKUP_URL_IDENTITY: identity, BACKUP_URL_CRM: crm, BACKUP_URL_ERP: erp },
    }
  }
  const failed = (outcome: Outcome) => [outcome.code, outcome.err]

  it('move everything to an empty machine, where the same question has the same answer', async () => {
    const empty = filled.at('machine')
    const made = await run(cli('backup'), ['--to', filled.at('made')], own())
    expect(made.err).toBe('')
    const [path] = /^\S+kopru-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/m.exec(made.out)!
    expect(made.out).toContain('The signing keys are in it')
    const restored = await run(cli('restore'), ['--from', path], { KOPRU_DATA_DIR: empty })
    expect([restored.code, restored.err]).toEqual([0, ''])
    expect(restored.out).toMatch(
      /^Restored after .* rows, as they stood at .*\n {2}The books hold: [\d,]+ entries of 3 organisations, chain and balance\.\n {2}What was revoked, signed out or switched off after \S+ is good again; --void-tokens ends all tokens\.\n$/,
    )
    expect(await readFile(join(empty, 'demo.json'), 'utf8')).toContain('2025-06-30')

    const again = await run(cli('backup'), ['--to', filled.at('made'), '--without-keys'], { KOPRU_DATA_DIR: empty })
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
        const answer = await ask(graph.router, filled.studio.owner, query, variables)
        expect(answer.errors).toBeUndefined()
        expect(answer).toEqual(await ask(filled.source.router, filled.studio.owner, query, variables))
      }
      const { data } = await ask(graph.router, filled.studio.owner, textOf('createCustomer', 'customer { name }'), {
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
    const missing = await run(cli('restore'), ['--from', filled.at('nothing')], {})
    expect(failed(missing)).toEqual([1, `There is no backup at ${filled.at('nothing')}.\n`])
    expect(failed(await run(cli('restore'), [], {}))).toEqual([
      1,
      'Give --from, the folder of the backup; --help tells more.\n',
    ])
    const nobody = await run(cli('backup'), ['--to', filled.at('none')], { KOPRU_DATA_DIR: filled.at('no-data') })
    expect(failed(nobody)).toEqual([1, `There is no database in ${filled.at('no-data')}: nothing to back up.\n`])
    const half = await run(cli('backup'), [], { ...own(), BACKUP_URL_ERP: '' })
    expect(failed(half)).toEqual([1, expect.stringMatching(/^BACKUP_URL_ERP is missing: /)])
    // The owner of the tables sees no row of them: nothing stands in for the role of backups.
    const owner = await run(cli('backup'), [], { MIGRATION_URL_IDENTITY: filled.source.urls.identity })
    expect(failed(owner)).toEqual([1, expect.stringMatching(/^BACKUP_URL_IDENTITY is missing: /)])
    const blind = await run(cli('backup'), ['--to', filled.at('blind')], {
      ...own(),
      BACKUP_URL_ERP: filled.source.urls.erp,
    })
    expect(failed(blind)).toEqual([1, expect.stringMatching(/^kopru_app does not see every row of the database erp: /)])
    await writeFile(filled.at('a-file'), '')
    const nowhere = await run(cli('backup'), ['--to', join(filled.at('a-file'), 'x')], own())
    expect(failed(nowhere)).toEqual([1, expect.stringMatching(/ cannot be written or read \(ENOTDIR\)\.\n$/)])
    const whole = await run(cli('restore'), ['--from', filled.backup, '--check'], {})
    expect([whole.code, whole.out]).toEqual([
      0,
      expect.stringMatching(/^The backup is whole: [\d,]+ rows, as they stood at /),
    ])
    await expect(writeBackup({ urls: readable, dataDir: filled.source.dataDir, path: filled.backup })).rejects.toThrow(
      `${filled.backup} exists already: a backup never writes over anything.`,
    )
  })
})
