import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig, runCommand } from '../config.ts'
import { count, openProgress, seconds } from '../progress.ts'
import { untilInterrupted } from './interrupt.ts'
import { type Aside, restoreFiles } from './keep-files.ts'
import { type Manifest, rowsOf } from './manifest.ts'
import { type OpenBackup, openBackup } from './open-backup.ts'
import { openTarget } from './places.ts'
import { restoreBackup } from './restore-backup.ts'

const HELP = `Puts a backup back, into a place where Köprü does not run: into the data folder, or, with
MIGRATION_URL_* given, into your own PostgreSQL. All of it, proven to be as it was, or nothing.

  npm run restore -- --from backups/kopru-2026-11-25T22-00-00Z

  --from FOLDER   the backup (required)
  --check         only reads it, and says whether it is whole
  --replace       puts it in the place of what is there: all that the three databases hold is lost
  --void-tokens   nobody comes in with a token that was issued so far: all users are voided, and the next
                  start makes a new signing key
  --help          this text

What was revoked after the backup was taken is good again, unless --void-tokens is given. A backup of an
earlier Köprü is migrated forward. Should it be cut off between the commits of the three databases, Köprü
will not start until the same restore was run again.`

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      check: { type: 'boolean', default: false },
      replace: { type: 'boolean', default: false },
      'void-tokens': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  if (!values.from) throw new Error('Give --from, the folder of the backup; --help tells more.')
  const config = readConfig('router')
  const signal = untilInterrupted()
  const since = Date.now()
  const bar = openProgress()
  try {
    const backup = await openBackup(resolve(values.from), (done, total) => bar.show('Checking', done, total))
    bar.end()
    const { manifest } = backup
    if (values.check) return console.log(`The backup is whole: ${describe(manifest)}.`)
    const total = rowsOf(manifest)
    const target = await openTarget(config)
    try {
      const voidTokens = values['void-tokens']
      const asides: Aside[] = []
      const proof = await restoreBackup({
        ...{ backup, urls: target.urls, replace: values.replace, voidTokens, signal },
        putFiles: async () => {
          asides.push(...(await restoreFiles(backup, config.dataDir, { withKeys: !voidTokens })))
        },
        onProgress: (rows) => bar.show('Restoring', rows, total),
      })
      bar.end()
      console.log(`Restored after ${seconds(since)}: ${describe(manifest)}.`)
      console.log(
        `  The books hold: ${count(proof.entries)} entries of ${count(proof.organizations)} organisations, chain and balance.`,
      )
      for (const { file, aside } of asides) console.log(`  The ${file} that was here is kept as ${aside}.`)
      console.log(ofTokens(backup, voidTokens))
    } finally {
      await target.close()
    }
  } finally {
    bar.end()
  }
})
// A connection that was lost in the middle of a COPY would keep the process for ever.
process.exit()

/** A restore goes back behind revocations, too: whoever runs it must know. */
function ofTokens({ kept, manifest }: OpenBackup, voidTokens: boolean): string {
  if (voidTokens) {
    return '  Tokens issued so far are void. Where SIGNING_KEY is given, or identity runs elsewhere, give it a new key as well.'
  }
  const since = manifest.databases.identity.snapshotAt
  const revived = `  What was revoked, signed out or switched off after ${since} is good again; --void-tokens ends all tokens.`
  if (kept.includes('signing-keys.json')) return revived
  return `${revived}\n  The signing keys were not in it: put them back, or tokens issued so far are void.`
}

function describe(manifest: Manifest): string {
  return `${count(rowsOf(manifest))} rows, as they stood at ${manifest.databases.identity.snapshotAt}`
}
