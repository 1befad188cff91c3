/* A restore in a process of its own, which may be killed: says `filling` once rows are being put back. */
import { openBackup } from '../../platform/backup/open-backup.ts'
import { restoreBackup } from '../../platform/backup/restore-backup.ts'
import { migrationsOf } from '../../platform/migrate.ts'

const { path, urls, crmFolder } = JSON.parse(process.argv[2]!)
let said = false
await restoreBackup({
  ...{ backup: await openBackup(path), urls, replace: true },
  folderOf: (name) => (name === 'crm' && crmFolder ? crmFolder : migrationsOf(name)),
  onProgress: (rows) => {
    if (rows > 0 && !said) console.log('filling')
    said ||= rows > 0
  },
})
console.log('restored')
