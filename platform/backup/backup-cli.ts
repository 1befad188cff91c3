import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig, runCommand } from '../config.ts'
import { count, openProgress, seconds } from '../progress.ts'
import { untilInterrupted } from './interrupt.ts'
import { rowsOf } from './manifest.ts'
import { openSource } from './places.ts'
import { backupName, writeBackup } from './write-backup.ts'

const HELP = `Writes a backup of everything: the three databases, the signing keys, the state of the demo.
Köprü may run meanwhile, or not.

  npm run backup                         into backups/kopru-<date and time>
  npm run backup -- --to /mnt/backups    into another folder

  --to FOLDER      where the backup is put, under a name of its own (backups)
  --without-keys   leaves out the signing keys: tokens issued so far are void after a restore
  --help           this text

Of your own PostgreSQL (DATABASE_URL_* given) it is read as BACKUP_URL_IDENTITY, BACKUP_URL_CRM and
BACKUP_URL_ERP say, by a role that sees every row. Whoever has a backup has everything: keep it safe.`

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      to: { type: 'string', default: 'backups' },
      'without-keys': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const config = readConfig('router')
  const signal = untilInterrupted()
  const since = Date.now()
  const source = await openSource(config)
  const bar = openProgress()
  try {
    const path = join(resolve(values.to), backupName(new Date()))
    const { manifest, kept } = await writeBackup({
      ...{ urls: source.urls, dataDir: config.dataDir, path, withKeys: !values['without-keys'], signal },
      onProgress: (done, total) => bar.show('Backup', done, total),
    })
    bar.end()
    console.log(`${path}\n  ${count(rowsOf(manifest))} rows after ${seconds(since)}.`)
    console.log(
      kept.includes('signing-keys.json')
        ? '  The signing keys are in it: whoever reads it can issue tokens.'
        : '  The signing keys are not in it: keep them elsewhere, or tokens issued so far are void after a restore.',
    )
  } finally {
    bar.end()
    await source.close()
  }
})
// A connection that was lost in the middle of a COPY would keep the process for ever.
process.exit()
