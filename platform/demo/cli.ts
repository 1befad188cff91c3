import { parseArgs } from 'node:util'
import cliProgress from 'cli-progress'
import { addDays, today } from '../../subgraphs/shared/time/date.ts'
import { readConfig, runCommand } from '../config.ts'
import type { Database } from '../databases.ts'
import { openGraph } from '../graph.ts'
import { runningPostgres } from '../postgres.ts'
import { openLog } from '../processes.ts'
import { asOwner } from './load.ts'
import { loadStudio } from './studio/load.ts'

const HELP = `Generates an organisation: two years of a service business, from deals to payments, the same each time.
Köprü must be running (npm start), or DATABASE_URL_* be given.

  npm run demo -- --customers 10000 --name "Big Studio"

  --customers N   how many customers (1000)
  --name NAME     what the organisation is called (Generated Studio)
  --help          this text`

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string', default: '1000' },
      name: { type: 'string', default: 'Generated Studio' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(HELP)
  const customers = Number(values.customers)
  if (!Number.isInteger(customers) || customers < 1 || customers > 200_000) {
    throw new Error('--customers is a whole number from 1 to 200000.')
  }

  const config = readConfig('all')
  const running = config.embedded ? await runningPostgres(config.dataDir) : null
  const urlOf = (name: Database) => config.databaseUrls[name] ?? running?.url(name, 'kopru_app')
  const [identity, crm, erp] = [urlOf('identity'), urlOf('crm'), urlOf('erp')]
  if (!identity || !crm || !erp) throw new Error('Köprü is not running. Start it first: npm start')
  const urls = { identity, crm, erp }
  const graph = await openGraph({ urls, dataDir: config.dataDir, log: openLog('demo', 'warn') })
  const bar = new cliProgress.SingleBar({ format: '{bar} {percentage}% {value}/{total} documents', hideCursor: true })
  try {
    const started = Date.now()
    const timeZone = 'Europe/Istanbul'
    const { organizationId } = await graph.identity.createOrganization({
      name: values.name,
      currency: 'EUR',
      timeZone,
      owner: { email: 'owner@generated.example', name: 'Generated Owner' },
    })
    let begun = false
    await loadStudio({
      urls,
      graph: await asOwner(graph, organizationId),
      organization: { id: organizationId, currency: 'EUR', timeZone },
      customers,
      asOf: addDays(today(timeZone, new Date()), -1),
      onProgress(done, total) {
        if (!begun) bar.start(total, 0)
        begun = true
        bar.update(done)
      },
    })
    bar.stop()
    const { token } = (await graph.identity.issueToken({ organizationId, seconds: 86_400 }))!
    console.log(`${values.name} has ${customers} customers, after ${((Date.now() - started) / 1000).toFixed(1)} s.`)
    console.log(`A token of its owner, good for a day:\n\n${token}`)
  } finally {
    bar.stop()
    await graph.close()
  }
})
