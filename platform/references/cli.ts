import { parseArgs } from 'node:util'
import { encodeId } from '../../subgraphs/shared/relay/id.ts'
import { openSource } from '../backup/places.ts'
import { readConfig, runCommand } from '../config.ts'
import { connected } from '../databases.ts'
import { count, openProgress, seconds } from '../progress.ts'
import { type Dangling, findDangling } from './find.ts'

const HELP = `Lists what refers to a customer, a deal or a user that is not there, or to another customer's deal, in all
organisations. It only reads; Köprü may run meanwhile, or not.

  npm run references

  --help    this text

It ends with 0 when there is nothing to list, with 2 when there is, and with 1 when it could not look. Of your own
PostgreSQL (DATABASE_URL_* given) it is read as BACKUP_URL_IDENTITY, BACKUP_URL_CRM and BACKUP_URL_ERP say, by a
role that sees every row.`

await runCommand(async () => {
  const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } })
  if (values.help) return console.log(HELP)
  const since = Date.now()
  const source = await openSource(readConfig('router'))
  const bar = openProgress()
  try {
    const found: Dangling[] = []
    const { references } = await findDangling(source.urls, {
      onFound: (dangling) => void found.push(dangling),
      onProgress: (done, total) => bar.show('References', done, total),
    })
    bar.end()
    const names = await connected(
      source.urls.identity,
      (sql) => sql`select organization_id as id, name from organizations`,
    )
    const nameOf = new Map(names.map(({ id, name }) => [id as string, name as string]))
    for (const [organizationId, theirs] of Map.groupBy(found, (dangling) => dangling.organizationId)) {
      console.log(`${nameOf.get(organizationId) ?? 'No organisation'} (${encodeId('org', organizationId)})`)
      for (const dangling of theirs) console.log(`  ${sentenceOf(dangling)}`)
    }
    const looked = `${count(references)} references looked at, ${seconds(since)}.`
    console.log(`${found.length === 0 ? 'Nothing dangles' : `${count(found.length)} dangle`}: ${looked}`)
    if (found.length > 0) process.exitCode = 2
  } finally {
    bar.end()
    await source.close()
  }
})

function sentenceOf({ document, kind, id, fault }: Dangling): string {
  return `${document} names the ${kind} ${id}: ${fault === 'MISSING' ? 'there is none' : 'of another customer'}`
}
